/**
 * Pairs of short texts that differ in about one letter, without comparing each with each: texts meet
 * where they agree once a letter of either is left out. Hashes in one sorted array take the place of a
 * million strings in a map.
 */

/** Shorter texts meet only where they are equal: a letter more or less makes another name of them. */
const longEnough = 6;
const tooShort = 3;
/** Longer texts are no names of people; they meet only where they are equal. */
const tooLong = 64;
/** A group larger than this has something in common that says nothing. */
const mostInGroup = 40;
/** 2^20 texts have room beside a hash of 32 bits in the 52 bits of a number. */
const places = 2 ** 20;

/** FNV-1a of a text, without the letter at `skipped`, in 32 bits. */
function hashOf(text: string, skipped = -1): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    if (index !== skipped) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Calls `visit` once for each two texts that may differ in one letter; a few that do not are among them.
 * @param visit gets the indexes of the two in `texts`
 * @throws Error for more than 1,048,576 texts
 */
export function eachNearPair(texts: readonly string[], visit: (one: number, other: number) => void): void {
  if (texts.length > places) throw new Error(`${texts.length} texts are more than ${places}`);
  const leftOut = (text: string): boolean => text.length >= longEnough && text.length <= tooLong;
  let size = 0;
  for (const text of texts) size += text.length < tooShort ? 0 : leftOut(text) ? text.length + 1 : 1;
  const keys = new Float64Array(size);
  let at = 0;
  for (const [index, text] of texts.entries()) {
    if (text.length < tooShort) continue;
    keys[at++] = hashOf(text) * places + index;
    if (!leftOut(text)) continue;
    for (let skipped = 0; skipped < text.length; skipped++) {
      keys[at++] = hashOf(text, skipped) * places + index;
    }
  }
  keys.sort();
  const visited = new Set<number>();
  for (let start = 0; start < size;) {
    const hash = Math.floor((keys[start] ?? 0) / places);
    let end = start + 1;
    while (end < size && Math.floor((keys[end] ?? 0) / places) === hash) end++;
    const last = Math.min(end, start + mostInGroup);
    for (let one = start; one < last; one++) {
      for (let other = one + 1; other < last; other++) {
        const a = (keys[one] ?? 0) % places;
        const b = (keys[other] ?? 0) % places;
        const pair = a * places + b;
        if (a === b || visited.has(pair)) continue;
        visited.add(pair);
        visit(a, b);
      }
    }
    start = end;
  }
}
