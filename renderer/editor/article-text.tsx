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
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Layout } from '../../shared/layout';
import type { Range } from '../../shared/span';
import { paragraphsOf } from '../../shared/text';
import { type Selected, rangeOf } from '../../shared/text-movement';
import { lineHeightWith } from '../../shared/line-look';
import { noExtent, watchExtent, withLinesMoved } from './extent';
import { HighlightPainter, type PaintedCode } from './highlights';
import { layersAfter, noLayers } from './layers';
import { LaneCard } from './lane-card';
import { LaneGutter, type LaneLooks } from './lane-gutter';
import { type CardContent, Margin } from './margin';
import { type EvidenceMark, Overlays, type PlacedAnnotation } from './overlays';
import { ReadingText } from './reading-text';
import {
  putBackSelection,
  readSelected,
  readSelection,
  selectionRect,
  watchSelection,
  writeSelected,
} from './selection';
import { TextMap } from './slate-text';
import { usePointer } from './use-pointer';
import { nearRange, readingPlace, scrollTo, scrollToPlace } from './viewport';

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
  const [extent, setExtent] = useState(noExtent);
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
    setView({ map, painter, sheet, scroller });
    const stopWatching = watchExtent(map, sheet, scroller, setExtent);
    return () => {
      stopWatching();
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

  useEffect(() => (view ? putBackSelection(view.map, () => lastSelected.current) : undefined), [view]);
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
        scrollTo(shown, view.map, view.scroller);
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
        if (view) requestAnimationFrame(() => scrollTo(range, view.map, view.scroller));
      },
      keepPlace: (change) => {
        const place = view && readingPlace(view.map, view.scroller);
        change();
        setExtent(withLinesMoved);
        if (view && place) scrollToPlace(place, view.map, view.scroller);
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

  const pointer = usePointer(view?.map ?? null, index, latest);

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
          {...pointer}
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

/** About how high a chunk is that has not been laid out yet, in pixels: 70 characters to a line of 31. */
const chunkHeight = (text: string, paragraphs: number): number => {
  const lines = Math.ceil(text.length / paragraphs / 70);
  return Math.round(Math.min(paragraphs, 100) * (lines * 31 + 16));
};
