import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { foldedName, type Named, searchActors, searchConcepts } from '../actors/search';
import { valueOfKey } from '../annotations/values';
import { type AppState, useStore } from '../store';
import { foldForSearch } from '../ui/fold';
import { TokenField, type TokenOption } from '../ui/token-field';

type Matchable = 'coder' | 'code' | 'attribute' | 'choice' | 'actor' | 'concept';

interface MatchFieldProps {
  match: { type: Matchable; name: string; own: { id: string; name: string } | null };
  /** @param own the project's id; null for one that comes in as new */
  onDecide: (own: string | null) => void;
}

const asNew = 'new';

/**
 * Which record of the project one of the file is. It is a button until it is pressed: then the project's
 * records are found by typing, however many there are.
 */
export function MatchField({ match, onDecide }: MatchFieldProps) {
  const { type, name, own } = match;
  const [isOpen, setOpen] = useState(false);
  /** Whether the keyboard was here, and goes back to the button. */
  const [wasOpen, setWasOpen] = useState(false);
  const records = useStore((state) => state.records);
  const box = useRef<HTMLDivElement>(null);
  const label = `${name} in the project`;
  const close = (goesBack: boolean): void => {
    setWasOpen(goesBack);
    setOpen(false);
  };
  const decide = (chosen: string | null): void => {
    close(true);
    if (chosen !== (own?.id ?? null)) onDecide(chosen);
  };
  if (!isOpen)
    return (
      <Button
        className="select-button"
        autoFocus={wasOpen}
        aria-label={`${label}: ${own?.name ?? 'New'}`}
        onPress={() => setOpen(true)}
      >
        <bdi className={own ? 'select-value' : 'select-value new'}>{own?.name ?? 'New'}</bdi>
        <ChevronDown size={14} aria-hidden />
      </Button>
    );
  const fresh: TokenOption = { key: asNew, label: `New: ${name}` };
  return (
    <div
      ref={box}
      role="presentation"
      onKeyDownCapture={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close(true);
      }}
      onBlur={({ relatedTarget }) => {
        // The list marks its options by events that only look as if the focus went there.
        const stays = [document.activeElement, relatedTarget].some((one) => box.current?.contains(one));
        if (!stays) close(false);
      }}
    >
      <TokenField
        label={label}
        hideLabel
        help={own ? '' : 'New; type a name of the project'}
        tokens={own ? [{ key: own.id, label: own.name }] : []}
        many={false}
        autoFocus
        isDisabled={false}
        search={(query) => {
          const found = searchOwn(type, records, query);
          return query.trim() === '' ? [fresh, ...found] : [...found, fresh];
        }}
        emptyMessage="None is called that."
        onAdd={({ key }) => decide(key === asNew ? null : key)}
        onRemove={() => decide(null)}
      />
    </div>
  );
}

const mostFound = 50;

/** The records of the project that typed words may mean, best first, by their ids. */
function searchOwn(type: Matchable, records: AppState['records'], query: string): TokenOption[] {
  if (type === 'actor')
    return searchActors(query, records.actor, records.actor_alias).flatMap((option) => {
      const value = valueOfKey(option.key);
      return 'actorId' in value ? [{ ...option, key: value.actorId }] : [];
    });
  if (type === 'concept')
    return searchConcepts(query, records.concept, records.concept_alias).flatMap((option) => {
      const value = valueOfKey(option.key);
      return 'conceptId' in value ? [{ ...option, key: value.conceptId }] : [];
    });
  const wanted = foldForSearch(query);
  const own: Iterable<Named> = records[type].values();
  return [...own]
    .filter((record) => foldedName(record).includes(wanted))
    .slice(0, mostFound)
    .map(({ id, name }) => ({ key: id, label: name }));
}
