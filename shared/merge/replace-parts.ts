/** Giving an annotation of mine other words and values; those that it has already keep their records. */
import type { CodedAnnotation } from '../formats/dataset';
import type { AttributeValue, Span } from '../records';
import { byAttribute, contentKey, inOrder } from './annotation-state';
import type { FinalAttributes } from './final-attributes';
import type { Merging } from './merging';

/** Lets an annotation of mine cover the words of theirs; spans that stay keep their records. */
export function replaceSpans(merging: Merging, mine: CodedAnnotation, theirs: readonly Span[]): void {
  const own = new Map(mine.spans.map((span) => [span.id, span]));
  const free = mine.spans.filter(({ id }) => !theirs.some((span) => span.id === id));
  for (const [position, span] of inOrder(theirs).entries()) {
    const { startOffset, endOffset, quote, prefix, suffix } = span;
    const words = { position, startOffset, endOffset, quote, prefix, suffix };
    const found = own.get(span.id);
    if (found) merging.changes.update(found, words);
    else addPart(merging, { ...span, annotationId: mine.annotation.id, position });
  }
  for (const span of free) merging.changes.remove(span);
}

/** Gives an annotation these values; those that it has already keep their records. */
export function replaceValues(
  merging: Merging,
  mine: CodedAnnotation,
  wanted: readonly AttributeValue[],
  attributes: FinalAttributes,
): void {
  const own = new Map(mine.values.map((value) => [value.id, value]));
  const wantedIds = new Set(wanted.map(({ id }) => id));
  for (const [attributeId, values] of byAttribute(wanted)) {
    attributes.noteCount(attributeId, values.length);
    const isAsBefore = values.every((value) => own.get(value.id) === value);
    const free = mine.values.filter((value) => value.attributeId === attributeId && !wantedIds.has(value.id));
    for (const [position, value] of values.entries()) {
      let found = own.get(value.id);
      if (!found) {
        const at = free.findIndex((one) => contentKey(one) === contentKey(value));
        [found] = at === -1 ? [] : free.splice(at, 1);
      }
      if (found) {
        own.delete(found.id);
        const { id, annotationId } = found;
        const after = { ...value, id, annotationId, position: isAsBefore ? found.position : position };
        merging.changes.update(found, after);
        merging.stands(after);
      } else {
        merging.stands(addPart(merging, { ...value, annotationId: mine.annotation.id, position }));
      }
    }
  }
  for (const value of own.values()) merging.changes.remove(value);
}

/** Adds a span or value under its own id, or under a new one where that is taken. */
export function addPart<T extends Span | AttributeValue>(merging: Merging, part: T): T {
  const isTaken = merging.mine.side.has(part.type, part.id);
  const added = isTaken ? { ...part, id: merging.env.newId() } : part;
  merging.changes.add(added);
  return added;
}
