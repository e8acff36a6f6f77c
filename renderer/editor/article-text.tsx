/**
 * The article as the researcher reads and marks it: Slate shows the text, which nobody can change; a caret
 * and selection by mouse and keyboard; highlights, overlays and margin show the annotations.
 */
import '@fontsource/source-serif-4/400.css';
import '@fontsource/source-serif-4/400-italic.css';
import '@fontsource/noto-naskh-arabic/400.css';
import './editor.css';
import {
  type ClipboardEvent,
  type MouseEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { IntervalIndex } from '../../shared/interval-index';
import { layer } from '../../shared/segments';
import { type Range, sameRange } from '../../shared/span';
import { paragraphsOf } from '../../shared/text';
import { HighlightPainter, type PaintedCode } from './highlights';
import { Margin } from './margin';
import { type EvidenceMark, Overlays, type PlacedAnnotation } from './overlays';
import { characterAt, idsAt, nextPick } from './pointer';
import { ReadingText } from './reading-text';
import { readSelection, selectionRect, watchSelection, writeSelection } from './selection';
import { TextMap } from './slate-text';
import { clientRects, nearRange, visibleRange } from './viewport';

export type { EvidenceMark, PaintedCode, PlacedAnnotation };

export interface ArticleTextProps {
  articleId: string;
  /** The article's stored text; it must not change while `articleId` stays. */
  text: string;
  /** A BCP 47 tag, or null where it is not known. */
  language: string | null;
  annotations: readonly PlacedAnnotation[];
  /** Annotations that are on their way into the file. */
  pending: readonly PlacedAnnotation[];
  /** The words of the selected annotation's values. */
  evidence: readonly EvidenceMark[];
  codes: readonly PaintedCode[];
  selectedId: string | null;
  hoveredId: string | null;
  /** True where annotations cannot be changed: edges have no handles. */
  readOnly: boolean;
  /** The selected range and where it is in the window; null and null for a mere caret or none. */
  onSelection(range: Range | null, rect: DOMRect | null): void;
  onPick(annotationId: string | null): void;
  onHover(annotationId: string | null): void;
  onMoveEdge(annotationId: string, rangeIndex: number, range: Range): void;
  /** `ids` are the annotations under the pointer, the innermost first. */
  onContextMenu(at: { range: Range | null; ids: string[]; x: number; y: number }): void;
  ref?: Ref<ArticleTextHandle>;
}

export interface ArticleTextHandle {
  /** Gives the text the keyboard, with the caret where it was. */
  focus(): void;
  selectRange(range: Range): void;
  /** The selection, or the caret as a range without length; null when it is elsewhere. */
  selection(): Range | null;
  /** Brings the beginning of a range into view, if it is not there already. */
  scrollTo(range: Range): void;
}

export function ArticleText(props: ArticleTextProps): React.JSX.Element {
  return <Sheet key={props.articleId} {...props} />;
}

/** What is known of the page once the paragraphs are in it. */
interface View {
  map: TextMap;
  painter: HighlightPainter;
  sheet: HTMLElement;
  scroller: HTMLElement;
}
interface Extent {
  near: Range;
  visible: Range;
  layout: number;
}

function Sheet(props: ArticleTextProps): React.JSX.Element {
  const { text, language, annotations, pending, codes, selectedId, hoveredId, readOnly } = props;
  const scrollerRef = useRef<HTMLDivElement>(null);
  const sheetRef = useRef<HTMLDivElement>(null);
  const rootRef = useRef<HTMLDivElement>(null);
  const lastSelection = useRef<Range | null>(null);
  const latest = useRef(props);
  const mapRef = useRef<TextMap>(null);
  const [view, setView] = useState<View | null>(null);
  const [extent, setExtent] = useState<Extent>({ near: none, visible: none, layout: 0 });
  const paragraphs = useMemo(() => paragraphsOf(text), [text]);
  const index = useMemo(() => indexOf(annotations), [annotations]);

  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    const [scroller, sheet, root] = [scrollerRef.current, sheetRef.current, rootRef.current];
    if (!scroller || !sheet || !root) return;
    const map = new TextMap(root, text, paragraphs);
    mapRef.current = map;
    const painter = new HighlightPainter(map);
    const lookNear = (): void =>
      setExtent((before) => {
        const near = nearRange(map, scroller);
        return sameRange(near, before.near) ? before : { ...before, near };
      });
    const lookAgain = (): void =>
      setExtent((before) => {
        const near = nearRange(map, scroller);
        return {
          near: sameRange(near, before.near) ? before.near : near,
          visible: visibleRange(map, scroller),
          layout: before.layout + 1,
        };
      });
    // Both reach a screen beyond the window, so neither is needed in every frame. Names in the margin wait
    // until scrolling rests: changing elements makes the browser check every registered highlight.
    let seenAt = scroller.scrollTop;
    let resting = 0;
    const scrolled = (): void => {
      clearTimeout(resting);
      resting = window.setTimeout(lookAgain, 80);
      if (Math.abs(scroller.scrollTop - seenAt) < scroller.clientHeight / 2) return;
      seenAt = scroller.scrollTop;
      lookNear();
    };
    const resized = new ResizeObserver(lookAgain);
    setView({ map, painter, sheet, scroller });
    lookAgain();
    resized.observe(sheet);
    scroller.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      clearTimeout(resting);
      scroller.removeEventListener('scroll', scrolled);
      resized.disconnect();
      painter.dispose();
    };
  }, [text, paragraphs]);

  useLayoutEffect(() => view?.painter.setCodes(codes), [view, codes]);
  useLayoutEffect(() => view?.painter.paint(index, extent.near), [view, index, codes, extent.near]);

  useEffect(() => {
    if (!view) return undefined;
    return watchSelection(view.map, () => {
      const range = readSelection(view.map);
      if (range) lastSelection.current = range;
      const selected = range && range.start < range.end ? range : null;
      latest.current.onSelection(
        selected,
        selected && selectionRect(view.map, selected, nearRange(view.map, view.scroller)),
      );
    });
  }, [view]);

  useImperativeHandle(
    props.ref,
    () => ({
      focus: () => {
        rootRef.current?.focus({ preventScroll: true });
        if (view && lastSelection.current) writeSelection(view.map, lastSelection.current);
      },
      selectRange: (range) => {
        rootRef.current?.focus({ preventScroll: true });
        if (view) writeSelection(view.map, range);
      },
      selection: () => view && readSelection(view.map),
      scrollTo: (range) => {
        if (view) scrollTo(view, range);
      },
    }),
    [view],
  );

  // The stored words, and no markup: what is pasted elsewhere equals what is exported.
  const copy = useCallback((event: ClipboardEvent) => {
    event.preventDefault();
    const range = mapRef.current && readSelection(mapRef.current);
    if (range && range.start < range.end)
      event.clipboardData.setData('text/plain', latest.current.text.slice(range.start, range.end));
  }, []);

  const idsUnder = (event: MouseEvent): string[] => {
    const offset = view && characterAt(view.map, event.clientX, event.clientY);
    return offset === null ? [] : idsAt(index, offset);
  };
  const hoverFrame = useRef(0);
  const hover = (event: MouseEvent): void => {
    cancelAnimationFrame(hoverFrame.current);
    if (event.buttons !== 0) return;
    hoverFrame.current = requestAnimationFrame(() => {
      const id = idsUnder(event)[0] ?? null;
      if (id !== latest.current.hoveredId) latest.current.onHover(id);
    });
  };
  const leave = (): void => {
    cancelAnimationFrame(hoverFrame.current);
    if (latest.current.hoveredId !== null) props.onHover(null);
  };
  const click = (event: MouseEvent): void => {
    const range = view && readSelection(view.map);
    if (range && range.start < range.end) return;
    props.onPick(nextPick(idsUnder(event), selectedId));
  };
  const contextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    const range = view && readSelection(view.map);
    props.onContextMenu({
      range: range && range.start < range.end ? range : null,
      ids: idsUnder(event),
      x: event.clientX,
      y: event.clientY,
    });
  };

  const find = (id: string | null): PlacedAnnotation | null =>
    (id !== null && annotations.find((annotation) => annotation.id === id)) || null;
  const colorOf = (codeId: string): string => codes.find(({ id }) => id === codeId)?.color ?? 'currentColor';

  return (
    <div className="article-scroller" ref={scrollerRef}>
      <div className="article-sheet" ref={sheetRef}>
        <div
          className="article-column"
          style={{ '--chunk-height': `${chunkHeight(text, paragraphs.length)}px` }}
          onMouseMove={hover}
          onMouseLeave={leave}
          onClick={click}
          onContextMenu={contextMenu}
        >
          <ReadingText
            text={text}
            paragraphs={paragraphs}
            language={language}
            rootRef={rootRef}
            onCopy={copy}
          />
        </div>
        {view && (
          <>
            <Overlays
              map={view.map}
              sheet={view.sheet}
              near={extent.near}
              layout={extent.layout}
              language={language}
              selected={find(selectedId)}
              hovered={find(hoveredId)}
              pending={pending}
              evidence={props.evidence}
              canMove={!readOnly}
              colorOf={colorOf}
              onMoveEdge={props.onMoveEdge}
            />
            <Margin
              map={view.map}
              sheet={view.sheet}
              index={index}
              codes={codes}
              visible={extent.visible}
              layout={extent.layout}
            />
          </>
        )}
      </div>
    </div>
  );
}

const none: Range = { start: 0, end: 0 };

function indexOf(annotations: readonly PlacedAnnotation[]) {
  return new IntervalIndex(
    layer(
      annotations.flatMap(({ id, codeId, ranges }) =>
        ranges.map(({ start, end }, at) => ({
          id: `${id} ${at}`,
          annotationId: id,
          group: codeId,
          start,
          end,
        })),
      ),
    ),
  );
}

/** About how high a chunk is that has not been laid out yet, in pixels: 70 characters to a line of 31. */
const chunkHeight = (text: string, paragraphs: number): number => {
  const lines = Math.ceil(text.length / paragraphs / 70);
  return Math.round(Math.min(paragraphs, 100) * (lines * 31 + 16));
};

/** Text that was off screen gets its true height only when it is shown, so the place is measured again. */
function scrollTo({ map, scroller }: Pick<View, 'map' | 'scroller'>, range: Range, attempts = 3): void {
  const rect = clientRects(map, { start: range.start, end: Math.min(range.end, range.start + 1) })[0];
  if (!rect) return;
  const screen = scroller.getBoundingClientRect();
  if (rect.top >= screen.top + 24 && rect.bottom <= screen.bottom - 24) return;
  scroller.scrollTop += rect.top - screen.top - screen.height / 3;
  if (attempts > 1) requestAnimationFrame(() => scrollTo({ map, scroller }, range, attempts - 1));
}
