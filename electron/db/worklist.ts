/** What is left to do, article by article. */
import type { WorklistEntry, WorklistPage } from '../../shared/api';
import { type AskedByCode, askedByCode, toDosOf } from '../../shared/completeness';
import { excerpt } from '../../shared/text';
import { annotationsOf } from './annotations';
import { listAttributes } from './codes';
import type { ReadableDb } from './open';

/** As much of a quote as a line of the list shows, in code units. */
const quoteLength = 120;
/** A page looks into no more articles than this, so that a project in which nothing is missing stays quick. */
const articlesPerPage = 400;

interface ArticleRow {
  id: string;
  title: string;
  text: string;
}

/** Ids of the annotated articles behind one, in the order in which the library lists them. */
const idsAfter = (db: ReadableDb, articleId: string): string[] =>
  db
    .prepare(
      `SELECT id FROM article WHERE id > ? AND EXISTS (SELECT 1 FROM annotation WHERE article_id = article.id)
       ORDER BY id LIMIT ?`,
    )
    .pluck()
    .all(articleId, articlesPerPage) as string[];

/** Whole articles until `limit` entries are together. */
export function listWorklist(
  db: ReadableDb,
  { afterArticleId, limit }: { afterArticleId?: string | undefined; limit: number },
): WorklistPage {
  const asked = askedByCode(listAttributes(db));
  const ids = idsAfter(db, afterArticleId ?? '');
  const article = db.prepare('SELECT id, title, text FROM article WHERE id = ?');
  const entries: WorklistEntry[] = [];
  for (const [index, id] of ids.entries()) {
    entries.push(...entriesOf(db, article.get(id) as ArticleRow, asked));
    if (entries.length < limit) continue;
    const isLast = index === ids.length - 1 && ids.length < articlesPerPage;
    return { entries, afterArticleId: isLast ? null : id };
  }
  return { entries, afterArticleId: ids.length < articlesPerPage ? null : (ids.at(-1) ?? null) };
}

function entriesOf(db: ReadableDb, article: ArticleRow, asked: AskedByCode): WorklistEntry[] {
  const { annotations, spans, attributeValues } = annotationsOf(db, article.id);
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
