import { describe, expect, it } from 'vitest';
import { readViewSettings, usualSettings } from '../../shared/view-settings';

describe('saved text settings', () => {
  it('are the usual ones where nothing, or nonsense, was saved', () => {
    for (const saved of [null, '', 'null', '{', '[]', '7', '"x"'])
      expect(readViewSettings(saved)).toEqual(usualSettings);
  });

  it('keep what makes sense of what was saved', () => {
    const saved = JSON.stringify({ size: 140, measure: 10_000, font: 'comic', direction: 'rtl', more: 1 });
    expect(readViewSettings(saved)).toEqual({ ...usualSettings, size: 140, direction: 'rtl' });
  });

  it('are read as they were written', () => {
    const chosen = { ...usualSettings, leading: 200, font: 'sans', worklist: 'everybody' } as const;
    expect(readViewSettings(JSON.stringify(chosen))).toEqual(chosen);
  });
});
