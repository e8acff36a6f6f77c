/** What an annotation still lacks: required answers, words that have lost their place, a second look. */
import type { Annotation, Attribute, AttributeValue, Span } from './records';
import { fits } from './anchor';

/** An annotation that someone has to come back to, and why. At least one of the reasons is there. */
export interface ToDo {
  annotationId: string;
  /** Names of the required attributes without a value, in the order of the codebook. */
  missing: string[];
  /** Why it is to be looked at again, as a sentence; empty for most. */
  review: string;
  /** Whether words of it, or of its values, are no longer found in the text. */
  isUnplaced: boolean;
}

/** The attributes that each code asks, by the code's id, in the order of the codebook. */
export type AskedByCode = ReadonlyMap<string, readonly Attribute[]>;

/** Retired attributes are asked no more. A code that asks nothing is left out. */
export const askedByCode = (attributes: Iterable<Attribute>): AskedByCode =>
  Map.groupBy(
    [...attributes].filter(({ retired }) => !retired).toSorted((a, b) => a.position - b.position),
    ({ codeId }) => codeId,
  );

/** The attributes that one code asks, in the order of the codebook. */
export const askedOf = (attributes: Iterable<Attribute>, codeId: string): readonly Attribute[] =>
  askedByCode([...attributes].filter((attribute) => attribute.codeId === codeId)).get(codeId) ?? [];

/** Those of the attributes that are required and to which an annotation with these values gives no answer. */
export const missingIn = (
  asked: readonly Attribute[],
  values: readonly Pick<AttributeValue, 'attributeId'>[],
): Attribute[] =>
  asked.filter(({ id, required }) => required && !values.some(({ attributeId }) => attributeId === id));

/** Whether a value's words are still what the text says there; true for a value without words. */
export const evidenceFits = (
  text: string,
  { evidenceStart, evidenceEnd, evidenceQuote }: AttributeValue,
): boolean =>
  evidenceStart === null ||
  evidenceEnd === null ||
  evidenceQuote === null ||
  fits(text, { startOffset: evidenceStart, endOffset: evidenceEnd, quote: evidenceQuote });

/**
 * Everything that is left to do in one article, in the order of the annotations given.
 * `spans` and `values` are those of the annotations.
 */
export function toDosOf(
  text: string,
  annotations: Iterable<Annotation>,
  about: {
    asked: AskedByCode;
    spans: Iterable<Span>;
    values: Iterable<AttributeValue>;
  },
): ToDo[] {
  const valuesOf = Map.groupBy(about.values, ({ annotationId }) => annotationId);
  const unplaced = new Set<string>();
  for (const span of about.spans) if (!fits(text, span)) unplaced.add(span.annotationId);
  const found: ToDo[] = [];
  for (const annotation of annotations) {
    const values = valuesOf.get(annotation.id) ?? [];
    const missing = missingIn(about.asked.get(annotation.codeId) ?? [], values);
    const isUnplaced = unplaced.has(annotation.id) || !values.every((value) => evidenceFits(text, value));
    if (missing.length === 0 && annotation.review === '' && !isUnplaced) continue;
    const names = missing.map(({ name }) => name);
    found.push({ annotationId: annotation.id, missing: names, review: annotation.review, isUnplaced });
  }
  return found;
}

/** The reasons of a to-do as a reader takes them in: `Claimant and Concept missing; not found in the text`. */
export function describeToDo({ missing, review, isUnplaced }: Omit<ToDo, 'annotationId'>): string {
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  return [
    missing.length > 0 ? `${list.format(missing)} missing` : '',
    isUnplaced ? 'words not found in the text' : '',
    review,
  ]
    .filter((part) => part !== '')
    .join('; ');
}
