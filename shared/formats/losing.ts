/**
 * Counts what goes with something that a format leaves out: an annotation takes all that it says with it, and a
 * value its link and its evidence, so that the loss report names every fact that is gone.
 */
import type { AttributeValue } from '../records';
import { type CodedAnnotation, groupedBy } from './dataset';
import type { Losses } from './losses';

const goesWith = 'It goes with an annotation that is left out.';

/**
 * Notes that an annotation is left out, with its coder, note, times and values.
 * @param what why, as a sentence
 */
export function loseAnnotation(
  losses: Losses,
  { annotation, spans, values }: CodedAnnotation,
  what: string,
  example: string,
): void {
  losses.add('annotation', 'dropped', what, example);
  losses.add('annotation coder', 'dropped', goesWith, example);
  losses.add('annotation fragments', 'dropped', goesWith, example, spans.length > 1 ? 1 : 0);
  losses.add('annotation note', 'dropped', goesWith, example, annotation.note === '' ? 0 : 1);
  losses.add('annotation time', 'dropped', goesWith, example);
  losses.add('annotation example', 'dropped', goesWith, example, annotation.example === null ? 0 : 1);
  losses.add('annotation review', 'dropped', goesWith, example, annotation.review === '' ? 0 : 1);
  loseValues(losses, values, new Set(values), goesWith, example);
}

/**
 * Notes which values of an annotation are left out, and whether that changes the order of those that stay. To be
 * called for each annotation, also when all values stay: places with gaps close when they are read again.
 * @param all the annotation's values, each attribute's in order
 */
export function loseValues(
  losses: Losses,
  all: readonly AttributeValue[],
  lost: ReadonlySet<AttributeValue>,
  what: string,
  example: string,
): void {
  for (const value of lost) {
    losses.add('value', 'dropped', what, example);
    losses.add('value link', 'dropped', what, example);
    losses.add('value inferred', 'dropped', what, example, value.inferred ? 1 : 0);
    losses.add('value evidence', 'dropped', what, example, value.evidenceStart === null ? 0 : 1);
  }
  for (const values of groupedBy(all, ({ attributeId }) => attributeId).values()) {
    if (values.length === 1) continue;
    const left = values.filter((value) => !lost.has(value));
    const places = left.length > 1 ? left.map((value, index) => placeOf(value, index)) : [];
    const gone = missing(
      values.map((value) => placeOf(value, value.position)),
      places,
    );
    losses.add(
      'value order',
      'approximated',
      'Values close up where one between them is left out.',
      example,
      gone,
    );
  }
}

/** What a value says, and at which place: of two that say the same, one can take the other's. */
const placeOf = (value: AttributeValue, position: number): string =>
  JSON.stringify([
    value.text,
    value.number,
    value.date,
    value.choiceId,
    value.actorId,
    value.conceptId,
    value.targetAnnotationId,
    position,
  ]);

/** How many of the first are not among the second. */
function missing(before: readonly string[], after: readonly string[]): number {
  const there = new Set(after);
  return before.filter((one) => !there.has(one)).length;
}
