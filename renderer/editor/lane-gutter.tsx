/**
 * Lanes beside the text while coders are compared: for each coder the lines that it marked, and the sign of the
 * code where an annotation begins. For the pointer only, like the cards on the other side: the list of places is
 * the same for the keyboard and for screen readers.
 */
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { IntervalIndex } from '../../shared/interval-index';
import { type LaneMark, layOutLanes } from '../../shared/lanes';
import type { Range } from '../../shared/span';
import { paragraphIndexAt } from '../../shared/text';
import type { LayeredRange } from './layers';
import { LinePlaces } from './line-places';
import type { TextMap } from './slate-text';
import { clip } from './viewport';

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

/** Chips that a line of a lane has room for: fewer where there are many lanes. As in lanes.css. */
const roomFor = (lanes: number): number => (lanes > 3 ? 1 : 2);

/** The lanes beside one paragraph. */
interface Block {
  paragraph: number;
  /** From the top of the sheet, in pixels. */
  top: number;
  /** From the top of the paragraph; the same object for as long as they are the same. */
  marks: Marks;
}
interface Marks {
  list: readonly LaneMark[];
  codeOf: ReadonlyMap<string, string>;
  /** What they were made from. */
  of: readonly unknown[];
}

export function LaneGutter(props: Props): React.JSX.Element {
  const { map, sheet, looks, index, near, layout, selectedId, hoveredId, onPick, onHover } = props;
  const places = useMemo(() => new LinePlaces(map), [map]);
  const [blocks, setBlocks] = useState<readonly Block[]>([]);
  const latest = useRef(blocks);
  latest.current = blocks;

  // After the frame: measuring lines must not hold up the highlights. Paragraph by paragraph, so that scrolling
  // draws and removes little at a time.
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      setBlocks(blocksNear(near, { map, sheet, index, looks, places }, latest.current)),
    );
    return () => cancelAnimationFrame(frame);
  }, [map, sheet, index, near, layout, looks, places]);

  return (
    <div className="lane-gutter" aria-hidden="true" onMouseLeave={() => onHover(null)}>
      <div className="lane-heads">
        {looks.coders.map(({ id, name, sign }) => (
          <span key={id} title={name}>
            {sign}
          </span>
        ))}
      </div>
      {blocks.map(({ paragraph, top, marks }) => (
        <div key={paragraph} className="lane-block" style={{ top }}>
          <ParagraphLanes
            looks={looks}
            marks={marks}
            selectedId={selectedId !== null && marks.codeOf.has(selectedId) ? selectedId : null}
            hoveredId={hoveredId !== null && marks.codeOf.has(hoveredId) ? hoveredId : null}
            onPick={onPick}
            onHover={onHover}
          />
        </div>
      ))}
    </div>
  );
}

interface LanesProps {
  looks: LaneLooks;
  marks: Marks;
  selectedId: string | null;
  hoveredId: string | null;
  onPick(annotationId: string): void;
  onHover(annotationId: string | null): void;
}

const ParagraphLanes = memo(function ParagraphLanes(props: LanesProps): React.JSX.Element {
  const { looks, marks, selectedId, hoveredId, onPick, onHover } = props;
  const { rails, starts } = layOutLanes(marks.list, roomFor(looks.coders.length), selectedId);
  return (
    <>
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
            const code = looks.codeOf(marks.codeOf.get(annotationId) ?? '');
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
    </>
  );
});

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

interface Drawn {
  map: TextMap;
  sheet: HTMLElement;
  index: IntervalIndex<LayeredRange>;
  looks: LaneLooks;
  places: LinePlaces;
}

/** The lanes of the paragraphs near the window; those that are as before keep their marks. */
function blocksNear(near: Range, drawn: Drawn, before: readonly Block[]): Block[] {
  const { map, sheet, index, looks, places } = drawn;
  if (near.start >= near.end) return [];
  const origin = sheet.getBoundingClientRect().top;
  const old = new Map(before.map(({ paragraph, marks }) => [paragraph, marks]));
  const last = paragraphIndexAt(map.paragraphs, near.end - 1);
  const blocks: Block[] = [];
  for (let paragraph = paragraphIndexAt(map.paragraphs, near.start); paragraph <= last; paragraph++) {
    const box = map.elements[paragraph]!.getBoundingClientRect();
    const of = [index, looks, places.knownOf(paragraph, box)];
    const known = old.get(paragraph);
    const isSame = known?.of.every((part, at) => part === of[at]) ?? false;
    const marks = known && isSame ? known : { ...marksIn(paragraph, box, drawn), of };
    if (marks.list.length > 0) blocks.push({ paragraph, top: Math.round(box.top - origin), marks });
  }
  return blocks;
}

/** The stretches of lines that annotations cover in a paragraph. */
function marksIn(paragraph: number, box: DOMRect, { map, index, looks, places }: Drawn): Omit<Marks, 'of'> {
  const range = map.paragraphs[paragraph]!;
  const codeOf = new Map<string, string>();
  const list = index.meeting(range).flatMap((placed): LaneMark[] => {
    const { annotationId, codeId, lane, isFirst } = placed;
    const seen = clip(placed, range);
    if (lane === null || !seen) return [];
    const first = places.placeOf(paragraph, seen.start, box);
    const last = places.placeOf(paragraph, seen.end - 1, box) ?? first;
    if (!first || !last) return [];
    codeOf.set(annotationId, codeId);
    const begins = isFirst && placed.start === seen.start;
    const sign = begins ? looks.codeOf(codeId).sign : null;
    return [{ annotationId, lane, top: first.top, bottom: last.bottom, sign }];
  });
  return { list, codeOf };
}
