/** Filling an article's fields with words that a table, or the user's rules, say belong there. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import type { DateOrder, FillableField } from '../../shared/import-settings';
import { readLanguage } from '../../shared/language-names';
import { readDate } from '../../shared/read-date';

export interface Filled {
  fields: Partial<ArticleFields>;
  particulars: Particular[];
  warnings: string[];
}

/**
 * Puts words into a field. What it cannot hold in the source's own words is kept as a particular, and a date
 * that was not read is said; several words for one field are joined, but there is one date and one language.
 * @param name what the source calls it
 */
export function fillField(
  { fields, particulars, warnings }: Filled,
  field: FillableField,
  { name, words }: { name: string; words: string },
  order: DateOrder,
): void {
  if (field === 'date') {
    const { date, doubtful } = readDate(dayOfSeconds(name, words) ?? words, order);
    const isTaken = date !== null && (fields.date ?? null) === null;
    if (isTaken) fields.date = date;
    if (!isTaken || date !== words) particulars.push({ name, value: words });
    if (doubtful) warnings.push(doubtfulDate(words));
    else if (date === null) warnings.push(unreadDate(words));
  } else if (field === 'language') {
    const language = readLanguage(words);
    if (language === null || fields.language !== undefined) particulars.push({ name, value: words });
    else fields.language = language;
  } else fields[field] = fields[field] === undefined ? words : `${fields[field]}; ${words}`;
}

export const doubtfulDate = (words: string): string =>
  `The date “${words}” could be two days, so it was left open. Say under “Read otherwise…” what comes first, the day or the month.`;

const unreadDate = (words: string): string =>
  `“${words.slice(0, 60)}” could not be read as a date, so it is only kept beside the article.`;

/**
 * The day of a time that is counted in seconds or milliseconds since 1970, where the column says that it is
 * one (`created_utc`, `timestamp`); and the year that became a fraction in a statistics program (`2018.0`).
 */
function dayOfSeconds(name: string, words: string): string | null {
  const year = /^(\d{4})\.0$/.exec(words)?.[1];
  if (year !== undefined) return year;
  const found = /^(\d{10})(\d{3})?(?:\.\d+)?$/.exec(words);
  if (!found || !/utc|epoch|unix|timestamp/i.test(name)) return null;
  return new Date(Number(found[1]) * 1000).toISOString().slice(0, 10);
}
