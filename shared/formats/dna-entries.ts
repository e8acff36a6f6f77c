/** The entities of a DNA database as actors, concepts and choices. */
import type { Choice } from '../records';
import { groupedBy } from './dataset';
import type { DatasetBuilder, GivenValue } from './dataset-builder';
import type { ReadVariable } from './dna-codebook';
import { entryAttributes } from './dna-entities';
import { type Entity, EntryFinder, type Registered } from './dna-finder';
import { unusual } from './dna-foreign';
import type { AllKept } from './dna-kept';
import { type DnaSource, idIn, rowsById, wordsIn } from './dna-source';
import { withoutCircles } from './parents';
import { type DnaRow, fitting, usualAttributes } from './dna-tables';

export interface Entries {
  /** The value that an entity stands for; null for nothing, and for an entity that is in no table. */
  valueOf(entityId: number): GivenValue | null;
  isBlank(entityId: number): boolean;
  has(entityId: number): boolean;
  /** Our choices by the ids that they had when we wrote the database. */
  choicesBefore: ReadonlyMap<string, string>;
  /** The choices of an attribute. */
  choicesOf(attributeId: string): readonly Choice[];
}

interface Variables {
  variables: ReadonlyMap<number, ReadVariable>;
  attributesBefore: ReadonlyMap<string, string>;
}

export function readEntries(
  tables: DnaSource,
  kept: AllKept,
  { variables, attributesBefore }: Variables,
  builder: DatasetBuilder,
): Entries {
  const entities = readEntities(tables, variables, builder);
  const meaning = new Map<number, { type: Registered; id: string }>();
  const before = {
    actor: new Map<string, string>(),
    concept: new Map<string, string>(),
    choice: new Map<string, string>(),
  };
  const finder = new EntryFinder(builder);

  const keepRecord = (
    type: Registered,
    id: string,
    { rows, as, record }: { rows: number[]; as: Record<string, string>; record: { name: string } },
    add: (name: string) => string | null,
  ): void => {
    const there = rows.flatMap((rowId) => entities.get(rowId) ?? []);
    const own = there.filter((one) => one.variable.use.kind === type);
    const writtenAs = (one: Entity): string => as[one.id] ?? fitting(record.name);
    if (there.length === 0 && rows.length > 0) {
      builder.losses.add(type, 'mismatch', 'An entry that was removed in DNA is left out.', record.name);
      return;
    }
    // Renamed in all variables, it is still itself; renamed in some, those name another.
    const names = new Set(own.map((one) => (one.value === writtenAs(one) ? record.name : one.value)));
    const [onlyName] = names;
    const name = names.size === 1 ? (onlyName ?? record.name) : record.name;
    const recordId = add(name);
    if (recordId === null) return;
    before[type].set(id, recordId);
    finder.know(type, recordId);
    for (const one of own)
      if (one.value === writtenAs(one) || names.size === 1) meaning.set(one.id, { type, id: recordId });
  };
  for (const [id, one] of [...kept.choice].toSorted(([, a], [, b]) => a.record.position - b.record.position))
    keepRecord('choice', id, one, (name) => {
      const attributeId = attributesBefore.get(one.record.attributeId);
      const { number, definition, position } = one.record;
      return attributeId === undefined
        ? null
        : builder.choice({ attributeId, name, number, definition, position }, { id: one.name ?? id });
    });
  for (const [id, one] of kept.actor)
    keepRecord('actor', id, one, (name) => {
      const { kind, note, authority, createdAt } = one.record;
      return builder.actor({ name, kind, note, authority, createdAt }, { id: one.name ?? id });
    });
  for (const [id, one] of kept.concept)
    keepRecord('concept', id, one, (name) => {
      const { definition, createdAt } = one.record;
      return builder.concept({ name, definition, createdAt }, { id: one.name ?? id });
    });
  readBesideActors(kept, before.actor, builder);
  for (const { record } of kept.concept_alias.values()) {
    const conceptId = before.concept.get(record.conceptId);
    if (conceptId) builder.conceptAlias(conceptId, record.name);
  }
  for (const { record } of kept.distinction.values()) {
    const [actorId, otherActorId] = [record.actorId, record.otherActorId].map((id) =>
      before.actor.get(id ?? ''),
    );
    const [conceptId, otherConceptId] = [record.conceptId, record.otherConceptId].map((id) =>
      before.concept.get(id ?? ''),
    );
    if ((actorId && otherActorId) || (conceptId && otherConceptId))
      builder.distinction({
        actorId: actorId ?? null,
        otherActorId: otherActorId ?? null,
        conceptId: conceptId ?? null,
        otherConceptId: otherConceptId ?? null,
      });
  }
  finder.knowAliases();
  const writtenOf = writtenAttributes(kept, before);
  for (const one of entities.values()) {
    const { kind } = one.variable.use;
    if (one.value === '' || (kind !== 'actor' && kind !== 'concept' && kind !== 'choice')) continue;
    const known = meaning.get(one.id);
    const id = known?.id ?? finder.findOrMake(kind, one);
    meaning.set(one.id, { type: kind, id });
    builder.foreign(kind, id, { id: String(one.id), extra: extraOf(one) });
    const written = writtenOf.get(id);
    const isAsWritten =
      written && usualAttributes.every((name) => (one.attributes[name] ?? '') === written[name]);
    if (!isAsWritten) finder.describe(kind, id, one, written ?? {});
  }
  readConceptTree(entities, meaning, kept, before.concept, builder);
  const choices = groupedBy(builder.all('choice'), ({ attributeId }) => attributeId);
  return {
    choicesBefore: before.choice,
    choicesOf: (attributeId) => choices.get(attributeId) ?? [],
    has: (entityId) => entities.has(entityId),
    isBlank: (entityId) => entities.get(entityId)?.value === '',
    valueOf(entityId) {
      const known = meaning.get(entityId);
      if (known?.type === 'actor') return { actorId: known.id };
      if (known?.type === 'concept') return { conceptId: known.id };
      if (known?.type === 'choice') return { choiceId: known.id };
      const entity = entities.get(entityId);
      if (!entity) return null;
      const { kind } = entity.variable.use;
      if (kind === 'text') return { text: entity.value };
      if (kind === 'date') return { date: entity.value };
      const number = Number(entity.value);
      return kind === 'number' && entity.value.trim() !== '' && Number.isFinite(number) ? { number } : null;
    },
  };
}

function readEntities(
  tables: DnaSource,
  variables: ReadonlyMap<number, ReadVariable>,
  builder: DatasetBuilder,
): ReadonlyMap<number, Entity> {
  const names = new Map<number, string>();
  for (const { ID, AttributeVariable } of tables.rows('ATTRIBUTEVARIABLES')) {
    const id = idIn(ID);
    if (id !== null) names.set(id, wordsIn(AttributeVariable));
  }
  const attributes = new Map<number, Record<string, string>>();
  for (const { EntityId, AttributeVariableId, AttributeValue } of tables.rows('ATTRIBUTEVALUES')) {
    const id = idIn(EntityId);
    const name = names.get(idIn(AttributeVariableId) ?? 0);
    if (id === null || name === undefined || wordsIn(AttributeValue) === '') continue;
    const own = attributes.get(id) ?? {};
    attributes.set(id, own);
    own[name] = wordsIn(AttributeValue);
  }
  const leaveOut = (row: DnaRow): void =>
    builder.losses.add(
      'value',
      'mismatch',
      'An entry of no variable, or whose number is another’s, is left out.',
      wordsIn(row.Value),
    );
  const entities = new Map<number, Entity>();
  for (const [id, row] of rowsById(tables.rows('ENTITIES'), leaveOut)) {
    const variable = variables.get(idIn(row.VariableId) ?? 0);
    if (variable?.dataType === 'short text')
      entities.set(id, {
        id,
        row,
        value: wordsIn(row.Value),
        variable,
        attributes: attributes.get(id) ?? {},
      });
    else leaveOut(row);
  }
  return entities;
}

/** What DNA says of an entity beyond our fields. */
function extraOf({ row, variable, attributes }: Entity): Record<string, unknown> {
  const { Red, Green, Blue } = { ...row };
  const more = Object.entries(attributes).filter(
    ([name]) => !usualAttributes.some((usual) => usual === name),
  );
  return {
    VariableId: variable.id,
    ...unusual({ Red: Red ?? 0, Green: Green ?? 0, Blue: Blue ?? 0 }, { Red: 0, Green: 0, Blue: 0 }),
    ...(variable.use.kind !== 'concept' && idIn(row.ChildOf) !== null && { ChildOf: row.ChildOf }),
    ...(more.length > 0 && { attributes: Object.fromEntries(more) }),
  };
}

/** Type, Alias and Notes as we wrote them, by our new ids. */
function writtenAttributes(
  kept: AllKept,
  before: Readonly<Record<Registered, ReadonlyMap<string, string>>>,
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const written = new Map<string, Readonly<Record<string, string>>>();
  const names = (aliases: readonly { record: { name: string } }[] = []): string[] =>
    aliases.map(({ record }) => record.name);
  const actorAliases = groupedBy([...kept.actor_alias.values()], ({ record }) => record.actorId);
  const conceptAliases = groupedBy([...kept.concept_alias.values()], ({ record }) => record.conceptId);
  const note = (type: Registered, id: string, attributes: Readonly<Record<string, string>>): void => {
    const now = before[type].get(id);
    if (now !== undefined) written.set(now, attributes);
  };
  for (const [id, { record }] of kept.actor)
    note(
      'actor',
      id,
      entryAttributes(record.kind === 'other' ? '' : record.kind, names(actorAliases.get(id)), record.note),
    );
  for (const [id, { record }] of kept.concept)
    note('concept', id, entryAttributes('', names(conceptAliases.get(id)), record.definition));
  for (const [id, { record }] of kept.choice)
    note(
      'choice',
      id,
      entryAttributes(record.number === null ? '' : String(record.number), [], record.definition),
    );
  return written;
}

function readBesideActors(kept: AllKept, actors: ReadonlyMap<string, string>, builder: DatasetBuilder): void {
  for (const { record } of kept.actor_alias.values()) {
    const actorId = actors.get(record.actorId);
    if (actorId) builder.actorAlias(actorId, record.name);
  }
  for (const { record } of kept.actor_affiliation.values()) {
    const actorId = actors.get(record.actorId);
    const organisationId = record.organisationId === null ? null : actors.get(record.organisationId);
    const { office, fromDate, toDate } = record;
    if (actorId && organisationId !== undefined)
      builder.actorAffiliation({ actorId, organisationId, office, fromDate, toDate });
  }
}

/** Concepts stand below others as we had them, those that we did not write as DNA has them. */
function readConceptTree(
  entities: ReadonlyMap<number, Entity>,
  meaning: ReadonlyMap<number, { type: Registered; id: string }>,
  kept: AllKept,
  before: ReadonlyMap<string, string>,
  builder: DatasetBuilder,
): void {
  const parents = new Map<string, string>();
  const ours = new Set(before.values());
  for (const [id, { record }] of kept.concept) {
    const [child, parent] = [before.get(id), before.get(record.parentId ?? '')];
    if (child && parent) parents.set(child, parent);
  }
  for (const { id, row } of entities.values()) {
    const [child, parent] = [meaning.get(id), meaning.get(idIn(row.ChildOf) ?? 0)];
    if (child?.type !== 'concept' || parent?.type !== 'concept' || ours.has(child.id)) continue;
    if (!parents.has(child.id) && child.id !== parent.id) parents.set(child.id, parent.id);
  }
  const { parents: sound, cut: broken } = withoutCircles(parents);
  for (const [child, parent] of sound) builder.update('concept', child, { parentId: parent });
  for (const child of broken)
    builder.losses.add(
      'concept parent',
      'mismatch',
      'Concepts that stand below each other in a circle: one of them stands at the top now.',
      builder.get('concept', child).name,
    );
}
