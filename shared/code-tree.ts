/** The codes as a tree, in the order in which they are shown, and where a moved one comes to stand. */
import type { Code } from './records';

/** What has a place among others of its kind. */
export interface Placed {
  id: string;
  position: number;
}

const byPosition = (a: Placed, b: Placed): number => a.position - b.position || (a.id < b.id ? -1 : 1);

/** In order of their positions; ids decide between equal ones, so that every window shows the same. */
export const inOrder = <T extends Placed>(items: Iterable<T>): T[] => [...items].toSorted(byPosition);

/** A code in the tree: `level` counts from 1, `index` and `siblings` among those of one parent. */
export interface TreeRow {
  code: Code;
  level: number;
  /** The parent that the tree shows, which is null where the record's own is missing. */
  parentId: string | null;
  index: number;
  siblings: number;
  hasChildren: boolean;
}

/**
 * All codes, each before those beneath it. None is left out: codes whose parent is missing, and codes
 * that lie beneath themselves in a file from elsewhere, stand at the top.
 */
export function treeRows(codes: Iterable<Code>): TreeRow[] {
  const all = inOrder(codes);
  const ids = new Set(all.map(({ id }) => id));
  const children = Map.groupBy(all, ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : null,
  );
  const rows: TreeRow[] = [];
  const placed = new Set<string>();
  const addAll = (list: readonly Code[], parentId: string | null): void => {
    const waiting = list
      .map((code, index) => ({ code, level: 1, parentId, index, siblings: list.length }))
      .toReversed();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { code, level } = next;
      if (placed.has(code.id)) continue;
      placed.add(code.id);
      const below = (children.get(code.id) ?? []).filter(({ id }) => !placed.has(id));
      rows.push({ ...next, hasChildren: below.length > 0 });
      waiting.push(
        ...below
          .map((child, index) => ({
            code: child,
            level: level + 1,
            parentId: code.id,
            index,
            siblings: below.length,
          }))
          .toReversed(),
      );
    }
  };
  addAll(children.get(null) ?? [], null);
  for (const code of all) if (!placed.has(code.id)) addAll([code], null);
  return rows;
}

/** The ids of a code and of all codes beneath it. */
export function withDescendants(codes: Iterable<Code>, codeId: string): Set<string> {
  const children = Map.groupBy(codes, ({ parentId }) => parentId);
  const found = new Set([codeId]);
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child.id);
  return found;
}

/**
 * The position of something new at `index` among others, and the new positions of those that have to make
 * room. Only as many move as must, so that a change names few records.
 * @param others those already there, in order
 */
export function placeAt(
  others: readonly Placed[],
  index: number,
): { position: number; shifted: Map<string, number> } {
  const at = Math.max(0, Math.min(index, others.length));
  const before = others[at - 1];
  const after = others[at];
  const position = before ? before.position + 1 : after ? after.position - 1 : 0;
  const shifted = new Map<string, number>();
  let free = position + 1;
  for (const other of others.slice(at)) {
    if (other.position >= free) break;
    shifted.set(other.id, free);
    free += 1;
  }
  return { position, shifted };
}
