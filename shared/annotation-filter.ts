/** Which annotations of the article are shown. What the filter does not name is not asked about. */
import type { Annotation, AttributeValue } from './records';

export interface AnnotationFilter {
  /** Ids of which one must fit; an empty list asks nothing. */
  codes: readonly string[];
  coders: readonly string[];
  /** Actors of whom one must stand in any attribute. */
  actors: readonly string[];
  /** Figures of the position, such as −1, 0 and 1. */
  positions: readonly number[];
  /** Only those about which something is left to do, as the worklist says it. */
  incomplete: boolean;
}

export const everything: AnnotationFilter = {
  codes: [],
  coders: [],
  actors: [],
  positions: [],
  incomplete: false,
};

export const asksNothing = ({ codes, coders, actors, positions, incomplete }: AnnotationFilter): boolean =>
  codes.length + coders.length + actors.length + positions.length === 0 && !incomplete;

/** How many kinds of things the filter asks about, for its button. */
export const questionsOf = ({ codes, coders, actors, positions, incomplete }: AnnotationFilter): number =>
  [codes, coders, actors, positions].filter((list) => list.length > 0).length + (incomplete ? 1 : 0);

/**
 * @param values those of the annotation
 * @param figureOf the figure that a value of the position stands for; null for every other value
 * @param isIncomplete asked only when the filter wants to know
 */
export function passes(
  filter: AnnotationFilter,
  annotation: Pick<Annotation, 'codeId' | 'coderId'>,
  values: readonly AttributeValue[],
  figureOf: (value: AttributeValue) => number | null,
  isIncomplete: () => boolean,
): boolean {
  const { codes, coders, actors, positions, incomplete } = filter;
  if (codes.length > 0 && !codes.includes(annotation.codeId)) return false;
  if (coders.length > 0 && !coders.includes(annotation.coderId)) return false;
  if (actors.length > 0 && !values.some(({ actorId }) => actorId !== null && actors.includes(actorId)))
    return false;
  if (positions.length > 0) {
    const figures = values.map(figureOf);
    if (!figures.some((figure) => figure !== null && positions.includes(figure))) return false;
  }
  return !incomplete || isIncomplete();
}
