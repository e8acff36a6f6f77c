/** How much came of a merge: what became of the records, by type, and in which article they are. */
import type { RecordType } from '../records';
import type { Category, MergeCount } from './merge-plan';

/** Counts while a merge is planned. */
export class Tally {
  /** By article, with my ids; null for what is in none. */
  private readonly byArticle = new Map<string | null, Map<RecordType, Map<Category, number>>>();

  add(articleId: string | null, type: RecordType, category: Category, by = 1): void {
    const counts = entryOf(
      entryOf(this.byArticle, articleId, () => new Map()),
      type,
      () => new Map<Category, number>(),
    );
    counts.set(category, (counts.get(category) ?? 0) + by);
  }

  has(articleId: string): boolean {
    return this.byArticle.has(articleId);
  }

  /** @param leftOut articles of which nothing is counted */
  counts(leftOut?: ReadonlySet<string>): MergeCount[] {
    const sums = new Map<RecordType, Map<Category, number>>();
    for (const [articleId, types] of this.byArticle) {
      if (articleId !== null && leftOut?.has(articleId)) continue;
      for (const [type, counts] of types) {
        const sum = entryOf(sums, type, () => new Map<Category, number>());
        for (const [category, count] of counts) sum.set(category, (sum.get(category) ?? 0) + count);
      }
    }
    return [...sums].flatMap(([type, counts]) =>
      [...counts].map(([category, count]) => ({ type, category, count })),
    );
  }
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let entry = map.get(key);
  if (entry === undefined) map.set(key, (entry = make()));
  return entry;
}

/** As the record of a merge keeps them, for whoever reads the file. */
export const writeCounts = (counts: readonly MergeCount[]): string => JSON.stringify(counts);
