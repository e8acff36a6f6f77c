import { describe, expect, it } from 'vitest';
import {
  type AnnotationFilter,
  asksNothing,
  everything,
  passes,
  questionsOf,
} from '../../shared/annotation-filter';
import type { AttributeValue } from '../../shared/records';

const claim = { codeId: 'claim', coderId: 'ada' };
const values = [
  { actorId: 'marsh', choiceId: null },
  { actorId: null, choiceId: 'against' },
] as AttributeValue[];
const figureOf = ({ choiceId }: AttributeValue): number | null => (choiceId === 'against' ? -1 : null);
const shows = (filter: Partial<AnnotationFilter>, isIncomplete = false): boolean =>
  passes({ ...everything, ...filter }, claim, values, figureOf, () => isIncomplete);

describe('the filter of annotations', () => {
  it('that asks nothing shows everything', () => {
    expect(shows({})).toBe(true);
    expect(asksNothing(everything)).toBe(true);
    expect(questionsOf(everything)).toBe(0);
  });

  it('wants one of the codes, one of the coders, one of the actors, one of the positions', () => {
    expect(
      shows({ codes: ['claim', 'actor'], coders: ['ada'], actors: ['marsh', 'x'], positions: [-1, 0] }),
    ).toBe(true);
    expect(shows({ codes: ['actor'] })).toBe(false);
    expect(shows({ coders: ['bo'] })).toBe(false);
    expect(shows({ actors: ['x'] })).toBe(false);
    expect(shows({ positions: [1] })).toBe(false);
  });

  it('asks for incomplete ones only when it is told to', () => {
    expect(shows({ incomplete: true }, true)).toBe(true);
    expect(shows({ incomplete: true }, false)).toBe(false);
    expect(questionsOf({ ...everything, codes: ['claim'], incomplete: true })).toBe(2);
  });
});
