/** Fields from the names of files and folders, by a pattern such as `{source}/{date} {title}`. */
import { type DateOrder, fillableFields, type FillableField } from './import-settings';
import { readDate } from './read-date';
import { readLanguage } from './language-names';

type Part = { words: string } | { field: FillableField | '*'; form: string | null };

export type FileNamePattern = { ok: true; parts: Part[] } | { ok: false; problem: string };

/** Reads a pattern. `{date:DDMMYYYY}` says how a date of mere digits is written; `{*}` stands for anything. */
export function readFileNamePattern(pattern: string): FileNamePattern {
  const parts: Part[] = [];
  for (const piece of pattern.split(/(\{[^{}]*\})/)) {
    if (piece === '') continue;
    const braced = /^\{\s*([a-z*]+)\s*(?::\s*([A-Za-z]+)\s*)?\}$/.exec(piece);
    if (!braced) {
      if (/[{}]/.test(piece)) return { ok: false, problem: `A brace is missing around “${piece}”.` };
      parts.push({ words: piece });
      continue;
    }
    const [, name = '', form] = braced;
    const field = name === '*' ? '*' : fillableFields.find((one) => one === name);
    if (field === undefined)
      return {
        ok: false,
        problem: `There is no field “${name}”. There are: ${fillableFields.join(', ')} and *.`,
      };
    if (form !== undefined && !/^(?:[DMY]|(?:DD|MM|YYYY)){1,3}$/.test(form))
      return { ok: false, problem: `“${form}” is no form of a date. Write it as DDMMYYYY, for instance.` };
    parts.push({ field, form: form ?? null });
  }
  return { ok: true, parts };
}

export interface FromName {
  fields: Partial<Record<FillableField, string>>;
  particulars: { name: string; value: string }[];
  /** Whether the name is as the pattern says. */
  matched: boolean;
}

const none: FromName = { fields: {}, particulars: [], matched: false };
const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/**
 * @param pattern as the user wrote it; one that cannot be read matches nothing
 * @param name of the file with its folders, parted by `/`; its ending does not count
 */
export function fieldsFromName(pattern: string, name: string, dateOrder: DateOrder): FromName {
  const read = readFileNamePattern(pattern);
  if (!read.ok || read.parts.length === 0) return none;
  // As many of the innermost folders count as the pattern has.
  const levels = pattern.split('/').length;
  const plain = name
    .replace(/\.[^./]{1,8}$/, '')
    .split('/')
    .slice(-levels)
    .join('/');
  const last = read.parts.length - 1;
  const source = read.parts
    .map((part, index) => {
      if ('words' in part) return escaped(part.words).replaceAll(' ', String.raw`\s+`);
      // The last one takes all that is left; the others as little as they can.
      return index === last ? '([^/]+)' : '([^/]+?)';
    })
    .join('');
  const found = new RegExp(`^${source}$`, 'u').exec(plain);
  if (!found) return none;
  const fields: FromName['fields'] = {};
  const particulars: FromName['particulars'] = [];
  const holes = read.parts.flatMap((part) => ('field' in part ? [part] : []));
  for (const [index, { field, form }] of holes.entries()) {
    const value = (found[index + 1] ?? '').replaceAll('_', ' ').trim();
    if (field === '*' || value === '') continue;
    if (field === 'date') {
      const { date } = form === null ? readDate(value, dateOrder) : { date: dateInForm(value, form) };
      if (date === null) particulars.push({ name: 'Date in the file’s name', value });
      else fields.date = date;
    } else if (field === 'language') {
      const language = readLanguage(value);
      if (language !== null) fields.language = language;
    } else fields[field] = value;
  }
  return { fields, particulars, matched: true };
}

/** A date of digits in a form such as `DDMMYYYY`; other characters between them do not count. */
function dateInForm(value: string, form: string): string | null {
  const digits = value.replaceAll(/\D/g, '');
  if (digits.length !== form.length) return null;
  const pick = (letter: string): string =>
    [...form].map((one, at) => (one === letter ? digits[at] : '')).join('');
  const [year, month, day] = [pick('Y'), pick('M'), pick('D')];
  const full = year.length === 2 ? null : [year, month, day].filter((part) => part !== '').join('-');
  return full === null ? null : readDate(full, null).date;
}
