/** JSON and JSON Lines: objects are rows, and the names of their fields are columns. */
import { Readable } from 'node:stream';
import readline from 'node:readline';
import type { ReadSettings } from '../../shared/import-settings';
import { decodeFile } from './decode';
import { ReadProblem, type Reader, type SkippedPart, type SourceFile } from './reader';
import { articlesOf, mappingOf, sampled, type Table, type TableRow } from './table-articles';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** JSON that is longer is read only line by line. In bytes. */
const mostAtOnce = 200_000_000;
const deepest = 8;

/** The cells of an object: fields of fields are called `source.name`, lists of words are joined. */
function cellsOf(value: { [name: string]: Json }, path = '', depth = 0): TableRow['cells'] {
  return Object.entries(value).flatMap(([key, field]) => {
    const name = path === '' ? key : `${path}.${key}`;
    if (field === null) return [];
    if (Array.isArray(field)) {
      const words = field.filter((one) => typeof one === 'string' || typeof one === 'number');
      const rest = words.length === field.length ? words.join('; ') : JSON.stringify(field);
      return rest === '' ? [] : [{ name, value: rest }];
    }
    if (typeof field !== 'object') return [{ name, value: String(field) }];
    return depth >= deepest ? [{ name, value: JSON.stringify(field) }] : cellsOf(field, name, depth + 1);
  });
}

const isObject = (value: unknown): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in a document: those of a list, or of the longest list in it, or itself. */
function objectsIn(value: Json): { [name: string]: Json }[] {
  if (Array.isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return [];
  const lists = Object.values(value)
    .filter((field): field is Json[] => Array.isArray(field))
    .map((list) => list.filter(isObject))
    .toSorted((one, other) => other.length - one.length);
  const hasText = Object.values(value).some((field) => typeof field === 'string' && field.length > 40);
  const [longest] = lists;
  return longest && longest.length > 0 && !hasText ? longest : [value];
}

/** V8 says where in the text it stopped, by line and column or by position. */
export function jsonProblem(error: unknown, text: string): string {
  const words = error instanceof Error ? error.message : String(error);
  const place = /line (\d+) column (\d+)/.exec(words);
  const position = /position (\d+)/.exec(words)?.[1];
  const line =
    place?.[1] ?? (position === undefined ? null : text.slice(0, Number(position)).split('\n').length);
  const where =
    line === null
      ? 'at its end, which may be missing'
      : `in line ${line}${place ? `, column ${place[2]}` : ''}`;
  return `It is not sound JSON: ${where} (${words.split(' in JSON')[0]}). Put it right, or export it anew.`;
}

async function rowsOfDocument(file: SourceFile, settings: ReadSettings) {
  if (file.size > mostAtOnce) {
    throw new ReadProblem(
      `It has ${Math.round(file.size / 1e6).toLocaleString('en')} MB, which is too much for one JSON document. Save it as JSON Lines, with one article a line.`,
    );
  }
  const { text, encoding } = decodeFile(await file.bytes(), settings.encoding);
  const plain = text.replace(/^\ufeff/, '');
  let value: Json;
  try {
    value = JSON.parse(plain) as Json;
  } catch (error) {
    throw new ReadProblem(jsonProblem(error, plain));
  }
  const objects = objectsIn(value);
  if (objects.length === 0)
    throw new ReadProblem('There are no articles in it: it holds no list of objects.');
  const rows = objects.map((object, at): TableRow => ({
    place: objects.length === 1 ? '' : `item ${at + 1}`,
    cells: cellsOf(object),
    warning: 'claims' in object && 'text' in object ? claimsLeft : null,
  }));
  return { rows, encoding };
}

const claimsLeft = 'The claims that it holds are left for an import of datasets; its text came in.';

/** The rows of JSON Lines, one by one. A broken line is skipped, and said. */
async function* rowsOfLines(file: SourceFile): AsyncGenerator<TableRow | SkippedPart> {
  const lines = readline.createInterface({ input: Readable.from(file.pieces()), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const plain = number === 1 ? line.replace(/^\ufeff/, '') : line;
    if (plain.trim() === '') continue;
    let value: Json;
    try {
      value = JSON.parse(plain) as Json;
    } catch (error) {
      yield { place: `line ${number}`, skipped: jsonProblem(error, plain).replace('in line 1', 'in it') };
      continue;
    }
    if (isObject(value))
      yield {
        place: `line ${number}`,
        cells: cellsOf(value),
        warning: 'claims' in value && 'text' in value ? claimsLeft : null,
      };
    else yield { place: `line ${number}`, skipped: 'This line holds no object, so it is no article.' };
  }
}

export async function openJson(file: SourceFile, settings: ReadSettings, isLines: boolean): Promise<Table> {
  const sample: TableRow[] = [];
  let rows: Table['rows'];
  let encoding = 'utf-8';
  if (isLines) {
    for await (const row of rowsOfLines(file)) {
      if (!('skipped' in row)) sample.push(row);
      if (sample.length >= sampled) break;
    }
    rows = rowsOfLines(file);
  } else {
    const found = await rowsOfDocument(file, settings);
    ({ encoding } = found);
    sample.push(...found.rows.slice(0, sampled));
    rows = inTurn(found.rows);
  }
  const columns = [...new Set(sample.flatMap(({ cells }) => cells.map(({ name }) => name)))];
  const found = { delimiter: null, hasHeader: true, sheet: null };
  return {
    columns,
    mapping: mappingOf(columns, sample, settings, found),
    sheets: [],
    sample,
    rows,
    encoding,
    encodings: [],
    warnings: [],
  };
}

async function* inTurn(rows: readonly TableRow[]): AsyncGenerator<TableRow> {
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
