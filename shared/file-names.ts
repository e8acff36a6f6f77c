/** File names made from what the user calls things. */

/** Names of devices on Windows, where no file may be called so, whatever its extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * `name` with everything replaced that some file system refuses, so that the file can be sent to anybody.
 * Letters of all scripts stay. At most 100 characters; `fallback` when nothing is left.
 */
export function fileNameFor(name: string, fallback: string): string {
  const allowed = name
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const short = [...allowed].slice(0, 100).join('');
  const bare = short.replace(/^[.\s]+/, '').replace(/[.\s]+$/, '');
  if (bare === '' || bare === '-') return fallback;
  return reserved.test(bare) ? `${bare}-` : bare;
}

/**
 * Gives each thing a file name of its own, also where letters of either case count as the same: the second of a name
 * is `Name (2)`.
 */
export class FileNames {
  private readonly counts = new Map<string, number>();

  nameFor(name: string, fallback: string): string {
    const wanted = fileNameFor(name, fallback);
    for (let count = this.countOf(wanted) + 1; ; count++) {
      const given = count === 1 ? wanted : `${wanted} (${count})`;
      if (this.countOf(given) > 0) continue;
      this.counts.set(keyOf(wanted), count);
      this.counts.set(keyOf(given), Math.max(1, this.countOf(given)));
      return given;
    }
  }

  private countOf(name: string): number {
    return this.counts.get(keyOf(name)) ?? 0;
  }
}

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase();
