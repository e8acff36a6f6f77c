/** The calls about actors and concepts: read what the command needs, let it decide, write. */
import type { Handlers, ParsedInput } from '../../shared/api';
import type { CommandEnv, Decision } from '../../shared/commands';
import { createActor, removeAffiliation, setAffiliation, updateActor } from '../../shared/commands-actors';
import { addAlias, distinguish, removeAlias, renameAlias } from '../../shared/commands-aliases';
import { createConcept, moveConcept, updateConcept } from '../../shared/commands-concepts';
import { mergeEntries } from '../../shared/commands-merge';
import { removeEntries } from '../../shared/commands-remove-entry';
import { splitEntry } from '../../shared/commands-split';
import { findDuplicates, namedEntries } from '../../shared/duplicates';
import { type EntryType, ownerOf, pairKey, pairOf } from '../../shared/registry';
import { ok } from '../../shared/result';
import { readAnnotation } from '../db/annotations';
import { affiliationsOf, affiliationsWith, listActors } from '../db/actors';
import { listConcepts, listDistinctions } from '../db/concepts';
import {
  aliasesOf,
  distinctionsOf,
  listEntries,
  listEntryAliases,
  pageOf,
  readAlias,
  readEntry,
  usageOf,
  valuesBeside,
  valuesNaming,
} from '../db/entries';
import type { ReadableDb } from '../db/open';
import { readEach, readExisting } from '../db/read';
import { type Session, openedProject } from './session';
import { write } from './write';

type RegistryHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `actor.${string}` | `concept.${string}` | `entry.${string}`>
>;

/** An alias with its entry and the other names of that. */
function aboutAlias(db: ReadableDb, type: EntryType, aliasId: string) {
  const alias = readAlias(db, type, aliasId);
  const entry = readEntry(db, type, ownerOf(alias));
  const others = aliasesOf(db, type, [entry.id]).filter(({ id }) => id !== alias.id);
  return { alias, entry, others };
}

/** Everything that names any of these entries, apart from values. */
const namersOf = (db: ReadableDb, type: EntryType, ids: readonly string[]) => ({
  aliases: aliasesOf(db, type, ids),
  distinctions: distinctionsOf(db, type, ids),
  affiliations: type === 'actor' ? affiliationsWith(db, ids) : [],
  concepts: type === 'concept' ? listConcepts(db) : [],
});

const fieldsIn = (db: ReadableDb) => ({
  annotation: (id: string) => readAnnotation(db, id),
  attributeName: (id: string) => readExisting(db, 'attribute', id).name,
});

/** The change that makes entries one. */
export function mergeInto(
  db: ReadableDb,
  type: EntryType,
  { fromIds, intoId }: { fromIds: readonly string[]; intoId: string },
  env: CommandEnv,
): Decision {
  const goingIds = [...new Set(fromIds)];
  const into = readEntry(db, type, intoId);
  const from = goingIds.map((id) => readEntry(db, type, id));
  const beside = goingIds.flatMap((id) => valuesBeside(db, type, { of: intoId, beside: id }));
  const values = [...valuesNaming(db, type, goingIds), ...beside];
  return mergeEntries(
    type,
    {
      into,
      from,
      values: [...new Map(values.map((value) => [value.id, value])).values()],
      ...namersOf(db, type, [intoId, ...goingIds]),
      ...fieldsIn(db),
    },
    env,
  );
}

/** The change that notes that two entries are different. */
export function tellApart(
  db: ReadableDb,
  input: ParsedInput<'entry.distinguish'>,
  env: CommandEnv,
): Decision {
  const [one, other] = input.ids.map((id) => readEntry(db, input.type, id));
  if (!one || !other) throw new Error(`a pair has ${input.ids.length} entries, not 2`);
  return distinguish([one, other], distinctionsOf(db, input.type, [one.id]), input, env);
}

export const registryHandlers = (session: Session): RegistryHandlers => ({
  'actor.create': (input) => write(session, (db, env) => createActor(listActors(db), input, env)),

  'actor.update': (input) =>
    write(session, (db) => {
      const actor = readExisting(db, 'actor', input.actorId);
      const others = listActors(db).filter(({ id }) => id !== actor.id);
      return updateActor(actor, others, input);
    }),

  'actor.setAffiliation': (input) =>
    write(session, (db, env) => {
      const actor = readExisting(db, 'actor', input.actorId);
      const organisation =
        input.organisationId === null ? null : readExisting(db, 'actor', input.organisationId);
      return setAffiliation({ actor, organisation, affiliations: affiliationsOf(db, actor.id) }, input, env);
    }),

  'actor.removeAffiliation': ({ affiliationId }) =>
    write(session, (db) => {
      const affiliation = readExisting(db, 'actor_affiliation', affiliationId);
      return removeAffiliation(readExisting(db, 'actor', affiliation.actorId), affiliation);
    }),

  'concept.create': (input) =>
    write(session, (db, env) => {
      if (input.parentId !== null) readExisting(db, 'concept', input.parentId);
      return createConcept(listConcepts(db), input, env);
    }),

  'concept.update': (input) =>
    write(session, (db) => {
      const concept = readExisting(db, 'concept', input.conceptId);
      const others = listConcepts(db).filter(({ id }) => id !== concept.id);
      return updateConcept(concept, others, input);
    }),

  'concept.move': ({ conceptId, parentId }) =>
    write(session, (db) => {
      const parent = parentId === null ? null : readExisting(db, 'concept', parentId);
      return moveConcept(readExisting(db, 'concept', conceptId), parent, listConcepts(db));
    }),

  'entry.addAlias': (input) =>
    write(session, (db, env) => {
      const entry = readEntry(db, input.type, input.entryId);
      return addAlias(entry, aliasesOf(db, input.type, [entry.id]), input, env);
    }),

  'entry.renameAlias': ({ type, aliasId, name }) =>
    write(session, (db) => {
      const { entry, alias, others } = aboutAlias(db, type, aliasId);
      return renameAlias(entry, alias, others, name);
    }),

  'entry.removeAlias': ({ type, aliasId }) =>
    write(session, (db) => {
      const { entry, alias } = aboutAlias(db, type, aliasId);
      return removeAlias(entry, alias);
    }),

  'entry.merge': ({ type, fromIds, intoId }) =>
    write(session, (db, env) => mergeInto(db, type, { fromIds, intoId }, env)),

  'entry.split': (input) =>
    write(session, (db, env) => {
      const { type, to } = input;
      const entry = readEntry(db, type, input.entryId);
      const existing = 'entryId' in to ? readEntry(db, type, to.entryId) : null;
      const beside = existing ? valuesBeside(db, type, { of: existing.id, beside: entry.id }) : [];
      return splitEntry(
        {
          entry,
          existing,
          entries: listEntries(db, type),
          values: [...readEach(db, 'attribute_value', input.valueIds), ...beside],
          aliases: aliasesOf(db, type, existing ? [entry.id, existing.id] : [entry.id]),
          distinctions: distinctionsOf(db, type, [entry.id]),
          ...fieldsIn(db),
        },
        input,
        env,
      );
    }),

  'entry.remove': ({ type, entryIds, withUses }) =>
    write(session, (db) => {
      const ids = [...new Set(entryIds)];
      const entries = ids.map((id) => readEntry(db, type, id));
      const values = valuesNaming(db, type, ids);
      return removeEntries(type, { entries, values, ...namersOf(db, type, ids) }, withUses);
    }),

  'entry.distinguish': (input) => write(session, (db, env) => tellApart(db, input, env)),

  'entry.usage': ({ type }) => ok(usageOf(openedProject(session).db, type)),

  'entry.page': ({ type, ...page }) => {
    const { db } = openedProject(session);
    readEntry(db, type, page.entryId);
    return ok(pageOf(db, type, page));
  },

  'entry.duplicates': ({ type, limit }) => {
    const { db } = openedProject(session);
    const apart = listDistinctions(db)
      .map((distinction) => pairOf(type, distinction))
      .filter((pair) => pair !== null);
    const pairs = findDuplicates(
      namedEntries(listEntries(db, type), listEntryAliases(db, type)),
      new Set(apart.map((pair) => pairKey(...pair))),
    );
    return ok({ pairs: pairs.slice(0, limit), total: pairs.length });
  },
});
