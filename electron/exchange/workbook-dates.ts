/** Dates of Excel's workbooks in words. They have no zone: the day is the one that is written. */

const millisecondsOfDay = 24 * 60 * 60 * 1000;
/** The library takes this for day 0 of Excel's count from 1900, which is right from 1 March 1900 on. */
const dayNought = Date.UTC(1899, 11, 30);
/** Excel counts a 29 February 1900, which there was not: up to it, it is a day behind the library. */
const dayThatWasNot = 60;

/**
 * `2015-04-03`, `2015-04-03 09:30:00` or, where a cell holds a time without a day, `09:30:00`.
 * @param date as the library gives it; what a count from 1904 gives is right as it is
 * @param isCounted whether the cell holds a count of days; false where it may hold the date itself, as ISO 8601
 */
export function wordsOfDate(date: Date, isCounted: boolean): string {
  // Times are fractions of a day there, which miss their second by a little.
  const time = Math.round(date.getTime() / 1000) * 1000;
  const day = Math.floor((time - dayNought) / millisecondsOfDay);
  if (!isCounted || day < 0 || day > dayThatWasNot) return words(new Date(time).toISOString());
  const clock = new Date(time).toISOString().slice(11);
  if (day === 0) return clock.slice(0, 8);
  // What Excel shows is kept in its words: it is for the user to say which day was meant.
  if (day === dayThatWasNot) return words(`1900-02-29T${clock}`);
  return words(new Date(time + millisecondsOfDay).toISOString());
}

const words = (iso: string): string =>
  iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');

/** Whether the part of a workbook with a sheet has cells that hold dates themselves. */
export const holdsIsoDates = (sheet: Uint8Array): boolean =>
  Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength).includes(' t="d"');
