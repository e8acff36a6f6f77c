/**
 * Finds out how a file counts: most formats carry the words of each annotation, and of all ways to count only
 * one fits them. BMP-only text without CR fits every way, and then the format's own rule is taken.
 */

import { countBelow, unitsOfCodePoints } from './code-points';

export type Unit = 'utf-16' | 'code points';

/** How a line break that the file has as CR LF counts. */
export type LineEnds = 'as they are' | 'counted as one';

/** Zero-based and half-open in whatever unit. */
export interface Counting {
  unit: Unit;
  lineEnds: LineEnds;
  /** Whether a byte order mark at the beginning counts. */
  countsMark: boolean;
}

/** An annotation as a file places it, with the words that it says are there. */
export interface Placed {
  start: number;
  end: number;
  quote: string;
}

/** Turns offsets of a file into those of the stored text: UTF-16 code units, line breaks as one `\n`, no mark. */
export type Placing = (offset: number) => number;

/**
 * A converter from offsets of a raw text, as the file has it, to the stored text, as `canonicalText` makes it.
 * Offsets outside the text come out as they would lie beyond its end, so that they are found to be wrong.
 */
export function placingIn(raw: string, { unit, lineEnds, countsMark }: Counting): Placing {
  const mark = raw.startsWith('\ufeff');
  const body = mark ? raw.slice(1) : raw;
  const shift = mark && countsMark ? 1 : 0;
  // Positions in what the file counts, as UTF-16 code units, of each LF that a CR goes before.
  const counted = lineEnds === 'counted as one' ? body.replaceAll('\r\n', '\n') : body;
  const toUnits = unit === 'utf-16' ? null : unitsOfCodePoints(counted);
  const doubles = lineEnds === 'as they are' ? [...body.matchAll(/\r\n/g)].map(({ index }) => index) : [];
  return (offset) => {
    const within = offset - shift;
    const units = toUnits ? toUnits(within) : within;
    return units - countBelow(doubles, units);
  };
}

const units: readonly Unit[] = ['code points', 'utf-16'];
const ways: readonly Counting[] = units.flatMap((unit) =>
  (['as they are', 'counted as one'] as const).flatMap((lineEnds) =>
    [false, true].map((countsMark) => ({ unit, lineEnds, countsMark })),
  ),
);

/** White space at the edges, and how lines break within, differ between programs and say nothing about counting. */
const plain = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();

/**
 * The way of counting that fits the most annotations of a file, the usual one of the format among equals.
 * @param texts each raw text of the file, with what is placed in it
 * @param stored the text as it will be stored, for each of them
 */
export function calibrate(
  texts: readonly { raw: string; stored: string; placed: readonly Placed[] }[],
  usual: Counting,
): { counting: Counting; fitting: number; total: number } {
  const total = texts.reduce((sum, { placed }) => sum + placed.length, 0);
  const fittingIn = (counting: Counting): number =>
    texts.reduce((sum, { raw, stored, placed }) => {
      const place = placingIn(raw, counting);
      return (
        sum +
        placed.filter(
          ({ start, end, quote }) => plain(stored.slice(place(start), place(end))) === plain(quote),
        ).length
      );
    }, 0);
  let best = { counting: usual, fitting: fittingIn(usual), total };
  if (best.fitting === total) return best;
  for (const counting of ways) {
    const fitting = fittingIn(counting);
    if (fitting > best.fitting) best = { counting, fitting, total };
  }
  return best;
}
