/**
 * Boxes over the text: the annotation under the pointer, the selected one with a handle at each edge, and
 * those that are not saved yet. They are boxes and not highlights because a change of the highlight
 * registry costs in proportion to everything that is registered.
 */
import { type PointerEvent, useLayoutEffect, useState } from 'react';
import { useAfterPaint } from '../ui/after-paint';
import { type Range, sameRange, snapToWords, toGraphemeBorders } from '../../shared/span';
import { isRightToLeftAt } from '../../shared/text-direction';
import { caretOffsetAt } from './pointer';
import type { TextMap } from './slate-text';
import { type Box, clientRects, clip, lineBoxes } from './viewport';

/** An annotation of the open article, with the ranges that have a place in its text, in text order. */
export interface PlacedAnnotation {
  id: string;
  codeId: string;
  /** The lane of its coder, from 0, while coders are compared. */
  lane?: number;
  ranges: readonly Range[];
}

/** Words that answer a question about the selected annotation, and the name of the question. */
export interface EvidenceMark {
  range: Range;
  label: string;
}

interface Props {
  map: TextMap;
  sheet: HTMLElement;
  /** The offsets near the window: nothing outside is drawn. */
  near: Range;
  /** Changes whenever lines may have moved. */
  layout: number;
  language: string | null;
  selected: PlacedAnnotation | null;
  hovered: PlacedAnnotation | null;
  pending: readonly PlacedAnnotation[];
  evidence: readonly EvidenceMark[];
  canMove: boolean;
  colorOf(codeId: string): string;
  onMoveEdge(annotationId: string, rangeIndex: number, range: Range): void;
}

type Edge = 'start' | 'end';
interface Handle extends Box {
  rangeIndex: number;
  edge: Edge;
  /** On which side of the words it stands. */
  side: 'left' | 'right';
}
interface Drawing {
  selected: Box[];
  hovered: Box[];
  pending: { id: string; codeId: string; boxes: Box[] }[];
  evidence: { label: string; boxes: Box[] }[];
  handles: Handle[];
}
const nothing: Drawing = { selected: [], hovered: [], pending: [], evidence: [], handles: [] };

/** While an edge is dragged: where it would come to lie. */
interface Drag {
  annotationId: string;
  rangeIndex: number;
  edge: Edge;
  range: Range;
}

export function Overlays(props: Props): React.JSX.Element {
  const { map, sheet, near, layout, language, hovered, pending, evidence, canMove, colorOf } = props;
  // After the frame: measuring lines must not hold up the highlights.
  const selected = useAfterPaint(props.selected);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [drawing, setDrawing] = useState(nothing);

  useLayoutEffect(() => {
    const origin = sheet.getBoundingClientRect();
    const boxesOf = (ranges: readonly Range[]): Box[] =>
      ranges.flatMap((range) => {
        const visible = clip(range, near);
        return visible ? lineBoxes(map, visible, origin) : [];
      });
    const ranges = (selected?.ranges ?? []).map((range, index) =>
      drag?.annotationId === selected?.id && drag?.rangeIndex === index ? drag.range : range,
    );
    setDrawing({
      selected: boxesOf(ranges),
      hovered: hovered && hovered.id !== selected?.id ? boxesOf(hovered.ranges) : [],
      pending: pending.map((annotation) => ({ ...annotation, boxes: boxesOf(annotation.ranges) })),
      evidence: evidence.map(({ range, label }) => ({ label, boxes: boxesOf([range]) })),
      handles: canMove
        ? ranges.flatMap((range, rangeIndex) =>
            (['start', 'end'] as const).flatMap((edge) => {
              const box = edgeBox(map, range, edge, near, origin);
              return box ? [{ ...box, rangeIndex, edge }] : [];
            }),
          )
        : [],
    });
  }, [map, sheet, near, layout, selected, hovered, pending, evidence, canMove, drag]);

  const moved = (event: PointerEvent, { rangeIndex, edge }: Handle): void => {
    const range = selected?.ranges[rangeIndex];
    if (!selected || !range || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const offset = caretOffsetAt(map, event.clientX, event.clientY);
    const target =
      offset === null
        ? null
        : rangeWithEdge(map.text, range, edge, offset, event.altKey ? null : { language });
    if (target) setDrag({ annotationId: selected.id, rangeIndex, edge, range: target });
  };
  const dropped = (): void => {
    const range = drag && selected?.ranges[drag.rangeIndex];
    if (drag && range && !sameRange(range, drag.range))
      props.onMoveEdge(drag.annotationId, drag.rangeIndex, drag.range);
    setDrag(null);
  };

  return (
    <div className="article-overlays" aria-hidden="true" data-dragging={drag ? true : undefined}>
      <Boxes className="article-hovered" boxes={drawing.hovered} color={colorOf(hovered?.codeId ?? '')} />
      <Boxes className="article-selected" boxes={drawing.selected} color={colorOf(selected?.codeId ?? '')} />
      {drawing.pending.map(({ id, codeId, boxes }) => (
        <Boxes key={id} className="article-pending" boxes={boxes} color={colorOf(codeId)} />
      ))}
      {drawing.evidence.map(({ label, boxes }, mark) =>
        boxes.map((box, index) => (
          <div key={`${mark} ${index}`} className="article-evidence" style={{ ...box }}>
            {index === 0 && <span className="article-evidence-label">{label}</span>}
          </div>
        )),
      )}
      {drawing.handles.map((handle) => (
        <div
          key={`${handle.rangeIndex} ${handle.edge}`}
          className="article-handle"
          data-edge={handle.edge}
          data-side={handle.side}
          style={{
            left: handle.left,
            top: handle.top,
            height: handle.height,
            color: colorOf(selected?.codeId ?? ''),
          }}
          onPointerDown={(event) => {
            event.preventDefault();
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => moved(event, handle)}
          onPointerUp={dropped}
          onPointerCancel={() => setDrag(null)}
        />
      ))}
    </div>
  );
}

function Boxes({
  boxes,
  className,
  color,
}: {
  boxes: Box[];
  className: string;
  color: string;
}): React.JSX.Element[] {
  return boxes.map((box, index) => <div key={index} className={className} style={{ ...box, color }} />);
}

/**
 * A range with one edge at another offset: at whole words, or with `words` null at whole characters. The
 * other edge stays; null where nothing would be left.
 */
export function rangeWithEdge(
  text: string,
  range: Range,
  edge: Edge,
  offset: number,
  words: { language: string | null } | null,
): Range | null {
  const wanted = { ...range, [edge]: offset };
  if (wanted.start >= wanted.end) return null;
  const snapped = words ? snapToWords(text, wanted, words.language) : toGraphemeBorders(text, wanted);
  return snapped && { ...range, [edge]: snapped[edge] };
}

/**
 * Where the handle of an edge stands: at the side of the first or last character where reading begins or
 * ends, and outside of the words, so that a press on their first letter is one on the text.
 */
function edgeBox(
  map: TextMap,
  range: Range,
  edge: Edge,
  near: Range,
  origin: DOMRect,
): (Box & Pick<Handle, 'side'>) | null {
  const at = edge === 'start' ? range.start : range.end - 1;
  const character = toGraphemeBorders(map.text, { start: at, end: at + 1 });
  if (!clip(character, near)) return null;
  const rects = clientRects(map, character);
  const rect = edge === 'start' ? rects[0] : rects.at(-1);
  if (!rect) return null;
  const side = isRightToLeftAt(map.text, character.start) === (edge === 'start') ? 'right' : 'left';
  return {
    side,
    left: rect[side] - origin.left,
    top: rect.top - origin.top,
    width: 0,
    height: rect.height,
  };
}
