/** Merging what is coded in one article: what all parts of it read. */
import type { CodedAnnotation } from '../formats/dataset';
import type { AnyRecord } from '../records';
import type { AnnotationNames } from './annotation-names';
import type { FinalAttributes } from './final-attributes';
import { remember } from './foreign-ids';
import type { Merging } from './merging';
import type { Onto } from './their-annotation';

/** An article under the ids that it has in the two files. */
export interface ArticleIds {
  mine: string;
  theirs: string;
}

export interface CodedMerge {
  merging: Merging;
  attributes: FinalAttributes;
  ids: ArticleIds;
  onto: Onto;
  /** What annotations of theirs are called in mine. */
  names: AnnotationNames;
}

/** An annotation with its parts; itself first. */
export const recordsOf = ({ annotation, spans, values }: CodedAnnotation): AnyRecord[] => [
  annotation,
  ...spans,
  ...values,
];

/** An annotation that stands after the merge, with what its values name. */
export function standsAll(merging: Merging, { annotation, values }: CodedAnnotation): void {
  merging.stands(annotation);
  for (const value of values) merging.stands(value);
}

/** Notes that an annotation of theirs is one of mine under another id, for the next merge, too. */
export function rename({ merging, names }: CodedMerge, theirId: string, mineId: string): void {
  if (names.set(theirId, mineId)) remember(merging, [{ type: 'annotation', id: theirId, mineId }]);
}

/** How an item about an annotation of theirs is known in the plan. */
export const listedAt = ({ ids }: CodedMerge, theirId: string) => ({
  key: `annotation/${theirId}`,
  mineArticleId: ids.mine,
  theirsArticleId: ids.theirs,
});
