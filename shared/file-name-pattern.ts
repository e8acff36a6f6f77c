/** Fields from the names of files and folders, by a pattern such as `{source}/{date} {title}`. */
import { type DateOrder, fillableFields, type FillableField } from './import-settings';
import { readDate } from './read-date';
import { readLanguage } from './language-names';

/** Words that stand there as they are, or a place that a field fills; `form` says how a date's digits stand. */
type Part = { words: string } | { field: FillableField | '*'; form: DateForm | null };

/** The parts of a date in their order, and how many digits each has. */
type DateForm = { part: 'year' | 'month' | 'day'; digits: number }[];

export type FileNamePattern = { ok: true; parts: Part[] } | { ok: false; problem: string };

/** A pattern with more places than this is no pattern of names. */
const mostPlaces = 20;

/**
 * Reads a pattern. `{date:DDMMYYYY}` says how a date of mere digits is written, with or without what stands
 * between them (`{date:DD.MM.YY}`); `{*}` stands for anything; `/` parts folders.
 */
export function readFileNamePattern(pattern: string): FileNamePattern {
  const parts: Part[] = [];
  const problem = (words: string): FileNamePattern => ({ ok: false, problem: words });
  for (const piece of pattern.split(/(\{[^{}]*\})/)) {
    if (piece === '') continue;
    const braced = /^\{\s*([^:{}]*?)\s*(?::\s*([^{}]*?)\s*)?\}$/.exec(piece);
    if (!braced) {
      if (/[{}]/.test(piece))
        return problem(`A brace is not closed, or not opened, in “${piece}”. Write fields as {title}.`);
      parts.push({ words: piece });
      continue;
    }
    const [, name = '', form] = braced;
    const field = name === '*' ? '*' : fillableFields.find((one) => one === name.toLowerCase());
    if (field === undefined)
      return problem(
        `There is no field “${name}”. There are: ${fillableFields.join(', ')}, and * for anything.`,
      );
    if (form !== undefined && field !== 'date')
      return problem(`Only a date has a form: leave “:${form}” out of {${field}}.`);
    const read = form === undefined ? null : readForm(form);
    if (form !== undefined && read === null)
      return problem(
        `“${form}” is no form of a date. Write YYYY or YY for the year, MM for the month and DD for the day, as in {date:DDMMYYYY}.`,
      );
    const before = parts.at(-1);
    if (before && 'field' in before && before.form === null && read === null)
      return problem(
        `Nothing stands between {${before.field}} and {${field}}, so nobody can tell where the one ends.`,
      );
    parts.push({ field, form: read });
  }
  if (parts.filter((part) => 'field' in part).length > mostPlaces)
    return problem(`A pattern can have up to ${mostPlaces} fields.`);
  return { ok: true, parts };
}

function readForm(form: string): DateForm | null {
  if (/[^DMY.\-_/ ]/.test(form)) return null;
  const runs = form.match(/Y+|M+|D+/g) ?? [];
  const read = runs.map((run): DateForm[number] => ({
    part: run.startsWith('Y') ? 'year' : run.startsWith('M') ? 'month' : 'day',
    digits: run.length,
  }));
  const has = (part: string): number => read.filter((one) => one.part === part).length;
  const isSound =
    has('year') === 1 &&
    has('month') <= 1 &&
    has('day') <= has('month') &&
    read.every(({ part, digits }) => digits === 2 || (part === 'year' && digits === 4));
  return isSound ? read : null;
}

export interface FromName {
  fields: Partial<Record<FillableField, string>>;
  /** What the name says in its own words, where a field has it in other ones, or could not take it. */
  particulars: { name: string; value: string }[];
  /** Whether the name is as the pattern says. */
  matched: boolean;
}

const none: FromName = { fields: {}, particulars: [], matched: false };
/** The longest ending of a file's name, with its dot. */
const ending = /\.[^./\s]{1,8}$/;

/**
 * @param pattern as the user wrote it; one that cannot be read matches nothing
 * @param name of the file with its folders, parted by `/`; its ending does not count
 */
export function fieldsFromName(pattern: string, name: string, dateOrder: DateOrder): FromName {
  const read = readFileNamePattern(pattern);
  if (!read.ok || read.parts.length === 0) return none;
  // As many of the innermost folders count as the pattern has.
  const levels = pattern.split('/').length;
  const plain = name.normalize('NFC').replace(ending, '').split('/').slice(-levels).join('/');
  // A place of a date takes what is a date; only where none is there, anything.
  const values = match(read.parts, plain, dateOrder, true) ?? match(read.parts, plain, dateOrder, false);
  if (!values) return none;
  const fields: FromName['fields'] = {};
  const particulars: FromName['particulars'] = [];
  for (const { field, form, value: written } of values) {
    const value = written.replaceAll('_', ' ').trim();
    if (field === '*' || value === '') continue;
    if (field === 'date') {
      const date = dateOf(written, form, dateOrder);
      if (date !== null) fields.date ??= date;
      if (date !== written.trim())
        particulars.push({ name: 'Date in the file’s name', value: written.trim() });
    } else if (field === 'language') {
      const language = readLanguage(value);
      if (language === null) particulars.push({ name: 'Language in the file’s name', value });
      else fields.language = language;
    } else fields[field] = fields[field] === undefined ? value : `${fields[field]}; ${value}`;
  }
  return { fields, particulars, matched: true };
}

function dateOf(written: string, form: DateForm | null, order: DateOrder): string | null {
  if (form !== null) return dateInForm(written, form);
  const words = written.trim();
  // An underscore in a date stands for whatever could not be in a file's name.
  const digits = /^[\d_ ]+$/.test(words) ? words.replaceAll(/[_ ]+/g, '-') : words.replaceAll('_', ' ');
  return readDate(words, order).date ?? readDate(digits, order).date;
}

/** Whether something is a date at all, be it one that can be read in two ways. */
const isDate = (written: string, form: DateForm | null, order: DateOrder): boolean =>
  dateOf(written, form, order) !== null ||
  (form === null && readDate(written.trim().replaceAll('_', '-'), order).doubtful);

/**
 * A date of digits in a form such as `DDMMYYYY`; what is between them does not count. Of a year in two digits,
 * 00 to 68 are read as 2000 to 2068, as is usual.
 */
function dateInForm(value: string, form: DateForm): string | null {
  if (/[^\d.\-_ ]/.test(value)) return null;
  const digits = value.replaceAll(/\D/g, '');
  if (digits.length !== form.reduce((sum, one) => sum + one.digits, 0)) return null;
  const found: Partial<Record<DateForm[number]['part'], string>> = {};
  let at = 0;
  for (const one of form) {
    found[one.part] = digits.slice(at, at + one.digits);
    at += one.digits;
  }
  const { year = '', month, day } = found;
  const full = year.length === 4 ? year : `${Number(year) <= 68 ? '20' : '19'}${year}`;
  const parts = [full, month, day].filter((part) => part !== undefined);
  return readDate(parts.join('-'), null).date;
}

/** No name has a longer date. In UTF-16 code units. */
const longestDate = 40;

type Value = { field: FillableField | '*'; form: DateForm | null; value: string };

/**
 * What fills the places of a pattern, each with as little as it can, the last with the rest; dates with as
 * much as they can. Each beginning of a place is tried once, so that no name takes long.
 * @returns null where the name is not as the pattern says
 */
function match(parts: readonly Part[], name: string, order: DateOrder, needsDates: boolean): Value[] | null {
  const failed = new Set<number>();
  const from = (index: number, at: number): Value[] | null => {
    const part = parts[index];
    if (!part) return at === name.length ? [] : null;
    const key = index * (name.length + 1) + at;
    if (failed.has(key)) return null;
    const found = 'words' in part ? afterWords(part.words, index, at) : inPlace(part, index, at);
    if (!found) failed.add(key);
    return found;
  };
  const afterWords = (words: string, index: number, at: number): Value[] | null => {
    const end = endOfWords(words.normalize('NFC'), name, at);
    return end === null ? null : from(index + 1, end);
  };
  const inPlace = (part: Exclude<Part, { words: string }>, index: number, at: number): Value[] | null => {
    const { field, form } = part;
    const folderEnd = name.indexOf('/', at);
    const inFolder = folderEnd === -1 ? name.length : folderEnd;
    const most = Math.min(inFolder, at + (field === 'date' && (needsDates || form) ? longestDate : Infinity));
    const isLongFirst = field === 'date' || index === parts.length - 1;
    for (let step = 1; step <= most - at; step++) {
      const end = isLongFirst ? most + 1 - step : at + step;
      const value = name.slice(at, end);
      if (value.trim() === '' || splitsCharacter(name, end)) continue;
      if (field === 'date' && (needsDates || form !== null) && !isDate(value, form, order)) continue;
      const rest = from(index + 1, end);
      if (rest) return [{ field, form, value }, ...rest];
    }
    return null;
  };
  return from(0, 0);
}

const splitsCharacter = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text[at] ?? '');

/** Where words end that begin at an offset, whatever spaces there are; null where others stand there. */
function endOfWords(words: string, name: string, start: number): number | null {
  let at = start;
  for (const piece of words.split(/(\s+)/)) {
    if (/^\s+$/.test(piece)) {
      const begin = at;
      while (/\s/.test(name[at] ?? '')) at += 1;
      if (at === begin) return null;
    } else {
      if (!name.startsWith(piece, at)) return null;
      at += piece.length;
    }
  }
  return at;
}
