/** The tree of concepts as a list of the rows that its open branches show. */
import type { Concept } from '../../shared/records';
import { compareNames } from '../actors/search';

export interface ConceptRow {
  concept: Concept;
  /** 1 for the topmost. */
  level: number;
  /** Null for a concept without others below it. */
  isOpen: boolean | null;
  uses: number;
  /** With those of all concepts below it. */
  usesBelow: number;
}

/**
 * @param closed ids of the branches that are closed
 * @param wanted ids of the concepts to show, with all that they are under; null shows everything
 */
export function conceptRows(
  concepts: ReadonlyMap<string, Concept>,
  usage: Readonly<Record<string, number>>,
  closed: ReadonlySet<string>,
  wanted: ReadonlySet<string> | null,
): ConceptRow[] {
  const below = Map.groupBy([...concepts.values()].toSorted(compareNames), ({ parentId }) =>
    parentId !== null && concepts.has(parentId) ? parentId : null,
  );
  const rows: ConceptRow[] = [];
  const visit = (concept: Concept, level: number): { uses: number; isWanted: boolean } => {
    const place = rows.length;
    const children = below.get(concept.id) ?? [];
    const isOpen = children.length === 0 ? null : wanted !== null || !closed.has(concept.id);
    const uses = usage[concept.id] ?? 0;
    const row: ConceptRow = { concept, level, isOpen, uses, usesBelow: uses };
    rows.push(row);
    let isWanted = wanted === null || wanted.has(concept.id);
    for (const child of children) {
      const found = visit(child, level + 1);
      row.usesBelow += found.uses;
      isWanted ||= found.isWanted;
    }
    // Closed branches are counted, too, and then left out.
    if (isOpen === false) rows.length = place + 1;
    if (!isWanted) rows.length = place;
    return { uses: row.usesBelow, isWanted };
  };
  for (const concept of below.get(null) ?? []) visit(concept, 1);
  return rows;
}

/** A concept and everything below it. */
export function withAllBelow(id: string, concepts: ReadonlyMap<string, Concept>): ReadonlySet<string> {
  const below = Map.groupBy(concepts.values(), ({ parentId }) => parentId);
  const found = new Set([id]);
  for (const at of found) for (const child of below.get(at) ?? []) found.add(child.id);
  return found;
}
