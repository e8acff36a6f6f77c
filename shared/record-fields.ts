/**
 * What the fields of records hold.
 *
 * Positions: zero-based, half-open, in UTF-16 code units of the article's stored text, where a line
 * break is one `\n`. Times are ISO 8601 in UTC; dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
 * Ids are UUIDv7, so that merging two projects never renumbers anything.
 */
import { z } from 'zod';

export const id = z.string().min(1).max(64);
export const name = z.string().min(1).max(10_000);
export const text = z.string();
export const time = z.string();
export const offset = z.int().min(0);
export const order = z.int();

/** `2020`, `2020-08` or `2020-08-03`: no more precision than is known. */
export const partialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'a date is YYYY, YYYY-MM or YYYY-MM-DD')
  .refine(isCalendarDate, 'this day does not exist in the calendar');

function isCalendarDate(date: string): boolean {
  if (date.length < 10) return true;
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}
