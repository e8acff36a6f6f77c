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
import { flushSync } from 'react-dom';
import type { Layout } from '../../shared/layout';
import { type Range, sameRange } from '../../shared/span';
import { paragraphsOf } from '../../shared/text';
import { type Selected, rangeOf } from '../../shared/text-movement';
import { lineHeightWith } from '../../shared/line-look';
import { HighlightPainter, type PaintedCode } from './highlights';
import { layersAfter, noLayers } from './layers';
import { LaneCard } from './lane-card';
import { LaneGutter, type LaneLooks } from './lane-gutter';
import { type CardContent, Margin } from './margin';
import { type EvidenceMark, Overlays, type PlacedAnnotation } from './overlays';
import { characterAt, idsAt, nextPick } from './pointer';
import { ReadingText } from './reading-text';
import { readSelected, readSelection, selectionRect, watchSelection, writeSelected } from './selection';
import { TextMap } from './slate-text';
import { type ReadingPlace, clientRects, nearRange, readingPlace, wayTo } from './viewport';

export type { EvidenceMark, PaintedCode, PlacedAnnotation };

export interface ArticleTextProps {
  articleId: string;
  /** The article's stored text; it must not change while `articleId` stays. */
  text: string;
  /** Its headings, lists and pages; the same object while the article stays. */
  layout: Layout;
  /** A BCP 47 tag, or null where it is not known. */
  language: string | null;
  annotations: readonly PlacedAnnotation[];
  /** What the card of an annotation says; another function when cards may say something else. */
  describe(annotationId: string): CardContent | null;
  /** The coders that are compared, while they are; the annotations then have lanes. */
  lanes: LaneLooks | null;
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
  /** Selects with the keyboard in the text, tells it at once, and brings `shown` into view. */
  selectDirected(selected: Selected, shown: Range): void;
  /** The selection or the caret; while the focus is elsewhere, where it was last. Null before there was one. */
  selected(): Selected | null;
  /** Tells at once what is selected now, for keys that follow each other within a frame. */
  catchUp(): void;
  /** Brings the beginning of a range into view, if it is not there already. */
  scrollTo(range: Range): void;
  /** Does what sets the text anew, and goes on at the paragraph that is read. */
  keepPlace(change: () => void): void;
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
  /** The offsets near the window. */
  near: Range;
  /** Those that were near it when scrolling last came to rest. */
  rested: Range;
  /** Changes whenever lines may have moved. */
  layout: number;
}

function Sheet(props: ArticleTextProps): React.JSX.Element {
  const { text, language, annotations, pending, codes, selectedId, hoveredId, readOnly, lanes } = props;
  const laneCount = lanes?.coders.length ?? 0;
  const scrollerRef = useRef<HTMLDivElement>(null);
  const sheetRef = useRef<HTMLDivElement>(null);
  const rootRef = useRef<HTMLDivElement>(null);
  const lastSelected = useRef<Selected | null>(null);
  const latest = useRef(props);
  const mapRef = useRef<TextMap>(null);
  const [view, setView] = useState<View | null>(null);
  const [extent, setExtent] = useState<Extent>({ near: none, rested: none, layout: 0 });
  const paragraphs = useMemo(() => paragraphsOf(text), [text]);
  const layers = useRef(noLayers);
  const { index } = useMemo(() => (layers.current = layersAfter(layers.current, annotations)), [annotations]);

  useLayoutEffect(() => {
    latest.current = props;
  });

  useLayoutEffect(() => {
    const [scroller, sheet, root] = [scrollerRef.current, sheetRef.current, rootRef.current];
    if (!scroller || !sheet || !root) return;
    const map = new TextMap(root, text, paragraphs);
    mapRef.current = map;
    const painter = new HighlightPainter(map);
    // At once: text that comes into sight must not be without its highlights for a frame.
    const lookNear = (): void => {
      const near = nearRange(map, scroller);
      flushSync(() => setExtent((before) => (sameRange(near, before.near) ? before : { ...before, near })));
    };
    const lookAgain = (): void =>
      setExtent((before) => {
        const near = nearRange(map, scroller);
        const kept = sameRange(near, before.near) ? before.near : near;
        return { near: kept, rested: kept, layout: before.layout + 1 };
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

  useLayoutEffect(() => view?.painter.setCodes(codes, laneCount), [view, codes, laneCount]);
  useLayoutEffect(
    () => view?.painter.paint(index, extent.near),
    [view, index, codes, laneCount, extent.near],
  );

  const tell = useCallback(({ map, scroller }: View): void => {
    const now = readSelected(map);
    if (now) lastSelected.current = now;
    const range = now && now.anchor !== now.focus ? rangeOf(now) : null;
    latest.current.onSelection(range, range && selectionRect(map, range, nearRange(map, scroller)));
  }, []);

  // The browser puts the caret at the beginning when the focus comes back from a field or a dialog; where it
  // comes by the mouse, the caret goes where the mouse is.
  useEffect(() => {
    if (!view) return undefined;
    const { map } = view;
    let isPressed = false;
    const onDown = (): void => void (isPressed = true);
    const onUp = (): void => void (isPressed = false);
    const onFocus = (): void => {
      if (!isPressed && lastSelected.current) writeSelected(map, lastSelected.current);
    };
    window.addEventListener('mousedown', onDown, { capture: true });
    window.addEventListener('mouseup', onUp, { capture: true });
    map.root.addEventListener('focus', onFocus);
    return () => {
      window.removeEventListener('mousedown', onDown, { capture: true });
      window.removeEventListener('mouseup', onUp, { capture: true });
      map.root.removeEventListener('focus', onFocus);
    };
  }, [view]);

  useEffect(() => (view ? watchSelection(view.map, () => tell(view)) : undefined), [view, tell]);

  useImperativeHandle(
    props.ref,
    () => ({
      focus: () => {
        rootRef.current?.focus({ preventScroll: true });
        if (view && lastSelected.current) writeSelected(view.map, lastSelected.current);
      },
      selectRange: (range) => {
        rootRef.current?.focus({ preventScroll: true });
        if (view) writeSelected(view.map, { anchor: range.start, focus: range.end });
      },
      selection: () => view && readSelection(view.map),
      selectDirected: (selected, shown) => {
        if (!view) return;
        rootRef.current?.focus({ preventScroll: true });
        writeSelected(view.map, selected);
        scrollTo(view, shown);
        tell(view);
      },
      selected: () => (view && readSelected(view.map)) ?? lastSelected.current,
      catchUp: () => {
        const now = view && readSelected(view.map);
        const last = lastSelected.current;
        if (now && (now.anchor !== last?.anchor || now.focus !== last.focus)) tell(view);
      },
      // In the next frame, which lays the page out anyway.
      scrollTo: (range) => {
        if (view) requestAnimationFrame(() => scrollTo(view, range));
      },
      keepPlace: (change) => {
        const place = view && readingPlace(view.map, view.scroller);
        change();
        // Lines may have moved in a sheet that has its size still, as when the window's direction turns.
        setExtent((before) => ({ ...before, layout: before.layout + 1 }));
        if (view && place) scrollToPlace(view, place);
      },
    }),
    [view, tell],
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
      <div
        className="article-sheet"
        ref={sheetRef}
        data-lanes={laneCount > 0 ? laneCount : undefined}
        style={laneCount > 0 ? { '--lanes': laneCount, '--lanes-leading': lineHeightWith(laneCount) } : {}}
      >
        {view && lanes && (
          <LaneGutter
            map={view.map}
            sheet={view.sheet}
            looks={lanes}
            index={index}
            near={extent.near}
            layout={extent.layout}
            selectedId={selectedId}
            hoveredId={hoveredId}
            onPick={props.onPick}
            onHover={props.onHover}
          />
        )}
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
            layout={props.layout}
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
            {lanes ? (
              <LaneCard
                map={view.map}
                sheet={view.sheet}
                coders={lanes.coders}
                annotation={find(hoveredId)}
                near={extent.near}
                describe={props.describe}
              />
            ) : (
              <Margin
                map={view.map}
                sheet={view.sheet}
                index={index}
                visible={extent.rested}
                layout={extent.layout}
                selectedId={selectedId}
                hoveredId={hoveredId}
                describe={props.describe}
                onPick={props.onPick}
                onHover={props.onHover}
              />
            )}
          </>
        )}
      </div>
    </div>
  );
}

const none: Range = { start: 0, end: 0 };

/** About how high a chunk is that has not been laid out yet, in pixels: 70 characters to a line of 31. */
const chunkHeight = (text: string, paragraphs: number): number => {
  const lines = Math.ceil(text.length / paragraphs / 70);
  return Math.round(Math.min(paragraphs, 100) * (lines * 31 + 16));
};

/**
 * Brings the whole range into view if it fits, else its beginning. Text that was off screen gets its true
 * height only when it is shown, so the place is measured again.
 */
function scrollTo({ map, scroller }: Pick<View, 'map' | 'scroller'>, range: Range, attempts = 3): void {
  const rect = clientRects(map, { start: range.start, end: Math.min(range.end, range.start + 1) })[0];
  if (!rect) return;
  const end =
    clientRects(map, { start: Math.max(range.start, range.end - 1), end: range.end }).at(-1) ?? rect;
  const screen = scroller.getBoundingClientRect();
  const bottom = end.bottom - rect.top < screen.height / 2 ? end.bottom : rect.bottom;
  if (rect.top >= screen.top + 24 && bottom <= screen.bottom - 24) return;
  scroller.scrollTop += rect.top - screen.top - screen.height / 3;
  if (attempts > 1) requestAnimationFrame(() => scrollTo({ map, scroller }, range, attempts - 1));
}

/** Text off screen gets its height only when it is shown, and letters of another font come late: so several times. */
function scrollToPlace(view: Pick<View, 'map' | 'scroller'>, place: ReadingPlace, attempts = 4): void {
  view.scroller.scrollTop += wayTo(place, view.map, view.scroller);
  if (attempts > 1) requestAnimationFrame(() => scrollToPlace(view, place, attempts - 1));
}
