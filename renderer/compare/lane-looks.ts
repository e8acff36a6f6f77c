/** What the text view needs to draw the lanes of coders, from the records that the window holds. */
import { useMemo } from 'react';
import type { Code } from '../../shared/records';
import { signsOf } from '../../shared/short-signs';
import type { PlacedRecord } from '../annotations/placed';
import type { LaneLooks } from '../editor/lane-gutter';
import type { PlacedAnnotation } from '../editor/overlays';
import { type AppState, useStore } from '../store';
import { lineColor } from '../ui/line-color';
import { articleComparison } from './compared-article';

/** What the lanes say; null where no coders are compared. */
export function useLaneLooks(): LaneLooks | null {
  const comparison = useStore(articleComparison);
  const codes = useStore((state) => state.records.code);
  return useMemo(() => {
    const { coders, differingIds } = comparison;
    if (coders.length === 0) return null;
    const codeOf = codeLooks(codes);
    return { coders, codeOf, differs: (id) => differingIds.has(id) };
  }, [comparison, codes]);
}

/** Codes with signs that tell them apart. Retired ones count: annotations may still have them. */
function codeLooks(codes: ReadonlyMap<string, Code>): LaneLooks['codeOf'] {
  const all = [...codes.values()];
  const signs = signsOf(all.map(({ name }) => name));
  const looks = new Map(
    all.map(({ id, name, color }, at) => [id, { sign: signs[at] ?? '', name, color: lineColor(color) }]),
  );
  return (codeId) => looks.get(codeId) ?? { sign: '', name: '', color: 'currentColor' };
}

const laned = new WeakMap<PlacedRecord, PlacedAnnotation & { lane: number }>();

/** The annotations with the lanes of their coders, each the same object for as long as it stays in its lane. */
export function inLanes(
  placed: readonly PlacedRecord[],
  looks: LaneLooks,
  { annotation }: Pick<AppState['records'], 'annotation'>,
): PlacedAnnotation[] {
  const laneOf = new Map(looks.coders.map(({ id }, lane) => [id, lane]));
  return placed.flatMap((record) => {
    const lane = laneOf.get(annotation.get(record.id)?.coderId ?? '');
    if (lane === undefined) return [];
    const known = laned.get(record);
    if (known?.lane === lane) return [known];
    const fresh = { id: record.id, codeId: record.codeId, ranges: record.ranges, lane };
    laned.set(record, fresh);
    return [fresh];
  });
}
