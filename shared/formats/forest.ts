/** Records with parents as a tree that a format can nest. */

export interface ForestNode<T> {
  record: T;
  /** Of the parent that it stands below here; null at the top. */
  parentId: string | null;
  children: ForestNode<T>[];
}

/** Deeper than this, what is nested cannot be read by most programs. */
export const deepestForest = 500;

/**
 * Every record once, each below its parent, in the order given. Those whose parent is missing, or that lie below
 * themselves, stand at the top; those that lie too deep stand beside their parent.
 */
export function forestOf<T extends { id: string; parentId: string | null }>(
  records: readonly T[],
): ForestNode<T>[] {
  const ids = new Set(records.map(({ id }) => id));
  const below = Map.groupBy(records, ({ parentId }) =>
    parentId !== null && ids.has(parentId) ? parentId : null,
  );
  const placed = new Set<string>();
  const roots: ForestNode<T>[] = [];
  const plant = (root: T): void => {
    const waiting = [{ record: root, parent: null as ForestNode<T> | null, level: 1 }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { record, parent, level } = next;
      if (placed.has(record.id)) continue;
      placed.add(record.id);
      const node: ForestNode<T> = { record, parentId: parent?.record.id ?? null, children: [] };
      (parent?.children ?? roots).push(node);
      const isDeepest = level === deepestForest;
      for (const child of (below.get(record.id) ?? []).toReversed())
        waiting.push({
          record: child,
          parent: isDeepest ? parent : node,
          level: isDeepest ? level : level + 1,
        });
    }
  };
  for (const root of below.get(null) ?? []) plant(root);
  for (const record of records) if (!placed.has(record.id)) plant(record);
  return roots;
}

/** All nodes, each before those below it. */
export function* nodesOf<T>(roots: readonly ForestNode<T>[]): Generator<ForestNode<T>> {
  const waiting = roots.toReversed();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (const child of next.children.toReversed()) waiting.push(child);
  }
}
