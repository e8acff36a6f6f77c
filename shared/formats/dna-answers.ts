/** What the statements of a DNA database say for each of their variables. */
import type { DatasetBuilder } from './dataset-builder';
import type { ReadCodebook, ReadVariable } from './dna-codebook';
import { type DnaSource, idIn, wordsIn } from './dna-source';
import { dataTables, dataTypes, type DnaRow } from './dna-tables';

/** What a statement says for a variable: a number, a text, or the id of an entity. */
export interface Answer {
  variable: ReadVariable;
  cell: number | string;
}

/** Equal for equal answers. */
export const keyOf = ({ variable, cell }: Answer): string => `${variable.id} ${cell}`;

/** @returns the answers by the ids of their statements */
export function* readAnswers(
  tables: DnaSource,
  statements: ReadonlyMap<number, DnaRow>,
  { variables, entries }: ReadCodebook,
  builder: DatasetBuilder,
): Generator<null, ReadonlyMap<number, Answer[]>> {
  const answers = new Map<number, Answer[]>();
  const leaveOut = (what: string, row: DnaRow): void =>
    builder.losses.add(
      'value',
      'mismatch',
      what,
      `statement ${wordsIn(row.StatementId)}, variable ${wordsIn(row.VariableId)}`,
    );
  let count = 0;
  for (const dataType of dataTypes)
    for (const row of tables.rows(dataTables[dataType])) {
      if ((count += 1) % 1000 === 0) yield null;
      const statementId = idIn(row.StatementId);
      const variable = variables.get(idIn(row.VariableId) ?? 0);
      if (statementId === null || !statements.has(statementId) || variable?.dataType !== dataType) {
        leaveOut('A value of no statement, or of no variable of its kind, is left out.', row);
        continue;
      }
      const cell = dataType === 'short text' ? row.Entity : (row.Value ?? '');
      const isEntity = dataType !== 'short text' || entries.has(idIn(cell) ?? 0);
      if (typeof cell !== (dataType === 'long text' ? 'string' : 'number') || !isEntity) {
        leaveOut(
          'A value that points to no entry, or is of another kind than its variable, is left out.',
          row,
        );
        continue;
      }
      const own = answers.get(statementId);
      if (own) own.push({ variable, cell: cell as number | string });
      else answers.set(statementId, [{ variable, cell: cell as number | string }]);
    }
  return answers;
}
