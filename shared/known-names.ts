/**
 * Names of known actors in text whose script has no capitals to tell names by: Arabic, Hebrew, Chinese. They
 * are found as they are spelled. Offsets are UTF-16 code units, ranges half-open.
 */
import { mayBegin, mayEnd } from './name-borders';
import type { Range } from './span';

/** Names by their first two code units, longer ones first. */
export type NameIndex = ReadonlyMap<string, readonly string[]>;

export const noNames: NameIndex = new Map();

/** Names in scripts with capitals are left out: `proper-names` finds those, also when nobody knows them. */
export function nameIndex(names: Iterable<string>): NameIndex {
  const uncased = [...new Set(names)].filter(
    (name) => name.length > 1 && name.length <= longest && !/[\p{Lu}\p{Lt}\p{Ll}]/u.test(name),
  );
  return Map.groupBy(
    uncased.toSorted((a, b) => b.length - a.length),
    (name) => name.slice(0, 2),
  );
}

/** The longest name that is looked for, in code units. */
const longest = 100;
/** So far the text is looked through: a key must answer at once. */
const reach = 50_000;

/** The first name that ends after an offset, or null. */
export function knownNameAfter(text: string, offset: number, names: NameIndex): Range | null {
  if (names.size === 0) return null;
  const last = Math.min(text.length, offset + reach);
  for (let at = Math.max(0, offset - longest); at < last; at++) {
    const found = nameAt(text, at, names);
    if (found && found.end > offset) return found;
    if (found) at = found.end - 1;
  }
  return null;
}

/** The last name that begins before an offset, or null; of names within each other the longest. */
export function knownNameBefore(text: string, offset: number, names: NameIndex): Range | null {
  if (names.size === 0) return null;
  for (let at = offset - 1; at >= Math.max(0, offset - reach); at--) {
    let found = nameAt(text, at, names);
    if (!found) continue;
    for (let from = at - 1; from >= Math.max(0, at - longest); from--) {
      const around = nameAt(text, from, names);
      if (around && around.end >= found.end) found = around;
    }
    return found;
  }
  return null;
}

/** The longest name that begins at an offset, as whole words; the Arabic `and` may be written before it. */
function nameAt(text: string, at: number, names: NameIndex): Range | null {
  const candidates = names.get(text.slice(at, at + 2));
  if (!candidates) return null;
  if (!mayBegin(text, at)) return null;
  for (const name of candidates) {
    if (mayEnd(text, at + name.length) && text.startsWith(name, at))
      return { start: at, end: at + name.length };
  }
  return null;
}
