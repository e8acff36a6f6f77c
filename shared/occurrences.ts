/**
 * All places of a text where the same words stand. Offsets are UTF-16 code units of the stored text; a hit
 * never cuts a character in two, and what it covers folds to what was looked for.
 */
import { type FoldOptions, foldText, foldWithMap } from './fold';
import { type Result, fail, ok } from './result';
import { type Range, toGraphemeBorders } from './span';

export interface OccurrenceOptions extends FoldOptions {
  /** Whether a hit must not begin or end in the middle of a word. */
  wholeWords: boolean;
}

/** A hit with the words around it, so that it can be judged in a list. */
export interface Hit extends Range {
  before: string;
  quote: string;
  after: string;
}

/** The longest words that are looked for, in code units: whoever selects more does not look for words. */
export const longestNeedle = 1_000;

/** Code units of context on each side of a hit. */
const contextLength = 40;

/**
 * What is looked for, folded, or why nothing can be: no words, signs without a letter to stand on, or a
 * text instead of words.
 */
export function needleOf(words: string, options: OccurrenceOptions): Result<string> {
  const refuse = (message: string): Result<never> => fail({ code: 'refused', message });
  if (words.trim() === '') return refuse('Select the words to look for first.');
  if (words.length > longestNeedle) {
    const longest = longestNeedle.toLocaleString('en');
    return refuse(`These are too many words to look for: up to ${longest} characters. Select fewer.`);
  }
  const needle = foldText(words.trim(), options);
  // Marks alone fold to nothing, or would be found on every letter that bears them.
  if (!/[^\p{M}\p{Cf}\s]/u.test(needle)) {
    return refuse('These are only marks or invisible signs. Select a whole word.');
  }
  return ok(needle);
}

/** Every place where the needle stands, in text order, none overlapping the one before. */
export function* occurrencesIn(text: string, needle: string, options: OccurrenceOptions): Generator<Range> {
  const { folded, starts, ends } = foldWithMap(text, options);
  let from = 0;
  for (;;) {
    const at = folded.indexOf(needle, from);
    if (at === -1) return;
    const last = at + needle.length - 1;
    // A hit must not begin or end within what one character was folded to.
    const isWhole =
      (at === 0 || starts[at] !== starts[at - 1]) &&
      (last + 1 === folded.length || starts[last] !== starts[last + 1]);
    const range = { start: starts[at] ?? 0, end: ends[last] ?? 0 };
    if (isWhole && isHit(text, range, needle, options)) {
      yield range;
      from = last + 1;
    } else {
      from = at + 1;
    }
  }
}

function isHit(text: string, range: Range, needle: string, options: OccurrenceOptions): boolean {
  const { start, end } = toGraphemeBorders(text, range);
  // One person of a joined family, one letter of a syllable: not what stands there.
  if (start !== range.start || end !== range.end) return false;
  return (
    !options.wholeWords || (isBorder(text, start, needle, 'before') && isBorder(text, end, needle, 'after'))
  );
}

const wordSign = /[\p{L}\p{N}\p{M}_]/u;
/** Scripts that write words without space between them, or hang endings on them: every place is a border. */
const noBorders =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Signs that are not seen, and stretching: what stands beyond them decides. */
const invisible = /[\p{Cf}\u0640]/u;

/** Whether a word may begin or end at an offset, as seen from the needle's first or last character. */
function isBorder(text: string, offset: number, needle: string, side: 'before' | 'after'): boolean {
  const inner = side === 'before' ? characterAt(needle, 0) : characterBefore(needle, needle.length);
  if (!wordSign.test(inner) || noBorders.test(inner)) return true;
  let at = offset;
  for (;;) {
    const outer = side === 'before' ? characterBefore(text, at) : characterAt(text, at);
    if (outer === '') return true;
    if (!invisible.test(outer)) return !wordSign.test(outer) || noBorders.test(outer);
    at += side === 'before' ? -outer.length : outer.length;
  }
}

const characterAt = (text: string, offset: number): string => {
  const point = text.codePointAt(offset);
  return point === undefined ? '' : String.fromCodePoint(point);
};

function characterBefore(text: string, offset: number): string {
  if (offset <= 0) return '';
  const isLow = /[\udc00-\udfff]/.test(text.charAt(offset - 1));
  return characterAt(text, isLow && offset > 1 ? offset - 2 : offset - 1);
}

/** A hit with its context, which never cuts a character in two. */
export function hitAt(text: string, range: Range): Hit {
  const around = toGraphemeBorders(text, {
    start: Math.max(0, range.start - contextLength),
    end: Math.min(text.length, range.end + contextLength),
  });
  return {
    ...range,
    before: text.slice(around.start, range.start),
    quote: text.slice(range.start, range.end),
    after: text.slice(range.end, around.end),
  };
}
