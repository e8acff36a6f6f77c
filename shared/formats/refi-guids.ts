/**
 * What REFI-QDA calls records by: GUIDs, which are our ids, or those of the file that a record came from. Programs
 * write them in either case, with or without braces.
 */
import { v5 } from 'uuid';
import type { ForeignId } from '../records';

/** A codebook and a project of one study call their codes by the same GUIDs. */
export const refiFormats = { project: 'refi-qda', codebook: 'refi-qda-codebook' } as const;

const hex = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const pattern = new RegExp(`^(?:${hex}|\\{${hex}\\})$`, 'i');

/** What is the same for all ways to write a GUID; of what is none, the words themselves. */
export const guidKey = (written: string): string => written.trim().replaceAll(/[{}]/g, '').toLowerCase();

export const isGuid = (words: string): boolean => pattern.test(words);

/** Of what has no id of its own here, always the same: a name-based UUID of RFC 9562, version 5. */
export const derivedGuid = (...parts: readonly string[]): string =>
  v5(parts.map(guidKey).join(' '), '6f0c2b52-53a1-4d0e-9d53-4b0cf5a1c0de');

/**
 * The GUIDs of one export. What came from REFI-QDA keeps its GUIDs; where two records came from one (a file that was
 * read twice, say), the first does. All foreign ids have to be added before the first GUID is asked for.
 */
export class RefiGuids {
  private readonly written = new Map<string, string>();
  private readonly owners = new Map<string, string>();

  /** @param articleId of the article that the records belong to; annotations of one may share a selection */
  add(foreignIds: readonly ForeignId[], articleId = ''): void {
    for (const { format, recordType, recordId, foreignId } of foreignIds) {
      const isRefi = format === refiFormats.project || format === refiFormats.codebook;
      if (!isRefi || !isGuid(foreignId) || this.written.has(recordId)) continue;
      const owner = recordType === 'span' ? articleId : recordId;
      const key = guidKey(foreignId);
      if ((this.owners.get(key) ?? owner) !== owner) continue;
      this.owners.set(key, owner);
      this.written.set(recordId, foreignId);
    }
  }

  of(id: string): string {
    const written = this.written.get(id);
    if (written !== undefined) return written;
    return isGuid(id) && !this.owners.has(guidKey(id)) ? id : derivedGuid('record', id);
  }
}
