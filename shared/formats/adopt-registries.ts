/** The registries' part of taking in a dataset: what is which record of the project, and what is new. */
import type { Update } from '../changes';
import { nameKey } from '../commands';
import { lookalikeKey } from '../names';
import {
  type AnyRecord,
  type Attribute,
  type Code,
  type CoderRole,
  type ForeignId,
  type RecordType,
} from '../records';
import { foreignIdsOf, type Registries } from './dataset';

export const matchedTypes = ['coder', 'code', 'actor', 'concept'] as const;
export type MatchedType = (typeof matchedTypes)[number];

/** Who or what of the dataset is which record of the project. */
export interface Match {
  type: MatchedType;
  /** The id in the dataset. */
  id: string;
  name: string;
  /** What it is in the project; null where it would come in as new. */
  own: { id: string; name: string } | null;
  /** By what it was found: its id, the name that a file gave it, its name; or what the user said. */
  how: 'id' | 'name' | 'user' | 'new';
}

/** What the user decided: the project's id by the dataset's id, null for a new one. */
export type MatchDecisions = Readonly<Record<string, string | null>>;

/** Names that mean the same entry: of actors and concepts, what a reader could take for one another does. */
const entryKey = (type: RecordType, name: string): string =>
  type === 'actor' || type === 'concept' ? lookalikeKey(name) : nameKey(name);

interface Ids {
  idFor(type: RecordType, foreign: ForeignId | undefined): string;
  keepForeign(foreign: ForeignId | undefined, recordId: string): void;
  knownAs(type: RecordType, foreign: ForeignId | undefined): string | null;
  newId(): string;
}

export interface RegistryMap {
  /** The project's id for an id of the dataset. @throws Error for one that the dataset has not */
  idOf(type: RecordType, id: string): string;
  /** The same for an id that may be of another kind of record; undefined for one. */
  found(id: string): string | undefined;
  matches: Match[];
  added: AnyRecord[];
  updated: Update[];
}

export function registryMap(
  given: Registries,
  format: string,
  own: Registries,
  decisions: MatchDecisions,
  { idFor, keepForeign, knownAs, newId }: Ids,
): RegistryMap {
  const foreign = foreignIdsOf(given.foreignIds, format);
  const ids = new Map<string, string>();
  const matches: Match[] = [];
  const added: AnyRecord[] = [];
  const updated: Update[] = [];
  const idOf = (type: RecordType, id: string): string => {
    const found = ids.get(id);
    if (found === undefined) throw new Error(`the dataset names ${type} ${id}, which it does not hold`);
    return found;
  };

  /** Notes which record of the project one of the dataset is. @returns its id in the project, or null for new */
  function match(
    type: MatchedType,
    record: { id: string; name: string },
    candidates: ReadonlyMap<string, { id: string; name: string }>,
    byName: ReadonlyMap<string, string>,
  ): string | null {
    const said = decisions[record.id];
    const known = said === undefined ? knownAs(type, foreign.get(record.id)) : said;
    const found = known ?? (said === null ? undefined : byName.get(entryKey(type, record.name)));
    const ownOne = found === undefined ? undefined : candidates.get(found);
    const how = ownOne === undefined ? 'new' : said !== undefined ? 'user' : known !== null ? 'id' : 'name';
    matches.push({
      type,
      id: record.id,
      name: record.name,
      own: ownOne ? { id: ownOne.id, name: ownOne.name } : null,
      how,
    });
    const id = ownOne?.id ?? idFor(type, foreign.get(record.id));
    ids.set(record.id, id);
    keepForeign(foreign.get(record.id), id);
    return ownOne ? id : null;
  }
  const byIds = <T extends { id: string }>(records: readonly T[]) =>
    new Map(records.map((one) => [one.id, one]));
  const namesOf = (type: MatchedType, records: readonly { id: string; name: string }[]) =>
    new Map(records.toReversed().map(({ id, name }) => [entryKey(type, name), id]));

  // Coders.
  const coders = byIds(own.coders);
  // A layer of what was settled is nobody's, whatever it is called.
  const coderNames = (role: CoderRole): ReadonlyMap<string, string> =>
    namesOf(
      'coder',
      own.coders.filter((one) => one.role === role),
    );
  const joining = given.coders.filter(
    (coder) => match('coder', coder, coders, coderNames(coder.role)) === null,
  );
  for (const coder of joining) {
    const ofCoderId = coder.ofCoderId === null ? null : idOf('coder', coder.ofCoderId);
    added.push({ ...coder, id: idOf('coder', coder.id), ofCoderId });
  }

  // Codes, their attributes and choices.
  const codes = byIds(own.codes);
  const codeNames = namesOf('code', own.codes);
  const shortcuts = new Set(own.codes.flatMap(({ shortcut }) => shortcut ?? []));
  const fresh = given.codes.filter((code) => match('code', code, codes, codeNames) === null);
  const codePosition = nextPosition(own.codes);
  for (const [at, code] of fresh.entries()) {
    added.push({
      ...code,
      id: idOf('code', code.id),
      parentId: code.parentId === null ? null : idOf('code', code.parentId),
      shortcut: code.shortcut === null || shortcuts.has(code.shortcut) ? null : code.shortcut,
      position: codePosition + at,
    } satisfies Code);
    if (code.shortcut !== null) shortcuts.add(code.shortcut);
  }
  const attributeIds = byIds(own.attributes);
  const attributes = new Map(
    own.attributes.map((one) => [`${one.codeId} ${entryKey('attribute', one.name)}`, one]),
  );
  const positionsInCodes = nextPositions(own.attributes, ({ codeId }) => codeId);
  const widened = new Set<string>();
  /** What an attribute is called where one of its name in the project asks for something of another kind. */
  const nameBeside = ({ name, kind }: Attribute): string => `${name} (${kind})`;
  /** By the name that a file gave it, or by its own, also the one that it got when it came in before. */
  const attributeIn = (attribute: Attribute, codeId: string): Attribute | undefined =>
    [
      attributeIds.get(knownAs('attribute', foreign.get(attribute.id)) ?? ''),
      ...[attribute.name, nameBeside(attribute)].map((name) =>
        attributes.get(`${codeId} ${entryKey('attribute', name)}`),
      ),
    ].find((one) => one?.codeId === codeId && one.kind === attribute.kind);
  for (const attribute of given.attributes) {
    const codeId = idOf('code', attribute.codeId);
    const same = attributeIn(attribute, codeId);
    if (same) {
      ids.set(attribute.id, same.id);
      if (attribute.many && !same.many && !widened.has(same.id))
        updated.push({ type: 'attribute', id: same.id, from: { many: false }, to: { many: true } });
      if (attribute.many) widened.add(same.id);
    } else {
      const id = idFor('attribute', foreign.get(attribute.id));
      ids.set(attribute.id, id);
      const isTaken = attributes.has(`${codeId} ${entryKey('attribute', attribute.name)}`);
      added.push({
        ...attribute,
        id,
        codeId,
        name: isTaken ? nameBeside(attribute) : attribute.name,
        targetCodeId: attribute.targetCodeId === null ? null : idOf('code', attribute.targetCodeId),
        position: (positionsInCodes.get(codeId) ?? 0) + attribute.position,
      } satisfies Attribute);
    }
    keepForeign(foreign.get(attribute.id), idOf('attribute', attribute.id));
  }
  const choiceIds = byIds(own.choices);
  const choices = new Map(
    own.choices.map((one) => [`${one.attributeId} ${entryKey('choice', one.name)}`, one]),
  );
  const positionsInAttributes = nextPositions(own.choices, ({ attributeId }) => attributeId);
  for (const choice of given.choices) {
    const attributeId = idOf('attribute', choice.attributeId);
    const same = [
      choiceIds.get(knownAs('choice', foreign.get(choice.id)) ?? ''),
      choices.get(`${attributeId} ${entryKey('choice', choice.name)}`),
    ].find((one) => one?.attributeId === attributeId);
    const id = same?.id ?? idFor('choice', foreign.get(choice.id));
    ids.set(choice.id, id);
    if (!same)
      added.push({
        ...choice,
        id,
        attributeId,
        position: (positionsInAttributes.get(attributeId) ?? 0) + choice.position,
      });
    keepForeign(foreign.get(choice.id), id);
  }

  // Actors and concepts: other names of the project's count, too.
  const aliases = new Map([
    ...own.actorAliases.map(({ actorId, name }) => [entryKey('actor', name), actorId] as const),
    ...namesOf('actor', own.actors),
  ]);
  const actors = byIds(own.actors);
  for (const actor of given.actors)
    if (match('actor', actor, actors, aliases) === null)
      added.push({ ...actor, id: idOf('actor', actor.id) });
  const conceptNames = new Map([
    ...own.conceptAliases.map(({ conceptId, name }) => [entryKey('concept', name), conceptId] as const),
    ...namesOf('concept', own.concepts),
  ]);
  const concepts = byIds(own.concepts);
  const freshConcepts = given.concepts.filter(
    (one) => match('concept', one, concepts, conceptNames) === null,
  );
  for (const concept of freshConcepts)
    added.push({
      ...concept,
      id: idOf('concept', concept.id),
      parentId: concept.parentId === null ? null : idOf('concept', concept.parentId),
    });

  // What only says something of an entry comes in unless the project says it.
  const said = new Set<string>([
    ...own.actorAliases.map(({ actorId, name }) => `${actorId} ${entryKey('actor', name)}`),
    ...own.actors.map(({ id, name }) => `${id} ${entryKey('actor', name)}`),
    ...own.conceptAliases.map(({ conceptId, name }) => `${conceptId} ${entryKey('concept', name)}`),
    ...own.concepts.map(({ id, name }) => `${id} ${entryKey('concept', name)}`),
    ...own.actorAffiliations.map((one) => affiliation(one)),
    ...own.distinctions.map((one) => pair(one)),
  ]);
  const addUnlessSaid = (what: string, record: AnyRecord): void => {
    if (said.has(what)) return;
    said.add(what);
    added.push(record);
  };
  for (const alias of given.actorAliases) {
    const actorId = idOf('actor', alias.actorId);
    addUnlessSaid(`${actorId} ${entryKey('actor', alias.name)}`, { ...alias, id: newId(), actorId });
  }
  for (const alias of given.conceptAliases) {
    const conceptId = idOf('concept', alias.conceptId);
    addUnlessSaid(`${conceptId} ${entryKey('concept', alias.name)}`, { ...alias, id: newId(), conceptId });
  }
  const mapped = (type: RecordType, id: string | null): string | null =>
    id === null ? null : idOf(type, id);
  for (const one of given.actorAffiliations) {
    const record = {
      ...one,
      id: newId(),
      actorId: idOf('actor', one.actorId),
      organisationId: mapped('actor', one.organisationId),
    };
    addUnlessSaid(affiliation(record), record);
  }
  for (const one of given.distinctions) {
    const record = {
      ...one,
      id: newId(),
      actorId: mapped('actor', one.actorId),
      otherActorId: mapped('actor', one.otherActorId),
      conceptId: mapped('concept', one.conceptId),
      otherConceptId: mapped('concept', one.otherConceptId),
    };
    // Two that are one entry in the project are not different there.
    if (record.actorId !== record.otherActorId || record.conceptId !== record.otherConceptId)
      addUnlessSaid(pair(record), record);
  }
  return { idOf, found: (id) => ids.get(id), matches, added, updated };
}

const nextPosition = (records: readonly { position: number }[]): number =>
  records.reduce((next, { position }) => Math.max(next, position + 1), 0);

/** The next position below each owner that has some already. */
function nextPositions<T extends { position: number }>(
  records: readonly T[],
  ownerOf: (record: T) => string,
): ReadonlyMap<string, number> {
  const next = new Map<string, number>();
  for (const record of records) {
    const owner = ownerOf(record);
    next.set(owner, Math.max(next.get(owner) ?? 0, record.position + 1));
  }
  return next;
}

const affiliation = (one: Registries['actorAffiliations'][number]): string =>
  JSON.stringify([one.actorId, one.organisationId, one.office, one.fromDate, one.toDate]);

const pair = (one: Registries['distinctions'][number]): string =>
  JSON.stringify([
    [one.actorId, one.otherActorId].toSorted(),
    [one.conceptId, one.otherConceptId].toSorted(),
  ]);
