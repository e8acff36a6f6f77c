/** Numbers as people write them. */
import { refuse, shorten } from './commands';
import { type Result, ok } from './result';

/** The same digits in Arabic and in Persian and Urdu, and the marks of direction that may stand around them. */
const arabic = /[\u0660-\u0669\u06f0-\u06f9]/g;
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The number that words say, with `-`, `−` or `+` before it and a decimal point or comma. Refused is what may
 * be read in two ways (`1,500`), what loses something as a number (`007`, digits beyond what a number keeps
 * exactly) and what only programs write (`0x10`, `1e5`). The refusal is a sentence that says how to write it.
 */
export function numberIn(words: string): Result<number> {
  const plain = words
    .replaceAll(directions, '')
    .trim()
    .replaceAll(arabic, (digit) => String((digit.charCodeAt(0) - 0x660) % 0x10))
    .replace('\u066b', ',')
    .replace(/^[-−+]\s*/, (sign) => (sign.startsWith('+') ? '' : '-'));
  const shown = `“${shorten(words.trim())}”`;
  const parts = /^(-?)(0|[1-9]\d*)(?:[.,](\d+))?$/.exec(plain);
  if (!parts) return refuse(`${shown} is not a number. Write it in digits, such as 1500, −1 or 3.5.`);
  const [, sign = '', whole = '', decimals = ''] = parts;
  if (/^[1-9]\d{0,2}$/.test(whole) && decimals.length === 3) {
    const one = `${sign}${whole}`;
    return refuse(
      `${shown} can be read in two ways. Write ${one}${decimals} without a sign for thousands, or ${one}.${decimals}0 for the decimal.`,
    );
  }
  const number = Number(decimals === '' ? `${sign}${whole}` : `${sign}${whole}.${decimals}`);
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER
    ? ok(number === 0 ? 0 : number)
    : refuse(`${shown} has more digits than a number keeps. Use an attribute that takes a text.`);
}
