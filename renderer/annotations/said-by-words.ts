/** What words say that were selected to answer a field: values, or nothing that would be sure enough. */
import { actorsInWords, stands } from '../../shared/actors-in-words';
import type { ValueInput } from '../../shared/api';
import type { Records } from '../../shared/changes';
import { nameKey } from '../../shared/commands';
import { lookalikeKey } from '../../shared/names';
import { numberIn } from '../../shared/number-in';
import type { Attribute, AttributeValue } from '../../shared/records';
import { namesOfActors, newActorOption } from '../actors/search';
import { aliasesByOwner } from '../registry/entries';
import { actorCalled, looksLikeName } from './offers';
import { inputOf, keyOfValue, valueOfKey } from './values';

/** What words say: values, or what the host reads from them; else the user must say, perhaps one of `values`. */
export type Said = { kind: 'values' | 'ask'; values: readonly ValueInput[] } | { kind: 'read' };

const askFor = (...values: readonly ValueInput[]): Said => ({ kind: 'ask', values });
const say = (...values: readonly ValueInput[]): Said => ({ kind: 'values', values });
const read: Said = { kind: 'read' };

/** Whether words say no more than what a slot has already. */
export function isSaid(value: AttributeValue, said: Said, words: string): boolean {
  if (said.kind === 'read') {
    const number = value.number === null ? null : numberIn(words);
    const text = value.text?.replaceAll(/\s+/g, ' ').trim();
    return number ? number.ok && number.value === value.number : [text, value.date].includes(words);
  }
  return said.values.every((input) => keyOfValue(input) === keyOfValue(inputOf(value)));
}

/**
 * What selected words say in answer to an attribute.
 * @param given the values that it has
 */
export function saidBy(
  words: string,
  { kind, id, many }: Attribute,
  given: readonly AttributeValue[],
  records: Records,
): Said {
  const isCalled = ({ name }: { name: string }): boolean => nameKey(name) === nameKey(words);
  switch (kind) {
    case 'text':
    case 'annotation':
      return read;
    case 'date':
      return /^\d{4}(-\d\d){0,2}$/.test(words) ? read : askFor();
    case 'number':
      return numberIn(words).ok ? read : askFor();
    case 'choice': {
      const choice = [...records.choice.values()].find(
        (entry) => entry.attributeId === id && isCalled(entry),
      );
      return choice ? say({ choiceId: choice.id }) : askFor();
    }
    case 'concept': {
      const concept = [...records.concept.values()].find(isCalled);
      return concept ? say({ conceptId: concept.id }) : askFor();
    }
    case 'actor':
      return actorsSaidBy(
        words,
        many,
        given.flatMap(({ actorId }) => actorId ?? []),
        records,
      );
  }
}

const isSpelledIn = (words: string, name: string): boolean =>
  stands(nameKey(words), nameKey(name)) || stands(nameKey(name), nameKey(words));

/**
 * Whom words mean as the answer of a slot.
 * @param many whether the slot takes several actors
 * @param given those that it has
 */
export function actorsSaidBy(
  words: string,
  many: boolean,
  given: readonly string[],
  records: Pick<Records, 'actor' | 'actor_alias'>,
): Said {
  const exactly = actorCalled(words, records);
  if (exactly !== null) return say({ actorId: exactly });
  const meant = actorsInWords(words, given, namesOfActors(records.actor, records.actor_alias));
  const known = 'actorIds' in meant ? meant.actorIds.map((actorId) => ({ actorId })) : [];
  const namesOf = (actorId: string): string[] =>
    [records.actor.get(actorId), ...(aliasesByOwner(records.actor_alias).get(actorId) ?? [])].flatMap(
      (named) => named?.name ?? [],
    );
  // Found without regard to accents; but Müller need not be Muller, so that is asked.
  const areSpelledSo = known.every(({ actorId }) =>
    namesOf(actorId).some((name) => isSpelledIn(words, name)),
  );
  if (meant.kind === 'known' && areSpelledSo && (many || known.length === 1)) return say(...known);
  const isTaken = known.some(({ actorId }) =>
    namesOf(actorId).some((name) => lookalikeKey(name) === lookalikeKey(words)),
  );
  const fresh = looksLikeName(words) && !isTaken ? [valueOfKey(newActorOption(words).key)] : [];
  return meant.kind === 'one name' && fresh.length > 0 ? say(...fresh) : askFor(...known, ...fresh);
}
