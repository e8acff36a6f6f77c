/** Where an annotation's words begin and end: what a selection becomes before it is stored. */
import { anchorOf, fits } from './anchor';
import { invalid, refuse, updatesOf } from './commands';
import { type Change, emptyChange, updateOf } from './changes';
import type { Span } from './records';
import { type Result, ok } from './result';
import { type Range, compareRanges, toGraphemeBorders, trimRange } from './span';

/** White space and signs without a shape of their own (joiners, direction marks). */
const shapeless = /^[\s\p{Cf}]*$/u;

/**
 * The range as it will be stored: without white space at its edges, and never cutting a character in two
 * (surrogate pair, combining marks, joined emoji), for which it grows outwards.
 * @returns `refused` for a range that covers nothing, `invalid-input` for one that lies outside the text.
 */
export function placeRange(text: string, range: Range): Result<Range> {
  if (range.end > text.length) {
    return invalid(`The selection ends at ${range.end}, but the text has ${text.length} characters.`);
  }
  if (range.start >= range.end) return refuse('Nothing is selected. Select the words first.');
  const whole = toGraphemeBorders(text, range);
  const words = trimRange(text, whole);
  if (words === null || shapeless.test(text.slice(words.start, words.end))) {
    return refuse('The selection covers only white space. Select some words.');
  }
  // A combining mark on a space stays with its space, which trimming took away.
  return ok(toGraphemeBorders(text, words));
}

/** All ranges placed, or the first reason why one cannot be. */
export function placeRanges(text: string, ranges: readonly Range[]): Result<Range[]> {
  const placed: Range[] = [];
  for (const range of ranges) {
    const result = placeRange(text, range);
    if (!result.ok) return result;
    placed.push(result.value);
  }
  return ok(placed);
}

/** A range that an annotation is to cover, and the span that stands there so far. */
export interface Piece extends Range {
  span: Span | null;
  /** False for a span whose words are no longer there: it keeps its quote and joins with nothing. */
  placed: boolean;
}

export const pieceOf = (text: string, span: Span): Piece => ({
  start: span.startOffset,
  end: span.endOffset,
  span,
  placed: fits(text, span),
});

export const newPiece = (range: Range): Piece => ({ ...range, span: null, placed: true });

/** Pieces in text order; those that overlap or touch are one, on the span of the first that has one. */
export function joinPieces(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces.toSorted(compareRanges)) {
    const last = joined.at(-1);
    if (last?.placed && piece.placed && piece.start <= last.end) {
      joined[joined.length - 1] = {
        ...last,
        end: Math.max(last.end, piece.end),
        span: last.span ?? piece.span,
      };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

/** The change that leaves an annotation with spans on exactly these pieces, numbered in text order. */
export function respan(
  text: string,
  annotationId: string,
  before: readonly Span[],
  pieces: readonly Piece[],
  newId: () => string,
): Change {
  const change = emptyChange();
  const kept = new Set<string>();
  for (const [position, { start, end, span, placed }] of joinPieces(pieces).entries()) {
    const place = { position, startOffset: start, endOffset: end };
    if (span === null) {
      const anchor = anchorOf(text, { start, end });
      change.added.push({ type: 'span', id: newId(), annotationId, ...place, ...anchor });
      continue;
    }
    kept.add(span.id);
    const stands = span.startOffset === start && span.endOffset === end && fits(text, span);
    const anchor = stands || !placed ? {} : anchorOf(text, { start, end });
    change.updated.push(...updatesOf(updateOf<'span'>(span, { ...place, ...anchor })));
  }
  change.removed = before.filter(({ id }) => !kept.has(id));
  return change;
}
