/**
 * What only Claimbook reads, for formats with a place for it: the registries, as the records that they are; articles
 * are in `kept-articles.ts`. Other programs pass over it; who reads our own file again gets all back.
 */
import { z } from 'zod';
import { type ForeignId, recordSchemas, type RecordOf, type RecordType } from '../records';
import type { Registries } from './dataset';
import { foreignIdsOf } from './dataset';
import type { DatasetBuilder, Foreign } from './dataset-builder';
import type { Aspect, Losses } from './losses';
import { withRoles } from './lost-facts';

/** The registries by their names in `Registries`, in an order in which each refers only to earlier ones and itself. */
const lists = {
  coders: 'coder',
  codes: 'code',
  attributes: 'attribute',
  choices: 'choice',
  actors: 'actor',
  actorAliases: 'actor_alias',
  actorAffiliations: 'actor_affiliation',
  concepts: 'concept',
  conceptAliases: 'concept_alias',
  distinctions: 'distinction',
} as const satisfies Partial<Record<keyof Registries, RecordType>>;
type List = keyof typeof lists;
const listNames = Object.keys(lists) as List[];

/** A record without its type, and what the format calls it where that is another name than our id. */
type Kept = Readonly<Record<string, unknown>>;

export const withNames = (
  record: { type: string; id: string },
  foreign: ReadonlyMap<string, ForeignId>,
): Kept => {
  const found = foreign.get(record.id);
  return {
    ...without(record, ['type']),
    ...(found && found.foreignId !== '' ? { foreignId: found.foreignId } : {}),
    ...(found && found.extra !== '' ? { foreignExtra: found.extra } : {}),
  };
};

/** The registries as plain JSON. References are our ids. */
export function keptRegistries(registries: Registries, format: string): Record<string, unknown> {
  const foreign = foreignIdsOf(registries.foreignIds, format);
  return {
    project: { name: registries.project.name, description: registries.project.description },
    ...Object.fromEntries(
      listNames.map((list) => [list, registries[list].map((one) => withNames(one, foreign))]),
    ),
  };
}

const foreignFields = z.object({ foreignId: z.string().optional(), foreignExtra: z.string().optional() });

/** What a kept record was called, in the words of `Foreign`. */
export function foreignOf(given: unknown, id: string): Foreign {
  const { foreignId, foreignExtra } = foreignFields.safeParse(given).data ?? {};
  return { id: foreignId ?? id, extra: objectIn(foreignExtra) };
}

/** An object that is written as JSON; undefined for anything else. */
export function objectIn(json: string | undefined): Record<string, unknown> | undefined {
  if (json === undefined || json === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(json);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The ids that a builder gave, by type and by the id that the file has. */
export type KeptIds = Readonly<
  Record<'coder' | 'code' | 'attribute' | 'choice' | 'actor' | 'concept', Map<string, string>>
>;

export const damaged = 'A record of Claimbook in this file is damaged and left out.';
const listAspect: Record<List, Aspect> = {
  coders: 'coder',
  codes: 'code',
  attributes: 'attribute',
  choices: 'choice',
  actors: 'actor',
  actorAliases: 'actor alias',
  actorAffiliations: 'actor affiliation',
  concepts: 'concept',
  conceptAliases: 'concept alias',
  distinctions: 'distinction',
};

/**
 * Builds what `keptRegistries` wrote. Damaged records, records that belong to none that is there and ids that came
 * before are noted and left out.
 */
export function buildKeptRegistries(given: unknown, builder: DatasetBuilder): KeptIds {
  const ids = {
    coder: new Map<string, string>(),
    code: new Map<string, string>(),
    attribute: new Map<string, string>(),
    choice: new Map<string, string>(),
    actor: new Map<string, string>(),
    concept: new Map<string, string>(),
  };
  const parts = z.record(z.string(), z.unknown()).safeParse(given).data ?? {};
  const project = z.object({ name: z.string(), description: z.string() }).safeParse(parts.project).data;
  if (project) builder.project(project.name, project.description);

  /** The sound records of a list, each with what the format calls it. */
  const recordsOf = <L extends List>(
    list: L,
  ): { record: RecordOf[(typeof lists)[L]]; foreign: Foreign }[] => {
    const type = lists[list];
    const found: { record: RecordOf[(typeof lists)[L]]; foreign: Foreign }[] = [];
    const seen = new Set<string>();
    for (const one of z.array(z.unknown()).safeParse(parts[list]).data ?? []) {
      const fields = z.record(z.string(), z.unknown()).safeParse(one).data ?? {};
      const parsed = recordSchemas[type].safeParse({ ...fields, type });
      if (!parsed.success || seen.has(parsed.data.id)) {
        builder.losses.add(
          listAspect[list],
          'mismatch',
          damaged,
          typeof fields.name === 'string' ? fields.name : list,
        );
        continue;
      }
      seen.add(parsed.data.id);
      found.push({
        record: parsed.data as RecordOf[(typeof lists)[L]],
        foreign: foreignOf(one, parsed.data.id),
      });
    }
    return found;
  };
  const astray = (list: List, example = ''): void =>
    builder.losses.add(
      listAspect[list],
      'mismatch',
      'A record of Claimbook in this file belongs to one that is not there; it is left out.',
      example,
    );

  const putBelow = (
    { id, parentId, name }: { id: string; parentId: string | null; name: string },
    made: ReadonlyMap<string, string>,
    aspect: Aspect,
    put: (id: string, parentId: string) => void,
  ): void => {
    const parent = made.get(parentId ?? '');
    if (parent !== undefined) put(made.get(id)!, parent);
    else if (parentId !== null) builder.losses.add(aspect, 'mismatch', 'A parent is not there.', name);
  };

  const coders = recordsOf('coders');
  for (const { record, foreign } of coders)
    ids.coder.set(record.id, builder.coder(fieldsOf(record), foreign));
  builder.secondRounds(
    coders.map(({ record }) => record),
    (id) => ids.coder.get(id),
  );

  const codes = recordsOf('codes');
  for (const { record, foreign } of codes)
    ids.code.set(record.id, builder.code({ ...fieldsOf(record), parentId: null }, foreign));
  for (const { record } of codes)
    putBelow(record, ids.code, 'code parent', (id, parentId) => builder.update('code', id, { parentId }));
  for (const { record, foreign } of recordsOf('attributes')) {
    const codeId = ids.code.get(record.codeId);
    if (codeId === undefined) astray('attributes', record.name);
    else
      ids.attribute.set(
        record.id,
        builder.attribute(
          { ...fieldsOf(record), codeId, targetCodeId: ids.code.get(record.targetCodeId ?? '') ?? null },
          foreign,
        ),
      );
  }
  for (const { record, foreign } of recordsOf('choices')) {
    const attributeId = ids.attribute.get(record.attributeId);
    if (attributeId === undefined) astray('choices', record.name);
    else ids.choice.set(record.id, builder.choice({ ...fieldsOf(record), attributeId }, foreign));
  }
  for (const { record, foreign } of recordsOf('actors'))
    ids.actor.set(record.id, builder.actor(fieldsOf(record), foreign));
  for (const { record, foreign } of recordsOf('actorAliases')) {
    const actorId = ids.actor.get(record.actorId);
    if (actorId === undefined) astray('actorAliases', record.name);
    else builder.actorAlias(actorId, record.name, foreign);
  }
  for (const { record, foreign } of recordsOf('actorAffiliations')) {
    const actorId = ids.actor.get(record.actorId);
    const organisationId = record.organisationId === null ? null : ids.actor.get(record.organisationId);
    if (actorId === undefined || organisationId === undefined) astray('actorAffiliations', record.office);
    else builder.actorAffiliation({ ...fieldsOf(record), actorId, organisationId }, foreign);
  }
  const concepts = recordsOf('concepts');
  for (const { record, foreign } of concepts)
    ids.concept.set(record.id, builder.concept({ ...fieldsOf(record), parentId: null }, foreign));
  for (const { record } of concepts)
    putBelow(record, ids.concept, 'concept parent', (id, parentId) =>
      builder.update('concept', id, { parentId }),
    );
  for (const { record, foreign } of recordsOf('conceptAliases')) {
    const conceptId = ids.concept.get(record.conceptId);
    if (conceptId === undefined) astray('conceptAliases', record.name);
    else builder.conceptAlias(conceptId, record.name, foreign);
  }
  for (const { record, foreign } of recordsOf('distinctions')) {
    const pair = {
      actorId: ids.actor.get(record.actorId ?? '') ?? null,
      otherActorId: ids.actor.get(record.otherActorId ?? '') ?? null,
      conceptId: ids.concept.get(record.conceptId ?? '') ?? null,
      otherConceptId: ids.concept.get(record.otherConceptId ?? '') ?? null,
    };
    const isWhole =
      (pair.actorId !== null && pair.otherActorId !== null) ||
      (pair.conceptId !== null && pair.otherConceptId !== null);
    if (isWhole) builder.distinction(pair, foreign);
    else astray('distinctions');
  }
  return ids;
}

/** A record's fields as a builder takes them: type and id are its own matter. */
const fieldsOf = <T extends { type: string; id: string }>(record: T): Omit<T, 'type' | 'id'> =>
  without(record, ['type', 'id']);

/** An object without some of its fields. */
export const without = <T extends object, K extends keyof T & string>(
  record: T,
  keys: readonly K[],
): Omit<T, K> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key as K))) as Omit<T, K>;

/**
 * Notes that the registries are in the file in a way that only Claimbook reads.
 * @param what where, as a sentence
 */
export function noteKeptRegistries(losses: Losses, registries: Registries, what: string): void {
  const note = (aspect: Aspect, count: number): void =>
    losses.add(aspect, 'kept as extension', what, '', count);
  const { coders, codes, attributes, choices, actors, concepts } = registries;
  note('coder role', withRoles(coders).length);
  note('code definition', codes.filter((one) => one.definition + one.useWhen + one.useNot !== '').length);
  note('code kind', codes.length);
  note('code retired', codes.filter(({ retired }) => retired).length);
  note('attribute rules', attributes.length);
  note('choice number', choices.filter(({ number }) => number !== null).length);
  note('choice definition', choices.filter(({ definition }) => definition !== '').length);
  note('actor', actors.length);
  note('actor alias', registries.actorAliases.length);
  note('actor affiliation', registries.actorAffiliations.length);
  note('concept', concepts.length);
  note('concept parent', concepts.filter(({ parentId }) => parentId !== null).length);
  note('concept alias', registries.conceptAliases.length);
  note('distinction', registries.distinctions.length);
}
