/**
 * What an empty field offers first, so that one key takes it: the actor whose name the words are, whoever
 * spoke last, the statement that a claim lies in. Nothing here is set without being asked for.
 */
import type { ValueInput } from '../../shared/api';
import type { Records } from '../../shared/changes';
import { nameKey } from '../../shared/commands';
import { isFunctionWord } from '../../shared/function-words';
import { lookalikeKey } from '../../shared/names';
import { idsCalled } from '../../shared/registry';
import type { Actor, Annotation, Attribute, Code } from '../../shared/records';
import { speakerAttribute } from '../../shared/speaker-chain';
import { newActorOption } from '../actors/search';
import { attributesOf } from './asked';
import type { LastActors } from './last-actors';
import type { PlacedRecord } from './placed';
import { valueOfKey, valueRecords, valuesByAnnotation } from './values';

export interface Offer {
  value: ValueInput;
  label: string;
  /** Why it is offered, as it follows the label: `the last speaker`. */
  why: string;
}

export interface AboutOffers {
  records: Records;
  /** The annotations of the article on screen, in text order. */
  placed: readonly PlacedRecord[];
  lastActors: LastActors;
}

/** What a field without a value offers, the best first. */
export function offersFor(annotation: Annotation, attribute: Attribute, about: AboutOffers): Offer[] {
  const place = about.placed.find(({ id }) => id === annotation.id);
  const code = about.records.code.get(annotation.codeId);
  if (!place || !code) return [];
  if (attribute.kind === 'annotation') return enclosing(place, attribute.targetCodeId, about).map(asTarget);
  if (attribute.kind !== 'actor') return [];
  const isSpeaker = speakerAttribute(attributesOf(about.records, code.id))?.id === attribute.id;
  if (code.kind === 'actor' && isSpeaker) return offersForMention(place, about);
  const offers = (about.lastActors[attribute.name] ?? []).map(
    actorOffer(about, `the last ${attribute.name.toLowerCase()}`),
  );
  if (code.kind === 'claim' && isSpeaker) offers.unshift(...speakersAround(place, about));
  return distinct(offers);
}

/** The first field without a value that offers something, and what; null where none does. */
export function nextOffer(
  annotation: Annotation,
  about: AboutOffers,
): { attribute: Attribute; offer: Offer } | null {
  for (const attribute of attributesOf(about.records, annotation.codeId)) {
    if (valueRecords(about.records, annotation.id, attribute.id).length > 0) continue;
    const [offer] = offersFor(annotation, attribute, about);
    if (offer) return { attribute, offer };
  }
  return null;
}

/** The one actor of exactly this name or alias; null where there is none, or several. */
export function actorCalled(words: string, records: Pick<Records, 'actor' | 'actor_alias'>): string | null {
  const ids = actorsCalled(words, records);
  return ids.size === 1 ? ([...ids][0] ?? null) : null;
}

/** Marks that no name has within: of quotations, and ends of sentences, which abbreviations have too. */
const ofSentences = /["“”„«»‹›!?؟。！？…]|\p{L}{5,}[.]\s/u;
/** More words than this are no name of somebody. */
const longestName = 10;

/** Whether words look like a name of their own, not like a pronoun or an office: `Joan Reed`, `الوزير`. */
export function looksLikeName(words: string): boolean {
  const each = words.trim().split(/\s+/);
  const told = each.filter((word) => /^\p{Ll}/u.test(word) && !isFunctionWord(word));
  if (ofSentences.test(words) || told.length > 2 || each.length > longestName) return false;
  const first = /[\p{L}\p{N}]/u.exec(words)?.[0];
  if (first === undefined || /^\p{Ll}$/u.test(first)) return false;
  return /\s/u.test(words.trim()) || !isFunctionWord(words.trim());
}

const looks = new WeakMap<Actor, string>();

/** Folding 50,000 names takes longer than a frame, so each is folded once. */
function looksOf(actor: Actor): string {
  let key = looks.get(actor);
  if (key === undefined) looks.set(actor, (key = lookalikeKey(actor.name)));
  return key;
}

/** The actors of exactly this name or alias, apart from Unicode form, case and white space. */
export const actorsCalled = (words: string, records: Pick<Records, 'actor' | 'actor_alias'>): Set<string> =>
  idsCalled(words, records.actor.values(), records.actor_alias.values());

/** The actors whose name a reader could take for this one. */
const lookingLike = (words: string, { actor }: Pick<Records, 'actor'>): string[] => {
  const key = lookalikeKey(words);
  return [...actor.values()].filter((entry) => looksOf(entry) === key).map(({ id }) => id);
};

const actorOffer =
  ({ records }: Pick<AboutOffers, 'records'>, why: string) =>
  (actorId: string): Offer | null => {
    const actor = records.actor.get(actorId);
    return actor ? { value: { actorId }, label: actor.name, why } : null;
  };

/** Each value once, without those that are gone. */
function distinct(offers: readonly (Offer | null)[]): Offer[] {
  const found = new Map<string, Offer>();
  for (const offer of offers) {
    const key = JSON.stringify(offer?.value);
    if (offer && !found.has(key)) found.set(key, offer);
  }
  return [...found.values()];
}

/** Who a mention means: by its words, by a part of a name that the article has, or whoever was named before. */
function offersForMention(place: PlacedRecord, about: AboutOffers): Offer[] {
  const words = place.quote.replaceAll(/\s+/g, ' ');
  const before = actorsBefore(place, about);
  const named = [...actorsCalled(words, about.records)].map(actorOffer(about, 'of this name'));
  const parts = partsOf(words);
  const partly = before
    .filter((id) => namesOf(id, about).some((name) => isPart(parts, partsOf(name))))
    .map(actorOffer(about, 'named in this article'));
  if (!looksLikeName(words)) {
    return distinct([...named, ...partly, ...before.map(actorOffer(about, 'named before'))]);
  }
  // Nobody can be made whose name looks like another's; whoever that is may be meant.
  const alike =
    named.length > 0 ? [] : lookingLike(words, about.records).map(actorOffer(about, 'a name much like it'));
  const { key, label } = newActorOption(words);
  const create = { value: valueOfKey(key), label, why: 'not in the registry yet' };
  return distinct([...named, ...alike, ...partly, ...(named.length + alike.length === 0 ? [create] : [])]);
}

const partsOf = (name: string): string[] => nameKey(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Whether all words are among those of a longer name: `Reed` of `Joan Reed`. */
const isPart = (words: readonly string[], name: readonly string[]): boolean =>
  words.length > 0 && words.length < name.length && words.every((word) => name.includes(word));

function namesOf(actorId: string, { records }: AboutOffers): string[] {
  const aliases = [...records.actor_alias.values()].filter((alias) => alias.actorId === actorId);
  return [records.actor.get(actorId)?.name ?? '', ...aliases.map(({ name }) => name)];
}

/** The actors given in annotations of the article that begin before a place, the nearest first. */
function actorsBefore(place: PlacedRecord, { placed, records }: AboutOffers): string[] {
  const at = startOf(place);
  const values = valuesByAnnotation(records.attribute_value);
  const ids = new Set<string>();
  for (const other of placed.filter((entry) => entry.id !== place.id && startOf(entry) <= at).toReversed()) {
    const given = values.get(other.id) ?? [];
    for (const { actorId } of given.toSorted((a, b) => a.position - b.position)) {
      if (actorId !== null) ids.add(actorId);
    }
  }
  return [...ids];
}

const startOf = ({ ranges }: PlacedRecord): number => ranges[0]?.start ?? Number.MAX_SAFE_INTEGER;

/** The annotations whose words hold all words of another one, the shortest first. */
function enclosing(
  place: PlacedRecord,
  codeId: string | null,
  { placed, records }: AboutOffers,
): { place: PlacedRecord; code: Code | undefined }[] {
  const start = startOf(place);
  const end = place.ranges.at(-1)?.end ?? 0;
  const holds = ({ ranges }: PlacedRecord): boolean =>
    ranges.some((range) => range.start <= start && range.end >= end);
  // Of two with the very same words neither lies in the other, unless their codes differ.
  const isSame = (other: PlacedRecord): boolean =>
    other.codeId === place.codeId && startOf(other) === start && (other.ranges.at(-1)?.end ?? 0) === end;
  const length = ({ ranges }: PlacedRecord): number =>
    ranges.reduce((sum, range) => sum + range.end - range.start, 0);
  return placed
    .filter((other) => other.id !== place.id && (codeId === null || other.codeId === codeId))
    .filter((other) => holds(other) && !isSame(other))
    .toSorted((a, b) => length(a) - length(b))
    .map((other) => ({ place: other, code: records.code.get(other.codeId) }));
}

const asTarget = ({ place, code }: { place: PlacedRecord; code: Code | undefined }): Offer => ({
  value: { targetAnnotationId: place.id },
  label: place.quote,
  why: `the ${code?.name.toLowerCase() ?? 'annotation'} around it`,
});

/** The speakers of the statement that a claim lies in. */
function speakersAround(place: PlacedRecord, about: AboutOffers): (Offer | null)[] {
  const statement = enclosing(place, null, about).find(({ code }) => code?.kind === 'statement');
  if (!statement?.code) return [];
  const speaker = speakerAttribute(attributesOf(about.records, statement.code.id));
  return speaker === null
    ? []
    : valueRecords(about.records, statement.place.id, speaker.id)
        .flatMap(({ actorId }) => actorId ?? [])
        .map(actorOffer(about, 'the speaker of the statement'));
}
