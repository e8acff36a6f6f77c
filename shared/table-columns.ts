/** Which column of a table is likely to fill which field, by its name and by what stands in it. */
import type { FillableField, TableMapping } from './import-settings';

type Target = FillableField | 'text';

/** Names as tables have them, plain: small letters and digits only. The first of a field's is the surest. */
const names: Record<Target, string> = {
  text: 'text fulltext body content articletext articlebody maintext story texte volltext inhalt contenido texto testo tekst corps contenu doctext articulo artikeltext newstext',
  title: 'title headline titel titre titulo titolo kop ueberschrift uberschrift schlagzeile headlines name',
  date: 'date publicationdate publisheddate datepublished pubdate published publishedat publicationtime datum erscheinungsdatum datepublication datedepublication fecha data datetime day created createdat',
  source:
    'source sourcename newspaper publication publisher outlet medium media quelle zeitung journal fuente fonte bron krant paper domain site website sourcetitle',
  author:
    'author authors byline writer journalist autor autoren auteur auteurs autore autori redakteur creator',
  section: 'section rubric category ressort rubrik rubrique seccion sezione sectie katern desk',
  url: 'url link weblink permalink href address uri sourceurl articleurl canonicalurl',
  accession:
    'accession accessionnumber accessionno an docid documentid articleid id uid doi identifier docno',
  language: 'language lang sprache langue idioma lingua taal',
  note: 'note notes comment remark anmerkung remarque nota',
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
  for (const column of columns) {
    // A name with the path to it, as JSON has them, counts by its last part, too.
    for (const [extra, name] of [
      column,
      column.split('.').at(-1) ?? '',
      column.split('.')[0] ?? '',
    ].entries()) {
      const found = known.get(plain(name));
      if (!found) continue;
      const rank = found.rank + extra * 100;
      const before = best.get(found.target);
      if (!before || rank < before.rank) best.set(found.target, { column, rank });
      break;
    }
  }
  const mapping = Object.fromEntries([...best].map(([target, { column }]) => [column, target]));
  if (!best.has('text')) {
    const averages = columns.map((column, at) => ({
      column,
      length: rows.reduce((sum, row) => sum + (row[at]?.length ?? 0), 0) / Math.max(1, rows.length),
    }));
    const longest = averages.toSorted((one, other) => other.length - one.length)[0];
    if (longest && longest.length >= longEnough) mapping[longest.column] = 'text';
  }
  return mapping;
}

/** Whether a row names columns rather than filling them: short words, all different, none a number or date. */
export function looksLikeHeader(row: readonly string[]): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  if (filled.length < row.length - 1 || filled.length === 0) return false;
  if (new Set(filled).size < filled.length) return false;
  return filled.every(
    (cell) => cell.length <= 60 && !/^\s*[-+]?\d[\d.,:/ -]*$/.test(cell) && !/^https?:/.test(cell),
  );
}

/** The names of columns, each told from the others; those without one are `Column 1`, `Column 2` …. */
export function columnNames(header: readonly string[] | null, count: number): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: count }, (_, at) => {
    const name = header?.[at]?.trim() || `Column ${at + 1}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter that parts the first records most evenly, counted outside of quotes; null where none does. */
export function findDelimiter(text: string): (typeof delimiters)[number] | null {
  let best: { delimiter: (typeof delimiters)[number]; score: number } | null = null;
  for (const delimiter of delimiters) {
    const counts = countsIn(text, delimiter);
    const most = Math.max(0, ...counts);
    if (most === 0) continue;
    // How many records have the number of cells that is usual.
    const byCount = new Map<number, number>();
    for (const count of counts) if (count > 0) byCount.set(count, (byCount.get(count) ?? 0) + 1);
    const [usual, times] = [...byCount].toSorted(([a, x], [b, y]) => y - x || b - a)[0] ?? [0, 0];
    const score = (times / counts.length) * 100 + Math.min(usual, 50) / 100;
    if (!best || score > best.score) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

const recordsCounted = 20;

/** How often the delimiter stands outside of quotes in each of the first records. */
function countsIn(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let isQuoted = false;
  let isEmpty = true;
  for (let at = 0; at < text.length && counts.length < recordsCounted; at++) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === delimiter) count++;
    else if (character === '\n' || character === '\r') {
      if (!isEmpty) counts.push(count);
      count = 0;
      isEmpty = true;
      continue;
    }
    isEmpty = false;
  }
  if (counts.length === 0 && !isEmpty) counts.push(count);
  return counts;
}
