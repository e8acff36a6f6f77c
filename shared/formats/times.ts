/** Times as files write them, and as a project keeps them. */

/** Which zone it is of, nobody can tell; for the same on every machine, it is taken as UTC. */
const isOfNoZone = /[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;
const isUtc = /T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/;

/**
 * A time as ISO 8601 in UTC, as it is written where it is that already; null for what is no time, and for mere numbers,
 * which could be anything.
 */
export function utcTime(words: string): string | null {
  const time = new Date(isOfNoZone.test(words) ? `${words.replace(' ', 'T')}Z` : words);
  if (!/^\d{4}-\d\d-\d\d/.test(words) || Number.isNaN(time.getTime())) return null;
  return isUtc.test(words) ? words : time.toISOString();
}
