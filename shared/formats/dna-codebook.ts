/** The statement types and variables of a DNA database as codes and attributes. */
import type { AttributeKind, Code } from '../records';
import { groupedBy } from './dataset';
import type { DatasetBuilder } from './dataset-builder';
import { type Entries, readEntries } from './dna-entries';
import type { AllKept, Kept } from './dna-kept';
import { type DnaSource, idIn, rowsById, wordsIn } from './dna-source';
import { withoutCircles } from './parents';
import { colorOfRow, type DataType, dataTypes, type DnaRow, fitting } from './dna-tables';
import type { Options } from './format';

/** What the values of a variable are. */
export interface ReadVariable {
  id: number;
  name: string;
  dataType: DataType;
  codeId: string;
  /** `note`: the note of the annotation. `derived`: it only repeats what others say. */
  use: { kind: 'note' } | { kind: 'derived' } | { kind: AttributeKind; attributeId: string };
}

export interface ReadCodebook {
  /** Our codes by the ids of DNA's types. */
  codes: ReadonlyMap<number, string>;
  variables: ReadonlyMap<number, ReadVariable>;
  /** Our attributes by the ids that they had when we wrote the database. */
  attributesBefore: ReadonlyMap<string, string>;
  entries: Entries;
}

/** Words in the names of variables that say what their entries are, as whole words. */
const words = (list: string): RegExp => new RegExp(`(^|[^\\p{L}])(${list})($|[^\\p{L}])`, 'iu');
const actorWords = words(
  'persons?|people|organi[sz]ations?|actors?|speakers?|claimants?|addressees?|politicians?|part(y|ies)|institutions?|narrators?|victims?|villains?|hero(es)?|persona?|organisation|acteurs?|akteure?|personen|organisationen',
);
const conceptWords = words(
  'concepts?|categor(y|ies)|issues?|topics?|themes?|frames?|claims?|demands?|polic(y|ies)|policy solutions?|konzepte?|themen?',
);
const noteWords = /^notes?( \(\d+\))?$/i;

export function readCodebook(
  tables: DnaSource,
  kept: AllKept,
  options: Options,
  builder: DatasetBuilder,
): ReadCodebook {
  const types = rowsById(tables.rows('STATEMENTTYPES'), (row) =>
    builder.losses.add(
      'code',
      'mismatch',
      'A statement type whose number is another’s is left out.',
      wordsIn(row.Label),
    ),
  );
  const variableRows = [
    ...rowsById(tables.rows('VARIABLES'), (row) =>
      builder.losses.add(
        'attribute',
        'mismatch',
        'A variable whose number is another’s is left out.',
        wordsIn(row.Variable),
      ),
    ).entries(),
  ].flatMap(([id, row]) => {
    const dataType = dataTypes.find((one) => one === row.DataType);
    const typeId = idIn(row.StatementTypeId);
    if (dataType && typeId !== null && types.has(typeId))
      return [{ id, typeId, dataType, name: wordsIn(row.Variable) }];
    builder.losses.add(
      'attribute',
      'mismatch',
      'A variable of no statement type, or with values of no known kind, is left out.',
      wordsIn(row.Variable),
    );
    return [];
  });
  const variablesOf = groupedBy(variableRows, ({ typeId }) => typeId);
  const { codes, codesBefore } = readCodes(types, variablesOf, kept, builder);
  const variables = new Map<number, ReadVariable>();
  const attributesBefore = readKeptAttributes(variableRows, kept, codesBefore, variables, builder);
  const owners = new Map([...kept.code.values()].map((one) => [one.rows[0], one]));
  for (const [typeId, codeId] of codes)
    readNewVariables(variablesOf.get(typeId) ?? [], codeId, owners.get(typeId), variables, options, builder);
  const entries = readEntries(tables, kept, { variables, attributesBefore }, builder);
  return { codes, variables, attributesBefore, entries };
}

interface VariableRow {
  id: number;
  typeId: number;
  dataType: DataType;
  name: string;
}

function readCodes(
  types: ReadonlyMap<number, DnaRow>,
  variablesOf: ReadonlyMap<number, readonly VariableRow[]>,
  kept: AllKept,
  builder: DatasetBuilder,
): { codes: ReadonlyMap<number, string>; codesBefore: ReadonlyMap<string, string> } {
  const codes = new Map<number, string>();
  const codesBefore = new Map<string, string>();
  const inOrder = [...kept.code].toSorted(
    ([, one], [, other]) => one.record.position - other.record.position,
  );
  for (const [id, { rows, as, name, record }] of inOrder) {
    const [typeId = 0] = rows;
    const row = types.get(typeId);
    if (!row || codes.has(typeId)) {
      builder.losses.add(
        'code',
        'mismatch',
        'A code whose statement type was removed in DNA is left out.',
        record.name,
      );
      continue;
    }
    const label = wordsIn(row.Label);
    const color = colorOfRow(row);
    const isColorKept = color === null || color === record.color.toLowerCase();
    const codeId = builder.code(
      {
        kind: record.kind,
        definition: record.definition,
        useWhen: record.useWhen,
        useNot: record.useNot,
        lineStyle: record.lineStyle,
        shortcut: record.shortcut,
        position: record.position,
        retired: record.retired,
        name: label === (as[typeId] ?? fitting(record.name)) ? record.name : label,
        color: isColorKept ? record.color : color,
      },
      { id: name ?? id, ...noteIn(variablesOf.get(typeId)) },
    );
    codes.set(typeId, codeId);
    codesBefore.set(id, codeId);
  }
  const parents = new Map(
    [...kept.code].flatMap(([id, { record }]) =>
      record.parentId !== null && codesBefore.has(id) && codesBefore.has(record.parentId)
        ? [[id, record.parentId] as const]
        : [],
    ),
  );
  for (const [child, parent] of withoutCircles(parents).parents)
    builder.update('code', codesBefore.get(child)!, { parentId: codesBefore.get(parent)! });
  for (const [typeId, row] of types) {
    if (codes.has(typeId)) continue;
    const variables = variablesOf.get(typeId);
    const color = colorOfRow(row);
    codes.set(
      typeId,
      builder.code(
        { name: wordsIn(row.Label), kind: kindOf(variables ?? []), ...(color !== null && { color }) },
        { id: String(typeId), ...noteIn(variables) },
      ),
    );
  }
  return { codes, codesBefore };
}

/** A type that asks who says something is one of statements. */
const kindOf = (variables: readonly VariableRow[]): Code['kind'] =>
  variables.some(({ dataType, name }) => dataType === 'short text' && actorWords.test(name))
    ? 'statement'
    : 'other';

/** The variable whose texts are the notes of annotations. */
const noteVariable = (variables: readonly VariableRow[] = []): VariableRow | undefined =>
  variables.find(({ dataType, name }) => dataType === 'long text' && noteWords.test(name));

function noteIn(variables: readonly VariableRow[] | undefined) {
  const note = noteVariable(variables);
  return note ? { extra: { noteId: note.id, noteName: note.name } } : {};
}

function readKeptAttributes(
  rows: readonly VariableRow[],
  kept: AllKept,
  codesBefore: ReadonlyMap<string, string>,
  variables: Map<number, ReadVariable>,
  builder: DatasetBuilder,
): ReadonlyMap<string, string> {
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const before = new Map<string, string>();
  const inOrder = [...kept.attribute].toSorted(
    ([, one], [, other]) => one.record.position - other.record.position,
  );
  for (const [id, { rows: own, as, name, record }] of inOrder) {
    const codeId = codesBefore.get(record.codeId);
    if (codeId === undefined) continue;
    const there = own.flatMap((rowId) => rowOf.get(rowId) ?? []).filter((row) => canHold(row, record.kind));
    if (there.length === 0 && own.length > 0) {
      builder.losses.add(
        'attribute',
        'mismatch',
        'An attribute whose variable was removed in DNA is left out.',
        record.name,
      );
      continue;
    }
    const [first] = there;
    const isAsWritten = !first || first.name === (as[first.id] ?? fitting(record.name));
    const attributeId = builder.attribute(
      {
        codeId,
        kind: record.kind,
        many: record.many,
        required: record.required,
        help: record.help,
        position: record.position,
        retired: record.retired,
        name: isAsWritten ? record.name : first.name,
        targetCodeId: codesBefore.get(record.targetCodeId ?? '') ?? null,
      },
      { id: name ?? id },
    );
    before.set(id, attributeId);
    for (const row of there)
      variables.set(row.id, { ...row, codeId, use: { kind: record.kind, attributeId } });
  }
  return before;
}

/** Whether values of this kind can be in a variable of this data type, as we write them. */
function canHold({ dataType }: VariableRow, kind: AttributeKind): boolean {
  if (dataType === 'boolean') return kind === 'choice';
  if (dataType === 'integer') return kind === 'number';
  return dataType === 'long text' ? kind === 'text' : kind !== 'annotation';
}

/** Variables that we did not write: those of DNA's own databases, and those that were added in DNA. */
function readNewVariables(
  rows: readonly VariableRow[],
  codeId: string,
  owner: Kept<'code'> | undefined,
  variables: Map<number, ReadVariable>,
  options: Options,
  builder: DatasetBuilder,
): void {
  const unread = rows.filter(({ id }) => !variables.has(id));
  const note = noteVariable(unread);
  for (const row of unread) {
    if (row === note || owner?.derived.includes(row.id)) {
      variables.set(row.id, { ...row, codeId, use: { kind: row === note ? 'note' : 'derived' } });
      continue;
    }
    const kind = kindOfVariable(row, options);
    const attributeId = builder.attribute({ codeId, name: row.name, kind }, { id: String(row.id) });
    if (row.dataType === 'boolean') {
      builder.choice({ attributeId, name: 'yes', number: 1 });
      builder.choice({ attributeId, name: 'no', number: 0 });
    }
    variables.set(row.id, { ...row, codeId, use: { kind, attributeId } });
  }
}

function kindOfVariable({ dataType, name }: VariableRow, options: Options): AttributeKind {
  if (dataType === 'boolean') return 'choice';
  if (dataType === 'integer') return 'number';
  if (dataType === 'long text') return 'text';
  if (conceptWords.test(name)) return 'concept';
  if (actorWords.test(name)) return 'actor';
  const chosen = options['short-texts'];
  return chosen === 'actor' || chosen === 'concept' || chosen === 'text' ? chosen : 'choice';
}
