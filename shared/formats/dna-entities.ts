/**
 * The entries of DNA's short-text variables. DNA has a list for each variable where we have one for all, so an
 * actor is written into each variable that names it, when it is named for the first time.
 */
import type { ForeignId } from '../records';
import { byId, groupedBy, type Registries } from './dataset';
import { aliasesInWords, earlierRows, typeInNote, withEarlier } from './dna-foreign';
import { type DnaRecord, fitting, isDnaInteger, RowIds, UniqueNames, usualAttributes } from './dna-tables';
import type { Variable } from './dna-types';

/** What an entry says, whatever it is in our terms. */
interface Entry {
  value: string;
  /** By the names of DNA's attribute variables. */
  attributes: Readonly<Record<string, string>>;
  /** The record above it, or null. */
  parentId: string | null;
}

interface Registry {
  variable: Variable;
  names: UniqueNames;
  /** The row of each record or text that is there already, by its id, or by the text after an equals sign. */
  rows: Map<string, number>;
  attributes: { id: number; name: string }[];
}

/** What DNA shall know of an actor, a concept or a choice. */
export function entryAttributes(type: string, aliases: readonly string[], note: string): Entry['attributes'] {
  const named = typeInNote(note);
  return {
    Type: fitting(named?.type ?? type),
    Alias: fitting(aliasesInWords(aliases)),
    Notes: fitting(named?.notes ?? note),
  };
}

export class DnaEntities {
  private pending: DnaRecord[] = [];
  /** The rows of each actor, concept and choice, and how DNA calls those that it calls otherwise. */
  readonly rowsOf = new Map<string, { rows: number[]; as: Record<string, string> }>();
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly earlier;
  /** The attribute variables beyond the usual ones that each variable had. */
  private readonly earlierAttributes = new Map<unknown, Set<string>>();
  private readonly registries = new Map<number, Registry>();
  private readonly ids: RowIds;
  private readonly attributeIds = new RowIds();
  private lastValue = 0;

  constructor(registries: Registries) {
    this.entries = entriesOf(registries);
    this.earlier = earlierRows(ofEntries(registries));
    for (const { extra } of [...this.earlier.values()].flat()) {
      const names = this.earlierAttributes.get(extra.VariableId) ?? new Set();
      this.earlierAttributes.set(extra.VariableId, names);
      for (const name of Object.keys(attributesIn(extra))) names.add(name);
    }
    this.ids = new RowIds(
      new Set(
        [...this.entries.keys()].flatMap((id) => (this.earlier.get(id) ?? []).flatMap((row) => row.id ?? [])),
      ),
    );
  }

  /** Begins the list of a short-text variable, which has an entry for nothing. */
  begin(variable: Variable): void {
    const more = this.earlierAttributes.get(variable.id) ?? [];
    const attributes = [...new Set([...usualAttributes, ...more])].map((name) => ({
      id: this.attributeIds.take(),
      name,
    }));
    for (const { id, name } of attributes)
      this.pending.push({
        table: 'ATTRIBUTEVARIABLES',
        row: { ID: id, VariableId: variable.id, AttributeVariable: fitting(name) },
      });
    const list = { variable, names: new UniqueNames(), rows: new Map<string, number>(), attributes };
    this.registries.set(variable.id, list);
    this.addRow(list, '=', this.ids.take(), '', {}, null, {});
  }

  /** The entry of words that are no record; of nothing for ''. @returns its id */
  ofText(variable: Variable, words: string): number {
    const list = this.registryOf(variable);
    const key = `=${words}`;
    const known = list.rows.get(key);
    if (known !== undefined) return known;
    return this.addRow(list, key, this.ids.take(), list.names.take(words), {}, null, {});
  }

  /** The entry of an actor, a concept or a choice, made with those above it where it is new. @returns its id */
  ofRecord(variable: Variable, recordId: string): number {
    const list = this.registryOf(variable);
    const chain: string[] = [];
    const seen = new Set<string>();
    let next: string | null = recordId;
    while (next !== null && !list.rows.has(next) && !seen.has(next) && this.entries.has(next)) {
      chain.push(next);
      seen.add(next);
      next = this.entryOf(next).parentId;
    }
    let parent: number | null = next === null ? null : (list.rows.get(next) ?? null);
    for (const id of chain.toReversed()) parent = this.addRecord(list, id, parent);
    if (parent === null)
      throw new Error(`there is no actor, concept or choice ${recordId} to be written for DNA`);
    return parent;
  }

  /** The rows that wait, so that they are written before what points to them. */
  taken(): DnaRecord[] {
    const rows = this.pending;
    this.pending = [];
    return rows;
  }

  private addRecord(list: Registry, recordId: string, parent: number | null): number {
    const entry = this.entryOf(recordId);
    const earlier = this.earlier.get(recordId)?.find(({ extra }) => extra.VariableId === list.variable.id);
    const id = this.ids.take(earlier?.id ?? null);
    const value = list.names.take(entry.value);
    const attributes = { ...attributesIn(earlier?.extra), ...entry.attributes };
    const written = this.rowsOf.get(recordId) ?? { rows: [], as: {} };
    this.rowsOf.set(recordId, written);
    written.rows.push(id);
    if (value !== entry.value) written.as[id] = value;
    return this.addRow(list, recordId, id, value, attributes, parent, earlier?.extra ?? {});
  }

  private addRow(
    list: Registry,
    key: string,
    id: number,
    value: string,
    attributes: Entry['attributes'],
    parent: number | null,
    extra: Readonly<Record<string, unknown>>,
  ): number {
    list.rows.set(key, id);
    const color = withEarlier({ Red: 0, Green: 0, Blue: 0 }, extra);
    this.pending.push({
      table: 'ENTITIES',
      row: { ID: id, VariableId: list.variable.id, Value: value, ...color, ChildOf: parent },
    });
    for (const one of list.attributes)
      this.pending.push({
        table: 'ATTRIBUTEVALUES',
        row: {
          ID: (this.lastValue += 1),
          EntityId: id,
          AttributeVariableId: one.id,
          AttributeValue: fitting(attributes[one.name] ?? ''),
        },
      });
    return id;
  }

  private entryOf(recordId: string): Entry {
    const entry = this.entries.get(recordId);
    if (!entry) throw new Error(`there is no actor, concept or choice ${recordId} to be written for DNA`);
    return entry;
  }

  private registryOf(variable: Variable): Registry {
    const list = this.registries.get(variable.id);
    if (!list) throw new Error(`DNA’s variable ${variable.id}, ${variable.name}, has no list of entries`);
    return list;
  }
}

/** The attributes that DNA had beyond its usual ones, as reading kept them. */
function attributesIn(extra: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  const { attributes } = extra ?? {};
  if (typeof attributes !== 'object' || attributes === null) return {};
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => typeof value === 'string'));
}

/** An actor stands below another where DNA had it so: we have no tree of actors, nor of choices. */
function earlierParents(foreignIds: readonly ForeignId[]): ReadonlyMap<string, string> {
  const rows = [...earlierRows(foreignIds)].flatMap(([recordId, all]) =>
    all.map((row) => ({ recordId, ...row })),
  );
  const owners = new Map(rows.flatMap(({ id, recordId }) => (id === null ? [] : [[id, recordId] as const])));
  return new Map(
    rows.flatMap(({ recordId, extra: { ChildOf } }) => {
      const parent = isDnaInteger(ChildOf) ? owners.get(ChildOf) : undefined;
      return parent === undefined ? [] : [[recordId, parent] as const];
    }),
  );
}

/** Those of the foreign ids that are of entries. */
const ofEntries = ({ foreignIds }: Registries): ForeignId[] =>
  foreignIds.filter(({ recordType }) => ['actor', 'concept', 'choice'].includes(recordType));

function entriesOf(registries: Registries): ReadonlyMap<string, Entry> {
  const { actors, concepts, choices } = registries;
  const actorAliases = groupedBy(registries.actorAliases, ({ actorId }) => actorId);
  const conceptAliases = groupedBy(registries.conceptAliases, ({ conceptId }) => conceptId);
  const namesOf = (aliases: readonly { name: string }[] = []): string[] => aliases.map(({ name }) => name);
  const parents = earlierParents(ofEntries(registries));
  const known = byId(concepts);
  return new Map<string, Entry>([
    ...actors.map(({ id, name, kind, note }): [string, Entry] => [
      id,
      {
        value: name,
        attributes: entryAttributes(kind === 'other' ? '' : kind, namesOf(actorAliases.get(id)), note),
        parentId: parents.get(id) ?? null,
      },
    ]),
    ...concepts.map(({ id, name, parentId, definition }): [string, Entry] => [
      id,
      {
        value: name,
        attributes: entryAttributes('', namesOf(conceptAliases.get(id)), definition),
        parentId: parentId !== null && known.has(parentId) ? parentId : null,
      },
    ]),
    ...choices.map(({ id, name, number, definition }): [string, Entry] => [
      id,
      {
        value: name,
        attributes: entryAttributes(number === null ? '' : String(number), [], definition),
        parentId: parents.get(id) ?? null,
      },
    ]),
  ]);
}
