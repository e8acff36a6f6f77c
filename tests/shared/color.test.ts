import { describe, expect, it } from 'vitest';
import { colorWarnings, contrast, distance, leastDistance, palette, suggestColor } from '../../shared/color';

describe('colours', () => {
  it('are measured as the published formulas say', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(distance('#000000', '#ffffff')).toBeCloseTo(1, 4);
    expect(distance('#777777', '#777777')).toBe(0);
    // Ottosson gives red as L 0.628, a 0.225, b 0.126; black is the origin.
    expect(distance('#ff0000', '#000000')).toBeCloseTo(Math.hypot(0.628, 0.225, 0.126), 2);
  });

  it('that only normal eyes tell apart count as near', () => {
    const [red, green] = ['#c02020', '#606000'];
    expect(distance(red, green)).toBeGreaterThan(0.1);
    expect(leastDistance(red, green)).toBeLessThan(distance(red, green) / 2);
  });

  it('of the palette warn of nothing, alone or all together', () => {
    for (const { color, name } of palette) {
      const others = palette.filter((other) => other.color !== color);
      expect([name, colorWarnings(color, others)]).toEqual([name, []]);
    }
  });

  it('that are pale, or near another, are warned of in sentences', () => {
    expect(colorWarnings('#ffffcc', [])).toEqual(['Its lines are hard to see on light paper.']);
    expect(colorWarnings('#05050a', [])).toEqual(['Its lines are hard to see on dark paper.']);
    expect(colorWarnings('#e6a000', [{ name: 'Claim', color: '#e69f00' }])).toEqual([
      expect.stringMatching(/colour of Claim/),
    ]);
  });

  it('are suggested farthest from those in use, until all are', () => {
    const used: string[] = [];
    for (let count = 0; count < palette.length; count += 1) used.push(suggestColor(used));
    expect(new Set(used).size).toBe(palette.length);
    expect(palette.map(({ color }) => color)).toContain(suggestColor(used));
  });

  it('that are none throw with what they are', () => {
    expect(() => contrast('red', '#ffffff')).toThrow(/red/);
  });
});
