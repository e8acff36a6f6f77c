import { describe, expect, it } from 'vitest';
import { type Push, pushed, scaleOf } from '../../renderer/annotations/positions';
import { applyTo, emptyRecords } from '../../shared/changes';
import { defaultCodebook } from '../../shared/codebook';
import type { Choice } from '../../shared/records';

const scale = (...figures: number[]): Choice[] =>
  figures.map((number) => ({
    type: 'choice',
    id: String(number),
    attributeId: 'position',
    name: String(number),
    number,
    definition: '',
    position: 0,
  }));

/** Where a scale comes to by these pushes, from nothing. */
function after(figures: number[], ...pushes: Push[]): number | null {
  const choices = scale(...figures);
  let current: Choice | null = null;
  for (const push of pushes) current = pushed(choices, current, push) ?? current;
  return current?.number ?? null;
}

describe('a position by key', () => {
  it('is against, neutral or for with one press each, wherever it was', () => {
    expect(after([-1, 0, 1], 'down')).toBe(-1);
    expect(after([-1, 0, 1], 'up')).toBe(1);
    expect(after([-1, 0, 1], 'up', 'neutral')).toBe(0);
    expect(after([-1, 0, 1], 'up', 'down')).toBe(-1);
    expect(after([-1, 0, 1], 'down', 'down')).toBe(-1);
  });
  it('goes further out on a longer scale, and stays at its end', () => {
    expect(after([-2, -1, 0, 1, 2], 'up', 'up')).toBe(2);
    expect(after([-2, -1, 0, 1, 2], 'up', 'up', 'up')).toBe(2);
    expect(after([-2, -1, 0, 1, 2], 'down', 'down', 'up')).toBe(1);
  });
  it('stays where the scale has no such figure', () => {
    expect(pushed(scale(1, 2), null, 'neutral')).toBeNull();
    expect(pushed(scale(1, 2), null, 'down')).toBeNull();
  });
  it('belongs to codes whose choices are figures', () => {
    let count = 0;
    const added = defaultCodebook(() => `id-${++count}`);
    const records = applyTo(emptyRecords(), { added, updated: [], removed: [] });
    const scales = [...records.code.values()].map(({ id, name }) => [
      name,
      scaleOf(records, id)?.attribute.name,
    ]);
    expect(scales).toEqual([
      ['Claim', 'Position'],
      ['Actor', undefined],
      ['Statement', undefined],
    ]);
  });
});
