import { type ReactNode, useEffect, useRef } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';

export interface PickRow {
  id: string;
  /** For screen readers, and for finding it by typing. */
  name: string;
  content: ReactNode;
}

interface PickListProps {
  label: string;
  rows: readonly PickRow[];
  selected: string | null;
  onSelect: (id: string) => void;
  /** Whether a key that is pressed in the list means something; then it goes no further. */
  onKey: (key: string) => boolean;
  empty: string;
  /** Whether the keyboard begins here. */
  autoFocus?: boolean;
}

/** A list to work through from the keyboard: arrows, or j and k, and the keys of what is to be done. */
export function PickList({
  label,
  rows,
  selected,
  onSelect,
  onKey,
  empty,
  autoFocus = false,
}: PickListProps) {
  const box = useRef<HTMLDivElement>(null);
  const ids = rows.map(({ id }) => id);
  const move = (by: 1 | -1): void => {
    const at = selected === null ? -1 : ids.indexOf(selected);
    const next = ids[Math.max(0, Math.min(ids.length - 1, at + by))];
    if (next !== undefined) onSelect(next);
  };
  // What is chosen by a key is brought into sight, and is where the arrows go on.
  useEffect(() => {
    if (selected === null) return;
    const option = box.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(selected)}"]`);
    option?.scrollIntoView({ block: 'nearest' });
    if (box.current?.contains(document.activeElement)) option?.focus();
  }, [selected]);
  return (
    <div
      ref={box}
      className="pick-list"
      role="presentation"
      onKeyDownCapture={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : null;
        if (step !== null) move(step);
        else if (!onKey(event.key)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <ListBox
        aria-label={label}
        autoFocus={autoFocus}
        className="pick-rows"
        items={rows}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={selected === null ? [] : [selected]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          if (key !== undefined) onSelect(String(key));
        }}
        renderEmptyState={() => <p className="options-empty">{empty}</p>}
      >
        {({ id, name, content }) => (
          <ListBoxItem id={id} textValue={name} aria-label={name} className="pick-row">
            {content}
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}
