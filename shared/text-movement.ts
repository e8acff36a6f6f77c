/**
 * Moving caret and selection through a text in the order of reading, whatever its direction on the screen:
 * by word, name, sentence and paragraph. Offsets are UTF-16 code units; the borders of what is selected
 * are borders of characters as people see them.
 */
import { type NameIndex, knownNameAfter, knownNameBefore, noNames } from './known-names';
import { nameAfter, nameBefore } from './proper-names';
import { paragraphAround, sentenceAfter, sentenceBefore } from './sentences';
import { type Range, sameRange, trimRange, wordAt, wordEdge } from './span';

export type Unit = 'word' | 'name' | 'sentence' | 'paragraph';
export type Direction = 'next' | 'previous';

/** A selection with its direction: `focus` is the end that Shift and arrows move. Equal ends are a caret. */
export interface Selected {
  anchor: number;
  focus: number;
}

export const rangeOf = ({ anchor, focus }: Selected): Range => ({
  start: Math.min(anchor, focus),
  end: Math.max(anchor, focus),
});

/**
 * The next or previous whole unit. From a caret the unit around it comes first; from a selection that holds
 * several units, the first or last of those, so that one can go into a sentence; null where there is none.
 * @param known names that are found beside those with capitals
 */
export function selectUnit(
  text: string,
  selected: Selected,
  unit: Unit,
  direction: Direction,
  language: string | null,
  known: NameIndex = noNames,
): Selected | null {
  const range = rangeOf(selected);
  const isCaret = range.start === range.end;
  const from = direction === 'next' ? range.start : range.end;
  const inside = step(text, from, unit, direction, language, known);
  const isInside =
    inside && inside.start >= range.start && inside.end <= range.end && !sameRange(inside, range);
  if (inside && (isCaret || isInside)) return select(inside);
  const found = beyond(text, range, unit, direction, language, known);
  return found && select(found);
}

const select = ({ start, end }: Range): Selected => ({ anchor: start, focus: end });

/** The first unit that begins after a range, or the last one that ends before it. */
function beyond(
  text: string,
  range: Range,
  unit: Unit,
  direction: Direction,
  language: string | null,
  known: NameIndex = noNames,
): Range | null {
  const isNext = direction === 'next';
  let found = step(text, isNext ? range.end : range.start, unit, direction, language, known);
  while (found && (isNext ? found.start < range.end : found.end > range.start))
    found = step(text, isNext ? found.end : found.start, unit, direction, language, known);
  return found;
}

/**
 * The selection with its focus moved by a unit: away from the anchor to the far edge of the next one, back
 * towards it to the edge of the one before, and not over the anchor in one step; null at the text's edge.
 */
export function extendUnit(
  text: string,
  { anchor, focus }: Selected,
  unit: Unit,
  direction: Direction,
  language: string | null,
): Selected | null {
  const isNext = direction === 'next';
  const isGrowing = isNext ? focus >= anchor : focus <= anchor;
  if (isGrowing) {
    const found = step(text, focus, unit, direction, language);
    return found && { anchor, focus: isNext ? found.end : found.start };
  }
  // Back over a unit: to the edge, on the focus's side, of the one that stays selected.
  const caret = { start: focus, end: focus };
  let left = step(text, focus, unit, direction, language);
  if (left && (isNext ? left.start <= focus : left.end >= focus)) {
    left = beyond(
      text,
      isNext ? { ...caret, end: left.end } : { ...caret, start: left.start },
      unit,
      direction,
      language,
    );
  }
  const edge = left && (isNext ? left.start : left.end);
  const isPastAnchor = edge === null || (isNext ? edge >= anchor : edge <= anchor);
  return { anchor, focus: isPastAnchor ? anchor : edge };
}

/** Where the caret goes: to the beginning of the next or previous unit; at the last one to the end of the text. */
export function moveCaret(
  text: string,
  { focus }: Selected,
  unit: Unit,
  direction: Direction,
  language: string | null,
): Selected {
  const found =
    direction === 'next'
      ? beyond(text, { start: focus, end: focus + 1 }, unit, 'next', language)
      : step(text, focus, unit, 'previous', language);
  const at = found?.start ?? (direction === 'next' ? text.length : 0);
  return { anchor: at, focus: at };
}

/** The first unit that ends after an offset, or the last one that begins before it. */
function step(
  text: string,
  offset: number,
  unit: Unit,
  direction: Direction,
  language: string | null,
  known: NameIndex = noNames,
): Range | null {
  return (direction === 'next' ? after : before)[unit](text, offset, language, known);
}

type Step = (text: string, offset: number, language: string | null, known: NameIndex) => Range | null;

const after: Record<Unit, Step> = {
  word(text, offset, language) {
    const end = wordEdge(text, offset, 'end', 'next', language);
    return end === offset ? null : wordAt(text, end, language);
  },
  name(text, offset, language, known) {
    const spelled = nameAfter(text, offset, language);
    const found = knownNameAfter(text, offset, known);
    return spelled && found ? (found.start < spelled.start ? found : spelled) : (spelled ?? found);
  },
  sentence: sentenceAfter,
  paragraph(text, offset) {
    for (let at = offset; at < text.length;) {
      const { start, end } = paragraphAround(text, at);
      const words = trimRange(text, { start, end });
      if (words && words.end > offset) return words;
      at = end + 1;
    }
    return null;
  },
};

const before: Record<Unit, Step> = {
  word(text, offset, language) {
    const start = wordEdge(text, offset, 'start', 'previous', language);
    // Words may touch, as in Chinese: one code unit further in, only this one is there.
    return start === offset ? null : wordAt(text, start + 1, language);
  },
  name(text, offset, language, known) {
    const spelled = nameBefore(text, offset, language);
    const found = knownNameBefore(text, offset, known);
    return spelled && found ? (found.start > spelled.start ? found : spelled) : (spelled ?? found);
  },
  sentence: sentenceBefore,
  paragraph(text, offset) {
    for (let at = offset - 1; at >= 0;) {
      const { start, end } = paragraphAround(text, at);
      const words = trimRange(text, { start, end });
      if (words && words.start < offset) return words;
      at = start - 1;
    }
    return null;
  },
};
