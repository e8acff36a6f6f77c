/** Names as people give them: what may stand in one, and when two of them look the same to a reader. */
import { z } from 'zod';

/** Line breaks and tabs: what a name pasted from elsewhere may bring along. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/u;
/** Breaks, with the spaces around them, as one space. In time that grows with the length alone. */
const oneLine = (name: string): string =>
  name
    .split(breaks)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
/** Control characters, non-characters and halves of surrogate pairs: nothing that a name is made of. */
const unprintable = /[\p{Cc}\p{Cs}\ufffe\uffff]/u;
const unprintables = new RegExp(unprintable, 'gu');
/** Everything that leaves no ink: spaces, format characters, marks of direction. */
const inkless = /[\p{Z}\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]/gu;

/** A name on its way in: one line, with something to see in it, of at most 10,000 UTF-16 code units. */
export const nameInput = z
  .string()
  .transform(oneLine)
  .pipe(
    z
      .string()
      .min(1, 'a name is needed')
      .max(10_000, 'a name has at most 10,000 characters')
      .refine(
        (name) => !unprintable.test(name),
        'there is an invisible control character in this name, which no name can hold; type it anew',
      )
      .refine((name) => name.replaceAll(inkless, '') !== '', 'a name needs something that can be seen'),
  );

/** The name that words from elsewhere give, without what no name can hold; null where they give none. */
export function nameFrom(words: string): string | null {
  // The most usual ones first: each article that comes in is asked for one.
  if (words === '') return null;
  if (words.length <= 200 && plain.test(words)) return words;
  return nameInput.safeParse(oneLine(words).replaceAll(unprintables, '')).data ?? null;
}

/** Characters that turn the direction of what follows, also beyond the end of the name. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** The name without what would turn the direction of the sentence or the label that it is put into. */
export const withoutTurns = (name: string): string => name.replaceAll(turning, '');

/** Words within others, between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE: they turn nothing around them. */
export const isolated = (words: string): string => `\u2068${words}\u2069`;

/**
 * Accents, Hebrew points and Arabic vowel signs: marks that writers leave out. Vowel signs of other
 * scripts and the voicing marks of kana make other words and are no part of it.
 */
const marks =
  /\u0640|[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;

/** Printable ASCII with single spaces, which most names are: 50,000 of them are compared at every key press. */
const plain = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/**
 * What two names have in common when a reader could take one for the other: case, marks, width, spacing
 * and characters that leave no ink do not count. Marks that make another letter or syllable do (Devanagari
 * vowels, Japanese voicing). Names in one list must differ by it; it never decides which entry is meant, for
 * which there is `nameKey` of commands.ts.
 */
export function lookalikeKey(name: string): string {
  if (plain.test(name)) return name.toLowerCase();
  return name
    .normalize('NFKD')
    .replaceAll(marks, '')
    .replaceAll(/[\p{Cf}\u115f\u1160\u3164\uffa0]/gu, '')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll(/\s+/g, ' ')
    .normalize('NFC')
    .trim();
}
