/** What is left to do, article by article. */
import type { WorklistEntry, WorklistPage } from '../../shared/api';
import { type AskedByCode, askedByCode, toDosOf } from '../../shared/completeness';
import { excerpt } from '../../shared/text';
import { annotationsSeenIn } from './annotations';
import { listAttributes } from './codes';
import type { ReadableDb } from './open';
import { annotationsSeen } from './sight';

/** As much of a quote as a line of the list shows, in code units. */
const quoteLength = 120;
/** A page looks into no more articles than this, so that a project in which nothing is missing stays quick. */
const articlesPerPage = 400;

interface ArticleRow {
  id: string;
  title: string;
  text: string;
}

/** Ids of the articles behind one that the coder, or anybody, has annotated, in the order of the library. */
const idsAfter = (db: ReadableDb, articleId: string, coderId: string | null): string[] =>
  db
    .prepare(
      `SELECT id FROM article WHERE id > @articleId AND EXISTS (
         SELECT 1 FROM ${annotationsSeen(db)} AS annotation
         WHERE article_id = article.id AND (@coderId IS NULL OR coder_id = @coderId OR coder_id IN (
           SELECT id FROM coder WHERE of_coder_id = @coderId)))
       ORDER BY id LIMIT @limit`,
    )
    .pluck()
    .all({ articleId, coderId, limit: articlesPerPage }) as string[];

/** Whole articles until `limit` entries are together; without a coder, those of everybody. */
export function listWorklist(
  db: ReadableDb,
  {
    afterArticleId,
    coderId = null,
    limit,
  }: { afterArticleId?: string | undefined; coderId?: string | null | undefined; limit: number },
): WorklistPage {
  const asked = askedByCode(listAttributes(db));
  const ids = idsAfter(db, afterArticleId ?? '', coderId);
  const article = db.prepare('SELECT id, title, text FROM article WHERE id = ?');
  const entries: WorklistEntry[] = [];
  for (const [index, id] of ids.entries()) {
    entries.push(...entriesOf(db, article.get(id) as ArticleRow, asked, coderId));
    if (entries.length < limit) continue;
    const isLast = index === ids.length - 1 && ids.length < articlesPerPage;
    return { entries, afterArticleId: isLast ? null : id };
  }
  return { entries, afterArticleId: ids.length < articlesPerPage ? null : (ids.at(-1) ?? null) };
}

/** The coder records of a person's second round. */
const roundsOf = (db: ReadableDb, coderId: string): string[] =>
  db.prepare('SELECT id FROM coder WHERE of_coder_id = ?').pluck().all(coderId) as string[];

function entriesOf(
  db: ReadableDb,
  article: ArticleRow,
  asked: AskedByCode,
  coderId: string | null,
): WorklistEntry[] {
  const own = new Set(coderId === null ? [] : [coderId, ...roundsOf(db, coderId)]);
  const { annotations: all, spans, attributeValues } = annotationsSeenIn(db, article.id);
  const annotations = all.filter((annotation) => coderId === null || own.has(annotation.coderId));
  const placeOf = new Map(annotations.map(({ id }) => [id, { at: Number.MAX_SAFE_INTEGER, quote: '' }]));
  for (const { annotationId, startOffset, quote } of spans) {
    const place = placeOf.get(annotationId);
    if (place && startOffset < place.at) placeOf.set(annotationId, { at: startOffset, quote });
  }
  const codeOf = new Map(annotations.map(({ id, codeId }) => [id, codeId]));
  return toDosOf(article.text, annotations, { asked, spans, values: attributeValues })
    .toSorted((a, b) => (placeOf.get(a.annotationId)?.at ?? 0) - (placeOf.get(b.annotationId)?.at ?? 0))
    .map((toDo) => ({
      ...toDo,
      articleId: article.id,
      articleTitle: article.title,
      codeId: codeOf.get(toDo.annotationId) ?? '',
      quote: excerpt(placeOf.get(toDo.annotationId)?.quote ?? '', quoteLength),
    }));
}
