import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartOf, figureWords, intervalWords, primaryOf, rowKey, rowsIn } from '../../shared/agreement-words';
import type { AgreementRow } from '../../shared/api-agreement';

const row = (part: Partial<AgreementRow>): AgreementRow => ({
  stage: 'mark',
  attributeId: null,
  codeId: null,
  name: 'Marked',
  many: false,
  units: 0,
  primary: 'u-alpha',
  figures: [],
  disagreements: 0,
  ...part,
});

const result = (value: number | null) =>
  value === null
    ? ({ defined: false, why: 'Nothing.' } as const)
    : ({ defined: true, value, interval: null } as const);

describe('figures of agreement in words', () => {
  it('are coefficients, and percent where they are shares', () => {
    expect(figureWords('u-alpha', 0.714)).toBe('.71');
    expect(figureWords('cohen-kappa', -0.031)).toBe('−.03');
    expect(figureWords('cohen-kappa', 1)).toBe('1.00');
    expect(figureWords('percent', 0.826)).toBe('83%');
    expect(intervalWords('u-alpha', { low: 0.62, high: 0.79 })).toBe('.62 to .79');
    expect(intervalWords('percent', null)).toBeNull();
  });

  it('are not there where the first one was not computed', () => {
    expect(primaryOf(row({})).result.defined).toBe(false);
  });

  it('list every line of some parts once', () => {
    const code = row({ stage: 'code', name: 'Code' });
    const slot = row({ stage: 'actor', attributeId: 'a', name: 'Claim: Claimant' });
    const keys = rowsIn([{ rows: [row({}), code] }, { rows: [row({}), slot] }]).map(rowKey);
    expect(keys).toEqual(['mark ', 'code ', 'actor a']);
  });
});

describe('the chart of weeks', () => {
  it('leaves a gap where a week has no figure', () => {
    const chart = chartOf([0.5, 1, null, 0.25].map((value, week) => ({ of: week, result: result(value) })));
    expect(chart.stretches.map((points) => points.map(({ of, x, y }) => [of, x, y]))).toEqual([
      [
        [0, 0, 0.5],
        [1, 1 / 3, 0],
      ],
      [[3, 1, 0.75]],
    ]);
    expect(chart.rules.map(({ value }) => value)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  it('shows a single week in the middle, and reaches below 0 where a figure does', () => {
    const chart = chartOf([{ of: 'week', result: result(-0.3) }]);
    expect(chart.stretches[0]?.[0]).toMatchObject({ x: 0.5 });
    expect(chart.rules[0]).toEqual({ value: -0.5, y: 1 });
  });

  it('keeps every point and interval within itself, and higher figures higher', () => {
    const figure = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(figure, figure, figure)), (weeks) => {
        const list = weeks.map((three, of) => {
          const [low, value, high] = three.toSorted((a, b) => a - b) as [number, number, number];
          return { of, result: { defined: true as const, value, interval: { low, high } } };
        });
        const points = chartOf(list).stretches.flat();
        expect(points).toHaveLength(weeks.length);
        for (const { x, y, interval } of points) {
          for (const at of [x, y, interval!.top, interval!.bottom]) {
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThanOrEqual(1);
          }
          expect(interval!.top).toBeLessThanOrEqual(y);
          expect(interval!.bottom).toBeGreaterThanOrEqual(y);
        }
      }),
    );
  });
});
