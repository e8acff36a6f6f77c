/** Where a name may begin and end in a text, in scripts with and without space between words. */

const inWord = /[\p{L}\p{M}\p{N}]/u;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Whether a name may begin at an offset; the Arabic `and` is written together with what follows it. */
export function mayBegin(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  const isAfterAnd = before === 'و' && !inWord.test(text[at - 2] ?? ' ');
  return !inWord.test(before) || unspaced.test(before) || isAfterAnd;
}

/** Whether a name may end at an offset, in UTF-16 code units. */
export function mayEnd(text: string, at: number): boolean {
  const after = text[at] ?? ' ';
  return !inWord.test(after) || unspaced.test(after);
}
