/** Reads codebook, actors, concepts and coders from the records in a CAS, checking each against the others. */
import { type RecordOf, recordSchemas } from '../records';
import { blanks, type RegistryType, registryTypes } from './cas-registries';
import type { DatasetBuilder } from './dataset-builder';

/** A record's own fields: its id here is another one than in the file. */
function fieldsOf<T extends { id: string; type: string }>(record: T): Omit<T, 'id' | 'type'> {
  const fields = Object.entries(record).filter(([key]) => key !== 'id' && key !== 'type');
  return Object.fromEntries(fields) as unknown as Omit<T, 'id' | 'type'>;
}

type Given = { [T in RegistryType]: RecordOf[T][] };

/** Records of one file that know each other by the ids that they have there. */
export function readRegistries(fields: readonly string[], builder: DatasetBuilder): void {
  const given: Given = {
    project: [],
    coder: [],
    code: [],
    attribute: [],
    choice: [],
    actor: [],
    actor_alias: [],
    actor_affiliation: [],
    concept: [],
    concept_alias: [],
    distinction: [],
  };
  const refuse = (what: string, example: string): void =>
    builder.losses.add('foreign data', 'mismatch', what, example);
  const seen = new Set<string>();
  for (const field of fields) {
    const record = recordIn(field);
    if (record === null)
      refuse('An entry of the codebook or the registries that is no such thing is left out.', field);
    else if (seen.has(`${record.type} ${record.id}`))
      refuse('Of two entries of the registries with the same id, the first counts.', record.id);
    else {
      seen.add(`${record.type} ${record.id}`);
      (given[record.type] as unknown[]).push(record);
    }
  }
  const made = new Map<string, string>();
  const madeOf = (type: RegistryType, id: string | null): string | null =>
    id === null ? null : (made.get(`${type} ${id}`) ?? null);
  const keep = (record: RecordOf[RegistryType], id: string | null): void => {
    if (id === null) return;
    made.set(`${record.type} ${record.id}`, id);
    builder.foreign(record.type, id, { id: record.id });
  };
  const gone = (record: RecordOf[RegistryType]): void =>
    refuse('An entry of the registries that belongs to one that is not there is left out.', record.id);

  for (const { name, description } of given.project) builder.project(name, description);
  for (const record of given.coder) keep(record, builder.coder(fieldsOf(record)));
  builder.secondRounds(given.coder, (id) => madeOf('coder', id));
  for (const record of given.code) keep(record, builder.code({ ...fieldsOf(record), parentId: null }));
  for (const { id, parentId, name } of childrenIn(given.code)) {
    const parent = madeOf('code', parentId);
    if (parent === null) refuse('A code whose parent is not there stands at the top.', name);
    else builder.update('code', madeOf('code', id)!, { parentId: parent });
  }
  for (const record of given.attribute) {
    const codeId = madeOf('code', record.codeId);
    if (codeId === null) gone(record);
    else
      keep(
        record,
        builder.attribute({ ...fieldsOf(record), codeId, targetCodeId: madeOf('code', record.targetCodeId) }),
      );
  }
  for (const record of given.choice) {
    const attributeId = madeOf('attribute', record.attributeId);
    if (attributeId === null) gone(record);
    else keep(record, builder.choice({ ...fieldsOf(record), attributeId }));
  }
  for (const record of given.actor) keep(record, builder.actor(fieldsOf(record)));
  for (const record of given.actor_alias) {
    const actorId = madeOf('actor', record.actorId);
    if (actorId === null) gone(record);
    else keep(record, builder.actorAlias(actorId, record.name));
  }
  for (const record of given.actor_affiliation) {
    const actorId = madeOf('actor', record.actorId);
    const organisationId = madeOf('actor', record.organisationId);
    if (actorId === null) gone(record);
    else keep(record, builder.actorAffiliation({ ...fieldsOf(record), actorId, organisationId }));
  }
  for (const record of given.concept) keep(record, builder.concept({ ...fieldsOf(record), parentId: null }));
  for (const { id, parentId, name } of childrenIn(given.concept)) {
    const parent = madeOf('concept', parentId);
    if (parent === null) refuse('A concept whose parent is not there stands at the top.', name);
    else builder.update('concept', madeOf('concept', id)!, { parentId: parent });
  }
  for (const record of given.concept_alias) {
    const conceptId = madeOf('concept', record.conceptId);
    if (conceptId === null) gone(record);
    else keep(record, builder.conceptAlias(conceptId, record.name));
  }
  for (const record of given.distinction) {
    const [actorId, otherActorId] = [madeOf('actor', record.actorId), madeOf('actor', record.otherActorId)];
    const [conceptId, otherConceptId] = [
      madeOf('concept', record.conceptId),
      madeOf('concept', record.otherConceptId),
    ];
    if ((actorId === null || otherActorId === null) && (conceptId === null || otherConceptId === null))
      gone(record);
    else keep(record, builder.distinction({ actorId, otherActorId, conceptId, otherConceptId }));
  }
}

/** A record of the registries; null for what is none. */
function recordIn(field: string): RecordOf[RegistryType] | null {
  let value: unknown;
  try {
    value = JSON.parse(field);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('type' in value)) return null;
  const type = registryTypes.find((one) => one === value.type);
  if (type === undefined) return null;
  const result = recordSchemas[type].safeParse({ ...blanks, ...value });
  return result.success ? result.data : null;
}

/** Those that stand below another. */
const childrenIn = <T extends { parentId: string | null }>(records: readonly T[]): T[] =>
  records.filter(({ parentId }) => parentId !== null);
