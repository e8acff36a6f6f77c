/** Actors and concepts as the registry looks at them. */
import type { Records } from '../../shared/changes';
import type { ActorAffiliation } from '../../shared/records';
import { type Alias, type Entry, type EntryType, ownerOf } from '../../shared/registry';

export const entriesOf = (records: Records, type: EntryType): ReadonlyMap<string, Entry> => records[type];

export const aliasesIn = (records: Records, type: EntryType): ReadonlyMap<string, Alias> =>
  type === 'actor' ? records.actor_alias : records.concept_alias;

/** What is made of a map of records is kept with it: a change that leaves the map leaves that, too. */
export function keptWith<V, R>(make: (map: ReadonlyMap<string, V>) => R): (map: ReadonlyMap<string, V>) => R {
  const kept = new WeakMap<ReadonlyMap<string, V>, R>();
  return (map) => {
    let found = kept.get(map);
    if (found === undefined) kept.set(map, (found = make(map)));
    return found;
  };
}

/** The other names of each entry, in the order in which they were given. */
export const aliasesByOwner = keptWith<Alias, ReadonlyMap<string, Alias[]>>((aliases) =>
  Map.groupBy(
    [...aliases.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ownerOf,
  ),
);

/** What each actor belongs to, the latest first. */
export const affiliationsByActor = keptWith<ActorAffiliation, ReadonlyMap<string, ActorAffiliation[]>>(
  (affiliations) =>
    Map.groupBy(
      [...affiliations.values()].toSorted(
        (a, b) => (b.fromDate ?? '').localeCompare(a.fromDate ?? '') || (a.id < b.id ? -1 : 1),
      ),
      ({ actorId }) => actorId,
    ),
);
