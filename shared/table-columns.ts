/** Which column of a table is likely to fill which field, by its name and by what stands in it. */
import type { FillableField, TableMapping } from './import-settings';

type Target = FillableField | 'text';

/** Names as tables have them, plain: small letters and digits only. The first of a field's is the surest. */
const names: Record<Target, string> = {
  text:
    'fulltext text body content articletext articlebody maintext bodytext plaintext cleantext rawtext texte volltext inhalt ' +
    'contenido texto testo tekst corps contenu article artikel articulo articolo artikeltext doctext newstext storytext story ' +
    'articlecontent textcontent transcript webtext selftext',
  title:
    'title headline titel titre titulo titolo kop ueberschrift uberschrift schlagzeile articletitle headlines webtitle hedline name',
  date:
    'date publicationdate publisheddate datepublished datepublish publishdate pubdate published publishedat publishedon ' +
    'publicationtime webpublicationdate datum erscheinungsdatum veroffentlicht datepublication datedepublication fecha data ' +
    'articledate datetime seendate timestamp createdutc day created createdat year jahr annee ano anno jaar',
  source:
    'source sourcename newspaper publication publisher outlet medium media medianame quelle zeitung journal fuente fonte bron ' +
    'krant periodico giornale zeitungsname paper sourcetitle publicationtitle sourcecommonname sitename sourcedomain domain ' +
    'hostname site website subreddit',
  author:
    'author authors byline writer journalist journalists autor autoren auteur auteurs autore autori autores redakteur ' +
    'authorname creator username',
  section:
    'section sectionname rubric ressort rubrik rubrique seccion sezione sectie katern desk newsdesk category',
  url: 'url weburl articleurl canonicalurl link weblink permalink href address uri sourceurl storyurl documentidentifier',
  accession:
    'accession accessionnumber accessionno docid documentid articleid storyid storiesid uniqueid id an uid guid doi ' +
    'identifier docno gkgrecordid',
  language: 'language lang sprache langue idioma lingua taal',
  note: 'note notes comment remark anmerkung notiz remarque nota opmerking',
};

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** By plain name, the field and how sure the name is: 0 is the surest. */
const known = new Map<string, { target: Target; rank: number }>();
for (const [target, list] of Object.entries(names) as [Target, string][])
  for (const [rank, name] of list.split(' ').entries())
    if (!known.has(name)) known.set(name, { target, rank });

/** Of whom or what these are, only the whole path of a nested name tells: `author.name`, `source.id`. */
const tooGeneral = new Set([
  'name',
  'id',
  'uid',
  'guid',
  'data',
  'day',
  'created',
  'createdat',
  'year',
  'link',
]);
/** A nested name is less sure than a plain one. */
const nested = 100;

/** What a column is called, as far as that tells what it fills. */
function byName(column: string): { target: Target; rank: number } | null {
  // Elasticsearch keeps its documents under this name.
  const name = column.replace(/^_source\./, '');
  const whole = known.get(plain(name));
  if (whole) return whole;
  const parts = name.split('.');
  if (parts.length < 2) return null;
  const [first, last] = [plain(parts[0] ?? ''), plain(parts.at(-1) ?? '')];
  const outer = tooGeneral.has(first) ? undefined : known.get(first);
  const inner = known.get(last);
  // In `author.url` and `title.text` the outer name says what it is about.
  if (outer && outer.target !== 'text') {
    const isOther = inner && inner.target !== outer.target && !['text', 'title'].includes(inner.target);
    return isOther ? null : { target: outer.target, rank: outer.rank + 2 * nested };
  }
  if (first === 'user' && (last === 'name' || last === 'screenname'))
    return { target: 'author', rank: 2 * nested };
  if (inner && !tooGeneral.has(last)) return { target: inner.target, rank: inner.rank + nested };
  return outer ? { target: outer.target, rank: outer.rank + 2 * nested } : null;
}

/** Whether the table calls one of its columns as articles' texts are called. */
export const namesText = (columns: readonly string[]): boolean =>
  columns.some((column) => byName(column)?.target === 'text');

/** Whether any of these is a name that tells what a column fills. */
export const namesAny = (columns: readonly string[]): boolean =>
  columns.some((column) => byName(column) !== null);

/** Average length from which a column can hold whole articles, in UTF-16 code units. */
const longEnough = 150;

/**
 * @param columns in the table's order
 * @param rows some rows, each with a cell for each column, by which the text is found where no name tells it
 * @returns what each column fills; columns that fill nothing are left out of it
 */
export function guessColumns(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): TableMapping['columns'] {
  const best = new Map<Target, { column: string; rank: number }>();
  for (const [at, column] of columns.entries()) {
    const found = byName(column);
    if (!found) continue;
    const cells = rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '');
    const target = asContents(found.target, cells);
    // A column without a word comes after any other.
    const rank = found.rank + (rows.length > 0 && cells.length === 0 ? 10 * nested : 0);
    const before = best.get(target);
    if (!before || rank < before.rank) best.set(target, { column, rank });
  }
  const mapping = new Map<string, Target>([...best].map(([target, { column }]) => [column, target]));
  if (!best.has('text')) {
    const averages = columns.map((column, at) => ({
      column,
      length: rows.reduce((sum, row) => sum + lengthAsText(row[at] ?? ''), 0) / Math.max(1, rows.length),
    }));
    const longest = averages.toSorted((one, other) => other.length - one.length)[0];
    if (longest && longest.length >= longEnough) mapping.set(longest.column, 'text');
  }
  return Object.fromEntries(mapping);
}

/** Lists and objects, as JSON writes them, are no text, however long they are. */
const lengthAsText = (cell: string): number => (/^\s*(?:\[[[{"\d]|\{["}])/.test(cell) ? 0 : cell.length);

/** Addresses are no names of newspapers, whatever their column is called. */
function asContents(target: Target, cells: readonly string[]): Target {
  const areAddresses = cells.length > 0 && cells.every((cell) => /^https?:\/\//i.test(cell));
  return target === 'source' && areAddresses ? 'url' : target;
}

/** What a mapping says of a column; undefined for one that it does not name. */
export const targetOf = (
  columns: TableMapping['columns'],
  column: string,
): TableMapping['columns'][string] | undefined =>
  Object.hasOwn(columns, column) ? columns[column] : undefined;

/** How sure it is that a row names columns rather than filling them. */
export type HeaderLook = 'header' | 'perhaps' | 'data';

/**
 * @param row the first of a table
 * @param rows some of those that follow
 */
export function headerLook(row: readonly string[], rows: readonly (readonly string[])[]): HeaderLook {
  if (row.some((cell) => cell.length > longestName)) return 'data';
  if (namesAny(row) && !row.some(isValue)) return 'header';
  const filled = row.filter((cell) => cell.trim() !== '');
  if (filled.length < row.length - 1 || filled.length === 0) return 'data';
  if (new Set(filled).size < filled.length || filled.some(isValue)) return 'data';
  // Names are shorter than what they stand above, or stand above numbers and dates.
  const isAbove = (at: number): boolean => {
    const cells = rows.map((one) => one[at] ?? '').filter((cell) => cell.trim() !== '');
    if (cells.length === 0) return false;
    const average = cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
    return cells.every(isValue) || average >= longEnough;
  };
  return row.some((_, at) => isAbove(at)) ? 'perhaps' : 'data';
}

const longestName = 60;
const isValue = (cell: string): boolean =>
  /^\s*[-+]?\d[\d.,:/T -]*Z?\s*$/.test(cell) || /^https?:/.test(cell);

/** The names of columns, each told from the others; those without one are `Column 1`, `Column 2` …. */
export function columnNames(header: readonly string[] | null, count: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const name = header?.[at]?.trim() || `Column ${at + 1}`;
    let told = name;
    for (let number = 2; taken.has(told); number++) told = `${name} (${number})`;
    taken.add(told);
    return told;
  });
}

const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter that parts the first records most evenly, counted outside of quotes; null where none does. */
export function findDelimiter(text: string): (typeof delimiters)[number] | null {
  let best: { delimiter: (typeof delimiters)[number]; score: number } | null = null;
  for (const delimiter of delimiters) {
    const counts = countsIn(text, delimiter);
    // What parts the rows parts the names of the columns, too, but not the words above them.
    const most = Math.max(0, ...counts);
    if (most === 0 || (counts[0] === 0 && counts.slice(0, 5).every((count) => count < 2))) continue;
    // How many records have the number of cells that is usual.
    const byCount = new Map<number, number>();
    for (const count of counts) if (count > 0) byCount.set(count, (byCount.get(count) ?? 0) + 1);
    const [usual, times] = [...byCount].toSorted(([a, x], [b, y]) => y - x || b - a)[0] ?? [0, 0];
    const score = (times / counts.length) * 100 + Math.min(usual, 50) / 100;
    if (!best || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/** Of the delimiters, the one that is rarest in a text: for tables of one column, which nothing parts. */
export const rarestDelimiter = (text: string): (typeof delimiters)[number] =>
  delimiters.toSorted((one, other) => text.split(one).length - text.split(other).length)[0] ?? '|';

const recordsCounted = 20;

/** How often the delimiter stands outside of quotes in each of the first records. */
function countsIn(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let isQuoted = false;
  let isEmpty = true;
  let beginsCell = true;
  for (let at = 0; at < text.length && counts.length < recordsCounted; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === '"') isQuoted = false;
      // A doubled quotation mark goes on with the quotation.
      if (character === '"' && text[at + 1] === '"') {
        isQuoted = true;
        at += 1;
      }
      continue;
    }
    if (character === '\n' || character === '\r') {
      if (!isEmpty) counts.push(count);
      count = 0;
      isEmpty = true;
      beginsCell = true;
      continue;
    }
    if (character === '"' && beginsCell) isQuoted = true;
    beginsCell = character === delimiter;
    if (beginsCell) count++;
    isEmpty = false;
  }
  if (counts.length === 0 && !isEmpty) counts.push(count);
  return counts;
}

/** How many records stand above the names of the columns: words about the table, in one cell each. */
export function recordsAbove(records: readonly (readonly string[])[]): number {
  const filled = records.map((record) => record.filter((cell) => cell.trim() !== '').length);
  const usual = Math.max(0, ...filled);
  const first = filled.findIndex((count) => count > 1);
  return usual >= 3 && first > 0 && first <= 10 ? first : 0;
}
