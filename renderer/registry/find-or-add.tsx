import type { KeyboardEvent } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { focusEntries } from '../focus-after';

interface FindOrAddProps {
  label: string;
  query: string;
  onChange: (query: string) => void;
  /** The entry of the list that the keys lead to; null where the list is empty. */
  found: () => string | null;
  onShow: (entryId: string) => void;
  /** Adds an entry of the typed name; null where that is not offered. */
  add: (() => void) | null;
}

/** Finds entries by name: Enter and the arrow go to the first that was found, and Enter adds a name that is new. */
export function FindOrAdd({ label, query, onChange, found, onShow, add }: FindOrAddProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const entryId = found();
    if (entryId !== null) {
      onShow(entryId);
      const list = event.currentTarget.closest('.registry-list')?.querySelector<HTMLElement>('.virtual-list');
      if (list) list.focus();
      // The list that was empty a key ago is about to be drawn.
      else focusEntries();
    } else if (event.key === 'Enter') add?.();
  };
  return (
    <SearchField aria-label={label} className="search" value={query} onChange={onChange} autoFocus>
      <Input className="input" dir="auto" placeholder="Find or add by name" onKeyDown={onKeyDown} />
    </SearchField>
  );
}

/** Says that the page, and the commands that are about it, show an entry that the list does not. */
export function NotListed({ name }: { name: string }) {
  return (
    <p className="registry-not-listed" role="status">
      <bdi className="cut">{name}</bdi> is still shown, but is not in this list.
    </p>
  );
}
