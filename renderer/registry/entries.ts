/** Actors and concepts as the registry looks at them. */
import { useEffect, useRef, useState } from 'react';
import type { CallInput, Outputs } from '../../shared/api';
import type { Records } from '../../shared/changes';
import type { ActorAffiliation } from '../../shared/records';
import { type Alias, type Entry, type EntryType, ownerOf } from '../../shared/registry';
import { call } from '../api';
import { useStore } from '../store';

export const entriesOf = (records: Records, type: EntryType): ReadonlyMap<string, Entry> => records[type];

export const aliasesIn = (records: Records, type: EntryType): ReadonlyMap<string, Alias> =>
  type === 'actor' ? records.actor_alias : records.concept_alias;

/** A list by the map that it was made of: most changes leave the map, and with it the list, as it is. */
function byMap<V, R>(make: (map: ReadonlyMap<string, V>) => R): (map: ReadonlyMap<string, V>) => R {
  const made = new WeakMap<ReadonlyMap<string, V>, R>();
  return (map) => {
    let found = made.get(map);
    if (found === undefined) made.set(map, (found = make(map)));
    return found;
  };
}

/** The other names of each entry, in the order in which they were given. */
export const aliasesByOwner = byMap<Alias, ReadonlyMap<string, Alias[]>>((aliases) =>
  Map.groupBy(
    [...aliases.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ownerOf,
  ),
);

/** What each actor belongs to, the latest first. */
export const affiliationsByActor = byMap<ActorAffiliation, ReadonlyMap<string, ActorAffiliation[]>>(
  (affiliations) =>
    Map.groupBy(
      [...affiliations.values()].toSorted(
        (a, b) => (b.fromDate ?? '').localeCompare(a.fromDate ?? '') || (a.id < b.id ? -1 : 1),
      ),
      ({ actorId }) => actorId,
    ),
);

/** The entry of this type and id with its other names, or null when it is gone. */
export function useEntry(type: EntryType, id: string): { entry: Entry; aliases: readonly Alias[] } | null {
  const records = useStore((state) => state.records);
  const entry = entriesOf(records, type).get(id);
  if (!entry) return null;
  return { entry, aliases: aliasesByOwner(aliasesIn(records, type)).get(id) ?? [] };
}

const noUsage: Readonly<Record<string, number>> = {};

/** How many annotation values name each entry, counted again after each write. */
export function useUsage(type: EntryType): Readonly<Record<string, number>> {
  return useAnswer('entry.usage', { type }, type) ?? noUsage;
}

/**
 * What the host answers to a call that only reads, asked again after each write. An old answer about the
 * same stays until the new one is there; null before the first.
 */
export function useAnswer<C extends 'entry.usage' | 'entry.page'>(
  name: C,
  input: CallInput<C>,
  about: string,
): Outputs[C] | null {
  // Every write, and every undoing of one, brings a new undo state.
  const written = useStore((state) => state.undo);
  const [answer, setAnswer] = useState<{ about: string; value: Outputs[C] } | null>(null);
  const latest = useRef(input);
  latest.current = input;
  const key = JSON.stringify(input);
  useEffect(() => {
    let isWanted = true;
    void call(name, latest.current).then((result) => {
      if (isWanted && result.ok) setAnswer({ about, value: result.value });
    });
    return () => {
      isWanted = false;
    };
  }, [name, key, about, written]);
  return answer?.about === about ? answer.value : null;
}
