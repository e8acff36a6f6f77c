/** The coders of a DNA database: who signs in, and who may see whose work. */
import type { Dataset } from './dataset';
import { earlierRows, withEarlier } from './dna-foreign';
import { colorColumns, type DnaRecord, fitting, permissions, relationColumns, RowIds } from './dna-tables';

/** DNA signs in as this coder first of all; it is there in every database. */
export const adminId = 1;
const adminName = 'Admin';
const coderColors = ['#3399ff', '#ff6666', '#66ff00', '#ff9900', '#cc66ff', '#00cccc', '#999966', '#ff66b2'];

/** Coders as DNA numbers them, by our ids. */
export interface DnaCoders {
  ids: ReadonlyMap<string, number>;
  isKnown(id: unknown): id is number;
}

/** Coders, without Password, and what each may do with the work of each other. */
export function* coderRows({ registries }: Dataset): Generator<DnaRecord, DnaCoders> {
  const earlier = earlierRows(registries.foreignIds.filter(({ recordType }) => recordType === 'coder'));
  const rowOf = (id: string) => earlier.get(id)?.[0];
  const ids = new RowIds(new Set(registries.coders.flatMap(({ id }) => rowOf(id)?.id ?? [])));
  const admin = registries.coders.find(
    ({ id, name }) => rowOf(id)?.id === adminId || (!earlier.has(id) && name === adminName),
  );
  ids.take(adminId);
  const idOf = new Map(
    registries.coders.map(({ id }) => [id, id === admin?.id ? adminId : ids.take(rowOf(id)?.id ?? null)]),
  );
  const people = [
    ...(admin ? [] : [{ recordId: '', id: adminId, name: adminName }]),
    ...registries.coders.map(({ id, name }) => ({ recordId: id, id: idOf.get(id)!, name })),
  ];
  for (const [at, { recordId, id, name }] of people.entries()) {
    const color = id === adminId ? '#ffff00' : coderColors[at % coderColors.length]!;
    const extra = rowOf(recordId)?.extra;
    yield {
      table: 'CODERS',
      row: {
        ID: id,
        Name: fitting(name),
        Refresh: 0,
        ...withEarlier(colorColumns(color), extra),
        FontSize: 14,
        PopupWidth: 300,
        ColorByCoder: 0,
        PopupDecoration: 0,
        PopupAutoComplete: 1,
        ...withEarlier(Object.fromEntries(permissions.map((one) => [one, 1])), extra, () => 1),
      },
    };
  }
  let last = 0;
  for (const one of people) {
    const relations = rowOf(one.recordId)?.extra.relations;
    for (const other of people)
      if (other !== one) {
        const extra = relationTo(relations, other.id);
        yield {
          table: 'CODERRELATIONS',
          row: {
            ID: (last += 1),
            Coder: one.id,
            OtherCoder: other.id,
            ...withEarlier(Object.fromEntries(relationColumns.map((name) => [name, 1])), extra, () => 1),
          },
        };
      }
  }
  const known = new Set<unknown>(people.map(({ id }) => id));
  return { ids: idOf, isKnown: (id): id is number => known.has(id) };
}

/** What DNA let a coder do with the work of another, as reading kept it; undefined for everything. */
function relationTo(relations: unknown, otherId: number): Record<string, unknown> | undefined {
  if (typeof relations !== 'object' || relations === null) return undefined;
  const found: unknown = (relations as Record<string, unknown>)[otherId];
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : undefined;
}
