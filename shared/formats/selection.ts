/** What of a project goes out: whose annotations, with which codes, of which articles, with how much of the words. */
import { z } from 'zod';
import { id } from '../api-common';
import { partialDate } from '../record-fields';

export const selection = z.strictObject({
  /** Null for all. */
  coderIds: z.array(id).min(1).nullable().default(null),
  /** Null for all. */
  codeIds: z.array(id).min(1).nullable().default(null),
  /** Articles of this day or later; those without a date then stay out. Null for any. */
  from: partialDate.nullable().default(null),
  /** Articles of this day, month or year or earlier; those without a date then stay out. */
  to: partialDate.nullable().default(null),
  /** Articles of exactly these sources; null for any. */
  sources: z.array(z.string()).min(1).nullable().default(null),
  /** Whether articles in which nothing of the above is annotated stay out. */
  onlyAnnotated: z.boolean().default(false),
  /**
   * `full`; `scrambled`: letters and digits are replaced, lengths and offsets stay; `quotes`: only the words under
   * annotations; `none`: no words of articles at all. Notes and values that a coder typed stay as they are.
   */
  text: z.enum(['full', 'scrambled', 'quotes', 'none']).default('full'),
  /** Whether coders are called `Coder 1`, `Coder 2` … */
  pseudonyms: z.boolean().default(false),
});
export type Selection = z.infer<typeof selection>;

export const everything: Selection = selection.parse({});

/** Whether all goes out as it is. */
export const isEverything = (given: Selection): boolean =>
  Object.entries(everything).every(([field, usual]) => given[field as keyof Selection] === usual);

/**
 * Text that says nothing but where words begin and end: each letter and digit is replaced by one of the same
 * length in UTF-16 code units and in code points, so that every offset stays right. Marks on letters go with them.
 */
export const scrambled = (text: string): string =>
  text.replaceAll(/[\p{L}\p{M}\p{N}]/gu, (character) => {
    if (character.length === 2) return '\u{1d5d1}';
    return /\p{N}/u.test(character) ? '0' : /\p{Lu}/u.test(character) ? 'X' : 'x';
  });

/** Whether an article of this date lies between the two, each of which may be a year, a month or a day. */
export function isWithin(date: string | null, from: string | null, to: string | null): boolean {
  if (from === null && to === null) return true;
  if (date === null) return false;
  // ISO dates sort as text; a date that is less exact counts as within when any of its days is.
  const least = (one: string, other: string): boolean =>
    one.slice(0, other.length) <= other.slice(0, one.length);
  return (from === null || least(from, date)) && (to === null || least(date, to));
}
