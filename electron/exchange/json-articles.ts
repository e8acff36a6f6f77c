/** JSON and JSON Lines: objects are rows, and the names of their fields are columns. */
import { jsonFault } from '../../shared/json-place';
import type { ReadSettings } from '../../shared/import-settings';
import { annotated, cellsOf, isObject, itemsIn, type Json, parseJson } from './json-items';
import { type Reader, type SkippedPart, type SourceFile } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { articlesOf, mappingOf, type Table } from './table-articles';
import { sampled, type TableRow } from './table-rows';
import { linesOf, openText, type TextPieces } from './text-pieces';

/** In bytes. A longer document would take too much memory; JSON Lines may be as long as they like. */
const mostAtOnce = 100_000_000;

const tooDeep = 'It is nested too deeply to be read.';

/** What is wrong with a text that is no JSON, and where. */
function faultOf(error: unknown, text: string): { where: string; column: string; what: string } {
  const { line, column, what } = jsonFault(error, text);
  return {
    where: `in line ${line.toLocaleString('en')}, column ${column.toLocaleString('en')}`,
    column: `in column ${column.toLocaleString('en')}`,
    what,
  };
}

/** Makes rows of the items of one file. What is left out of all of them is said with the first. */
function rowMaker(): (item: Json, place: string) => TableRow | SkippedPart {
  const said = new Set<string>();
  return (item, place) => {
    // A text alone is an article with nothing but its text.
    const object = typeof item === 'string' ? { text: item } : item;
    if (!isObject(object))
      return { place, skipped: 'It is no object with named fields, so it is no article.' };
    try {
      const { cells, left } = cellsOf(object);
      const news = left.filter((name) => !said.has(name));
      for (const name of news) said.add(name);
      return { place, cells, warning: news.length > 0 ? leftOut(news) : null };
    } catch (error) {
      if (error instanceof RangeError) return { place, skipped: tooDeep };
      throw error;
    }
  };
}

function leftOut(names: readonly string[]): string {
  if (names.every((name) => annotated.has(name)))
    return `What is annotated in its texts (${names.join(', ')}) was left out: it is for an import of datasets. The texts came in.`;
  return names.length === 1
    ? `“${names.join()}” holds a list that is no words about the article; it was left out, here and below.`
    : `“${names.join('”, “')}” hold lists that are no words about the article; they were left out, here and below.`;
}

/** @param size of the file, in bytes. @throws ReadProblem */
async function rowsOfDocument(pieces: TextPieces, size: number) {
  if (size > mostAtOnce) {
    throw new ReadProblem(
      `It has ${Math.round(size / 1e6).toLocaleString('en')} MB, which is too much for one JSON document. Save it as JSON Lines (.jsonl), with one article a line: that is read line by line.`,
    );
  }
  let text = '';
  for await (const piece of pieces.pieces()) text += piece;
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    if (error instanceof RangeError) throw new ReadProblem(tooDeep);
    const { where, what } = faultOf(error, text);
    throw new ReadProblem(
      `It is not sound JSON: ${where}, ${what}. Nothing was read from it. Put it right, or export it anew.`,
    );
  }
  const { items, warning } = itemsIn(value);
  if (items.length === 0)
    throw new ReadProblem('There are no articles in it: it holds no list of objects, or an empty one.');
  const rowOf = rowMaker();
  const rows = items.map((item, at) => rowOf(item, items.length === 1 ? '' : `item ${at + 1}`));
  return { rows, warning };
}

/** The rows of JSON Lines, one by one. A broken line is skipped, and said. */
async function* rowsOfLines(text: TextPieces): AsyncGenerator<TableRow | SkippedPart> {
  const rowOf = rowMaker();
  let number = 0;
  for await (const line of linesOf(text)) {
    number += 1;
    if (line.trim() === '') continue;
    const place = `line ${number}`;
    let row: TableRow | SkippedPart;
    try {
      row = rowOf(parseJson(line), place);
    } catch (error) {
      row = { place, skipped: error instanceof RangeError ? tooDeep : brokenLine(error, line) };
    }
    yield row;
  }
}

function brokenLine(error: unknown, line: string): string {
  const { column, what } = faultOf(error, line);
  return `It is not sound JSON: ${column}, ${what}.`;
}

/** Whether a file has one object a line, whatever its name says. */
function hasLines({ head, isWhole }: TextPieces, byName: boolean): boolean {
  const begin = head.trimStart();
  const end = begin.indexOf('\n');
  if (begin.startsWith('[')) return false;
  if (end === -1) return byName;
  const first = begin.slice(0, end).trim();
  const hasMore = !isWhole || begin.slice(end).trim() !== '';
  // A document that is set in lines breaks after what opens or goes on.
  if (/[{[,:]$/.test(first)) return false;
  return first.endsWith('}') && hasMore ? /^\s*\{/.test(begin.slice(end)) || byName : byName;
}

/** @param byName whether the file's name or the user says that it has one object a line */
export async function openJson(file: SourceFile, settings: ReadSettings, byName: boolean): Promise<Table> {
  const text = await openText(file, settings.encoding);
  const sample: TableRow[] = [];
  let rows: Table['rows'];
  const { encoding, encodings } = text;
  const warnings = text.warning === null ? [] : [text.warning];
  if (hasLines(text, byName)) {
    sample.push(...(await firstLines(text)));
    rows = rowsOfLines(text);
  } else {
    const found = await rowsOfDocument(text, file.size);
    if (found.warning !== null) warnings.push(found.warning);
    sample.push(...found.rows.filter((row): row is TableRow => !('skipped' in row)).slice(0, sampled));
    rows = inTurn(found.rows);
  }
  const columns = [...new Set(sample.flatMap(({ cells }) => cells.map(({ name }) => name)))];
  const found = { delimiter: null, hasHeader: true, sheet: null };
  const mapping = mappingOf(columns, sample, settings, found);
  return { columns, mapping, sheets: [], sample, rows, encoding, encodings, warnings };
}

/** The first rows, as far as they can be read: what is wrong after them is told when all are. */
async function firstLines(text: TextPieces): Promise<TableRow[]> {
  const first: TableRow[] = [];
  try {
    for await (const row of rowsOfLines(text)) {
      if (!('skipped' in row)) first.push(row);
      if (first.length >= sampled) break;
    }
  } catch (error) {
    if (!(error instanceof ReadProblem)) throw error;
  }
  return first;
}

async function* inTurn(rows: readonly (TableRow | SkippedPart)[]): AsyncGenerator<TableRow | SkippedPart> {
  yield* rows;
}

const json = (id: string, name: string, extensions: string[], isLines: boolean): Reader => ({
  id,
  name,
  extensions,
  fits: ({ extension }) => (extensions.includes(extension) ? 2 : 0),
  async *read(file, settings) {
    yield* articlesOf(await openJson(file, settings, isLines), settings);
  },
});

export const jsonReader = json('json', 'JSON', ['json'], false);
export const jsonLinesReader = json('jsonl', 'JSON Lines', ['jsonl', 'ndjson'], true);
