/** Which annotation of theirs in an article is which of mine. */
import type { CodedAnnotation } from '../formats/dataset';
import type { Span } from '../records';
import { placeKey } from './annotation-state';
import type { TheirAnnotation } from './their-annotation';

export interface AnnotationPairs {
  /** `how`: by their id (or what an earlier merge remembered), by saying the same, or with nearly the same words. */
  pairs: { mine: CodedAnnotation; theirs: TheirAnnotation; how: 'id' | 'same' | 'boundary' }[];
  onlyMine: CodedAnnotation[];
  onlyTheirs: TheirAnnotation[];
}

/** The part of all words of two annotations that both cover must be larger than this for one to be the other. */
const leastShared = 0.5;

/** @param idOf the id that an annotation of theirs has in mine, if it is there */
export function pairAnnotations(
  mine: readonly CodedAnnotation[],
  theirs: readonly TheirAnnotation[],
  idOf: (theirId: string) => string,
): AnnotationPairs {
  const own = new Map(mine.map((coded) => [coded.annotation.id, coded]));
  const pairs: AnnotationPairs['pairs'] = [];
  let waiting: TheirAnnotation[] = [];
  for (const one of theirs) {
    const id = idOf(one.given.annotation.id);
    const found = own.get(id);
    if (found) {
      own.delete(id);
      pairs.push({ mine: found, theirs: one, how: 'id' });
    } else waiting.push(one);
  }
  const take = (
    how: 'same' | 'boundary',
    keyOfMine: (coded: CodedAnnotation) => string,
    keyOf: (one: TheirAnnotation) => string,
    isIt: (coded: CodedAnnotation, spans: readonly Span[]) => boolean,
  ): void => {
    if (waiting.length === 0 || own.size === 0) return;
    const candidates = Map.groupBy(own.values(), keyOfMine);
    waiting = waiting.filter((one) => {
      const { spans } = one;
      const list = candidates.get(keyOf(one)) ?? [];
      const at = spans === null ? -1 : list.findIndex((coded) => isIt(coded, spans));
      if (at === -1) return true;
      const [found] = list.splice(at, 1);
      if (!found) return true;
      own.delete(found.annotation.id);
      pairs.push({ mine: found, theirs: one, how });
      return false;
    });
  };
  const who = ({ annotation }: Pick<CodedAnnotation, 'annotation'>): string =>
    `${annotation.coderId} ${annotation.codeId}`;
  take(
    'same',
    (coded) => `${who(coded)} ${placeKey(coded.spans)}`,
    (one) => `${who(one)} ${one.place}`,
    () => true,
  );
  take('boundary', who, who, (coded, spans) => shared(coded.spans, spans) > leastShared);
  return { pairs, onlyMine: [...own.values()], onlyTheirs: waiting };
}

/** How much of the words that either of two annotations covers both cover, from 0 to 1. */
export function shared(one: readonly Span[], other: readonly Span[]): number {
  const lengthOf = (spans: readonly Span[]): number =>
    spans.reduce((sum, { startOffset, endOffset }) => sum + endOffset - startOffset, 0);
  let common = 0;
  for (const a of one)
    for (const b of other)
      common += Math.max(0, Math.min(a.endOffset, b.endOffset) - Math.max(a.startOffset, b.startOffset));
  const union = lengthOf(one) + lengthOf(other) - common;
  return union === 0 ? 0 : common / union;
}
