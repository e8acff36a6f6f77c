/** How far sets of values are apart, where an attribute may have several: joint statements have several speakers. */

/** What two sets share and hold together, of sorted lists without repeats. */
export function sharedAndTogether(
  one: readonly string[],
  other: readonly string[],
): { shared: number; together: number } {
  let shared = 0;
  for (let at = 0, otherAt = 0; at < one.length && otherAt < other.length;) {
    if (one[at] === other[otherAt]) {
      shared++;
      at++;
      otherAt++;
    } else if (one[at]! < other[otherAt]!) at++;
    else otherAt++;
  }
  return { shared, together: one.length + other.length - shared };
}

/**
 * 1 for the same set, 0 for sets that share nothing, and 0 between an empty set and another (Passonneau 2006: one
 * minus this is the MASI distance). Of sorted lists without repeats.
 */
export function masiLikeness(one: readonly string[], other: readonly string[]): number {
  const { shared, together } = sharedAndTogether(one, other);
  if (together === 0) return 1;
  if (shared === 0) return 0;
  const jaccard = shared / together;
  if (jaccard === 1) return 1;
  return jaccard * (shared === one.length || shared === other.length ? 2 / 3 : 1 / 3);
}
