/** Which statements of DNA an annotation becomes: one for each combination of its values. */
import type { Actor, AttributeValue, Choice } from '../records';
import { type CodedAnnotation, hullOf } from './dataset';
import type { DnaEntities } from './dna-entities';
import type { KeptInput } from './dna-kept';
import { dataTables, type DnaRecord, type RowIds } from './dna-tables';
import type { StatementType, Variable } from './dna-types';
import type { Losses } from './losses';

/** More combinations than this are not written: then each value stands in at least one statement. */
export const mostCombinations = 256;

/** A value as it stands in DNA: in which variable, as which number, text or entity. */
interface Placed {
  value: AttributeValue;
  variable: Variable;
  cell: number | string;
}

export interface StatementTools {
  actors: ReadonlyMap<string, Actor>;
  choices: ReadonlyMap<string, Choice>;
  entities: DnaEntities;
  statementIds: RowIds;
  dataIds: RowIds;
  losses: Losses;
}

export interface WrittenAnnotation {
  records: DnaRecord[];
  rows: number[];
  values: KeptInput<'annotation'>['values'];
  unanswered: number[];
}

/**
 * @param coded an annotation whose place is in its text
 * @param earlierId the id that its first statement had in DNA, or null
 * @param names of the article and of the code, for the report
 */
export function statementsOf(
  { annotation, spans, values }: CodedAnnotation,
  type: StatementType,
  { documentId, coderId, earlierId }: { documentId: number; coderId: number; earlierId: number | null },
  tools: StatementTools,
  example: string,
): WrittenAnnotation {
  const { start, end } = hullOf(spans);
  const placed = placedValues(values, type, tools);
  const lists = type.columns
    .map(({ attribute }) => placed.filter(({ value }) => value.attributeId === attribute.id))
    .filter((list) => list.length > 0);
  const combinations = combined(lists);
  if (combinations.length > 1)
    tools.losses.add(
      'annotation',
      'kept as extension',
      'An annotation with several values is several statements in DNA; that they are one is kept beside them.',
      example,
    );
  const product = lists.reduce((count, list) => count * list.length, 1);
  if (product > combinations.length)
    tools.losses.add(
      'annotation',
      'kept as extension',
      `An annotation with more than ${mostCombinations} combinations of values has each value in one statement, not each combination.`,
      example,
    );
  const records: DnaRecord[] = [];
  const rows = combinations.map((cells, at) => {
    const id = tools.statementIds.take(at === 0 ? earlierId : null);
    const row = { DocumentId: documentId, Start: start, Stop: end, Coder: coderId };
    records.push({ table: 'STATEMENTS', row: { ID: id, StatementTypeId: type.id, ...row } });
    const given = new Map(cells.map(({ variable, cell }) => [variable.id, cell]));
    for (const variable of type.variables) {
      const note = variable === type.note ? annotation.note : undefined;
      const cell =
        note ?? given.get(variable.id) ?? stepCell(type, variable, cells, tools) ?? blank(variable, tools);
      records.push({
        table: dataTables[variable.dataType],
        row: {
          ID: tools.dataIds.take(),
          StatementId: id,
          VariableId: variable.id,
          [variable.dataType === 'short text' ? 'Entity' : 'Value']: cell,
        },
      });
    }
    return id;
  });
  const answered = new Set(placed.map(({ variable }) => variable.id));
  const isMapped = (variable: Variable): boolean => !type.derived.includes(variable);
  return {
    records,
    rows,
    values: areSaidByRows(values, placed, type, tools) ? null : keptValues(values, placed),
    unanswered: type.variables
      .filter((one) => one.dataType === 'boolean' && isMapped(one) && !answered.has(one.id))
      .map(({ id }) => id),
  };
}

/** DNA must have something everywhere: no words, and for booleans what it sets itself. */
const blank = (variable: Variable, { entities }: StatementTools): number | string => {
  if (variable.dataType === 'short text') return entities.ofText(variable, '');
  if (variable.dataType === 'long text') return '';
  return variable.dataType === 'boolean' ? 1 : 0;
};

/** The step of a position, beside the boolean that it is written as. */
function stepCell(
  { steps }: StatementType,
  variable: Variable,
  cells: readonly Placed[],
  { entities }: StatementTools,
): number | undefined {
  if (steps?.variable !== variable) return undefined;
  const step = cells.find(({ value }) => value.attributeId === steps.of.id)?.value.choiceId;
  return step ? entities.ofRecord(variable, step) : undefined;
}

function placedValues(
  values: readonly AttributeValue[],
  { columns, steps }: StatementType,
  { actors, choices, entities }: StatementTools,
): Placed[] {
  const columnOf = new Map(columns.map((column) => [column.attribute.id, column]));
  return values.flatMap((value): Placed[] => {
    const column = columnOf.get(value.attributeId);
    if (!column?.variable) return [];
    const kind = value.actorId === null ? undefined : actors.get(value.actorId)?.kind;
    const isBody = kind === 'organisation' || kind === 'group' || kind === 'state';
    const variable = (isBody ? column.organization : null) ?? column.variable;
    if (variable.dataType === 'boolean') {
      const number = choices.get(value.choiceId ?? '')?.number ?? 0;
      const isYes = steps?.of.id === value.attributeId ? number >= 0 : number > 0;
      return [{ value, variable, cell: isYes ? 1 : 0 }];
    }
    if (variable.dataType === 'integer') return [{ value, variable, cell: value.number ?? 0 }];
    const words = value.text ?? value.date ?? (value.number === null ? '' : String(value.number));
    if (variable.dataType === 'long text') return [{ value, variable, cell: words }];
    const entryId = value.actorId ?? value.conceptId ?? value.choiceId;
    const cell = entryId === null ? entities.ofText(variable, words) : entities.ofRecord(variable, entryId);
    return [{ value, variable, cell }];
  });
}

/** Every combination of one of each list, the last list changing fastest; where they are too many, each at least once. */
function combined<T>(lists: readonly (readonly T[])[]): T[][] {
  const count = lists.reduce((product, list) => product * list.length, 1);
  if (count <= mostCombinations)
    return lists.reduce<T[][]>((rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])), [[]]);
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    lists.map((list) => list[Math.min(at, list.length - 1)]!),
  );
}

/** Whether reading the rows gives the same values in the same order, without anything beside them. */
function areSaidByRows(
  values: readonly AttributeValue[],
  placed: readonly Placed[],
  { steps }: StatementType,
  { entities }: StatementTools,
): boolean {
  if (placed.length < values.length) return false;
  if (values.some(({ inferred, evidenceStart }) => inferred || evidenceStart !== null)) return false;
  const seen = new Set<string>();
  return placed.every(({ value, variable, cell }) => {
    const key = `${value.attributeId} ${variable.id} ${cell}`;
    const isNew = !seen.has(key);
    seen.add(key);
    const isBlank =
      (variable.dataType === 'short text' && cell === entities.ofText(variable, '')) || cell === '';
    return isNew && !isBlank && steps?.of.id !== value.attributeId;
  });
}

function keptValues(
  values: readonly AttributeValue[],
  placed: readonly Placed[],
): NonNullable<KeptInput<'annotation'>['values']> {
  const places = new Map(placed.map((one) => [one.value, one]));
  return values.map((value) => {
    const place = places.get(value);
    return {
      attribute: value.attributeId,
      ...(place && { variable: place.variable.id, cell: place.cell }),
      ...(value.targetAnnotationId !== null && { target: value.targetAnnotationId }),
      ...(place?.variable.dataType === 'boolean' && value.choiceId !== null && { choice: value.choiceId }),
      ...(value.inferred && { inferred: true }),
      ...(value.evidenceStart !== null &&
        value.evidenceEnd !== null && {
          evidence: { start: value.evidenceStart, end: value.evidenceEnd },
        }),
    };
  });
}
