/**
 * What the tables of Discourse Network Analyzer hold, as far as both its reader and its writer need it. Facts from
 * DNA 3.1.2 and its sample database; the SQL is in `electron/exchange/dna-schema.ts`.
 */

/** In an order in which each table points only to earlier ones (and itself). */
export const dnaTableNames = [
  'SETTINGS',
  'CODERS',
  'CODERRELATIONS',
  'DOCUMENTS',
  'STATEMENTTYPES',
  'VARIABLES',
  'VARIABLELINKS',
  'REGEXES',
  'STATEMENTS',
  'DATABOOLEAN',
  'DATAINTEGER',
  'DATALONGTEXT',
  'ENTITIES',
  'DATASHORTTEXT',
  'ATTRIBUTEVARIABLES',
  'ATTRIBUTEVALUES',
] as const;
export type DnaTable = (typeof dnaTableNames)[number];

export type Cell = string | number | null;
export type DnaRow = Readonly<Record<string, Cell>>;

/** A row on its way into a table. */
export interface DnaRecord {
  table: DnaTable;
  row: DnaRow;
}

export const dataTypes = ['boolean', 'integer', 'short text', 'long text'] as const;
export type DataType = (typeof dataTypes)[number];

/** Where the values of each data type are. */
export const dataTables = {
  boolean: 'DATABOOLEAN',
  integer: 'DATAINTEGER',
  'short text': 'DATASHORTTEXT',
  'long text': 'DATALONGTEXT',
} as const satisfies Record<DataType, DnaTable>;

/** Names, titles and short texts may have this many characters, in code points as SQLite counts them. */
const mostCharacters = 190;

const isShort = (words: string): boolean =>
  words.length <= mostCharacters || [...words].length <= mostCharacters;

/** Whether a value can stand as a short text: it is short and one line. */
export const isShortText = (words: string): boolean => isShort(words) && !/[\n\r]/.test(words);

/** The words, cut where DNA would refuse them. Never cuts a character in two. */
export const fitting = (words: string): string =>
  isShort(words) ? words : [...words].slice(0, mostCharacters).join('');

/** Gives out names that fit, each only once; the second `Taxes` becomes `Taxes (2)`. */
export class UniqueNames {
  private readonly used = new Set<string>(['']);
  private readonly counts = new Map<string, number>();

  take(words: string): string {
    const name = fitting(words);
    let unique = name;
    let count = this.counts.get(name) ?? 1;
    while (this.used.has(unique)) {
      count += 1;
      const mark = ` (${count})`;
      unique = `${[...name].slice(0, mostCharacters - mark.length).join('')}${mark}`;
    }
    this.counts.set(name, count);
    this.used.add(unique);
    return unique;
  }
}

/** DNA reads numbers and ids as 32-bit integers. */
export const isDnaInteger = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2_147_483_647;

/** An id that DNA gave, as it is kept among foreign ids; null for those of other origin. */
export function dnaId(words: string | undefined): number | null {
  if (words === undefined || !/^[1-9]\d{0,9}$/.test(words)) return null;
  const id = Number(words);
  return isDnaInteger(id) ? id : null;
}

/** Gives out ids for a table: those that records had in DNA, new ones for the others. */
export class RowIds {
  private readonly used = new Set<number>();
  private last = 0;

  /** @param reserved ids that records to come may have had in DNA */
  constructor(private readonly reserved: ReadonlySet<number> = new Set()) {}

  take(wanted: number | null = null): number {
    if (wanted !== null && !this.used.has(wanted)) {
      this.used.add(wanted);
      return wanted;
    }
    do this.last += 1;
    while (this.used.has(this.last) || this.reserved.has(this.last));
    this.used.add(this.last);
    return this.last;
  }
}

/** The first second of a date, or of the month or year that is known, in seconds since 1970, local taken as UTC. */
export function secondsOf(date: string): number {
  const [year = '', month = '01', day = '01'] = date.split('-');
  return Date.parse(`${year}-${month}-${day}T00:00:00Z`) / 1000;
}

/** The day in which a second lies, `YYYY-MM-DD`; null for years that are none of ours. */
export function dateOfSeconds(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const words = date.toISOString();
  return /^\d{4}-/.test(words) ? words.slice(0, 10) : null;
}

/** `#rrggbb` as DNA's three columns. */
export const colorColumns = (color: string): { Red: number; Green: number; Blue: number } => ({
  Red: Number.parseInt(color.slice(1, 3), 16),
  Green: Number.parseInt(color.slice(3, 5), 16),
  Blue: Number.parseInt(color.slice(5, 7), 16),
});

/** DNA's three columns as `#rrggbb`; null where they are no colour. */
export function colorOfRow({ Red, Green, Blue }: DnaRow): string | null {
  const parts = [Red, Green, Blue];
  const isColor = parts.every((part) => isDnaInteger(part) && part >= 0 && part <= 255);
  return isColor ? `#${parts.map((part) => Number(part).toString(16).padStart(2, '0')).join('')}` : null;
}

/** The columns of CODERS that are permissions, each 0 or 1. */
export const permissions = [
  'PermissionAddDocuments',
  'PermissionEditDocuments',
  'PermissionDeleteDocuments',
  'PermissionImportDocuments',
  'PermissionAddStatements',
  'PermissionEditStatements',
  'PermissionDeleteStatements',
  'PermissionEditAttributes',
  'PermissionEditRegex',
  'PermissionEditStatementTypes',
  'PermissionEditCoders',
  'PermissionEditCoderRelations',
  'PermissionViewOthersDocuments',
  'PermissionEditOthersDocuments',
  'PermissionViewOthersStatements',
  'PermissionEditOthersStatements',
] as const;

/** The columns of CODERRELATIONS that say what a coder may do with another's work, each 0 or 1. */
export const relationColumns = [
  'viewStatements',
  'editStatements',
  'viewDocuments',
  'editDocuments',
] as const;

/** What DNA asks of each entity of a short-text variable. */
export const usualAttributes = ['Type', 'Alias', 'Notes'] as const;
