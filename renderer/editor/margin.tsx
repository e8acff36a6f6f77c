/** Names the annotations that begin on each line, beside it, so that meaning never rests on colour alone. */
import { useEffect, useState } from 'react';
import type { IntervalIndex } from '../../shared/interval-index';
import type { Layered } from '../../shared/segments';
import type { Range } from '../../shared/span';
import type { PaintedCode } from './highlights';
import type { TextMap } from './slate-text';
import { clientRects } from './viewport';

interface Props {
  map: TextMap;
  sheet: HTMLElement;
  index: IntervalIndex<Layered>;
  codes: readonly PaintedCode[];
  visible: Range;
  /** Changes whenever lines may have moved. */
  layout: number;
}

interface Line {
  top: number;
  height: number;
  /** How many annotations of each code begin here, by code, in text order. */
  counts: Map<string, number>;
}

/** Closer than this, in pixels, two beginnings are on one line. */
const sameLine = 12;

/** Groups beginnings into lines: `starts` are in text order, which need not be the order of their tops. */
export function linesOf(starts: readonly { codeId: string; top: number; height: number }[]): Line[] {
  const lines: Line[] = [];
  for (const { codeId, top, height } of starts) {
    let line = lines.findLast((candidate) => Math.abs(candidate.top - top) < sameLine);
    if (!line) lines.push((line = { top, height, counts: new Map() }));
    line.counts.set(codeId, (line.counts.get(codeId) ?? 0) + 1);
  }
  return lines;
}

export function Margin({ map, sheet, index, codes, visible, layout }: Props): React.JSX.Element {
  const [lines, setLines] = useState<Line[]>([]);

  // After the frame: measuring lines must not hold up the highlights.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const origin = sheet.getBoundingClientRect();
      const starts = index.meeting(visible).flatMap(({ start, group }) => {
        const rect = start >= visible.start ? clientRects(map, { start, end: start + 1 })[0] : undefined;
        return rect ? [{ codeId: group, top: rect.top - origin.top, height: rect.height }] : [];
      });
      setLines(linesOf(starts));
    });
    return () => cancelAnimationFrame(frame);
  }, [map, sheet, index, visible, layout]);

  return (
    <div className="article-margin" aria-hidden="true">
      {lines.map(({ top, height, counts }) => (
        <div key={top} className="article-margin-line" style={{ top, height }}>
          {codes
            .filter(({ id }) => counts.has(id))
            .map(({ id, name, color }) => (
              <span key={id} className="article-margin-name" style={{ color }}>
                <span>
                  {name}
                  {(counts.get(id) ?? 0) > 1 && ` ×${counts.get(id)}`}
                </span>
              </span>
            ))}
        </div>
      ))}
    </div>
  );
}
