/** The language of a text, from its script and its small words. */
import { unitByUnit, type UnitsOf } from './text';

/** Small words that hardly occur in another of these languages. */
const functionWords: Record<string, string[]> = {
  en: ['the', 'and', 'of', 'that', 'with', 'was', 'for'],
  de: ['der', 'die', 'und', 'nicht', 'das', 'ist', 'mit'],
  fr: ['les', 'des', 'est', 'dans', 'une', 'pour', 'qui'],
  es: ['los', 'las', 'que', 'una', 'para', 'con', 'por'],
  it: ['che', 'della', 'sono', 'con', 'una', 'gli', 'nel'],
  nl: ['het', 'een', 'van', 'niet', 'zijn', 'dat', 'voor'],
  pt: ['não', 'uma', 'para', 'com', 'dos', 'mais', 'são'],
};
const scripts: [RegExp, string][] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/[\u067e\u0686\u06af\u06cc]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/[іїєґ]/u, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Thai}/u, 'th'],
];

/** By small word, the languages that have it. */
const languagesOf = new Map<string, string[]>();
/** By first letter, as its code unit, the lengths of small words: bit n for n letters. */
const lengthsByFirst = new Uint8Array(0x250);
for (const [language, words] of Object.entries(functionWords))
  for (const word of words) {
    languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
    lengthsByFirst[word.charCodeAt(0)]! |= 1 << word.length;
  }

/** How much of a text is looked at, in UTF-16 code units. */
const sampleLength = 1500;

/**
 * A BCP 47 language, from the script and from small words; null when it cannot be told.
 * @param unitsOf a faster way to the code units, where there is one
 */
export function guessLanguage(text: string, unitsOf: UnitsOf = unitByUnit): string | null {
  const sample = text.slice(0, sampleLength).toLowerCase();
  const units = unitsOf(sample);
  // Bundled, constants of the module are variables, whose value is not known to the compiler: the loop has its own.
  const isLetter = areLetters;
  const end = units.length;
  const counts = new Map<string, number>();
  let letters = 0;
  let latin = 0;
  for (let at = 0; at < end; at++) {
    const first = units[at]!;
    if (isLetter[first] === 0) continue;
    const begin = at;
    while (at < end && isLetter[units[at]!] === 1) at++;
    const length = at - begin;
    letters += length;
    // Letters below this code unit are Latin.
    if (first >= 0x250) continue;
    latin += length;
    const mayBeSmall = length < 8 && (lengthsByFirst[first]! >> length) & 1;
    const languages = mayBeSmall ? languagesOf.get(sample.slice(begin, at)) : undefined;
    if (languages) for (const language of languages) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  if (latin < letters / 2) return scripts.find(([pattern]) => pattern.test(sample))?.[1] ?? null;
  const [first, second] = [...counts].toSorted(([, one], [, other]) => other - one);
  return first && first[1] >= 3 && first[1] > 1.5 * (second?.[1] ?? 0) ? first[0] : null;
}

/** Spaces, dashes, quotation marks and their like beyond ASCII. */
const isPunctuation = (unit: number): boolean =>
  (unit < 0xc0 && unit !== 0xaa && unit !== 0xb5 && unit !== 0xba) ||
  (unit >= 0x2000 && unit <= 0x2bff) ||
  (unit >= 0x3000 && unit <= 0x303f) ||
  (unit >= 0xfe10 && unit <= 0xfe6f) ||
  (unit >= 0xff00 && unit <= 0xff0f);

/** By code unit: 1 for small letters of all scripts, 0 for the rest. */
const areLetters = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
  Number(
    (unit >= 0x61 && unit <= 0x7a) ||
      (unit >= 0xaa && unit !== 0xd7 && unit !== 0xf7 && !isPunctuation(unit)),
  ),
);
