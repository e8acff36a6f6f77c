import { useMemo } from 'react';
import type { ValueInput } from '../../shared/api';
import type { EntryType } from '../../shared/registry';
import { searchActors, searchConcepts } from '../actors/search';
import { valueOfKey } from '../annotations/values';
import { useStore } from '../store';
import { type TokenOption, TokenField } from '../ui/token-field';
import { entriesOf } from './entries';

/** What was found: an entry that is there, or the name of one that is to be made. */
export type Found = { entryId: string } | { name: string };

interface FindEntryProps {
  type: EntryType;
  label: string;
  help: string;
  chosen: Found | null;
  onChange: (found: Found | null) => void;
  /** Entries that cannot be chosen. */
  without: ReadonlySet<string>;
  /** Whether a name that is not there may be chosen, too. */
  canCreate: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

/** A field for one actor or concept, found by typing. */
export function FindEntry(props: FindEntryProps) {
  const {
    type,
    label,
    help,
    chosen,
    onChange,
    without,
    canCreate,
    isDisabled = false,
    autoFocus = false,
  } = props;
  const records = useStore((state) => state.records);
  const tokens = useMemo((): TokenOption[] => {
    if (chosen === null) return [];
    const name = 'name' in chosen ? chosen.name : (entriesOf(records, type).get(chosen.entryId)?.name ?? '');
    return [{ key: 'chosen', label: name }];
  }, [chosen, records, type]);
  const search = (query: string): TokenOption[] => {
    const found =
      type === 'actor'
        ? searchActors(query, records.actor, records.actor_alias)
        : searchConcepts(query, records.concept, records.concept_alias);
    return found.flatMap((option) => {
      const meant = foundOf(valueOfKey(option.key));
      // What kind of actor it is to be is said beside this field, or clear from it.
      if ('name' in meant) return canCreate ? { ...option, label: `Create “${meant.name}”` } : [];
      return without.has(meant.entryId) ? [] : option;
    });
  };
  return (
    <TokenField
      label={label}
      help={help}
      tokens={tokens}
      many={false}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      search={search}
      emptyMessage={type === 'actor' ? 'No actor of this name.' : 'No concept of this name.'}
      onAdd={({ key }) => onChange(foundOf(valueOfKey(key)))}
      onRemove={() => onChange(null)}
    />
  );
}

function foundOf(value: ValueInput): Found {
  if ('actorId' in value) return { entryId: value.actorId };
  if ('conceptId' in value) return { entryId: value.conceptId };
  if ('newActor' in value) return { name: value.newActor.name };
  if ('newConcept' in value) return { name: value.newConcept.name };
  throw new Error(`a search for entries offered ${JSON.stringify(value)}`);
}
