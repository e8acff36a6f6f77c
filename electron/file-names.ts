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
