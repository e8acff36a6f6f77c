/** Two annotations that differ in where they begin and end alone. */
import type { CodedAnnotation } from '../formats/dataset';
import { type CodedMerge, listedAt, rename, standsAll } from './coded-merge';
import { replaceSpans } from './replace-parts';
import type { News } from './news';
import { removedByThem } from './one-sided';
import { bringAnnotation, bringRecords, keepAnnotation } from './one-sided-annotation';
import type { TheirAnnotation } from './their-annotation';

/** Nearly the same words, tagged by the same coder with the same code. */
export function mergeBoundary(at: CodedMerge, mine: CodedAnnotation, theirs: TheirAnnotation): void {
  const { merging } = at;
  const theirId = theirs.given.annotation.id;
  const listed = listedAt(at, theirId);
  const { take } = merging.choose({ key: listed.key, category: 'boundary', type: 'annotation' });
  const both = { mineId: mine.annotation.id, theirsId: theirId };
  const list = (): void =>
    merging.list({ ...listed, type: 'annotation', category: 'boundary', ...both, take });
  if (take === 'both') {
    // Each of them may have been removed on the other side.
    if (
      removalIn(merging.mine.news, at.names.mine(theirId)) ||
      removalIn(merging.theirs.news, at.names.theirs(mine.annotation.id))
    ) {
      bringAnnotation(at, theirs);
      keepAnnotation(at, mine);
      return;
    }
    list();
    standsAll(merging, mine);
    bringRecords(at, theirs);
    return;
  }
  rename(at, theirId, mine.annotation.id);
  if (take === 'theirs' && theirs.spans) replaceSpans(merging, mine, theirs.spans);
  standsAll(merging, mine);
  list();
}

const removalIn = (news: News, id: string): boolean => removedByThem(news, 'annotation', id) !== null;
