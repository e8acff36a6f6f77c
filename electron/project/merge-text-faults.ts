/** Texts that are not what was stored, and words that are not where it says, in a file that is to be merged. */
import { anchorOf } from '../../shared/anchor';
import { recordSchemas } from '../../shared/records';
import { excerpt, isCanonical } from '../../shared/text';
import { sha256 } from '../db/check';
import type { ReadableDb } from '../db/open';
import { columnsOf } from '../db/tables';
import { type Fault, leftOut } from './merge-fault';

interface SpanRow {
  rowid: number;
  start: number;
  end: number;
  quote: string;
}

/** Texts that are not what their checksum says, and spans and evidence that do not read as they quote. */
export function* textFaults(db: ReadableDb): Generator<Fault | null> {
  const articles = db.prepare(
    'SELECT rowid, id, title, text, text_sha256 AS sha, text_length AS length FROM article WHERE rowid > ? ORDER BY rowid LIMIT 1',
  );
  const spans = db.prepare(
    `SELECT span.rowid, start_offset, end_offset, quote FROM annotation
     CROSS JOIN span ON annotation_id = annotation.id WHERE article_id = ?`,
  );
  const evidence = db.prepare(
    `SELECT v.rowid, evidence_start, evidence_end, evidence_quote FROM annotation
     CROSS JOIN attribute_value AS v ON annotation_id = annotation.id
     WHERE article_id = ? AND evidence_quote IS NOT NULL`,
  );
  const columns = columnsOf('article').filter(({ key }) => !['text', 'layout', 'particulars'].includes(key));
  const head = db.prepare(
    `SELECT ${columns.map(({ column }) => column).join(', ')} FROM article WHERE rowid = ?`,
  );
  for (let last = -Number.MAX_SAFE_INTEGER; ;) {
    const article = articles.get(last) as
      { rowid: number; id: string; title: string; text: string; sha: string; length: number } | undefined;
    if (!article) return;
    last = article.rowid;
    const { rowid, id, title, text } = article;
    yield null;
    if (!isCanonical(text) || !isSoundHead(head.get(rowid) as Record<string, unknown>)) {
      yield leftOut(
        'article',
        'An article breaks the rules of a project file; it was left out with what is coded in it.',
        {
          rowid,
          example: title,
        },
      );
      continue;
    }
    const sha = sha256(text);
    if (sha !== article.sha || text.length !== article.length)
      yield {
        table: 'article',
        rowid,
        set: { text_sha256: sha, text_length: text.length },
        message: 'The checksum of an article did not fit its text; it was made anew.',
        example: title,
      };
    for (const span of rowsOf(spans, id)) yield* wordFault(text, span, title);
    for (const value of rowsOf(evidence, id)) yield* evidenceFault(text, value, title);
  }
}

const isSoundHead = (row: Record<string, unknown>): boolean =>
  recordSchemas.article.safeParse({
    type: 'article',
    text: null,
    ...Object.fromEntries(columnsOf('article').map(({ key, column }) => [key, row[column] ?? null])),
  }).success;

const rowsOf = (query: { raw(): { all(id: string): unknown[] } }, id: string): SpanRow[] =>
  (query.raw().all(id) as [number, number, number, string][]).map(([rowid, start, end, quote]) => ({
    rowid,
    start,
    end,
    quote,
  }));

/** Where words stand that do not stand where they should: the one place that has them. */
function onlyPlace(text: string, quote: string): number | null {
  const at = text.indexOf(quote);
  return at !== -1 && !text.includes(quote, at + 1) ? at : null;
}

/** Words that are not at one place alone stay as they are: merging leaves it to a person where they belong. */
function* wordFault(text: string, span: SpanRow, title: string): Generator<Fault> {
  const { rowid, start, end, quote } = span;
  if (text.slice(start, end) === quote) return;
  const at = onlyPlace(text, quote);
  if (at === null) return;
  const { prefix, suffix } = anchorOf(text, { start: at, end: at + quote.length });
  yield {
    table: 'span',
    rowid,
    set: { start_offset: at, end_offset: at + quote.length, prefix, suffix },
    message:
      'The words of an annotation were not where it said; they were found at the one place that has them.',
    example: excerpt(`${title}: ${quote}`, 80),
  };
}

function* evidenceFault(text: string, value: SpanRow, title: string): Generator<Fault> {
  const { rowid, start, end, quote } = value;
  if (text.slice(start, end) === quote) return;
  const at = quote === '' ? null : onlyPlace(text, quote);
  yield {
    table: 'attribute_value',
    rowid,
    set:
      at === null
        ? { evidence_start: null, evidence_end: null, evidence_quote: null }
        : { evidence_start: at, evidence_end: at + quote.length },
    message:
      at === null
        ? 'The words that a value rests on are not in the text; the value comes in without them.'
        : 'The words that a value rests on were not where it said; they were found at the one place that has them.',
    example: excerpt(`${title}: ${quote}`, 80),
  };
}
