/**
 * The places of an article that its coders marked, put side by side: who marked what there, and in what they
 * differ. The disagreements come from the host, so that text, list and figures say the same; what none of them
 * is about was marked alike.
 */
import type { DisagreeingPassage, DisagreementKind } from './api-agreement';
import { type Range, overlaps } from './span';

/** An annotation as it is compared: from the begin of its first span to the end of its last. */
export interface ComparedAnnotation extends Range {
  id: string;
  coderId: string;
  codeId: string;
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
  annotations: readonly ComparedAnnotation[];
  /** Who marked nothing here. */
  withoutIds: readonly string[];
  /** Nothing: marked alike. */
  differences: readonly Difference[];
}

/**
 * In text order. Annotations of other coders are left out.
 * @param passages the disagreements in this article
 * @param coderIds the coders that are compared, in the order of the lanes
 */
export function comparedPlaces(
  annotations: readonly ComparedAnnotation[],
  passages: readonly DisagreeingPassage[],
  coderIds: readonly string[],
): ComparedPlace[] {
  const own = annotations.filter(({ coderId }) => coderIds.includes(coderId));
  const byId = new Map(own.map((annotation) => [annotation.id, annotation]));
  const groups = new Map<string, { members: Set<string>; passages: DisagreeingPassage[] }>();
  for (const passage of passages) {
    const ids = passage.annotations.map(({ annotationId }) => annotationId).filter((id) => byId.has(id));
    const met = [...new Set(ids.flatMap((id) => groups.get(id) ?? []))];
    const [group = { members: new Set<string>(), passages: [] }, ...others] = met;
    for (const other of others) {
      for (const id of other.members) group.members.add(id);
      group.passages.push(...other.passages);
    }
    for (const id of ids) group.members.add(id);
    group.passages.push(passage);
    for (const id of group.members) groups.set(id, group);
  }
  const differing = [...new Set(groups.values())].map(({ members, passages: about }) =>
    placeOf(
      [...members].map((id) => byId.get(id)!),
      coderIds,
      about,
    ),
  );
  const alike = alikeOnes(
    own.filter(({ id }) => !groups.has(id)),
    coderIds,
  ).map((members) => placeOf(members, coderIds, []));
  return [...differing, ...alike].toSorted(
    (a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1),
  );
}

function placeOf(
  members: readonly ComparedAnnotation[],
  coderIds: readonly string[],
  passages: readonly DisagreeingPassage[],
): ComparedPlace {
  const annotations = coderIds.flatMap((coder) =>
    members.filter(({ coderId }) => coderId === coder).toSorted((a, b) => a.start - b.start),
  );
  const marked = new Set(annotations.map(({ coderId }) => coderId));
  const without = new Set(passages.flatMap(({ withoutIds }) => withoutIds));
  return {
    id: annotations.map(({ id }) => id).join(' '),
    start: Math.min(...annotations.map(({ start }) => start)),
    end: Math.max(...annotations.map(({ end }) => end)),
    annotations,
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

/** Those of the same code that share words, one of each coder: the first coder's with the nearest of each other. */
function alikeOnes(
  annotations: readonly ComparedAnnotation[],
  coderIds: readonly string[],
): ComparedAnnotation[][] {
  const left = new Set(annotations.toSorted((a, b) => a.start - b.start || b.end - a.end));
  const byCode = new Map([...Map.groupBy(left, ({ codeId }) => codeId)]);
  const apart = (one: Range, other: Range): number =>
    Math.abs(one.start - other.start) + Math.abs(one.end - other.end);
  return [...left].flatMap((first) => {
    if (!left.delete(first)) return [];
    const near = nearTo(byCode.get(first.codeId) ?? [], first).filter((other) => left.has(other));
    const others = coderIds.flatMap((coder) => {
      if (coder === first.coderId) return [];
      const own = near.filter(({ coderId }) => coderId === coder);
      return own.toSorted((a, b) => apart(a, first) - apart(b, first)).slice(0, 1);
    });
    for (const other of others) left.delete(other);
    return [[first, ...others]];
  });
}

/** Those that share words with the first, of a list in the order of their starts, in which no earlier ones are left. */
function nearTo(list: readonly ComparedAnnotation[], first: ComparedAnnotation): ComparedAnnotation[] {
  const found: ComparedAnnotation[] = [];
  let at = firstFrom(list, first.start);
  for (; at < list.length && list[at]!.start < first.end; at++)
    if (overlaps(list[at]!, first)) found.push(list[at]!);
  return found;
}

/** The index of the first that starts here or later. */
function firstFrom(list: readonly Range[], start: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
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
export function nextLane(place: ComparedPlace, selectedId: string | null): ComparedAnnotation | null {
  const at = place.annotations.findIndex(({ id }) => id === selectedId);
  return place.annotations[(at + 1) % place.annotations.length] ?? null;
}
