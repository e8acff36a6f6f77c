/** Merging what is coded in an article that both files have. */
import type { CodedAnnotation } from '../formats/dataset';
import { type CodedMerge, listedAt, rename, standsAll } from './coded-merge';
import { mergeAnnotation } from './merge-annotation';
import { mergeBoundary } from './merge-boundary';
import { bringAnnotation, keepAnnotation } from './one-sided-annotation';
import { pairAnnotations } from './pair-annotations';
import { isUnchanged, type TheirAnnotation } from './their-annotation';
import { askForEvidence, askForNewPlace, wasMoved } from './unplaced';

/** Merges the annotations of an article. */
export function mergeAnnotations(
  at: CodedMerge,
  mine: readonly CodedAnnotation[],
  theirs: readonly CodedAnnotation[],
): void {
  const { merging, attributes, onto, names } = at;
  const own = new Map(mine.map((coded) => [coded.annotation.id, coded]));
  const changed: CodedAnnotation[] = [];
  let alike = 0;
  for (const coded of theirs) {
    const found = own.get(names.mine(coded.annotation.id));
    if (!found || onto.otherText || !attributes.areAsBefore || !isUnchanged(found, coded, merging.toMine)) {
      changed.push(coded);
      continue;
    }
    own.delete(found.annotation.id);
    alike += 1;
    standsAll(merging, found);
  }
  if (alike > 0) merging.tally.add(at.ids.mine, 'annotation', 'same', alike);
  // What one of theirs points to may be another one of theirs, which has its name in mine only when it is paired.
  const first = pairAnnotations(
    [...own.values()],
    changed.map((coded) => onto.annotation(coded)),
    (id) => names.mine(id),
  );
  for (const { mine: found, theirs: one, how } of first.pairs)
    if (how === 'same') rename(at, one.given.annotation.id, found.annotation.id);
  const again = (one: TheirAnnotation): TheirAnnotation => onto.annotation(one.given);
  const isRenamed = names.renamed.size > 0;
  for (const { mine: found, theirs: one, how } of first.pairs) {
    const theirs = isRenamed ? again(one) : one;
    if (how === 'boundary') mergeBoundary(at, found, theirs);
    else mergePlaced(at, found, theirs, how === 'same');
  }
  for (const one of first.onlyTheirs) bringAnnotation(at, isRenamed ? again(one) : one);
  for (const coded of first.onlyMine) keepAnnotation(at, coded);
}

/** Two that are one. Words of theirs that cannot be told in my text wait for a person, if they are news. */
function mergePlaced(
  at: CodedMerge,
  mine: CodedAnnotation,
  theirs: TheirAnnotation,
  byContent: boolean,
): void {
  const { merging, attributes, onto } = at;
  const theirId = theirs.given.annotation.id;
  if (theirs.place === null && wasMoved(merging.theirs.news, theirs.given))
    askForNewPlace(at, theirs, mine.annotation.id);
  askForEvidence(at, theirs, mine.annotation.id);
  mergeAnnotation(merging, { mine, theirs, byContent }, onto, attributes, listedAt(at, theirId));
}
