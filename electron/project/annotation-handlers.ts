/** The calls about annotations: read what the command needs, let it decide, write. */
import type { Applied, Handlers, ParsedInput, annotationInputs } from '../../shared/api';
import { squash } from '../../shared/changes';
import {
  type AboutSpans,
  addSpan,
  moveSpan,
  recode,
  removeAnnotations,
  removeSpan,
  setNote,
  tag,
} from '../../shared/commands-annotations';
import { type CommandEnv, type Decision, decide, invalid } from '../../shared/commands';
import { setValues } from '../../shared/commands-values';
import { type Result, ok } from '../../shared/result';
import { extentsTagged, readAnnotation, spansOf, valuesOf, valuesPointingAt } from '../db/annotations';
import { readArticle, readReading } from '../db/articles';
import { listAttributes, listChoices } from '../db/codes';
import { listHistory, undoState } from '../db/history';
import type { ReadableDb } from '../db/open';
import { readEach, readExisting } from '../db/read';
import { aboutValues } from './about-values';
import { type Session, openedForWriting, withoutTexts, write } from './session';

type AnnotationHandlers = Pick<Handlers, keyof typeof annotationInputs>;

const articleIdOf = (annotationId: string) => (db: ReadableDb) => readAnnotation(db, annotationId).articleId;

function aboutSpans(db: ReadableDb, annotationId: string): AboutSpans {
  const annotation = readAnnotation(db, annotationId);
  return {
    annotation,
    article: readArticle(db, annotation.articleId),
    code: readExisting(db, 'code', annotation.codeId),
    spans: spansOf(db, annotationId),
  };
}

/** How far back a repeated call is looked for: a window repeats a call at once or not at all. */
const repeatsWithin = 50;

/** What an earlier call of the same tag did, so that a call sent twice tags once. */
export function alreadyTagged(
  db: ReadableDb,
  input: Pick<ParsedInput<'annotation.tag'>, 'annotationId' | 'articleId' | 'codeId'>,
): Result<Applied> | null {
  const [known] = readEach(db, 'annotation', [input.annotationId]);
  if (!known) return null;
  const entry = listHistory(db, { limit: repeatsWithin }).find(({ change }) =>
    change.added.some(({ id }) => id === input.annotationId),
  );
  if (!entry || known.articleId !== input.articleId || known.codeId !== input.codeId) {
    return invalid('Another annotation has this id already.');
  }
  return ok({
    seq: entry.seq,
    label: entry.label,
    change: withoutTexts(entry.change),
    undo: undoState(db),
  });
}

/** The tagging together with what the words say at once. */
function withValues(
  db: ReadableDb,
  tagged: Decision,
  { annotationId, values = [] }: ParsedInput<'annotation.tag'>,
  env: CommandEnv,
): Decision {
  if (!tagged.ok) return tagged;
  let { change } = tagged.value;
  for (const { attributeId, values: inputs } of values) {
    const annotation = change.added.find((record) => record.type === 'annotation');
    if (!annotation) throw new Error(`tagging ${annotationId} adds no annotation`);
    const attribute = readExisting(db, 'attribute', attributeId);
    const about = aboutValues(db, annotation, attribute, inputs);
    const filled = setValues(about, { annotationId, attributeId, values: inputs }, env);
    if (!filled.ok) return filled;
    change = squash(change, filled.value.change);
  }
  return decide(tagged.value.label, change);
}

export const annotationHandlers = (session: Session): AnnotationHandlers => ({
  'annotation.tag': (input) =>
    alreadyTagged(openedForWriting(session).db, input) ??
    write(
      session,
      (db, env) => {
        const article = readArticle(db, input.articleId);
        const code = readExisting(db, 'code', input.codeId);
        const tagged = extentsTagged(db, { ...input, coderId: env.coderId });
        const reading = readReading(db, article.id, env.coderId);
        return withValues(db, tag({ article, code, tagged, reading }, input, env), input, env);
      },
      input.articleId,
    ),

  'annotation.addSpan': (input) =>
    write(
      session,
      (db, env) => addSpan(aboutSpans(db, input.annotationId), input, env),
      articleIdOf(input.annotationId),
    ),

  'annotation.moveSpan': (input) => {
    const { annotationId } = readExisting(openedForWriting(session).db, 'span', input.spanId);
    return write(
      session,
      (db, env) => moveSpan(aboutSpans(db, annotationId), input, env),
      articleIdOf(annotationId),
    );
  },

  'annotation.removeSpan': (input) => {
    const { annotationId } = readExisting(openedForWriting(session).db, 'span', input.spanId);
    return write(
      session,
      (db, env) => removeSpan(aboutSpans(db, annotationId), input, env),
      articleIdOf(annotationId),
    );
  },

  'annotation.recode': (input) =>
    write(
      session,
      (db) => {
        const annotation = readAnnotation(db, input.annotationId);
        const values = valuesOf(db, annotation.id);
        return recode({
          annotation,
          from: readExisting(db, 'code', annotation.codeId),
          to: readExisting(db, 'code', input.codeId),
          attributes: listAttributes(db),
          choices: listChoices(db),
          values,
          pointing: valuesPointingAt(db, annotation.id),
          targets: readEach(
            db,
            'annotation',
            values.map(({ targetAnnotationId }) => targetAnnotationId).filter((id) => id !== null),
          ),
        });
      },
      articleIdOf(input.annotationId),
    ),

  'annotation.setNote': (input) =>
    write(
      session,
      (db) => {
        const annotation = readAnnotation(db, input.annotationId);
        return setNote({ annotation, code: readExisting(db, 'code', annotation.codeId) }, input);
      },
      articleIdOf(input.annotationId),
    ),

  'annotation.setValues': (input) =>
    write(
      session,
      (db, env) => {
        const annotation = readAnnotation(db, input.annotationId);
        const attribute = readExisting(db, 'attribute', input.attributeId);
        return setValues(aboutValues(db, annotation, attribute, input.values), input, env);
      },
      articleIdOf(input.annotationId),
    ),

  'annotation.remove': ({ annotationIds }) =>
    write(
      session,
      (db) => {
        const annotations = [...new Set(annotationIds)].map((id) => readAnnotation(db, id));
        const values = annotations.flatMap(({ id }) => [...valuesOf(db, id), ...valuesPointingAt(db, id)]);
        return removeAnnotations({
          annotations,
          codes: readEach(
            db,
            'code',
            annotations.map(({ codeId }) => codeId),
          ),
          spans: annotations.flatMap(({ id }) => spansOf(db, id)),
          values: [...new Map(values.map((value) => [value.id, value])).values()],
        });
      },
      (db) => articleIdOf(annotationIds[0] ?? '')(db),
    ),
});
