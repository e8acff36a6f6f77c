import { describe, expect, it } from 'vitest';
import { limitsOf, readViewSettings, usualSettings } from '../../shared/view-settings';

describe('saved text settings', () => {
  it('are the usual ones where nothing, or nonsense, was saved', () => {
    for (const saved of [null, '', 'null', '{', '[]', '7', '"x"'])
      expect(readViewSettings(saved)).toEqual(usualSettings);
  });

  it('keep what makes sense of what was saved', () => {
    const saved = JSON.stringify({ size: 140, measure: 10_000, font: 'comic', direction: 'rtl', more: 1 });
    expect(readViewSettings(saved)).toEqual({ ...usualSettings, size: 140, direction: 'rtl' });
  });

  it('have figures within limits that the menu knows', () => {
    for (const name of ['size', 'measure', 'leading'] as const) {
      const { least, most } = limitsOf(name);
      const saved = (figure: number) => readViewSettings(JSON.stringify({ [name]: figure }))[name];
      expect([saved(least), saved(most)]).toEqual([least, most]);
      expect([saved(least - 1), saved(most + 1)]).toEqual([usualSettings[name], usualSettings[name]]);
    }
  });

  it('are read as they were written', () => {
    const chosen = { ...usualSettings, leading: 200, font: 'sans', worklist: 'everybody' } as const;
    expect(readViewSettings(JSON.stringify(chosen))).toEqual(chosen);
  });
});
