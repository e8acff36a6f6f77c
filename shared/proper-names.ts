/**
 * Names in scripts with capital letters: “Mayor Joan Reed”, “Mustafa al-Kazemi”, “Ministry of the Interior”.
 * A guess from the spelling that saves key presses; it decides nothing. Offsets are UTF-16 code units.
 */
import { isFunctionWord } from './function-words';
import { sentenceAt } from './sentences';
import type { Range } from './span';

const inWord = String.raw`[\p{L}\p{M}\p{N}]`;
const capitalised = String.raw`(?:\p{Ll}{1,3}[-’'‑])?[\p{Lu}\p{Lt}]${inWord}*(?:[-’'‑]${inWord}+)*`;
const particle =
  '(?:de|da|do|dos|das|del|della|di|du|des|la|le|van|von|zu|der|den|ten|ter|bin|ibn|al|el|of|the)';
/** Between two words of a name: a space, or the point of an initial or a title. */
const joint = String.raw`(?:(?<=(?<!${inWord})(?:\p{Lu}|Dr|Mr|Mrs|Ms|Prof|St|Gen|Sen|Rep|Gov|Rev))\.[ \u00a0]?|[ \u00a0])`;
const name = String.raw`(?<!${inWord}|${inWord}[-’'‑])${capitalised}(?:(?:[ \u00a0]${particle}){0,3}${joint}${capitalised})*(?!${inWord})`;

/** The name around a range, or null where it is in none. */
export function nameAround(text: string, range: Range, language: string | null): Range | null {
  const sentence = sentenceAt(text, range.start, language);
  if (!sentence) return null;
  return namesIn(text, sentence).find(({ start, end }) => start <= range.start && range.end <= end) ?? null;
}

/** How many words with a capital are looked at before the search is given up: a key must answer at once. */
const mostLooks = 200;
/** Code units that are searched at a time. */
const stretch = 4_000;
/** Code units that a name may have where it crosses the border of what is searched. */
const longest = 200;

/** The first name that ends after an offset, or null. */
export function nameAfter(text: string, offset: number, language: string | null): Range | null {
  const pattern = new RegExp(name, 'gu');
  pattern.lastIndex = wordStart(text, offset);
  for (let found = pattern.exec(text), looked = 0; found && looked < mostLooks; found = pattern.exec(text)) {
    if (found.index + found[0].length <= offset) continue;
    looked++;
    const read = nameFrom(text, found.index, found[0], language);
    if (read && read.end > offset) return read;
  }
  return null;
}

/** The last name that begins before an offset, or null. */
export function nameBefore(text: string, offset: number, language: string | null): Range | null {
  let looked = 0;
  for (let end = offset; end > 0;) {
    const start = wordStart(text, Math.max(0, end - stretch));
    // A name that begins in the stretch may end behind it.
    const piece = text.slice(start, end + longest);
    for (const found of [...piece.matchAll(new RegExp(name, 'gu'))].toReversed()) {
      const at = start + found.index;
      if (at >= end) continue;
      if (looked++ > mostLooks) return null;
      const read = nameFrom(text, at, found[0], language);
      if (read && read.start < offset) return read;
    }
    if (start === 0) return null;
    end = start;
  }
  return null;
}

/** The beginning of the words, without other punctuation among them, that lead to an offset. */
function wordStart(text: string, offset: number): number {
  if (offset === 0) return 0;
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const from = Math.max(line, offset - longest);
  const before = text.slice(from, offset);
  const run = /[\p{L}\p{M}\p{N} \u00a0.’'‑-]*$/u.exec(before)?.index ?? before.length;
  if (run > 0 || from === line) return from + run;
  const space = before.search(/[ \u00a0]/u);
  return space === -1 ? offset : from + space;
}

const namesIn = (text: string, sentence: Range): Range[] =>
  [...text.slice(sentence.start, sentence.end).matchAll(new RegExp(name, 'gu'))].flatMap(
    ({ index, 0: words }) => {
      const start = sentence.start + index;
      return withoutBeginning(words, start, beginsHere(text, start, sentence)) ?? [];
    },
  );

/** The name that a match is, or null: capitals at the beginning of a sentence alone make none. */
function nameFrom(text: string, at: number, words: string, language: string | null): Range | null {
  const sentence = sentenceAt(text, at, language);
  const begins = sentence !== null && beginsHere(text, at, sentence);
  // “Plan B. The city”: the full stop after a letter was taken for that of an initial.
  const room = (sentence?.end ?? text.length) - at;
  if (room < words.length)
    return nameFrom(text, at, words.slice(0, room).replace(/[. \u00a0]+$/u, ''), language);
  const found = withoutBeginning(words, at, begins);
  if (!found || !begins || found.start > at) return found;
  const isOneWord = !/[ \u00a0]/u.test(words);
  return isOneWord && !isNamedElsewhere(text, words, at) ? null : found;
}

/** Whether a sentence, or a quotation in it, begins at an offset. */
const beginsHere = (text: string, at: number, sentence: Range): boolean =>
  /^[“„«‹‘"'(]*$/u.test(text.slice(sentence.start, at)) ||
  /[“„«‹‘"(]\s?$/u.test(text.slice(Math.max(0, at - 2), at));

/** The range of the words without “The” and “But” in front, where those only begin the sentence. */
function withoutBeginning(words: string, at: number, begins: boolean): Range | null {
  let start = 0;
  for (;;) {
    const first = begins ? /^([\p{L}\p{M}]+)([ \u00a0]|$)/u.exec(words.slice(start)) : null;
    if (!first || !isFunctionWord(first[1] ?? '')) break;
    start += first[0].length;
  }
  const rest = words.slice(start);
  // What is left of “In the Ministry” is “the Ministry”.
  const lead = /^(?:\p{Ll}+[ \u00a0])*/u.exec(rest)?.[0].length ?? 0;
  const from = at + start + lead;
  const isPronoun = rest === 'I';
  return lead === rest.length || isPronoun ? null : { start: from, end: at + words.length };
}

/** Whether the word has its capital in the midst of a sentence nearby as well. */
function isNamedElsewhere(text: string, word: string, at: number): boolean {
  const near = text.slice(Math.max(0, at - 20_000), at + 20_000);
  for (let place = near.indexOf(word); place !== -1; place = near.indexOf(word, place + word.length)) {
    const after = near[place + word.length] ?? ' ';
    if (/[\p{L}\p{N}]/u.test(after)) continue;
    if (/[\p{Ll},;][ \u00a0]$/u.test(near.slice(Math.max(0, place - 2), place))) return true;
  }
  return false;
}
