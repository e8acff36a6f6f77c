/** Statements within statements: "A says that B demands X". */
import type { AskedByCode } from './completeness';
import type { Annotation, Attribute, AttributeValue } from './records';

/** A statement of a chain and the actors who speak in it, in order. */
export interface ChainLink {
  annotationId: string;
  actorIds: string[];
}

export interface AboutChain {
  annotations: ReadonlyMap<string, Pick<Annotation, 'id' | 'codeId'>>;
  asked: AskedByCode;
  /** The values of an annotation, in any order. */
  valuesOf: (annotationId: string) => readonly AttributeValue[];
}

/** Of what a code asks, the attribute that says who speaks, claims or is meant: the first that takes actors. */
export const speakerAttribute = (asked: readonly Attribute[]): Attribute | null =>
  asked.find(({ kind }) => kind === 'actor') ?? null;

/** The attribute by which an annotation lies within another of the same code: "Reported in". */
export const nestingAttribute = (asked: readonly Attribute[]): Attribute | null =>
  asked.find(({ kind, codeId, targetCodeId }) => kind === 'annotation' && targetCodeId === codeId) ?? null;

/**
 * Who reports whom, from the outermost statement to the one asked for, which is the last link; a statement
 * that is not reported in another is a chain of one. Links lead on while they are in `annotations`; a circle,
 * which a damaged or merged file may hold, ends before it comes back to a link.
 */
export function speakerChain(annotationId: string, about: AboutChain): ChainLink[] {
  const chain: ChainLink[] = [];
  const seen = new Set<string>();
  let next: string | null = annotationId;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const annotation = about.annotations.get(next);
    if (!annotation) break;
    const values = about.valuesOf(next);
    const asked = about.asked.get(annotation.codeId) ?? [];
    const speaker = speakerAttribute(asked);
    const nesting = nestingAttribute(asked);
    const actorIds = values
      .filter(({ attributeId }) => attributeId === speaker?.id)
      .toSorted((a, b) => a.position - b.position)
      .flatMap(({ actorId }) => actorId ?? []);
    chain.unshift({ annotationId: next, actorIds });
    next = values.find(({ attributeId }) => attributeId === nesting?.id)?.targetAnnotationId ?? null;
  }
  return chain;
}

/** Who speaks in each link, as it is shown: several are joined; a statement without a speaker is `?`. */
export const chainNames = (chain: readonly ChainLink[], nameOf: (actorId: string) => string): string[] =>
  chain.map(({ actorIds }) => (actorIds.length === 0 ? '?' : actorIds.map(nameOf).join(', ')));
