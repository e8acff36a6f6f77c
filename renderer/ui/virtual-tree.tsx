/**
 * A tree of rows of one height that draws only those in sight: a codebook may have thousands of codes.
 * The rows are a flat list in which each stands before those beneath it; collapsed ones are left out.
 */
import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { TypeAhead } from './type-ahead';

export interface TreeNode {
  id: string;
  /** Counts from 1. */
  level: number;
  parentId: string | null;
  /** Among its siblings, from 0, and how many they are. */
  index: number;
  siblings: number;
  /** Null where nothing lies beneath it. */
  isExpanded: boolean | null;
}

export type Drop = 'before' | 'inside' | 'after';

interface VirtualTreeProps<T extends TreeNode> {
  label: string;
  rows: readonly T[];
  /** Height of a row in CSS pixels. */
  rowHeight: number;
  nameOf: (row: T) => string;
  /** The name by which typed letters find a row, as `foldForSearch` writes it. */
  lettersOf: (row: T) => string;
  renderRow: (row: T) => ReactNode;
  selectedId: string | null;
  onSelect: (id: string) => void;
  onExpand: (id: string, isExpanded: boolean) => void;
  /** Keys that the tree itself does not use; true when the key was taken. */
  onKey?: (event: KeyboardEvent, row: T) => boolean;
  /** A row was dragged onto another. Without it nothing can be dragged. */
  onDrop?: (id: string, targetId: string, where: Drop) => void;
}

/** Rows drawn beyond each edge, so that a fast scroll does not show gaps. */
const spare = 6;

export function VirtualTree<T extends TreeNode>(props: VirtualTreeProps<T>) {
  const { label, rows, rowHeight, nameOf, lettersOf, selectedId, onSelect, onExpand, onKey, onDrop } = props;
  const baseId = useId();
  const box = useRef<HTMLDivElement>(null);
  const typeAhead = useRef(new TypeAhead());
  const [{ top, height }, setView] = useState({ top: 0, height: 0 });
  const [drop, setDrop] = useState<{ id: string; where: Drop } | null>(null);
  const dragged = useRef<string | null>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const selectedIndex = rows.findIndex(({ id }) => id === selectedId);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || selectedIndex < 0) return;
    const start = selectedIndex * rowHeight;
    if (start < element.scrollTop) element.scrollTop = start;
    else if (start + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = start + rowHeight - element.clientHeight;
    }
  }, [selectedId, selectedIndex, rowHeight]);

  const goTo = (index: number): void => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    if (row) onSelect(row.id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[selectedIndex];
    if (row && onKey?.(event, row)) {
      event.preventDefault();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(height / rowHeight) - 1);
    const moves: Record<string, number> = {
      ArrowDown: selectedIndex + 1,
      ArrowUp: selectedIndex - 1,
      PageDown: selectedIndex + page,
      PageUp: selectedIndex - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = moves[event.key];
    if (target !== undefined) goTo(target);
    else if (row && event.key === 'ArrowRight' && row.isExpanded !== null) {
      if (row.isExpanded) goTo(selectedIndex + 1);
      else onExpand(row.id, true);
    } else if (row && event.key === 'ArrowLeft') {
      if (row.isExpanded === true) onExpand(row.id, false);
      else if (row.parentId !== null) onSelect(row.parentId);
    } else {
      const typedTo = typeAhead.current.press(event, { items: rows, active: selectedIndex, lettersOf });
      if (typedTo === null) return;
      if (typedTo !== selectedIndex) goTo(typedTo);
    }
    event.preventDefault();
  };

  const whereOn = (event: DragEvent<HTMLElement>): Drop => {
    const { top: edge } = event.currentTarget.getBoundingClientRect();
    const part = (event.clientY - edge) / rowHeight;
    if (part < 0.3) return 'before';
    return part > 0.7 ? 'after' : 'inside';
  };

  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(rows.length, Math.ceil((top + height) / rowHeight) + spare);
  const isDrawn = selectedIndex >= first && selectedIndex < last;

  return (
    <div
      ref={box}
      role="tree"
      aria-label={label}
      tabIndex={0}
      className="virtual-list"
      aria-activedescendant={isDrawn && selectedId !== null ? `${baseId}${selectedId}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        const { scrollTop, clientHeight } = event.currentTarget;
        setView({ top: scrollTop, height: clientHeight });
      }}
      onDragLeave={() => setDrop(null)}
    >
      <div role="presentation" className="virtual-space" style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, last).map((row, offset) => (
          <div
            key={row.id}
            id={`${baseId}${row.id}`}
            role="treeitem"
            aria-label={nameOf(row)}
            aria-level={row.level}
            aria-posinset={row.index + 1}
            aria-setsize={row.siblings}
            aria-selected={row.id === selectedId}
            aria-expanded={row.isExpanded ?? undefined}
            className={drop?.id === row.id ? `virtual-row drop-${drop.where}` : 'virtual-row'}
            style={{ top: (first + offset) * rowHeight, height: rowHeight, '--level': row.level - 1 }}
            draggable={onDrop !== undefined}
            onClick={() => onSelect(row.id)}
            onDragStart={(event) => {
              dragged.current = row.id;
              event.dataTransfer.effectAllowed = 'move';
            }}
            onDragEnd={() => setDrop(null)}
            onDragOver={(event) => {
              if (dragged.current === null || dragged.current === row.id) return;
              event.preventDefault();
              setDrop({ id: row.id, where: whereOn(event) });
            }}
            onDrop={(event) => {
              event.preventDefault();
              event.stopPropagation();
              setDrop(null);
              if (dragged.current !== null) onDrop?.(dragged.current, row.id, whereOn(event));
              dragged.current = null;
            }}
          >
            {props.renderRow(row)}
          </div>
        ))}
      </div>
    </div>
  );
}
