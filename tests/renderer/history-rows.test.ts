import { describe, expect, it } from 'vitest';
import { countsOf, labelOf, rowsOf, withNewLines } from '../../renderer/history/history-rows';
import type { HistoryLine } from '../../shared/api';

const line = (seq: number, more: Partial<HistoryLine> = {}): HistoryLine => ({
  seq,
  id: `line-${seq}`,
  at: `2026-05-0${Math.ceil(seq / 2)}T12:00:00.000Z`,
  coderId: 'ada',
  label: 'Tag as Claim',
  kind: 'do',
  originSeq: null,
  articleId: null,
  standing: true,
  counts: { added: {}, updated: {}, removed: {} },
  place: null,
  ...more,
});

describe('the rows of the history', () => {
  it('stand under their days, in their order', () => {
    const rows = rowsOf([4, 3, 2].map((seq) => line(seq)));
    expect(rows.map((row) => (row.kind === 'day' ? row.day : row.line.seq))).toEqual([
      expect.stringContaining('2 May 2026'),
      4,
      3,
      expect.stringContaining('1 May 2026'),
      2,
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it('say what was undone and done again, and how much of what', () => {
    expect(labelOf(line(1, { kind: 'undo' }))).toBe('Undone: Tag as Claim');
    expect(labelOf(line(1, { kind: 'redo' }))).toBe('Done again: Tag as Claim');
    const counts = {
      added: { annotation: 2, span: 3, actor: 1 },
      updated: { attribute_value: 4 },
      removed: { code: 1_000 },
    };
    expect(countsOf(counts)).toBe('2 annotations added, 1 actor added, 1,000 codes removed');
  });

  it('take in what was done meanwhile, and know what of the old does not stand any more', () => {
    const undoing = line(4, { kind: 'undo', originSeq: 1, standing: false });
    const shown = [line(3), line(2), line(1)];
    const next = withNewLines(shown, [undoing, line(3)]);
    expect(next.map(({ seq, standing }) => [seq, standing])).toEqual([
      [4, false],
      [3, true],
      [2, true],
      [1, false],
    ]);
    const redoing = line(5, { kind: 'redo', originSeq: 1 });
    const again = withNewLines(next, [redoing, { ...undoing, standing: true }]);
    expect(again.every(({ standing }) => standing)).toBe(true);
    expect(withNewLines([], [line(1)])).toHaveLength(1);
  });
});
