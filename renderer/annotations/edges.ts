/** Where an edge of a span goes when it is moved by a key. Offsets are UTF-16 code units of the text. */
import { type Range, wordEdge } from '../../shared/span';
import { paragraphDirection } from '../../shared/text-direction';

export type Edge = 'start' | 'end';
export type Direction = 'next' | 'previous';
export type Step = 'word' | 'character';

/** The range with one edge moved by a step, or null where it would be empty or leave the text. */
export function moveEdge(
  text: string,
  range: Range,
  move: { edge: Edge; direction: Direction; step: Step; language: string | null },
): Range | null {
  const from = range[move.edge];
  const to =
    move.step === 'word'
      ? wordEdge(text, from, move.edge, move.direction, move.language)
      : nextCharacter(text, from, move.direction);
  const moved = { ...range, [move.edge]: to };
  return to === from || moved.start >= moved.end ? null : moved;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Code units on each side that are looked at: longer than any grapheme people write. */
const reach = 64;

function nextCharacter(text: string, offset: number, direction: Direction): number {
  if (direction === 'next') {
    const [first] = graphemes.segment(text.slice(offset, offset + reach));
    return offset + (first?.segment.length ?? 0);
  }
  const before = [...graphemes.segment(text.slice(Math.max(0, offset - reach), offset))];
  return offset - (before.at(-1)?.segment.length ?? 0);
}

/** What the left or right arrow means at an offset: it moves the way it points on the screen. */
export const directionOf = (arrow: 'left' | 'right', text: string, offset: number): Direction =>
  (arrow === 'right') === (paragraphDirection(text, offset) === 'ltr') ? 'next' : 'previous';
