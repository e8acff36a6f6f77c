/** What an annotation says in a line: who, to whom, about what, for or against. For cards and lists. */
import type { Attribute, AttributeValue } from './records';

export interface FrameSummary {
  /** The actors of the first attribute that takes actors: the claimant, the speaker, who is mentioned. */
  who: string[];
  /** The actors of the second one: the addressee. */
  toWhom: string[];
  /** Concepts; where the code asks for none, its texts. */
  what: string[];
  /** The choice by which it is for or against, such as −1 `against`; null where none is chosen. */
  position: { number: number; name: string } | null;
}

/** Looks names up; null for what is gone. */
export interface NamesOf {
  actor(id: string): string | null;
  concept(id: string): string | null;
  choice(id: string): { name: string; number: number | null } | null;
}

/**
 * @param attributes those of the annotation's code, in the order of the codebook
 * @param values those of the annotation
 * @param position the attribute that says for or against, as `positionAttribute` finds it
 */
export function summaryOf(
  attributes: readonly Attribute[],
  position: Attribute | null,
  values: readonly AttributeValue[],
  names: NamesOf,
): FrameSummary {
  const inOrder = (attribute: Attribute | undefined): AttributeValue[] =>
    attribute === undefined
      ? []
      : values
          .filter(({ attributeId }) => attributeId === attribute.id)
          .toSorted((a, b) => a.position - b.position);
  const ofKind = (kind: Attribute['kind']): Attribute[] =>
    attributes.filter((attribute) => attribute.kind === kind);
  const actorsOf = (attribute: Attribute | undefined): string[] =>
    inOrder(attribute).flatMap(({ actorId }) => (actorId === null ? [] : (names.actor(actorId) ?? [])));

  const [who, toWhom] = ofKind('actor');
  const concepts = ofKind('concept').flatMap((attribute) =>
    inOrder(attribute).flatMap(({ conceptId }) =>
      conceptId === null ? [] : (names.concept(conceptId) ?? []),
    ),
  );
  const texts = ofKind('text').flatMap((attribute) =>
    inOrder(attribute).flatMap(({ text }) => (text === null ? [] : text)),
  );
  const figures = inOrder(position ?? undefined).flatMap(({ choiceId }) => {
    const choice = choiceId === null ? null : names.choice(choiceId);
    return choice === null || choice.number === null ? [] : { name: choice.name, number: choice.number };
  });
  return {
    who: actorsOf(who),
    toWhom: actorsOf(toWhom),
    what: concepts.length > 0 ? concepts : texts,
    position: figures[0] ?? null,
  };
}

/** `−1`, `0`, `+1`, with a true minus sign. */
export const signed = (figure: number): string =>
  figure < 0 ? `−${Math.abs(figure)}` : figure > 0 ? `+${figure}` : '0';
