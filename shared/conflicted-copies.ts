/**
 * Copies that a sync program leaves beside a project when two people worked in it at once, known by their names.
 * `stem` is the name without `.claimbook`.
 */

const ending = '.claimbook';

/** What stands behind the stem in the names that sync programs give. The first that fits counts. */
const marks: readonly { service: string; pattern: RegExp }[] = [
  // Dropbox, in the languages of its users; Nextcloud writes the same in English, with the time.
  {
    service: 'Dropbox or Nextcloud',
    pattern:
      /^ \((?:[^()]*[ ’'])?(?:conflicted copy|in Konflikt stehende Kopie|copie en conflit|copia en conflicto|copia in conflitto|cópia em conflito|conflicterende kopie)(?: [^()]*)?\)$/i,
  },
  { service: 'Nextcloud or ownCloud', pattern: /^[_-]conflict-[\w-]+$/i },
  { service: 'Syncthing', pattern: /^\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?$/ },
  // Windows calls computers so by itself.
  { service: 'OneDrive', pattern: /^-(?:DESKTOP|LAPTOP|WIN|PC)-[A-Z0-9]{5,}(?:-\d+)?$/ },
  { service: 'Google Drive', pattern: /^ \(\d{1,2}\)$/ },
];

const stemOf = (fileName: string): string | null =>
  fileName.toLowerCase().endsWith(ending) ? fileName.slice(0, -ending.length) : null;

/** Whether a file is called as a sync program calls a conflicted copy of another. */
export function isConflictedCopy(fileName: string, of: string): boolean {
  const [copy, original] = [stemOf(fileName), stemOf(of)];
  if (copy === null || original === null || !copy.startsWith(original) || copy === original) return false;
  const rest = copy.slice(original.length);
  return marks.some(({ pattern }) => pattern.test(rest));
}

/**
 * The files beside a project that are conflicted copies of it, or of which it is one itself.
 * @param names in its folder, its own among them or not
 */
export const conflictedCopies = (fileName: string, names: readonly string[]): string[] =>
  names
    .filter((name) => isConflictedCopy(name, fileName) || isConflictedCopy(fileName, name))
    .toSorted((one, other) => one.localeCompare(other, 'en'));
