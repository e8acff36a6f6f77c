/** The passages on which coders disagree, and the articles in which none is left. */
import type { AdjudicationQueue, DisputedPassage, ParsedInput, Version } from '../../shared/api';
import { hasRead, unitsOf } from '../../shared/agreement/pairing';
import {
  Decisions,
  type DisputedUnit,
  type Standing,
  disputedUnits,
  stateOf,
} from '../../shared/adjudication';
import type { AgreementSettings } from '../../shared/api-agreement';
import type { Settled } from '../../shared/commands-complete-gold';
import { isFinished } from '../../shared/double-coding';
import type { CodedAnnotation } from '../../shared/formats/dataset';
import type { Attribute } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { toGraphemeBorders } from '../../shared/span';
import { excerpt, middleCut } from '../../shared/text';
import { changedSince, codedAnnotation, listAdjudications, listParts } from '../db/adjudications';
import { readArticle, readReading } from '../db/articles';
import { wording } from '../db/code-use';
import { listAttributes } from '../db/codes';
import { articlesToCompare, comparedReader } from '../db/compared-articles';
import { goldIn } from '../db/double-codings';
import type { ReadableDb } from '../db/open';
import { lastSeq } from '../db/project';
import { readEach, readExisting } from '../db/read';
import { compared } from './agreement';
import { openedProject, type Session } from './session';

/** Context that is shown before and after a passage, and what is shown of a long one, in UTF-16 code units. */
const contextUnits = 160;
const quoteUnits = 1_200;

/** The passages, which do not change by settling them. */
export interface Disputed {
  key: string;
  seq: number;
  settings: AgreementSettings;
  units: DisputedUnit[];
  /** The articles that were compared, in order. */
  articleIds: string[];
}

const known = new WeakMap<ReadableDb, Disputed>();

const keyOf = ({
  coderIds,
  codeIds,
  from,
  to,
  sources,
  articleIds,
  tolerance,
  minOverlap,
}: AgreementSettings): string =>
  JSON.stringify([coderIds, codeIds, from, to, sources, articleIds, tolerance, minOverlap]);

/** What is in dispute with these settings. @throws FailureError `refused` where gold is among those compared */
export async function disputed(session: Session, settings: AgreementSettings): Promise<Disputed> {
  const { db } = openedProject(session);
  const goldId = goldIn(db)?.id;
  if (goldId !== undefined && settings.coderIds.includes(goldId)) {
    const message = 'Gold is what was settled, and takes no part in it. Choose coders.';
    throw new FailureError({ code: 'refused', message });
  }
  const key = keyOf(settings);
  const before = known.get(db);
  if (before?.key === key && before.seq === lastSeq(db)) return before;
  const { comparison, seq } = await compared(session, settings);
  const articleIds = comparison.articles.map(({ id }) => id);
  const made = { key, seq, settings, units: disputedUnits(comparison.disagreements, articleIds), articleIds };
  known.set(openedProject(session).db, made);
  return made;
}

/** Settling changes nothing of what coders said: what was compared before it still holds. */
export function stillDisputed(db: ReadableDb, seqBefore: number): void {
  const before = known.get(db);
  if (before && before.seq >= seqBefore) before.seq = lastSeq(db);
}

interface Standings {
  standingOf(unit: DisputedUnit): Standing | null;
  /** Compared articles with no disagreement that is not settled, and whether gold has finished them. */
  settledArticles: { articleId: string; isComplete: boolean }[];
}

function standingsOf(db: ReadableDb, { units, articleIds }: Disputed): Standings {
  const decisions = new Decisions(listAdjudications(db), listParts(db));
  const changed = (annotationId: string, at: string): boolean => changedSince(db, annotationId, at);
  const standings = new Map(units.map((unit) => [unit.id, decisions.of(unit, changed)]));
  const standingOf = (unit: DisputedUnit): Standing | null => standings.get(unit.id) ?? null;
  const pending = new Set(
    units.filter((unit) => stateOf(standingOf(unit)) !== 'settled').map(({ articleId }) => articleId),
  );
  const goldId = goldIn(db)?.id ?? null;
  const settledArticles = articleIds
    .filter((articleId) => !pending.has(articleId))
    .map((articleId) => {
      const reading = goldId === null ? null : readReading(db, articleId, goldId);
      return { articleId, isComplete: reading !== null && isFinished(reading.state) };
    });
  return { standingOf, settledArticles };
}

export function queueOf(
  db: ReadableDb,
  all: Disputed,
  { settings, articleId, kind, codeId, state, page, around }: ParsedInput<'adjudication.queue'>,
): AdjudicationQueue {
  const { standingOf, settledArticles } = standingsOf(db, all);
  const states = { unsettled: 0, open: 0, settled: 0 };
  const wanted = all.units.filter((unit) => {
    const own = stateOf(standingOf(unit));
    states[own]++;
    return (
      (state === null || own === state) &&
      (articleId === null || unit.articleId === articleId) &&
      (codeId === null || unit.codeIds.includes(codeId)) &&
      (kind === null || unit.differences.some((one) => one.kind === kind))
    );
  });
  const complete = settledArticles.filter(({ isComplete }) => isComplete).length;
  const tell = teller(db, settings.coderIds);
  const from = pageStart(wanted, page, around);
  return {
    passages: wanted.slice(from, from + page.count).map((unit) => tell(unit, standingOf(unit))),
    from,
    total: wanted.length,
    states,
    articles: { compared: all.articleIds.length, ready: settledArticles.length - complete, complete },
  };
}

/** Where the page begins that holds this passage, else the wanted one, else the last. */
function pageStart(
  wanted: readonly DisputedUnit[],
  { from, count }: ParsedInput<'adjudication.queue'>['page'],
  around: string | null,
): number {
  const at =
    around === null
      ? -1
      : wanted.findIndex(({ id, annotationIds }) => id === around || annotationIds.includes(around));
  if (at !== -1) return at - (at % count);
  const last = Math.max(0, wanted.length - 1);
  return from > last ? last - (last % count) : from;
}

/** Tells passages with their words: what each coder's annotations say, and where they differ. */
function teller(
  db: ReadableDb,
  coderIds: readonly string[],
): (unit: DisputedUnit, standing: Standing | null) => DisputedPassage {
  const attributes = new Map(listAttributes(db).map((attribute) => [attribute.id, attribute]));
  const wordsOf = wording(db);
  return (unit, standing) => {
    const { text, title, date } = readArticle(db, unit.articleId);
    const coded = new Map(
      readEach(
        db,
        'annotation',
        unit.annotationIds.filter((id) => id !== null),
      ).map((annotation) => [annotation.id, codedAnnotation(db, annotation)]),
    );
    const around = toGraphemeBorders(text, {
      start: Math.max(0, unit.start - contextUnits),
      end: Math.min(text.length, unit.end + contextUnits),
    });
    const versionOf = versionsOf([...coded.values()], unit, attributes, wordsOf);
    return {
      id: unit.id,
      articleId: unit.articleId,
      articleTitle: title,
      articleDate: date,
      start: unit.start,
      end: unit.end,
      quote: middleCut(text.slice(unit.start, unit.end), quoteUnits),
      before: `${around.start > 0 ? '…' : ''}${text.slice(around.start, unit.start)}`,
      after: `${text.slice(unit.end, around.end)}${around.end < text.length ? '…' : ''}`,
      differences: unit.differences.map(({ kind, attributeId }) => ({
        kind,
        attributeId,
        attributeName: attributeId === null ? null : (attributes.get(attributeId)?.name ?? null),
      })),
      versions: coderIds.map((coderId, at) => {
        const own = coded.get(unit.annotationIds[at] ?? '');
        return { coderId, annotations: own ? [versionOf(own)] : [] };
      }),
      state: stateOf(standing),
      decision: standing && decisionOf(db, standing),
    };
  };
}

function decisionOf(
  db: ReadableDb,
  { adjudication, parts, outdated }: Standing,
): DisputedPassage['decision'] {
  const idsOf = (wanted: string): string[] =>
    parts.filter(({ role }) => role === wanted).map(({ annotationId }) => annotationId);
  const { id, choice, note, coderId, createdAt } = adjudication;
  return {
    adjudicationId: id,
    choice,
    note,
    coderId,
    at: createdAt,
    takenIds: idsOf('taken'),
    goldIds: readEach(db, 'annotation', idsOf('made')).map((annotation) => annotation.id),
    outdated,
  };
}

function versionsOf(
  all: readonly CodedAnnotation[],
  { differences }: DisputedUnit,
  attributes: ReadonlyMap<string, Attribute>,
  wordsOf: ReturnType<typeof wording>,
): (coded: CodedAnnotation) => Version {
  const differs = (kind: string): boolean => differences.some((one) => one.kind === kind);
  const disputed = new Set(differences.map(({ attributeId }) => attributeId));
  const used = new Set(all.flatMap(({ values }) => values.map(({ attributeId }) => attributeId)));
  const asked = [...attributes.values()].filter(({ id }) => used.has(id));
  return ({ annotation, spans, values }) => ({
    annotationId: annotation.id,
    codeId: annotation.codeId,
    ranges: spans.map(({ startOffset, endOffset, quote }) => ({
      start: startOffset,
      end: endOffset,
      quote: excerpt(quote, quoteUnits),
    })),
    values: asked
      .filter(({ codeId }) => codeId === annotation.codeId)
      .map(({ id, name }) => ({
        attributeId: id,
        name,
        values: values.filter(({ attributeId }) => attributeId === id).map(wordsOf),
        differs: disputed.has(id),
      })),
    note: annotation.note,
    codeDiffers: differs('code'),
    rangesDiffer: differs('boundary'),
  });
}

/** The articles that are settled and not complete in gold, with what all agree on in them. */
export function readyForGold(db: ReadableDb, all: Disputed, goldId: string): Settled[] {
  const ready = new Set(
    standingsOf(db, all)
      .settledArticles.filter(({ isComplete }) => !isComplete)
      .map(({ articleId }) => articleId),
  );
  if (ready.size === 0) return [];
  const inDispute = new Set(all.units.flatMap(({ annotationIds }) => annotationIds));
  const inGold = new Set(
    listParts(db)
      .filter(({ role }) => role === 'taken')
      .map(({ annotationId }) => annotationId),
  );
  const read = comparedReader(db, all.settings);
  const articles = articlesToCompare(db, all.settings).filter(({ id }) => ready.has(id));
  return articles.map((article) => {
    const { id, readings, annotations } = read(article);
    const own = annotations.filter((_, at) => hasRead(readings[at] ?? null));
    const agreed = unitsOf(own, all.settings.minOverlap)
      .map((unit) => unit.flatMap((place, at) => own[at]![place]?.id ?? []))
      .filter((ids) => !ids.some((one) => inDispute.has(one) || inGold.has(one)))
      .map((ids) => ids.map((one) => codedAnnotation(db, readExisting(db, 'annotation', one))));
    const hasGold =
      db.prepare('SELECT 1 FROM annotation WHERE article_id = ? AND coder_id = ?').get(id, goldId) !==
      undefined;
    return { articleId: id, agreed, hasGold, reading: readReading(db, id, goldId) };
  });
}
