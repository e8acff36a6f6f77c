/**
 * The assignment that is worth most: of rows and columns, each at most once (Kuhn 1955, Munkres 1957), by shortest
 * augmenting paths (Jonker and Volgenant 1987). Pairs that are not listed cannot be made, so the problem is solved
 * for each connected part alone, most of which are one pair.
 */
export interface Worth {
  row: number;
  column: number;
  /** More than 0. */
  worth: number;
}

export function assign(rows: number, columns: number, listed: readonly Worth[]): Worth[] {
  const parts = connected(rows, columns, listed);
  return parts.flatMap((part) => (part.length === 1 ? part : assignPart(part)));
}

/** The listed pairs by connected part, in the order of their first pair. */
function connected(rows: number, columns: number, listed: readonly Worth[]): Worth[][] {
  const parent = Int32Array.from({ length: rows + columns }, (_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!;
    return root;
  };
  for (const { row, column } of listed) parent[rootOf(row)] = rootOf(rows + column);
  const parts = new Map<number, Worth[]>();
  for (const one of listed) {
    const root = rootOf(one.row);
    const part = parts.get(root);
    if (part) part.push(one);
    else parts.set(root, [one]);
  }
  return [...parts.values()];
}

function assignPart(listed: readonly Worth[]): Worth[] {
  const rows = [...new Set(listed.map(({ row }) => row))];
  const columns = [...new Set(listed.map(({ column }) => column))];
  const rowAt = new Map(rows.map((row, at) => [row, at]));
  const columnAt = new Map(columns.map((column, at) => [column, at]));
  // Every row has a column of its own besides, which is worth nothing: it stays alone.
  const width = columns.length + rows.length;
  const costs = new Float64Array(rows.length * width);
  const pairs = new Map<number, Worth>();
  for (const one of listed) {
    const cell = rowAt.get(one.row)! * width + columnAt.get(one.column)!;
    costs[cell] = -one.worth;
    pairs.set(cell, one);
  }
  const rowOf = shortestPaths(rows.length, width, costs);
  return [...rowOf].flatMap((row, column) => (row < 0 ? [] : (pairs.get(row * width + column) ?? [])));
}

/** For each column the row that it is given, or −1; `rows` is not more than `width`. */
function shortestPaths(rows: number, width: number, costs: Float64Array): Int32Array {
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(width);
  const rowOf = new Int32Array(width).fill(-1);
  for (let row = 0; row < rows; row++) {
    const distance = new Float64Array(width).fill(Infinity);
    const from = new Int32Array(width).fill(-1);
    const done = new Uint8Array(width);
    let current = row;
    let last = -1;
    let reached = 0;
    do {
      let nearest = -1;
      for (let column = 0; column < width; column++) {
        if (done[column] === 1) continue;
        const far = reached + costs[current * width + column]! - rowPrice[current]! - columnPrice[column]!;
        if (far < distance[column]!) {
          distance[column] = far;
          from[column] = last;
        }
        if (nearest < 0 || distance[column]! < distance[nearest]!) nearest = column;
      }
      reached = distance[nearest]!;
      done[nearest] = 1;
      last = nearest;
      current = rowOf[nearest]!;
    } while (current >= 0);
    for (let column = 0; column < width; column++) {
      if (done[column] === 0) continue;
      if (rowOf[column]! >= 0) rowPrice[rowOf[column]!]! += reached - distance[column]!;
      columnPrice[column]! -= reached - distance[column]!;
    }
    rowPrice[row]! += reached;
    for (let column = last; column >= 0;) {
      const before = from[column]!;
      rowOf[column] = before < 0 ? row : rowOf[before]!;
      column = before;
    }
  }
  return rowOf;
}
