/**
 * Lanes beside the text while coders are compared: for each coder the lines that it marked, and the sign of the
 * code where an annotation begins. For the pointer only, like the cards on the other side: the list of places is
 * the same for the keyboard and for screen readers.
 */
import { memo, useEffect, useState } from 'react';
import type { IntervalIndex } from '../../shared/interval-index';
import { type LaneLayout, type LaneMark, layOutLanes } from '../../shared/lanes';
import type { Range } from '../../shared/span';
import type { LayeredRange } from './layers';
import type { TextMap } from './slate-text';
import { clientRects, clip } from './viewport';

/** What the lanes say; the same object for as long as they say the same. */
export interface LaneLooks {
  /** In the order of the lanes. */
  coders: readonly { id: string; name: string; sign: string }[];
  /** The sign, name and colour of a code. */
  codeOf(codeId: string): { sign: string; name: string; color: string };
  /** Whether the coders differ at this annotation. */
  differs(annotationId: string): boolean;
}

interface Props {
  map: TextMap;
  sheet: HTMLElement;
  looks: LaneLooks;
  index: IntervalIndex<LayeredRange>;
  /** The offsets near the window: nothing outside is drawn. */
  near: Range;
  /** Changes whenever lines may have moved. */
  layout: number;
  selectedId: string | null;
  hoveredId: string | null;
  onPick(annotationId: string): void;
  onHover(annotationId: string | null): void;
}

/** Chips that a line of a lane has room for: fewer where there are many lanes. As in editor.css. */
const roomFor = (lanes: number): number => (lanes > 3 ? 1 : 2);

const nothing: LaneLayout = { rails: [], starts: [] };

export function LaneGutter(props: Props): React.JSX.Element {
  const { map, sheet, looks, index, near, layout, selectedId, hoveredId, onPick, onHover } = props;
  const [drawn, setDrawn] = useState<{ marks: LaneMark[]; codes: ReadonlyMap<string, string> }>(noMarks);

  // After the frame: measuring lines must not hold up the highlights.
  useEffect(() => {
    const frame = requestAnimationFrame(() => setDrawn(marksIn(map, sheet, index, near, looks)));
    return () => cancelAnimationFrame(frame);
  }, [map, sheet, index, near, layout, looks]);

  const { rails, starts } =
    drawn.marks.length === 0 ? nothing : layOutLanes(drawn.marks, roomFor(looks.coders.length), selectedId);
  return (
    <div className="lane-gutter" aria-hidden="true" onMouseLeave={() => onHover(null)}>
      <div className="lane-heads">
        {looks.coders.map(({ id, name, sign }) => (
          <span key={id} title={name}>
            {sign}
          </span>
        ))}
      </div>
      {rails.map(({ lane, top, bottom }) => (
        <div
          key={`${lane} ${top}`}
          className="lane-rail"
          style={{ '--lane': lane, top, height: bottom - top }}
        />
      ))}
      {starts.map(({ lane, top, chips, hidden }) => (
        <div key={`${lane} ${top}`} className="lane-start" style={{ '--lane': lane, top }}>
          {chips.map(({ annotationId, sign }) => {
            const code = looks.codeOf(drawn.codes.get(annotationId) ?? '');
            return (
              <Chip
                key={annotationId}
                id={annotationId}
                sign={sign}
                color={code.color}
                title={`${looks.coders[lane]?.name ?? ''}: ${code.name}`}
                differs={looks.differs(annotationId)}
                isSelected={annotationId === selectedId}
                isHovered={annotationId === hoveredId}
                onPick={onPick}
                onHover={onHover}
              />
            );
          })}
          {hidden > 0 && <span className="lane-more">+{hidden}</span>}
        </div>
      ))}
    </div>
  );
}

interface ChipProps {
  id: string;
  sign: string;
  color: string;
  title: string;
  differs: boolean;
  isSelected: boolean;
  isHovered: boolean;
  onPick(annotationId: string): void;
  onHover(annotationId: string | null): void;
}

const Chip = memo(function Chip(props: ChipProps): React.JSX.Element {
  const { id, sign, color, title, differs, isSelected, isHovered, onPick, onHover } = props;
  const looks = ['lane-chip', differs && 'differs', isSelected && 'selected', isHovered && 'hovered'];
  return (
    <span
      className={looks.filter(Boolean).join(' ')}
      style={{ '--code': color }}
      title={title}
      onMouseEnter={() => onHover(id)}
      onClick={() => onPick(id)}
    >
      {sign}
    </span>
  );
});

const noMarks = { marks: [], codes: new Map<string, string>() };

/** The stretches of lines that the annotations near the window cover, from the top of the sheet. */
function marksIn(
  map: TextMap,
  sheet: HTMLElement,
  index: IntervalIndex<LayeredRange>,
  near: Range,
  looks: LaneLooks,
): { marks: LaneMark[]; codes: ReadonlyMap<string, string> } {
  const origin = sheet.getBoundingClientRect().top;
  const codes = new Map<string, string>();
  const marks = index.meeting(near).flatMap((range): LaneMark[] => {
    const { annotationId, codeId, lane } = range;
    const seen = clip(range, near);
    if (lane === null || !seen) return [];
    const first = clientRects(map, { start: seen.start, end: seen.start + 1 })[0];
    const last = clientRects(map, { start: seen.end - 1, end: seen.end }).at(-1) ?? first;
    if (!first || !last) return [];
    const begins = range.start === seen.start && !codes.has(annotationId);
    codes.set(annotationId, codeId);
    return [
      {
        annotationId,
        lane,
        top: Math.round(first.top - origin),
        bottom: Math.round(last.bottom - origin),
        sign: begins ? looks.codeOf(codeId).sign : null,
      },
    ];
  });
  return { marks, codes };
}
