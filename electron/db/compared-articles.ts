/** What coders did in articles, as little of it as comparing them needs. */
import type { AgreementSettings, AgreementCoders } from '../../shared/api';
import type { ComparedArticle } from '../../shared/agreement/compare';
import {
  type CoderReading,
  type ComparedAnnotation,
  type ComparedValue,
  hasRead,
} from '../../shared/agreement/pairing';
import { isWithin } from '../../shared/formats/selection';
import type { Range } from '../../shared/span';
import type { ReadableDb } from './open';
import { annotationsSeen, readingsSeen } from './sight';

interface ArticleRow {
  id: string;
  textLength: number;
  date: string | null;
  source: string;
}

/** A span with its annotation: id, code, coder, begin, end. */
type SpanRow = [string, string, string, number, number];

/** The articles that the settings ask for, in the order of the library. */
export function articlesToCompare(
  db: ReadableDb,
  { from, to, sources, articleIds }: AgreementSettings,
): ArticleRow[] {
  const rows = db
    .prepare('SELECT id, text_length AS textLength, date, source FROM article ORDER BY id')
    .all() as ArticleRow[];
  const wanted = articleIds && new Set(articleIds);
  return rows.filter(
    ({ id, date, source }) =>
      isWithin(date, from, to) && (sources?.includes(source) ?? true) && (wanted?.has(id) ?? true),
  );
}

/** Reads articles one by one: what the coders did in each, in the order of the coders. */
export function comparedReader(
  db: ReadableDb,
  { coderIds, codeIds }: AgreementSettings,
): (article: ArticleRow) => ComparedArticle {
  const placeOf = new Map(coderIds.map((id, place) => [id, place]));
  const codes = codeIds && new Set(codeIds);
  const readings = readingsOf(db, placeOf);
  const spansOf = db
    .prepare(
      `SELECT annotation.id, code_id, coder_id, start_offset, end_offset
       FROM annotation CROSS JOIN span ON span.annotation_id = annotation.id WHERE article_id = ?`,
    )
    .raw();
  const valuesOf = db
    .prepare(
      `SELECT annotation_id, attribute_id,
         coalesce(text, number, date, choice_id, actor_id, concept_id, target_annotation_id)
       FROM annotation CROSS JOIN attribute_value ON annotation_id = annotation.id WHERE article_id = ?`,
    )
    .raw();
  return ({ id, textLength, date }) => {
    const states = readings.get(id) ?? coderIds.map(() => null);
    const own = coderIds.map((): ComparedAnnotation[] => []);
    const article = { id, textLength, date, readings: states, annotations: own };
    if (states.filter(hasRead).length < 2) return article;
    const found = new Map<string, ComparedAnnotation & { spans: Range[]; values: ComparedValue[] }>();
    for (const [annotationId, codeId, coderId, start, end] of spansOf.all(id) as SpanRow[]) {
      let annotation = found.get(annotationId);
      if (!annotation) {
        const place = placeOf.get(coderId);
        if (place === undefined || !hasRead(states[place]!) || codes?.has(codeId) === false) continue;
        annotation = { id: annotationId, codeId, start: Infinity, end: 0, spans: [], values: [] };
        found.set(annotationId, annotation);
        own[place]!.push(annotation);
      }
      annotation.spans.push({ start, end });
      annotation.start = Math.min(annotation.start, start);
      annotation.end = Math.max(annotation.end, end);
    }
    for (const [annotationId, attributeId, says] of valuesOf.all(id) as [string, string, string | number][])
      found.get(annotationId)?.values.push({ attributeId, says });
    for (const { spans } of found.values())
      if (spans.length > 1) spans.sort((one, other) => one.start - other.start);
    // A file from elsewhere may hold annotations that lie nowhere in the text; `check` names them.
    const isPlaced = ({ start, end }: ComparedAnnotation): boolean => start < end && end <= textLength;
    return {
      ...article,
      annotations: own.map((annotations) =>
        annotations.filter(isPlaced).toSorted((one, other) => one.start - other.start || one.end - other.end),
      ),
    };
  };
}

/** How far each of the coders got, by article, as far as that is not hidden: what is hidden is not compared. */
function readingsOf(
  db: ReadableDb,
  placeOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, CoderReading[]> {
  const rows = db
    .prepare(
      `SELECT article_id, coder_id, state FROM ${readingsSeen(db)} WHERE coder_id IN (SELECT value FROM json_each(?))`,
    )
    .raw()
    .all(JSON.stringify([...placeOf.keys()])) as [string, string, NonNullable<CoderReading>][];
  const readings = new Map<string, CoderReading[]>();
  for (const [articleId, coderId, state] of rows) {
    let states = readings.get(articleId);
    if (!states) readings.set(articleId, (states = Array.from({ length: placeOf.size }, () => null)));
    states[placeOf.get(coderId)!] = state;
  }
  return readings;
}

/** The codes that any of these coders has used. */
export const codesUsedBy = (db: ReadableDb, coderIds: readonly string[]): Set<string> =>
  new Set(
    db
      .prepare(
        `SELECT id FROM code WHERE EXISTS (SELECT 1 FROM ${annotationsSeen(db)} AS own
           WHERE own.code_id = code.id AND own.coder_id IN (SELECT value FROM json_each(?)))`,
      )
      .pluck()
      .all(JSON.stringify(coderIds)) as string[],
  );

/** Who codes articles, and which pairs have read the same ones. */
export function codersAtWork(db: ReadableDb): AgreementCoders {
  const reading = readingsSeen(db);
  const coders = db
    .prepare(
      `SELECT id, name, role, of_coder_id AS ofCoderId,
         (SELECT count(*) FROM ${reading} WHERE coder_id = coder.id AND state IN ('done', 'no claim found')) AS read,
         (SELECT count(*) FROM ${reading} WHERE coder_id = coder.id AND state = 'in progress') AS inProgress,
         (SELECT count(*) FROM ${annotationsSeen(db)} WHERE coder_id = coder.id) AS annotations
       FROM coder WHERE role <> 'gold' ORDER BY name, id`,
    )
    .all() as AgreementCoders['coders'];
  const place = new Map(coders.map(({ id }, at) => [id, at]));
  const pairs = db
    .prepare(
      `SELECT one.coder_id AS first, other.coder_id AS second, count(*) AS articles
       FROM ${reading} AS one JOIN ${reading} AS other
         ON other.article_id = one.article_id AND other.coder_id > one.coder_id
       WHERE one.state IN ('done', 'no claim found') AND other.state IN ('done', 'no claim found')
       GROUP BY one.coder_id, other.coder_id`,
    )
    .all() as { first: string; second: string; articles: number }[];
  return {
    coders,
    pairs: pairs
      .filter(({ first, second }) => place.has(first) && place.has(second))
      .map(({ first, second, articles }): AgreementCoders['pairs'][number] => ({
        coderIds: place.get(first)! < place.get(second)! ? [first, second] : [second, first],
        articles,
      })),
  };
}
