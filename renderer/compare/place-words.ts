/** What the lists say of a compared place, in words. */
import { disagreementWords } from '../../shared/agreement-words';
import type { ComparedPlace, PlaceFilter } from '../../shared/compared-places';
import { shorten } from '../../shared/commands';
import type { LaneCoder } from './compared-article';

const kindWords: Record<string, string> = {
  agree: 'Marked alike',
  ...disagreementWords,
};

/** What the coders differ in, such as `Other boundaries` or `Claimant`; one line for each. */
export function differencesOf(place: ComparedPlace, coders: readonly LaneCoder[]): string[] {
  if (place.differences.length === 0) {
    const [first, ...others] = place.annotations;
    return others.length > 0 || !first ? ['Marked alike'] : [`Only ${nameOf(first.coderId, coders)}`];
  }
  const words = place.differences.map(({ kind, name }) => {
    if (kind === 'only some' && coders.length === 2)
      return `Only ${nameOf(place.annotations[0]?.coderId ?? '', coders)}`;
    return name === null ? (kindWords[kind] ?? kind) : `${kindWords[kind] ?? kind}: ${name}`;
  });
  return [...new Set(words)];
}

const nameOf = (coderId: string, coders: readonly LaneCoder[]): string =>
  shorten(coders.find(({ id }) => id === coderId)?.name ?? '');

export function filterWords(filter: PlaceFilter, coders: readonly LaneCoder[]): string {
  if (filter === 'all') return 'All places';
  if (filter === 'differ') return 'All differences';
  if (filter === 'value') return 'Other values';
  if (filter === 'only some') return 'Only some marked';
  if (filter.startsWith('only ')) return `Only ${nameOf(filter.slice('only '.length), coders)}`;
  return kindWords[filter] ?? filter;
}
