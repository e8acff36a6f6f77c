/**
 * Version 2 of DNA's databases, in the tables of version 3. It has no entities: a short text stands with the
 * statement, and what is said of it in ATTRIBUTES, by its words. Dates are milliseconds.
 */
import { type DnaSource, idIn, wordsIn } from './dna-source';
import { type Cell, type DnaRow, usualAttributes } from './dna-tables';

interface Entities {
  entities: DnaRow[];
  values: DnaRow[];
  attributes: DnaRow[];
  attributeValues: DnaRow[];
}

const keyOf = (variableId: Cell | undefined, words: string): string => `${String(variableId)} ${words}`;

function entitiesOf(source: DnaSource): Entities {
  const found: Entities = { entities: [], values: [], attributes: [], attributeValues: [] };
  const ids = new Map<string, number>();
  const attributeIds = new Map<string, number>();
  const entity = (variableId: Cell | undefined, words: string, more: DnaRow): number => {
    const key = keyOf(variableId, words);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = ids.size + 1;
    ids.set(key, id);
    found.entities.push({ ...more, ID: id, VariableId: variableId ?? null, Value: words });
    return id;
  };
  const parents: { child: number; parent: string }[] = [];
  for (const row of source.rows('ATTRIBUTES')) {
    const { VariableId, Red = 0, Green = 0, Blue = 0, ChildOf } = row;
    const before = ids.size;
    const id = entity(VariableId, wordsIn(row.Value), { Red, Green, Blue, ChildOf: null });
    if (ids.size === before) continue;
    if (wordsIn(ChildOf) !== '') parents.push({ child: id, parent: keyOf(VariableId, wordsIn(ChildOf)) });
    for (const name of usualAttributes) {
      const key = keyOf(VariableId, name);
      let attributeId = attributeIds.get(key);
      if (attributeId === undefined) {
        attributeIds.set(key, (attributeId = attributeIds.size + 1));
        found.attributes.push({ ID: attributeId, VariableId: VariableId ?? null, AttributeVariable: name });
      }
      found.attributeValues.push({
        EntityId: id,
        AttributeVariableId: attributeId,
        AttributeValue: wordsIn(row[name]),
      });
    }
  }
  for (const { StatementId = null, VariableId = null, Value } of source.rows('DATASHORTTEXT'))
    found.values.push({ StatementId, VariableId, Entity: entity(VariableId, wordsIn(Value), {}) });
  for (const { child, parent } of parents) {
    const at = child - 1;
    const parentId = ids.get(parent);
    if (parentId !== undefined) found.entities[at] = { ...found.entities[at], ChildOf: parentId };
  }
  return found;
}

/** `addDocuments` of CODERPERMISSIONS is `PermissionAddDocuments` of CODERS. */
function* codersOf(source: DnaSource): Generator<DnaRow> {
  const permissions = new Map<number, Record<string, Cell>>();
  for (const { Coder, Type, Permission = null } of source.rows('CODERPERMISSIONS')) {
    const id = idIn(Coder);
    const type = wordsIn(Type);
    if (id === null || type === '') continue;
    const own = permissions.get(id) ?? {};
    permissions.set(id, own);
    own[`Permission${type.slice(0, 1).toUpperCase()}${type.slice(1)}`] = Permission;
  }
  for (const row of source.rows('CODERS')) yield { ...row, ...permissions.get(idIn(row.ID) ?? 0) };
}

function* documentsOf(source: DnaSource): Generator<DnaRow> {
  for (const row of source.rows('DOCUMENTS'))
    yield { ...row, Date: typeof row.Date === 'number' ? Math.floor(row.Date / 1000) : null };
}

/** Reads like version 3, but for STATEMENTLINKS, which version 3 does not have. */
export function asVersion3(source: DnaSource): DnaSource {
  const made = entitiesOf(source);
  return {
    version: 3,
    rows(table) {
      if (table === 'ENTITIES') return made.entities;
      if (table === 'DATASHORTTEXT') return made.values;
      if (table === 'ATTRIBUTEVARIABLES') return made.attributes;
      if (table === 'ATTRIBUTEVALUES') return made.attributeValues;
      if (table === 'CODERS') return codersOf(source);
      if (table === 'DOCUMENTS') return documentsOf(source);
      return source.rows(table);
    },
  };
}
