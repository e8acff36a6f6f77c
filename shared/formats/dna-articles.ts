/** The rows of DNA that an article gives: its document, and the statements of its annotations. */
import { readParticulars } from '../particulars';
import { type CodedAnnotation, type CodedArticle, foreignIdsOf, hullOf } from './dataset';
import { adminId, type DnaCoders } from './dna-coders';
import { earlierRows } from './dna-foreign';
import { keptRow, nameAmong } from './dna-kept';
import { noteKeptArticle } from './dna-losses';
import { type StatementTools, statementsOf } from './dna-statements';
import { type DnaRecord, fitting, type RowIds, secondsOf } from './dna-tables';
import type { StatementType } from './dna-types';
import { loseAnnotation } from './losing';

export interface ArticleTools {
  coders: DnaCoders;
  documentIds: RowIds;
  typeOf: ReadonlyMap<string, StatementType>;
  statementTools: StatementTools;
}

export function* articleRows(coded: CodedArticle, tools: ArticleTools): Generator<DnaRecord> {
  const { article, readings } = coded;
  const earlier = earlierRows(coded.foreignIds);
  const names = foreignIdsOf(coded.foreignIds, 'dna');
  const row = earlier.get(article.id)?.[0];
  const documentId = tools.documentIds.take(row?.id ?? null);
  const { losses } = tools.statementTools;
  yield {
    table: 'DOCUMENTS',
    row: {
      ID: documentId,
      Title: fitting(article.title),
      Text: article.text,
      Coder: tools.coders.isKnown(row?.extra.Coder) ? row.extra.Coder : adminId,
      Author: fitting(article.author),
      Source: fitting(article.source),
      Section: fitting(article.section),
      Notes: article.note,
      Type: fitting(readParticulars(article.particulars).find(({ name }) => name === 'Type')?.value ?? ''),
      Date: secondsWith(article.date, row?.extra.Date),
    },
  };
  noteKeptArticle(coded, losses);
  const { createdAt, date, title, source, author, section, url, accession, language, copyOfId } = article;
  yield keptRow('article', article.id, {
    rows: [documentId],
    ...nameAmong(names, article.id),
    createdAt,
    date,
    title,
    source,
    author,
    section,
    url,
    accession,
    language,
    copyOfId,
    particulars: article.particulars ?? '',
    layout: article.layout ?? '',
    textLength: article.text.length,
    readings: [...readings],
  });
  for (const one of coded.annotations) {
    const type = tools.typeOf.get(one.annotation.codeId);
    const coderId = tools.coders.ids.get(one.annotation.coderId);
    if (!type || coderId === undefined)
      throw new Error(`annotation ${one.annotation.id} has no code or no coder among the registries`);
    const example = `${article.title}: ${type.code.name}`;
    const { start, end } = hullOf(one.spans);
    if (start < 0 || end > article.text.length) {
      loseAnnotation(losses, one, 'An annotation that lies outside its text is left out.', example);
      continue;
    }
    const place = { documentId, coderId, earlierId: earlier.get(one.annotation.id)?.[0]?.id ?? null };
    const written = statementsOf(one, type, place, tools.statementTools, example);
    yield* tools.statementTools.entities.taken();
    yield* written.records;
    const { createdAt: madeAt, example: held, review } = one.annotation;
    yield keptRow('annotation', one.annotation.id, {
      rows: written.rows,
      ...nameAmong(names, one.annotation.id),
      createdAt: madeAt,
      ...(held !== null && { example: held }),
      ...(review !== '' && { review }),
      ...spansBeyondHull(one, article.text),
      ...(written.values !== null && { values: written.values }),
      ...(written.unanswered.length > 0 && { unanswered: written.unanswered }),
    });
  }
}

/** The second of the article's day that DNA had, or the day's first; 1970 for an article without a date. */
function secondsWith(date: string | null, earlier: unknown): number {
  if (date === null) return 0;
  const seconds = secondsOf(date);
  const isSameDay = typeof earlier === 'number' && Math.floor(earlier / 86_400) === seconds / 86_400;
  return isSameDay && Number.isInteger(earlier) ? earlier : seconds;
}

/** Where there are several, or one whose words are not those of the text. */
function spansBeyondHull({ spans }: CodedAnnotation, text: string) {
  const kept = spans.map(({ startOffset: start, endOffset: end, quote }) => ({
    start,
    end,
    quote: text.slice(start, end) === quote ? null : quote,
  }));
  return kept.length > 1 || kept.some(({ quote }) => quote !== null) ? { spans: kept } : {};
}
