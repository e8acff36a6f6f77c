import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codePointOffsets } from '../../shared/formats/code-points';
import { guard, needsGuard, unguard } from '../../shared/formats/formula-guard';

test('cells that a spreadsheet would run are guarded', () => {
  for (const cell of ['=1+1', '+49 30', '-5', '@SUM(A1)', '  =1', '\t=1', '\rx', '＝1', "'=1"]) {
    expect(guard(cell)).toBe(`'${cell}`);
  }
  for (const cell of ['', 'a=1', '’tis', "'quoted'", '٥', '−1']) expect(guard(cell)).toBe(cell);
});

test('guarding is undone exactly, and leaves nothing that runs', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom("'", '=', '-', ' ', '\t', '\r', '＠', 'a', 'ع', '😀') }),
  );
  fc.assert(
    fc.property(text, (cell) => {
      expect(unguard(guard(cell))).toBe(cell);
      if (needsGuard(cell)) expect(guard(cell).startsWith("'")).toBe(true);
    }),
  );
});

test('offsets in code points are what counting them gives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      expect(codePointOffsets(before + after)(before.length)).toBe([...before].length);
    }),
  );
});
