/** Two large projects that were one once: each has since got articles and annotations of its own. */
import fs from 'node:fs';
import { lastSeq } from '../../electron/db/project';
import { closeFile, openForReading } from '../../electron/db/open';
import { createBigProject, extendBigProject, type Size } from './big-project';

/**
 * @param each what each project has in the end; half of it is common to both. A fifth of what is new is in common
 *   articles.
 */
export function createPair(
  { mine, theirs }: { mine: string; theirs: string },
  profileFolder: string,
  each: Size,
): void {
  const half = { ...each, articles: each.articles / 2, annotations: each.annotations / 2 };
  createBigProject(mine, profileFolder, half);
  fs.copyFileSync(mine, theirs);
  const added = { ...half, inOldArticles: Math.round(half.annotations / 5) };
  extendBigProject(mine, profileFolder, 'Ada', 'mine', added);
  extendBigProject(theirs, profileFolder, 'Ben', 'theirs', added);
  for (const file of [mine, theirs]) {
    const db = openForReading(file);
    if (lastSeq(db) < 3) throw new Error('a project of the pair has no history of its own');
    closeFile(db);
  }
}
