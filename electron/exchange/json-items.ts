/** Where in a JSON value the articles are, and what each says in flat cells. */
import { namesText } from '../../shared/table-columns';
import { type TableRow } from './table-rows';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whole numbers that JavaScript would round, as the ids of posts are. */
const longNumber = /(?<![\d."\w])-?\d{16,}/;
/** What Python writes where a number is missing; no JSON has it. */
const notNumbers = /\b(?:NaN|Infinity)\b/;

/** @throws SyntaxError with what `JSON.parse` says of this text; RangeError when it is nested too deeply */
export function parseJson(text: string): Json {
  // The source of a number is there since JSON.parse gives it to its third argument.
  const exactly = (_: string, value: Json, { source }: { source?: string }): Json =>
    typeof value === 'number' &&
    source !== undefined &&
    !Number.isSafeInteger(value) &&
    /^-?\d+$/.test(source)
      ? source
      : value;
  const parse = (json: string): Json =>
    (longNumber.test(json)
      ? (JSON.parse as (json: string, reviver: typeof exactly) => unknown)(json, exactly)
      : JSON.parse(json)) as Json;
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError) || !notNumbers.test(text)) throw error;
    const mended = withoutNaN(text);
    try {
      return parse(mended);
    } catch {
      throw error;
    }
  }
}

const withoutNaN = (text: string): string =>
  text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/gs, (found) =>
    found.startsWith('"') ? found : 'null',
  );

const deepest = 8;
/** A list that is longer, written as JSON, is no particular of an article. In UTF-16 code units. */
const longestList = 2_000;
/** What is annotated in a text stands under these names beside it. */
export const annotated = new Set(['claims', 'entities', 'tokens', 'spans', 'relations', 'annotations']);

/**
 * The cells of an object: fields of fields are called `source.name`, lists of words are joined.
 * @returns also the names of what was left out, being no words about the article
 */
export function cellsOf(object: JsonObject): { cells: TableRow['cells']; left: string[] } {
  const cells: { name: string; value: string }[] = [];
  const left: string[] = [];
  const add = (name: string, value: string): void => {
    if (value !== '') cells.push({ name, value });
  };
  const walk = (value: JsonObject, path: string, depth: number): void => {
    for (const [key, field] of Object.entries(value)) {
      const name = path === '' ? key : `${path}.${key}`;
      if (field === null) continue;
      if (typeof field !== 'object') add(name, String(field));
      else if (Array.isArray(field)) {
        const words = field.filter((one) => typeof one === 'string' || typeof one === 'number');
        if (words.length === field.length) add(name, words.join(isText(name) ? '\n' : '; '));
        else addList(name, field);
      } else if (depth >= deepest) addList(name, field);
      else walk(field, name, depth + 1);
    }
  };
  const addList = (name: string, list: Json): void => {
    const words = JSON.stringify(list);
    const isAnnotation = annotated.has(name) && 'text' in object;
    if (isAnnotation || words.length > longestList) left.push(name);
    else add(name, words);
  };
  walk(object, '', 0);
  return { cells, left };
}

/** Paragraphs come as lists, too. */
const isText = (name: string): boolean => namesText([name]);

export interface Items {
  items: Json[];
  /** What was passed over, as a sentence. */
  warning: string | null;
}

/**
 * The articles in a document: the items of its list, or of the longest list in it; the rows of a table that
 * is written column by column or by the names of its rows, as pandas does; or itself.
 */
export function itemsIn(value: Json): Items {
  if (Array.isArray(value)) return { items: value, warning: null };
  if (!isObject(value)) return { items: [], warning: null };
  const table = byColumns(value) ?? byRows(value);
  if (table) return { items: table, warning: null };
  const ownWords = Object.keys(value).filter((name) => typeof value[name] === 'string');
  if (namesText(ownWords)) return { items: [value], warning: null };
  const lists = listsIn(value, '', 0).toSorted((one, other) => other.count - one.count);
  const [longest, ...others] = lists;
  if (!longest) return { items: Object.keys(value).length === 0 ? [] : [value], warning: null };
  return { items: longest.list, warning: others.length === 0 ? null : passedOver(longest, others) };
}

interface List {
  path: string;
  list: Json[];
  /** Of objects in it. */
  count: number;
}

function listsIn(value: JsonObject, path: string, depth: number): List[] {
  return Object.entries(value).flatMap(([key, field]): List[] => {
    const name = path === '' ? key : `${path}.${key}`;
    if (Array.isArray(field)) {
      const count = field.filter(isObject).length;
      return count > 0 ? [{ path: name, list: field, count }] : [];
    }
    return isObject(field) && depth < 3 ? listsIn(field, name, depth + 1) : [];
  });
}

const passedOver = ({ path }: List, others: readonly List[]): string =>
  `Of its lists, “${path}” was read, and ${others.map((one) => `“${one.path}”`).join(', ')} ${others.length === 1 ? 'was' : 'were'} not.`;

/** `{"text": {"0": "…", "1": "…"}, "title": {…}}` or the same with lists: a table by its columns. */
function byColumns(value: JsonObject): JsonObject[] | null {
  const names = Object.keys(value);
  const columns = names.map((name) => value[name] ?? null);
  const [first] = columns;
  if (!namesText(names) || first === undefined) return null;
  if (!columns.every((column) => isObject(column) || Array.isArray(column))) return null;
  const keys = Object.keys(first as JsonObject);
  const isColumn = (column: Json): boolean => {
    const own = Object.keys(column as JsonObject);
    return own.length === keys.length && own.every((key, at) => key === keys[at]);
  };
  if (keys.length === 0 || !columns.every(isColumn)) return null;
  const texts = names.filter((name) => namesText([name])).map((name) => value[name] as JsonObject);
  if (!texts.every((column) => keys.every((key) => column[key] === null || typeof column[key] === 'string')))
    return null;
  return keys.map((key) =>
    Object.fromEntries(names.map((name) => [name, (value[name] as JsonObject)[key] ?? null])),
  );
}

/** `{"a1": {"text": "…"}, "a2": {…}}`: a table by the names of its rows, which are kept as ids. */
function byRows(value: JsonObject): JsonObject[] | null {
  const entries = Object.entries(value);
  if (entries.length === 0 || !entries.every(([, row]) => isObject(row))) return null;
  const rows = entries.map(([key, row]) => ({ key, row: row as JsonObject }));
  if (!rows.every(({ row }) => namesText(Object.keys(row).filter((name) => typeof row[name] === 'string'))))
    return null;
  return rows.map(({ key, row }) => ('id' in row ? { key, ...row } : { id: key, ...row }));
}
