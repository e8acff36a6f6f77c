/**
 * Reads a project's JSON row by row, so that its size has no limit. The exporter writes each row on a line of
 * its own, and a line break within a text is `\n` in JSON: each line can be parsed alone. Whatever does not
 * follow this layout to the letter, commas included, is left to a parser of the whole text.
 */
import fs from 'node:fs';

/** A project in JSON: what stands before its tables, and their rows in the order of the file. */
export interface JsonProject {
  /** All members of the document but `tables`. */
  head: unknown;
  /** Names of the tables that are there, known when all rows have been read. */
  tables: ReadonlySet<string>;
  rows: Iterable<{ table: string; row: unknown }>;
}

/** The file is not laid out as the exporter does; it may be sound JSON all the same. */
export class OtherLayout extends Error {}

const chunkBytes = 1 << 20;
/** No row is longer: an article's text in escapes, several times over in its history. */
const longestLine = 256 << 20;
const lineBreak = 0x0a;

/** The lines of a file without their breaks. Split by bytes: U+2028 within a text is no line break. */
function* linesOf(path: string): Generator<string> {
  const file = fs.openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let begun: Buffer[] = [];
    let length = 0;
    for (;;) {
      const read = fs.readSync(file, chunk, 0, chunkBytes, null);
      if (read === 0) break;
      let start = 0;
      for (;;) {
        const end = chunk.subarray(0, read).indexOf(lineBreak, start);
        if (end === -1) break;
        yield Buffer.concat([...begun, chunk.subarray(start, end)]).toString('utf8');
        begun = [];
        length = 0;
        start = end + 1;
      }
      length += read - start;
      if (length > longestLine) throw new OtherLayout();
      // A copy: the next reading goes into the same memory.
      begun.push(Buffer.from(chunk.subarray(start, read)));
    }
    if (length > 0) yield Buffer.concat(begun).toString('utf8');
  } finally {
    fs.closeSync(file);
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new OtherLayout();
  }
}

const tablesBegin = ' "tables": {';
const tableLine = /^ {2}"([a-z_]+)": \[(\](,?))?$/;
const rowLine = /^ {3}(\{.*\})(,?)$/s;

/** What stands before the tables; `lines` goes on with the first of them. */
function headOf(lines: Iterator<string, void>): unknown {
  let head = '';
  for (let count = 0; count < 100; count++) {
    const { value, done } = lines.next();
    if (done) break;
    if (value === tablesBegin) return parsed(`${head}"tables": {}}`);
    head += value;
  }
  throw new OtherLayout();
}

/**
 * @throws OtherLayout here or while the rows are read; then nothing that was read may be kept
 */
export function readLines(path: string): JsonProject {
  const lines = linesOf(path);
  const tables = new Set<string>();
  let head: unknown;
  try {
    head = headOf(lines);
  } catch (error) {
    lines.return(undefined);
    throw error;
  }
  return { head, tables, rows: rowsOf(lines, tables) };
}

function* rowsOf(lines: Generator<string>, tables: Set<string>): Generator<{ table: string; row: unknown }> {
  const next = (): string => {
    const { value, done } = lines.next();
    if (done) throw new OtherLayout();
    return value;
  };
  try {
    for (let more = true; more;) {
      const [begin, table, empty, comma] = tableLine.exec(next()) ?? [];
      if (begin === undefined || table === undefined || tables.has(table)) throw new OtherLayout();
      tables.add(table);
      more = comma === ',';
      if (empty !== undefined) continue;
      for (let another = true; another;) {
        const [, json, follows] = rowLine.exec(next()) ?? [];
        if (json === undefined) throw new OtherLayout();
        yield { table, row: parsed(json) };
        another = follows === ',';
      }
      const end = next();
      if (end !== '  ]' && end !== '  ],') throw new OtherLayout();
      more = end === '  ],';
    }
    if (next() !== ' }' || next() !== '}' || lines.next().done !== true) throw new OtherLayout();
  } finally {
    lines.return(undefined);
  }
}
