/** Names made of the few characters that old formats allow: `A-Z a-z 0-9 _ -`. */

const longest = 60;

/** The letters and figures of a name without their accents, parted by hyphens; empty where nothing is left. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longest)
    .replaceAll(/-+$/g, '');

/** Gives out slugs that differ, also to programs for which case does not count. */
export class Slugs {
  private readonly taken = new Set<string>();
  /** By slug, the number that was last tried. */
  private readonly numbers = new Map<string, number>();

  /** @param instead for a name of which no letter is left, in Arabic or Chinese, say */
  next(name: string, instead: string): string {
    const base = slugOf(name) || instead;
    const key = base.toLowerCase();
    let number = this.numbers.get(key) ?? 1;
    let slug = base;
    while (this.taken.has(slug.toLowerCase())) slug = `${base}-${++number}`;
    this.numbers.set(key, number);
    this.taken.add(slug.toLowerCase());
    return slug;
  }

  /** Takes a slug as it is. @returns whether it was free */
  take(slug: string): boolean {
    if (this.taken.has(slug.toLowerCase())) return false;
    this.taken.add(slug.toLowerCase());
    return true;
  }
}
