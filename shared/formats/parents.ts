/** Trees as files have them: a parent for each child, which may lead in a circle. */

/**
 * The parents without those that lead back to their own child, in time that grows with their number.
 * @param parents the parent of each that has one
 * @returns them, and the children whose parent was taken away
 */
export function withoutCircles(parents: ReadonlyMap<string, string>): {
  parents: ReadonlyMap<string, string>;
  cut: readonly string[];
} {
  const kept = new Map(parents);
  const cut: string[] = [];
  const done = new Set<string>();
  for (const first of parents.keys()) {
    const way = new Set<string>();
    let at: string | undefined = first;
    while (at !== undefined && !done.has(at)) {
      way.add(at);
      const parent = kept.get(at);
      if (parent !== undefined && way.has(parent)) {
        kept.delete(at);
        cut.push(at);
        break;
      }
      at = parent;
    }
    for (const one of way) done.add(one);
  }
  return { parents: kept, cut };
}
