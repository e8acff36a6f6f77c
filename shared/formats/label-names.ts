/** What codes are called where a format knows labels by nothing but their words. */
import type { Code } from '../records';

/** The words in at most so many UTF-16 code units, never cutting a character in two. */
export function labelWithin(words: string, longest: number): string {
  if (words.length <= longest) return words;
  const end = /[\ud800-\udbff]/.test(words[longest - 2] ?? '') ? longest - 2 : longest - 1;
  return `${words.slice(0, end)}…`;
}

/**
 * A label for each code, all of them different: `Claim`, and `Claim (2)` for another code of that name.
 * @param longest in UTF-16 code units
 */
export function labelsOf(codes: readonly Code[], longest = Infinity): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const labels = new Map<string, string>();
  for (const { id, name } of codes) {
    let label = labelWithin(name, longest);
    for (let number = 2; taken.has(label); number++) {
      const mark = ` (${number})`;
      label = `${labelWithin(name, longest - mark.length)}${mark}`;
    }
    taken.add(label);
    labels.set(id, label);
  }
  return labels;
}

/** Shortcuts that only one code has: programs refuse or ignore those that come twice. */
export function ownShortcuts(codes: readonly Code[]): ReadonlySet<string> {
  const all = codes.flatMap(({ shortcut }) => (shortcut === null ? [] : [shortcut]));
  const seen = new Set<string>();
  const twice = new Set(all.filter((shortcut) => seen.size === seen.add(shortcut).size));
  return new Set(all.filter((shortcut) => !twice.has(shortcut)));
}
