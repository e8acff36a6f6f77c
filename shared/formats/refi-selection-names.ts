/**
 * Names of selections. Most programs write the words there, whole or cut and with an ellipsis; but people may also give a
 * passage a name of its own.
 */
import type { Placed } from './calibrate';
import type { Range } from '../span';

const plain = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();
const cut = /\s*(?:…|\.\.\.)$/;

/** What calibration can compare: the whole words, or of cut ones as much as counts the same in all ways. */
export function placedBy(name: string, start: number, end: number): Placed | null {
  if (name.trim() === '') return null;
  if (!cut.test(name)) return { start, end, quote: name };
  const quote = /^[^\r\n\ud800-\udfff]*/.exec(name.replace(cut, ''))![0];
  return quote.trim() === '' ? null : { start, end: start + quote.length, quote };
}

/**
 * What a name says of a passage.
 * @returns the words that should be there and are not, or a name that people gave; null where it is neither
 */
export function wordsIn(
  name: string,
  text: string,
  { start, end }: Range,
): { quote: string | null; label: string | null } {
  const said = plain(name);
  const there = plain(text.slice(start, end));
  if (said === '' || said === there) return { quote: null, label: null };
  const beginning = said.replace(cut, '');
  const isCut = beginning !== said && beginning !== '';
  if (isCut && there.startsWith(beginning)) return { quote: null, label: null };
  const isOfSameLength = name.length === end - start || lengthOf(name) === lengthOf(text.slice(start, end));
  return isCut || isOfSameLength || text.includes(name)
    ? { quote: name, label: null }
    : { quote: null, label: name };
}

/** In code points. */
const lengthOf = (words: string): number => Array.from(words).length;
