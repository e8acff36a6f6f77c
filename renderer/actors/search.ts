/** Finding actors and concepts by what the user types, and offering to create what is not there. */
import type { Actor, ActorAlias, Concept } from '../../shared/records';
import { keyOfValue } from '../annotations/values';
import { foldForSearch } from '../ui/fold';
import type { TokenOption } from '../ui/token-field';

/** As many as can be taken in at a glance and scrolled through. */
const most = 50;

interface Candidate {
  option: TokenOption;
  names: readonly string[];
}

/** The actors whose name or alias fits, best first, then the offer to create one of exactly that name. */
export function searchActors(
  query: string,
  actors: ReadonlyMap<string, Actor>,
  aliases: ReadonlyMap<string, ActorAlias>,
): TokenOption[] {
  const aliasesOf = Map.groupBy(aliases.values(), ({ actorId }) => actorId);
  const candidates = [...actors.values()].map((actor): Candidate => {
    const others = (aliasesOf.get(actor.id) ?? []).map(({ name }) => name);
    const detail = others.length === 0 ? actor.kind : `${actor.kind}, also ${others.join(', ')}`;
    return {
      option: { key: keyOfValue({ actorId: actor.id }), label: actor.name, detail },
      names: [actor.name, ...others],
    };
  });
  const name = query.trim();
  return search(query, candidates, { key: keyOfValue({ newActor: { name, kind: 'person' } }), name });
}

/** The concepts whose name fits, best first, then the offer to create one. */
export function searchConcepts(query: string, concepts: ReadonlyMap<string, Concept>): TokenOption[] {
  const candidates = [...concepts.values()].map(({ id, name, definition }): Candidate => {
    const option = { key: keyOfValue({ conceptId: id }), label: name };
    return { option: definition === '' ? option : { ...option, detail: definition }, names: [name] };
  });
  const name = query.trim();
  return search(query, candidates, { key: keyOfValue({ newConcept: { name } }), name });
}

function search(
  query: string,
  candidates: readonly Candidate[],
  fresh: { key: string; name: string },
): TokenOption[] {
  const wanted = foldForSearch(query);
  const ranked = candidates
    .map(({ option, names }) => ({ option, rank: Math.min(...names.map((name) => rankOf(name, wanted))) }))
    .filter(({ rank }) => rank < noMatch)
    .toSorted((a, b) => a.rank - b.rank || a.option.label.localeCompare(b.option.label));
  const found = ranked.slice(0, most).map(({ option }) => option);
  const isKnown = candidates.some(({ names }) => names.some((name) => name === fresh.name));
  return fresh.name === '' || isKnown
    ? found
    : [...found, { key: fresh.key, label: `Create “${fresh.name}”` }];
}

const noMatch = 4;

/** 0 for the whole name, 1 for its beginning, 2 for the beginning of a word in it, 3 for anywhere. */
function rankOf(name: string, wanted: string): number {
  const folded = foldForSearch(name);
  if (folded === wanted) return 0;
  if (folded.startsWith(wanted)) return 1;
  if (folded.includes(` ${wanted}`)) return 2;
  return folded.includes(wanted) ? 3 : noMatch;
}
