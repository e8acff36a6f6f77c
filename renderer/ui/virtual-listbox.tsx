/**
 * A list box of rows of one height that draws only those in sight. Its cost does not grow with the number
 * of rows: 10,000 annotations are listed while the user tags, so nothing may be built per row.
 */
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { TypeAhead } from './type-ahead';

interface VirtualListBoxProps<T> {
  label: string;
  items: readonly T[];
  /** Height of a row in CSS pixels. */
  rowHeight: number;
  idOf: (item: T) => string;
  /** The accessible name of an option. */
  nameOf: (item: T) => string;
  selectedId: string | null;
  onSelect: (id: string) => void;
  /** Whether arrow keys select at once; else Enter or Space selects the row they lead to. */
  selectsOnMove: boolean;
  onHover?: (id: string | null) => void;
  /** For a tree, whose items are the rows that its open branches show. */
  tree?: Tree<T>;
  /** Enter or a double click on a row, where that does more than selecting it. */
  onOpen?: (id: string) => void;
  /** Called when the last rows come into sight: more may be added to `items`. */
  onEnd?: () => void;
  /**
   * Rows that head those below them, for the eye only: the keys pass over them, and the names of the rows
   * say what they say.
   */
  isHeading?: (item: T) => boolean;
  /** For a list of which any number of rows can be ticked: `onSelect` then ticks and unticks. */
  isChecked?: (item: T) => boolean;
  /**
   * The name by which typed letters find a row, as `foldForSearch` writes it. Left out where letters are
   * keys of the app: beside the text they tag and move.
   */
  lettersOf?: (item: T) => string;
  renderRow: (item: T) => ReactNode;
}

interface Tree<T> {
  /** 1 for the topmost. */
  levelOf: (item: T) => number;
  /** Null for an item without others below it. */
  isOpenOf: (item: T) => boolean | null;
  onToggle: (id: string, isOpen: boolean) => void;
}

/** Rows drawn beyond each edge, so that a fast scroll does not show gaps. */
const spare = 6;

export function VirtualListBox<T>(props: VirtualListBoxProps<T>) {
  const { label, items, rowHeight, idOf, nameOf, selectedId, onSelect, selectsOnMove, onHover, tree } = props;
  const { onOpen, onEnd, isHeading, isChecked, lettersOf } = props;
  const baseId = useId();
  const box = useRef<HTMLDivElement>(null);
  const typeAhead = useRef(new TypeAhead());
  const [{ top, height }, setView] = useState({ top: 0, height: 0 });
  const [activeId, setActiveId] = useState<string | null>(null);

  const activeIndex = indexOf(items, idOf, activeId ?? selectedId);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  useEffect(() => setActiveId(null), [selectedId]);

  const selectedIndex = indexOf(items, idOf, selectedId);
  useEffect(() => {
    if (selectedIndex >= 0) reveal(box.current, selectedIndex, rowHeight);
  }, [selectedId, selectedIndex, rowHeight]);

  const goTo = (index: number): void => {
    const wanted = Math.max(0, Math.min(index, items.length - 1));
    const found = isHeading ? rowNear(items, wanted, activeIndex, isHeading) : wanted;
    const item = items[found];
    if (item === undefined) return;
    const id = idOf(item);
    reveal(box.current, found, rowHeight);
    if (selectsOnMove) onSelect(id);
    else setActiveId(id);
  };

  /** The arrows along a branch open and close it, else lead into it and out of it; answers where they lead. */
  const branch = (key: string, active: T | undefined): number | undefined => {
    if (!tree || active === undefined || (key !== 'ArrowRight' && key !== 'ArrowLeft')) return undefined;
    const isOpen = tree.isOpenOf(active);
    const isTurned = box.current !== null && getComputedStyle(box.current).direction === 'rtl';
    const opens = (key === 'ArrowRight') !== isTurned;
    if (isOpen !== null && isOpen !== opens) {
      tree.onToggle(idOf(active), opens);
      return activeIndex;
    }
    if (opens) return isOpen === null ? activeIndex : activeIndex + 1;
    const level = tree.levelOf(active);
    const parent = items.findLastIndex((item, index) => index < activeIndex && tree.levelOf(item) < level);
    return parent < 0 ? activeIndex : parent;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const moves: Record<string, number> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex < 0 ? items.length - 1 : activeIndex - 1,
      PageDown: activeIndex + page,
      PageUp: activeIndex - page,
      Home: 0,
      End: items.length - 1,
    };
    const active = items[activeIndex];
    const target = moves[event.key] ?? branch(event.key, active);
    const typedTo =
      target === undefined && lettersOf
        ? typeAhead.current.press(event, { items, active: activeIndex, lettersOf })
        : null;
    if (target !== undefined) goTo(target);
    else if (typedTo !== null) {
      if (typedTo >= 0) goTo(typedTo);
    } else if (event.key === 'Enter' && onOpen && active !== undefined) onOpen(idOf(active));
    else if ((event.key === 'Enter' || event.key === ' ') && active !== undefined) onSelect(idOf(active));
    else return;
    event.preventDefault();
  };

  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(items.length, Math.ceil((top + height) / rowHeight) + spare);
  const isAtEnd = height > 0 && last >= items.length;
  const latestOnEnd = useRef(onEnd);
  latestOnEnd.current = onEnd;
  useEffect(() => {
    if (isAtEnd) latestOnEnd.current?.();
  }, [isAtEnd, items.length]);
  const drawn = items.slice(first, last).map((item, offset) => ({ item, index: first + offset }));
  const active = items[activeIndex];
  const activeIsDrawn = activeIndex >= first && activeIndex < last;

  return (
    <div
      ref={box}
      role={tree ? 'tree' : 'listbox'}
      aria-label={label}
      aria-multiselectable={isChecked ? true : undefined}
      tabIndex={0}
      className="virtual-list"
      aria-activedescendant={activeIsDrawn && active !== undefined ? `${baseId}${idOf(active)}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        const { scrollTop, clientHeight } = event.currentTarget;
        setView({ top: scrollTop, height: clientHeight });
      }}
      onMouseLeave={() => onHover?.(null)}
    >
      <div role="presentation" className="virtual-space" style={{ height: items.length * rowHeight }}>
        {drawn.map(({ item, index }) => {
          const id = idOf(item);
          const place = { top: index * rowHeight, height: rowHeight };
          if (isHeading?.(item))
            return (
              <div key={id} aria-hidden className="virtual-row heading" style={place}>
                {props.renderRow(item)}
              </div>
            );
          return (
            <div
              key={id}
              id={`${baseId}${id}`}
              role={tree ? 'treeitem' : 'option'}
              aria-label={nameOf(item)}
              aria-selected={isChecked ? isChecked(item) : id === selectedId}
              {...(tree
                ? { 'aria-level': tree.levelOf(item), 'aria-expanded': tree.isOpenOf(item) ?? undefined }
                : { 'aria-setsize': items.length, 'aria-posinset': index + 1 })}
              className={index === activeIndex ? 'virtual-row active' : 'virtual-row'}
              style={place}
              onDoubleClick={() => onOpen?.(id)}
              onClick={() => {
                setActiveId(id);
                onSelect(id);
              }}
              onMouseEnter={() => onHover?.(id)}
            >
              {props.renderRow(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function indexOf<T>(items: readonly T[], idOf: (item: T) => string, id: string | null): number {
  return id === null ? -1 : items.findIndex((item) => idOf(item) === id);
}

/** The row at an index; in the place of a heading the next row in the direction of travel, else the other way. */
function rowNear<T>(
  items: readonly T[],
  wanted: number,
  from: number,
  isHeading: (item: T) => boolean,
): number {
  const step = wanted < from ? -1 : 1;
  for (const direction of [step, -step]) {
    for (let index = wanted; index >= 0 && index < items.length; index += direction) {
      const item = items[index];
      if (item !== undefined && !isHeading(item)) return index;
    }
  }
  return -1;
}

/** Scrolls as little as needed to show the whole row. */
function reveal(box: HTMLElement | null, index: number, rowHeight: number): void {
  if (!box) return;
  const top = index * rowHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = top + rowHeight - box.clientHeight;
  }
}
