/**
 * The places of an article that its coders marked, put side by side: who marked what there, and in what they
 * differ. The disagreements come from the host, so that text, list and figures say the same; what none of them
 * is about was marked alike.
 */
import type { DisagreeingPassage, DisagreementKind } from './api-agreement';
import { type ComparedAnnotation, unitsOf } from './agreement/pairing';
import type { Range } from './span';

/** An annotation as it is paired with those of other coders, and whose it is. */
export interface CodedPassage extends ComparedAnnotation {
  coderId: string;
}

export interface Difference {
  kind: DisagreementKind;
  /** What the slot is called; null where it is not about a slot. */
  name: string | null;
  /** By annotation: the values of the slot in words. */
  values: ReadonlyMap<string, readonly string[]>;
}

/** UTF-16 code units, half-open, of all that the coders marked there. */
export interface ComparedPlace extends Range {
  /** The same for as long as the same annotations are compared. */
  id: string;
  /** In the order of the coders. */
  annotations: readonly CodedPassage[];
  /** Who marked nothing here. */
  withoutIds: readonly string[];
  /** Nothing: marked alike. */
  differences: readonly Difference[];
}

/**
 * In text order. Annotations of other coders are left out.
 * @param passages the disagreements in this article
 * @param coderIds the coders that are compared, in the order of the lanes
 * @param minOverlap as in the settings of agreement: passages are paired as they are for the figures
 */
export function comparedPlaces(
  annotations: readonly CodedPassage[],
  passages: readonly DisagreeingPassage[],
  coderIds: readonly string[],
  minOverlap: number,
): ComparedPlace[] {
  const coders = coderIds.map((coder) =>
    annotations.filter(({ coderId }) => coderId === coder).toSorted((a, b) => a.start - b.start),
  );
  const groups = unitsOf(coders, minOverlap).map((unit) => ({
    members: unit.flatMap((at, coder) => coders[coder]![at] ?? []),
    passages: [] as DisagreeingPassage[],
  }));
  const groupOf = new Map(groups.flatMap((group) => group.members.map(({ id }) => [id, group])));
  for (const passage of passages) {
    // What is gone since the host was asked has no group.
    const [group] = passage.annotations.flatMap(({ annotationId }) => groupOf.get(annotationId) ?? []);
    group?.passages.push(passage);
  }
  return groups
    .map((group) => placeOf(group.members, coderIds, group.passages))
    .toSorted((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
}

function placeOf(
  members: readonly CodedPassage[],
  coderIds: readonly string[],
  passages: readonly DisagreeingPassage[],
): ComparedPlace {
  const marked = new Set(members.map(({ coderId }) => coderId));
  const without = new Set(passages.flatMap(({ withoutIds }) => withoutIds));
  return {
    id: members.map(({ id }) => id).join(' '),
    start: Math.min(...members.map(({ start }) => start)),
    end: Math.max(...members.map(({ end }) => end)),
    annotations: members,
    withoutIds: coderIds.filter((id) => without.has(id) && !marked.has(id)),
    differences: passages.map(({ kind, attributeName, annotations: said }) => ({
      kind,
      name: attributeName,
      values: new Map(
        said.flatMap(({ annotationId, values }) =>
          values === null ? [] : [[annotationId, values] as const],
        ),
      ),
    })),
  };
}

/** What the list of places can be narrowed to; `only …` with the id of the one coder who marked something. */
export type PlaceKind = 'agree' | 'only some' | `only ${string}` | 'boundary' | 'code' | 'value';
export type PlaceFilter = 'all' | 'differ' | PlaceKind;

/** What a place is to the filter: several where the coders differ in several ways. */
export function kindsOf(place: ComparedPlace, coderIds: readonly string[]): PlaceKind[] {
  if (place.differences.length === 0) return ['agree'];
  const kinds = place.differences.map(({ kind }): PlaceKind => {
    if (kind === 'only some' && coderIds.length === 2) return `only ${place.annotations[0]!.coderId}`;
    return kind === 'actor' || kind === 'concept' ? 'value' : kind;
  });
  return [...new Set(kinds)];
}

export function passesFilter(
  place: ComparedPlace,
  filter: PlaceFilter,
  coderIds: readonly string[],
): boolean {
  if (filter === 'all') return true;
  if (filter === 'differ') return place.differences.length > 0;
  return kindsOf(place, coderIds).includes(filter);
}

/** What the filter offers: all, what differs, and each kind that occurs or may occur. */
export function filtersFor(coderIds: readonly string[]): PlaceFilter[] {
  const only: PlaceFilter[] =
    coderIds.length === 2 ? coderIds.map((id): PlaceFilter => `only ${id}`) : ['only some'];
  return ['all', 'differ', 'agree', ...only, 'boundary', 'code', 'value'];
}

/**
 * The next or previous place from an offset of the text; null at the end.
 * @param current the place to go on from, if one is chosen: two may begin at the same offset
 */
export function neighbourPlace(
  places: readonly ComparedPlace[],
  current: { id: string | null; offset: number },
  direction: 'next' | 'previous',
): ComparedPlace | null {
  const at = places.findIndex(({ id }) => id === current.id);
  if (at >= 0) return places[at + (direction === 'next' ? 1 : -1)] ?? null;
  return (
    (direction === 'next'
      ? places.find(({ start }) => start >= current.offset)
      : places.findLast(({ start }) => start < current.offset)) ?? null
  );
}

/** The annotation of the next coder in a place, after the one that is selected; round to the first again. */
export function nextLane(place: ComparedPlace, selectedId: string | null): CodedPassage | null {
  const at = place.annotations.findIndex(({ id }) => id === selectedId);
  return place.annotations[(at + 1) % place.annotations.length] ?? null;
}
