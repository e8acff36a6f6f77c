/** The table of actors: which of them it shows, in which order. */
import type { Actor, ActorAlias, ActorKind } from '../../shared/records';
import { keptWith } from '../registry/entries';
import { compareNames, idsNamed } from './search';

export interface ActorRow {
  actor: Actor;
  aliases: string;
  uses: number;
}

export type SortKey = 'name' | 'kind' | 'uses';

export interface Shown {
  query: string;
  /** Null for all kinds. */
  kind: ActorKind | null;
  unusedOnly: boolean;
  sortBy: SortKey;
  isDescending: boolean;
}

export interface ActorTable {
  actors: ReadonlyMap<string, Actor>;
  aliases: ReadonlyMap<string, ActorAlias>;
  aliasesByOwner: ReadonlyMap<string, readonly { name: string }[]>;
  usage: Readonly<Record<string, number>>;
}

/** All actors by name: sorting 50,000 names takes a moment, and most changes leave the registry as it is. */
const byName = keptWith((actors: ReadonlyMap<string, Actor>): readonly Actor[] =>
  [...actors.values()].toSorted(compareNames),
);

/** The rows that the table shows; rows that are equal in the chosen column are in the order of names. */
export function actorRows(table: ActorTable, shown: Shown): ActorRow[] {
  const { actors, aliases, aliasesByOwner, usage } = table;
  const wanted = shown.query.trim() === '' ? null : idsNamed(shown.query, actors, aliases);
  const rows: ActorRow[] = [];
  for (const actor of byName(actors)) {
    const uses = usage[actor.id] ?? 0;
    if (wanted !== null && !wanted.has(actor.id)) continue;
    if (shown.kind !== null && actor.kind !== shown.kind) continue;
    if (shown.unusedOnly && uses > 0) continue;
    const others = aliasesByOwner.get(actor.id)?.map(({ name }) => name) ?? [];
    rows.push({ actor, aliases: others.join(', '), uses });
  }
  const compare: Record<SortKey, (a: ActorRow, b: ActorRow) => number> = {
    name: () => 0,
    kind: (a, b) => (a.actor.kind < b.actor.kind ? -1 : a.actor.kind > b.actor.kind ? 1 : 0),
    uses: (a, b) => a.uses - b.uses,
  };
  if (shown.sortBy === 'name') return shown.isDescending ? rows.toReversed() : rows;
  const sign = shown.isDescending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare[shown.sortBy](a, b));
}
