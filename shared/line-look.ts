/** How the lines under annotated words look: the same in the text view and in copies for reading and print. */
import type { LineStyle } from './records';

/** How far below the baseline the line of each style runs, in em, so that different codes do not collide. */
const lineOffset: Record<LineStyle, number> = {
  dotted: 0.16,
  dashed: 0.24,
  underline: 0.32,
  double: 0.4,
  fill: 0.2,
};
const lineShape: Record<LineStyle, string> = {
  dotted: 'dotted 0.13em',
  dashed: 'dashed 0.1em',
  underline: 'solid 0.1em',
  double: 'double 0.1em',
  fill: 'solid 0.06em',
};

/** Deeper overlaps than this look like the deepest. */
export const deepest = 3;

/** How far apart the lines of two coders run, in em, and those of annotations of one coder that overlap. */
const laneStep = 0.44;
const depthInLane = 0.2;
const lineInLane: Record<LineStyle, string> = {
  dotted: 'dotted 0.13em',
  dashed: 'dashed 0.1em',
  underline: 'solid 0.06em',
  double: 'double 0.05em',
  fill: 'solid 0.15em',
};

/** In a lane, deeper overlaps than this look like the deepest: there is room for two lines. */
export const deepestInLane = 1;

/** How high a line of text with this many lanes under it must be, in em: they must not touch the next line. */
export const lineHeightWith = (lanes: number): number => 1.1 + laneStep * lanes;

/**
 * The line under the words of one coder, as CSS: each coder has a lane below that of the one before.
 * @param lane from 0
 * @param depth from 0, among overlapping annotations of the coder
 * @param color as CSS
 */
export const laneRule = (style: LineStyle, lane: number, depth: number, color: string): string =>
  `text-decoration: underline ${lineInLane[style]} ${color};
               text-underline-offset: ${(0.2 + lane * laneStep + depth * depthInLane).toFixed(2)}em;
               text-decoration-skip-ink: none;`;

/**
 * The line as CSS; empty for none. The outermost fill needs no line; a fill within it is set apart by one.
 * @param depth from 0, among overlapping annotations of one code
 * @param color as CSS
 */
export const lineRule = (style: LineStyle, depth: number, color: string): string =>
  style === 'fill' && depth === 0
    ? ''
    : `text-decoration: underline ${lineShape[style]} ${color};
               text-underline-offset: ${(lineOffset[style] + depth * 0.16).toFixed(2)}em;
               text-decoration-skip-ink: none;`;
