/** The places of the article on screen, coder by coder: from its records and what the host says of them. */
import type { AgreementSettings } from '../../shared/api-agreement';
import { hasRead } from '../../shared/agreement/pairing';
import {
  type CodedPassage,
  type ComparedPlace,
  comparedPlaces,
  type PlaceFilter,
  passesFilter,
} from '../../shared/compared-places';
import type { AttributeValue, Coder } from '../../shared/records';
import { signsOf } from '../../shared/short-signs';
import { valuesByAnnotation } from '../annotations/values';
import type { AppState } from '../store';
import { mostLanes, settingsFor } from './compare-state';

type Known = Pick<AppState, 'article' | 'records' | 'compare'>;

/** Whoever can be compared: everyone but the layer of what was settled, in the order in which they began. */
export const comparableCoders = ({ coder }: Pick<AppState['records'], 'coder'>): Coder[] =>
  [...coder.values()].filter(({ role }) => role !== 'gold').toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** How the article is compared: as was chosen, else its first coders with each other; null for fewer than two. */
export function settingsIn({ article, records, compare }: Known): AgreementSettings | null {
  const known = comparableOrChosen(records.coder, compare.settings);
  if (compare.settings && known.length >= 2) return { ...compare.settings, coderIds: known };
  const all = comparableCoders(records).map(({ id }) => id);
  const here = new Set(
    [...records.annotation.values()]
      .filter(({ articleId }) => articleId === article?.id)
      .map(({ coderId }) => coderId),
  );
  const chosen = [...all.filter((id) => here.has(id)), ...all.filter((id) => !here.has(id))].slice(0, 2);
  return chosen.length < 2 ? null : settingsFor(chosen);
}

/** The chosen coders that are in the project still. */
const comparableOrChosen = (
  coders: AppState['records']['coder'],
  settings: AgreementSettings | null,
): string[] => (settings?.coderIds ?? []).filter((id) => coders.has(id));

/** A coder with a lane beside the text. */
export interface LaneCoder {
  id: string;
  name: string;
  sign: string;
  /** Whether the reading of the article on screen has ended: only then does its coder count in it. */
  hasRead: boolean;
}

/** In the order of the lanes; none where the text shows no lanes. */
export function laneCoders(known: Known): LaneCoder[] {
  const settings = known.compare.inText ? settingsIn(known) : null;
  if (!settings || !known.article) return noLanes;
  const { coder, reading } = known.records;
  const readBy = new Set<string>();
  for (const { articleId, coderId, state } of reading.values())
    if (articleId === known.article.id && hasRead(state)) readBy.add(coderId);
  const shown = settings.coderIds.slice(0, mostLanes);
  const names = shown.map((id) => coder.get(id)?.name ?? '');
  const signs = signsOf(names);
  return shown.map((id, at) => ({
    id,
    name: names[at] ?? '',
    sign: signs[at] ?? '',
    hasRead: readBy.has(id),
  }));
}

const noLanes: LaneCoder[] = [];

export interface ArticleComparison {
  coders: readonly LaneCoder[];
  /** All places, in text order. */
  places: readonly ComparedPlace[];
  /** Those that pass the filter. */
  shown: readonly ComparedPlace[];
  /** What the annotations in `shown` are. */
  shownIds: ReadonlySet<string>;
  /** The annotations in places where the coders differ. */
  differingIds: ReadonlySet<string>;
  /** Whether at least two of the coders have read the article, so that it counts. */
  isCounted: boolean;
  /** Whether the host has said how they differ in the article as it is shown. */
  isKnown: boolean;
}

const none: ArticleComparison = {
  coders: noLanes,
  places: [],
  shown: [],
  shownIds: new Set(),
  differingIds: new Set(),
  isCounted: false,
  isKnown: false,
};

let last: { of: readonly unknown[]; comparison: ArticleComparison } | null = null;

/** The comparison that the text shows. Asked again with the same records it answers with the same one. */
export function articleComparison(known: Known): ArticleComparison {
  const { article, records, compare } = known;
  if (!compare.inText || !article) return none;
  const of = [
    article.placed,
    records.annotation,
    records.attribute_value,
    records.coder,
    records.reading,
    compare.settings,
    compare.compared,
    compare.filter,
  ];
  if (!last || last.of.some((part, at) => part !== of[at])) last = { of, comparison: compareNow(known) };
  return last.comparison;
}

function compareNow(known: Known): ArticleComparison {
  const { article, records, compare } = known;
  const coders = laneCoders(known);
  const ids = coders.map(({ id }) => id);
  const wanted = settingsIn(known);
  const codeIds = wanted?.codeIds ?? null;
  const annotations = (article?.placed ?? []).flatMap(({ id, codeId, ranges }): CodedPassage[] => {
    const coderId = records.annotation.get(id)?.coderId;
    const [first, lastRange] = [ranges[0], ranges.at(-1)];
    if (coderId === undefined || !first || !lastRange || (codeIds && !codeIds.includes(codeId))) return [];
    const values = valuesByAnnotation(records.attribute_value).get(id) ?? [];
    return [
      {
        id,
        coderId,
        codeId,
        start: first.start,
        end: lastRange.end,
        spans: ranges,
        values: values.map((value) => ({ attributeId: value.attributeId, says: saidBy(value) })),
      },
    ];
  });
  const isCounted = coders.filter(({ hasRead }) => hasRead).length >= 2;
  const { compared } = compare;
  const isKnown = compared?.articleId === article?.id && compared !== null && compared.problem === null;
  const places = comparedPlaces(
    annotations,
    isCounted && isKnown ? compared.passages : [],
    ids,
    wanted?.minOverlap ?? 0,
  );
  const filter: PlaceFilter = isCounted && isKnown ? compare.filter : 'all';
  const shown = places.filter((place) => passesFilter(place, filter, ids));
  const idsIn = (list: readonly ComparedPlace[]): Set<string> =>
    new Set(list.flatMap((place) => place.annotations.map(({ id }) => id)));
  return {
    coders,
    places,
    shown,
    shownIds: idsIn(shown),
    differingIds: idsIn(places.filter(({ differences }) => differences.length > 0)),
    isCounted,
    isKnown,
  };
}

/** What a value says, whatever its kind: an id, a text, a date, a number. */
const saidBy = (value: AttributeValue): string | number =>
  value.text ??
  value.number ??
  value.date ??
  value.choiceId ??
  value.actorId ??
  value.conceptId ??
  value.targetAnnotationId ??
  '';

/** The place that is looked at: the chosen one, else that of the selected annotation. */
export function placeLookedAt(
  { compare, selectedId }: Pick<AppState, 'compare' | 'selectedId'>,
  { places }: Pick<ArticleComparison, 'places'>,
): ComparedPlace | null {
  const chosen = places.find(({ id }) => id === compare.placeId);
  const holds = (place: ComparedPlace): boolean => place.annotations.some(({ id }) => id === selectedId);
  if (selectedId === null) return chosen ?? null;
  return chosen && holds(chosen) ? chosen : (places.find(holds) ?? null);
}
