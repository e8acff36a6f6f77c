/** The calls about codes: read what the command needs, let it decide, write. */
import type { Handlers, LostValue, MergePlan } from '../../shared/api';
import { type Decision, refuse, shorten } from '../../shared/commands';
import {
  createCode,
  moveCode,
  removeCode,
  retireCode,
  splitCode,
  updateCode,
} from '../../shared/commands-codes';
import { type AboutMerge, mergeCodes, planMerge } from '../../shared/commands-merge-codes';
import type { Annotation, AttributeValue } from '../../shared/records';
import { ok } from '../../shared/result';
import {
  annotationsOfCode,
  examplesOf,
  passageOf,
  spansOfCode,
  taggedTwice,
  toReview,
  usageOf,
  valuesOfCode,
  valuesPointingAtCode,
  wording,
} from '../db/code-use';
import { attributesOf, choicesOfCodes, listAttributes, listCodes } from '../db/codes';
import type { ReadableDb } from '../db/open';
import { readEach, readExisting } from '../db/read';
import { annotationsIn, valuesIn } from '../db/sight';
import { refuseHidden } from './sight';
import { type Session, openedProject } from './session';
import { write } from './write';

type CodeHandlers = Pick<Handlers, Extract<keyof Handlers, `code.${string}`>>;

/** As many values that cannot follow are listed as anybody reads; the count says how many there are. */
const mostListed = 200;

export const byId = <T extends { id: string }>(records: readonly T[]): Map<string, T> =>
  new Map(records.map((record) => [record.id, record]));

/** The annotations at which values point, by id. */
export const targetsOf = (db: ReadableDb, values: readonly AttributeValue[]): Map<string, Annotation> =>
  byId(
    readEach(
      db,
      'annotation',
      values.map(({ targetAnnotationId }) => targetAnnotationId).filter((id) => id !== null),
    ),
  );

/** The first of the values that cannot follow, with their passages. */
export function listLost(db: ReadableDb, lost: readonly AttributeValue[]): LostValue[] {
  const wordsOf = wording(db);
  return valuesIn(db, lost)
    .slice(0, mostListed)
    .map((value) => ({
      ...passageOf(db, readExisting(db, 'annotation', value.annotationId)),
      attribute: readExisting(db, 'attribute', value.attributeId).name,
      value: wordsOf(value),
    }));
}

function aboutMerge(db: ReadableDb, { codeId, intoId }: { codeId: string; intoId: string }): AboutMerge {
  const values = valuesOfCode(db, codeId);
  const attributes = listAttributes(db);
  const names = new Map(attributes.map(({ id, name }) => [id, name]));
  return {
    from: readExisting(db, 'code', codeId),
    into: readExisting(db, 'code', intoId),
    codes: listCodes(db),
    attributes,
    choices: choicesOfCodes(db, codeId, intoId),
    annotations: annotationsOfCode(db, codeId),
    values,
    targets: targetsOf(db, values),
    twice: taggedTwice(db, codeId, intoId),
    attributeName: (id) => names.get(id) ?? '',
    wordsOf: wording(db),
  };
}

/** The change that makes one code a part of another, where no value would get lost by it. */
export function mergeCodeInto(db: ReadableDb, ids: { codeId: string; intoId: string }): Decision {
  const about = aboutMerge(db, ids);
  const { lost } = planMerge(about);
  if (lost.length > 0)
    return refuse(
      `${lost.length === 1 ? '1 value' : `${lost.length} values`} of ${shorten(about.from.name)} cannot follow. Merge the two in the codebook, where you see what becomes of them.`,
    );
  return mergeCodes(about, { ...ids, agreedTo: 0 });
}

export const codeHandlers = (session: Session): CodeHandlers => ({
  'code.create': (input) =>
    write(session, (db) => {
      if (input.parentId !== null) readExisting(db, 'code', input.parentId);
      return createCode(listCodes(db), input);
    }),

  'code.update': (input) =>
    write(session, (db) => updateCode(readExisting(db, 'code', input.codeId), listCodes(db), input)),

  'code.move': (input) =>
    write(session, (db) => {
      if (input.parentId !== null) readExisting(db, 'code', input.parentId);
      return moveCode(readExisting(db, 'code', input.codeId), listCodes(db), input);
    }),

  'code.retire': (input) =>
    write(session, (db) => retireCode(readExisting(db, 'code', input.codeId), listCodes(db), input)),

  'code.planMerge': (input) => {
    const { db } = openedProject(session);
    const all = aboutMerge(db, input);
    const annotations = annotationsIn(db, all.annotations);
    const { follow, lost } = planMerge({ ...all, values: valuesIn(db, all.values) });
    return ok({
      annotations: annotations.length,
      twice: annotations.filter(({ id }) => all.twice.has(id)).length,
      follow: follow.length,
      lostCount: lost.length,
      lost: listLost(db, lost),
      missing: [],
    } satisfies MergePlan);
  },

  'code.merge': (input) =>
    write(session, (db) => {
      const about = aboutMerge(db, input);
      return refuseHidden(db, planMerge(about).lost) ?? mergeCodes(about, input);
    }),

  'code.split': (input) =>
    write(session, (db, env) =>
      splitCode(
        {
          code: readExisting(db, 'code', input.codeId),
          codes: listCodes(db),
          attributes: attributesOf(db, input.codeId),
          choices: choicesOfCodes(db, input.codeId),
          annotations: annotationsOfCode(db, input.codeId),
        },
        input,
        env,
      ),
    ),

  'code.remove': (input) =>
    write(session, (db) => {
      const { codeId } = input;
      const spans = spansOfCode(db, codeId);
      const hidden = refuseHidden(db, spans);
      if (hidden) return hidden;
      return removeCode(
        {
          code: readExisting(db, 'code', codeId),
          codes: listCodes(db),
          attributes: listAttributes(db),
          choices: choicesOfCodes(db, codeId),
          annotations: annotationsOfCode(db, codeId),
          spans,
          values: [...byId([...valuesOfCode(db, codeId), ...valuesPointingAtCode(db, codeId)]).values()],
        },
        input,
      );
    }),

  'code.usage': ({ codeId }) => {
    const { db } = openedProject(session);
    return ok(usageOf(db, readExisting(db, 'code', codeId).id));
  },

  'code.quotes': ({ codeId, limit }) => {
    const { db } = openedProject(session);
    readExisting(db, 'code', codeId);
    return ok({
      best: examplesOf(db, codeId, 'best', limit),
      doubtful: examplesOf(db, codeId, 'doubtful', limit),
      ...toReview(db, codeId, limit),
    });
  },
});
