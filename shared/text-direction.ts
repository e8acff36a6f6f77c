/**
 * Which way text runs, as the Unicode bidirectional algorithm resolves it where a paragraph has neither
 * embeddings nor overrides: enough to know on which side of a character its reading begins.
 */

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A letter or mark that decides; a number, European or Arabic; null for what follows its neighbours. */
function typeOf(character: string): 'left-to-right' | 'right-to-left' | 'number' | 'arabic number' | null {
  if (/[\u0660-\u0669\u066b\u066c]/.test(character)) return 'arabic number';
  if (/\p{Nd}/u.test(character)) return 'number';
  if (/[\u200f\u061c]/.test(character)) return 'right-to-left';
  if (character === '\u200e') return 'left-to-right';
  if (!/\p{L}/u.test(character)) return null;
  return rightToLeft.test(character) ? 'right-to-left' : 'left-to-right';
}

/** The direction of the paragraph around an offset: that of its first letter, as `dir="auto"` has it. */
export function paragraphDirection(text: string, offset: number): 'ltr' | 'rtl' {
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const end = text.indexOf('\n', offset);
  const letter = text.slice(start, end < 0 ? text.length : end).match(/\p{L}/u)?.[0] ?? '';
  return rightToLeft.test(letter) ? 'rtl' : 'ltr';
}

/** Signs of amounts go with the number that they touch: `50%`, `€5`. */
const amount = /[$€£¥%٪‰°+\-−]/u;
/** These hold the digits of one number together. */
const inNumber = /[.,:/]/;

/**
 * Whether the character at an offset is read from its right to its left: letters by their script, digits
 * never, and punctuation as the letters on both its sides, where those agree, else as its paragraph.
 */
export function isRightToLeftAt(text: string, offset: number): boolean {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0x20);
  const own = typeOf(character);
  if (own !== null) return own === 'right-to-left';
  const [before = '', after = ''] = [text[offset - 1], text[offset + character.length]];
  const touches = [before, after].map((near) => /\p{Nd}/u.test(near));
  if (amount.test(character) && touches.some(Boolean)) return false;
  if (inNumber.test(character) && touches.every(Boolean)) return false;
  const paragraph = paragraphDirection(text, offset) === 'rtl';
  const previous = directionBefore(text, offset) ?? paragraph;
  const next = directionAfter(text, offset + character.length, previous) ?? paragraph;
  return previous === next ? previous : paragraph;
}

/**
 * Whether the nearest letter or number before an offset counts as right-to-left for what follows it; null
 * at the beginning of the paragraph. A number counts as the letter before it, an Arabic number always so.
 */
function directionBefore(text: string, offset: number): boolean | null {
  for (let at = offset - 1; at >= 0 && text[at] !== '\n'; at--) {
    const isLow = /[\udc00-\udfff]/.test(text.charAt(at));
    const type = typeOf(String.fromCodePoint(text.codePointAt(isLow && at > 0 ? --at : at) ?? 0x20));
    if (type === 'arabic number') return true;
    if (type !== null && type !== 'number') return type === 'right-to-left';
  }
  return null;
}

/** The same of what comes after; a number there counts as the letter before it, which is `previous`. */
function directionAfter(text: string, offset: number, previous: boolean): boolean | null {
  for (const character of text.slice(offset, paragraphEnd(text, offset))) {
    const type = typeOf(character);
    if (type === 'arabic number') return true;
    if (type === 'number') return previous;
    if (type !== null) return type === 'right-to-left';
  }
  return null;
}

function paragraphEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}
