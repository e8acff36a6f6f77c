/** The coders of a DNA database. Their passwords stay there. */
import type { DatasetBuilder } from './dataset-builder';
import { unusual } from './dna-foreign';
import type { AllKept } from './dna-kept';
import { type DnaSource, idIn, rowsById, wordsIn } from './dna-source';
import { type DnaRow, fitting, permissions, relationColumns } from './dna-tables';

export interface ReadCoders {
  /** Our coder for one of DNA; one that is in no table is made and noted. */
  of(id: number | null): string;
  /** Our coders by the ids that they had when we wrote the database. */
  before: ReadonlyMap<string, string>;
}

const adminId = 1;
const everything = (columns: readonly string[]): DnaRow =>
  Object.fromEntries(columns.map((column) => [column, 1]));

/** @param active the coders of statements: an Admin who made none is part of DNA rather than of the study */
export function readCoders(
  tables: DnaSource,
  kept: AllKept,
  active: ReadonlySet<number>,
  builder: DatasetBuilder,
): ReadCoders {
  const relations = new Map<number, Record<string, unknown>>();
  for (const row of tables.rows('CODERRELATIONS')) {
    const coder = idIn(row.Coder);
    const limits = unusual(row, everything(relationColumns));
    if (coder === null || !limits) continue;
    relations.set(coder, { ...relations.get(coder), [wordsIn(row.OtherCoder)]: limits });
  }
  const owners = new Map(
    [...kept.coder].flatMap(([id, one]) => one.rows.map((row) => [row, { id, ...one }] as const)),
  );
  const before = new Map<string, string>();
  const made = new Map<number, string>();
  const rows = rowsById(tables.rows('CODERS'), (row) =>
    builder.losses.add(
      'coder',
      'mismatch',
      'A coder whose number is another’s is left out.',
      wordsIn(row.Name),
    ),
  );
  for (const [id, row] of rows) {
    const owner = owners.get(id);
    if (id === adminId && !owner && !active.has(id)) continue;
    const { Red = null, Green = null, Blue = null } = row;
    const extra = {
      Red,
      Green,
      Blue,
      ...unusual(row, everything(permissions)),
      ...(relations.has(id) && { relations: relations.get(id) }),
    };
    const name = wordsIn(row.Name);
    const isAsWritten = owner && name === fitting(owner.record.name);
    const coderId = builder.coder(
      isAsWritten
        ? { name: owner.record.name, createdAt: owner.record.createdAt, role: owner.record.role }
        : { name: name === '' ? `Coder ${id}` : name },
      { id: owner ? (owner.name ?? owner.id) : String(id), extra },
    );
    made.set(id, coderId);
    if (owner) before.set(owner.id, coderId);
  }
  builder.secondRounds(
    [...before.keys()].map((id) => kept.coder.get(id)!.record),
    (id) => before.get(id),
  );
  return {
    before,
    of(id) {
      const known = id === null ? undefined : made.get(id);
      if (known !== undefined) return known;
      const name = id === null ? 'Unknown coder' : `Coder ${id}`;
      builder.losses.add('coder', 'mismatch', 'A coder of statements is in no list; one is made.', name);
      const coderId = builder.coder({ name }, { id: String(id ?? '') });
      made.set(id ?? 0, coderId);
      return coderId;
    },
  };
}
