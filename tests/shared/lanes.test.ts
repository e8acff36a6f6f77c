import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LaneMark, layOutLanes } from '../../shared/lanes';

/** Lines of 20 pixels: `C 0-2` begins a claim on the first line and ends it on the third. */
const marksIn = (...lanes: string[]): LaneMark[] =>
  lanes.flatMap((lane, at) =>
    lane
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part, index): LaneMark => {
        const [, sign = '', from = '', to = ''] = /^(.+) (\d+)-(\d+)$/.exec(part) ?? [];
        return {
          annotationId: `${at}${index}`,
          lane: at,
          top: Number(from) * 20,
          bottom: Number(to) * 20 + 20,
          sign: sign === '…' ? null : sign,
        };
      }),
  );

/** As lines again: the rails, and what begins where, `+2` for what there is no room for. */
function laid(marks: readonly LaneMark[], room: number, selectedId: string | null = null): string[] {
  const { rails, starts } = layOutLanes(marks, room, selectedId);
  return [
    ...rails.map(({ lane, top, bottom }) => `${lane}: ${top / 20}-${bottom / 20 - 1}`),
    ...starts.map(
      ({ lane, top, chips, hidden }) =>
        `${lane}: ${top / 20} ${chips.map(({ sign }) => sign).join(' ')}${hidden > 0 ? ` +${hidden}` : ''}`,
    ),
  ];
}

describe('lanes beside the text', () => {
  it('have a rail along the lines that a coder marked, and a sign where an annotation begins', () => {
    expect(laid(marksIn('C 0-2, A 5-5', 'C 1-2'), 2)).toEqual([
      '0: 0-2',
      '0: 5-5',
      '1: 1-2',
      '0: 0 C',
      '0: 5 A',
      '1: 1 C',
    ]);
  });

  it('join rails that touch, and those within each other', () => {
    expect(laid(marksIn('C 0-4, A 1-1, A 5-6'), 9)).toEqual(['0: 0-6', '0: 0 C', '0: 1 A', '0: 5 A']);
  });

  it('count the beginnings that a line has no room for, and show the selected one', () => {
    const marks = marksIn('C 0-0, A 0-0, S 0-0');
    expect(laid(marks, 3)).toEqual(['0: 0-0', '0: 0 C A S']);
    expect(laid(marks, 2)).toEqual(['0: 0-0', '0: 0 C +2']);
    expect(laid(marks, 2, '02')).toEqual(['0: 0-0', '0: 0 S +2']);
    expect(laid(marks, 1)).toEqual(['0: 0-0', '0: 0 C +2']);
  });

  it('give no sign to what goes on from above', () => {
    expect(laid(marksIn('… 0-2'), 2)).toEqual(['0: 0-2']);
  });

  it('cover every marked line and no other, once, and account for every beginning', () => {
    const anyMarks = fc.array(fc.tuple(fc.nat(2), fc.nat(30), fc.nat(4), fc.constantFrom('C', 'A', null)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(anyMarks, fc.integer({ min: 1, max: 4 }), (drawn, room) => {
        const marks = drawn
          .toSorted((a, b) => a[1] - b[1])
          .map(([lane, top, more, sign], at): LaneMark => ({
            annotationId: String(at),
            lane,
            top: top * 20,
            bottom: (top + more) * 20 + 20,
            sign,
          }));
        const { rails, starts } = layOutLanes(marks, room);
        for (let lane = 0; lane < 3; lane++)
          for (let line = 0; line < 36; line++) {
            const at = line * 20 + 10;
            const covers = (part: { lane: number; top: number; bottom: number }): boolean =>
              part.lane === lane && part.top < at && at < part.bottom;
            expect(rails.filter(covers).length).toBe(marks.some(covers) ? 1 : 0);
          }
        const begun = starts.reduce((sum, { chips, hidden }) => sum + chips.length + hidden, 0);
        expect(begun).toBe(marks.filter(({ sign }) => sign !== null).length);
        for (const { chips } of starts) expect(chips.length).toBeLessThanOrEqual(room);
      }),
    );
  });
});
