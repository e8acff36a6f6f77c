/** The annotations of a text as they are painted and looked up, kept up to date with little work per change. */
import { IntervalIndex } from '../../shared/interval-index';
import { layer, type Layered } from '../../shared/segments';
import { compareRanges } from '../../shared/span';
import type { PlacedAnnotation } from './overlays';

/** A range of an annotation: its group is the code, or where coders are compared the lane. */
export type LayeredRange = Layered & {
  annotationId: string;
  codeId: string;
  lane: number | null;
  /** Whether the annotation begins with it. */
  isFirst: boolean;
};

export interface Layers {
  /** In text order, each annotation the same object for as long as it is the same. */
  annotations: readonly PlacedAnnotation[];
  ranges: readonly LayeredRange[];
  index: IntervalIndex<LayeredRange>;
}

export const noLayers: Layers = { annotations: [], ranges: [], index: new IntervalIndex<LayeredRange>([]) };

/**
 * The layers of these annotations, from those of earlier ones: what stands before and after the annotations
 * that differ is taken over. The result is the same as from nothing.
 */
export function layersAfter(before: Layers, annotations: readonly PlacedAnnotation[]): Layers {
  const old = before.annotations;
  const shorter = Math.min(old.length, annotations.length);
  let head = 0;
  while (head < shorter && old[head] === annotations[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === annotations.at(-1 - tail)) tail += 1;
  const gone = new Set(old.slice(head, old.length - tail).map(({ id }) => id));
  const kept =
    gone.size === 0 ? before.ranges : before.ranges.filter((range) => !gone.has(range.annotationId));
  const fresh = annotations.slice(head, annotations.length - tail).flatMap(rangesOf);
  const ranges = layer<Unlayered>([...kept, ...fresh].toSorted(inOrder));
  return { annotations, ranges, index: new IntervalIndex(ranges) };
}

type Unlayered = Omit<LayeredRange, 'depth'>;

/** Text order, in which no two ranges are equal: so it does not matter which of them came first. */
const inOrder = (a: Unlayered, b: Unlayered): number => compareRanges(a, b) || (a.id < b.id ? -1 : 1);

const rangesOf = ({ id, codeId, lane, ranges }: PlacedAnnotation): Unlayered[] =>
  ranges.map(({ start, end }, at) => ({
    id: `${id} ${at}`,
    annotationId: id,
    codeId,
    lane: lane ?? null,
    isFirst: at === 0,
    group: lane === undefined ? codeId : `lane ${lane}`,
    start,
    end,
  }));
