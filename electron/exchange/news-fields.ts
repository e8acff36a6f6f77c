/** From what a news archive says about an article to fields, and to particulars in the archive's own words. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import type { DateOrder } from '../../shared/import-settings';
import { readLanguage } from '../../shared/language-names';
import { readDate } from '../../shared/read-date';
import { doubtfulDate } from './fill-fields';
import { fieldOfLabel, type Labelled } from './news-labels';

export interface NewsFields {
  fields: Partial<ArticleFields>;
  particulars: Particular[];
  warnings: string[];
}

/** Puts the values of labels where they belong; what no field can hold is kept under the label. */
export function collectFields(labelled: readonly Labelled[], order: DateOrder): NewsFields {
  const collected: NewsFields = { fields: {}, particulars: [], warnings: [] };
  for (const { label, value } of labelled) {
    if (value === '') continue;
    const field = fieldOfLabel(label);
    const taken = field !== null && setField(collected, field, value, order);
    if (!taken) collected.particulars.push({ name: label, value });
  }
  return collected;
}

/** @returns whether the field says all that the value does */
export function setField(
  { fields, particulars, warnings }: NewsFields,
  field: keyof ArticleFields,
  value: string,
  order: DateOrder,
): boolean {
  if (fields[field] !== undefined && field !== 'author') return false;
  if (field === 'date') {
    const { date, rest } = dateIn(value, order);
    if (date === null) {
      if (readDate(value, order).doubtful) warnings.push(doubtfulDate(value));
      return false;
    }
    fields.date = date;
    if (rest !== '') particulars.push({ name: 'Date', value });
    return true;
  }
  if (field === 'language') {
    const language = readLanguage(value);
    if (language === null) return false;
    fields.language = language;
    return true;
  }
  fields[field] = field === 'author' && fields.author ? `${fields.author}; ${value}` : value;
  return true;
}

/**
 * A date at the beginning of a line, after which an archive may name an edition: `December 19, 1991, Sunday,
 * Late Edition`.
 * @returns the rest of the line; all of it where it begins with no date
 */
export function dateIn(line: string, order: DateOrder): { date: string | null; rest: string } {
  if (!/\p{Nd}/u.test(line)) return { date: null, rest: line };
  const words = line.trim().split(/(?<=\S)[\s\u00a0]+/);
  if (words.length > 20) return { date: null, rest: line };
  for (let count = words.length; count > 0; count--) {
    const { date } = readDate(words.slice(0, count).join(' ').replace(/[,;]$/, ''), order);
    // A mere year at the beginning of a line is part of a name.
    if (date !== null && (date.length > 4 || count === words.length))
      return { date, rest: words.slice(count).join(' ') };
  }
  return { date: null, rest: line };
}

/** Whether a line is or begins with a date, also one that could be two days. */
export const isDated = (line: string, order: DateOrder): boolean =>
  dateIn(line, order).date !== null || readDate(line, order).doubtful;

/** A line that is the article's date; one that cannot be read is kept as it is. */
export function setDate(collected: NewsFields, line: string, order: DateOrder): void {
  if (!setField(collected, 'date', line, order)) collected.particulars.push({ name: 'Date', value: line });
}

/** Said of the last article of a file when it, alone, does not end as an article of the archive does. */
export const cutOff = 'Its end is missing: the file is cut off, and so may be its text. Export it again.';

/** Author lines begin with these words, which are no part of the name. */
export const withoutBy = (author: string): string =>
  author.replace(/^\s*(?:by|von|par|por|di|da|door)\s+(?=\p{Lu})/iu, '').trim();
