import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTo, emptyRecords, type Records, reverse } from '../../shared/changes';
import { placeAt, treeRows, withDescendants } from '../../shared/code-tree';
import { createCode, moveCode, removeCode } from '../../shared/commands-codes';
import type { Code } from '../../shared/records';

const codeOf = (id: string, parentId: string | null, position: number, name = id): Code => ({
  type: 'code',
  id,
  parentId,
  name,
  kind: 'other',
  definition: '',
  useWhen: '',
  useNot: '',
  color: '#777777',
  lineStyle: 'fill',
  shortcut: null,
  position,
  retired: false,
});

/** The tree in one line: `a(b c(d)) e`. */
function show(codes: readonly Code[]): string {
  let line = '';
  let level = 0;
  for (const row of treeRows(codes)) {
    if (row.level > level) line += level === 0 ? '' : '(';
    else line += `${')'.repeat(level - row.level)} `;
    line += row.code.name;
    level = row.level;
  }
  return line + ')'.repeat(Math.max(0, level - 1));
}

const family = [
  codeOf('a', null, 0),
  codeOf('b', 'a', 0),
  codeOf('c', 'a', 1),
  codeOf('d', 'c', 0),
  codeOf('e', null, 1),
];

describe('the tree of codes', () => {
  it('shows each code before those beneath it', () => {
    expect(show(family)).toBe('a(b c(d)) e');
    expect(treeRows(family).map(({ level, index, siblings }) => [level, index, siblings])).toEqual([
      [1, 0, 2],
      [2, 0, 2],
      [2, 1, 2],
      [3, 0, 1],
      [1, 1, 2],
    ]);
  });

  it('shows every code once, also of a file whose parents are missing or go round in circles', () => {
    const parents = fc.array(fc.option(fc.nat(9), { nil: null }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parents, (ids) => {
        const codes = ids.map((parent, at) => codeOf(`${at}`, parent === null ? null : `${parent}`, at % 3));
        expect(
          treeRows(codes)
            .map(({ code }) => code.id)
            .toSorted(),
        ).toEqual(codes.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('knows what lies beneath a code', () => {
    expect([...withDescendants(family, 'a')].toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('makes room by moving no more than must move', () => {
    const others = [0, 1, 2, 9].map((position) => ({ id: `p${position}`, position }));
    expect(placeAt(others, 4)).toEqual({ position: 10, shifted: new Map() });
    expect(placeAt(others, 0)).toEqual({ position: -1, shifted: new Map() });
    expect(placeAt(others, 3)).toEqual({ position: 3, shifted: new Map() });
    expect(placeAt(others, 1)).toEqual({
      position: 1,
      shifted: new Map([
        ['p1', 2],
        ['p2', 3],
      ]),
    });
  });
});

describe('moving', () => {
  const move = (id: string, parentId: string | null, index: number) =>
    moveCode(
      family.find((code) => code.id === id)!,
      family,
      { codeId: id, parentId, index },
    );
  const after = (id: string, parentId: string | null, index: number): string => {
    const decision = move(id, parentId, index);
    if (!decision.ok) return decision.error.message;
    return show([...applyTo(recordsOf(family), decision.value.change).code.values()]);
  };

  it('goes up, down, in and out', () => {
    expect(after('e', null, 0)).toBe('e a(b c(d))');
    expect(after('c', 'a', 0)).toBe('a(c(d) b) e');
    expect(after('e', 'c', 0)).toBe('a(b c(e d))');
    expect(after('d', null, 1)).toBe('a(b c) d e');
    expect(after('b', 'a', 99)).toBe('a(c(d) b) e');
  });

  it('never puts a code beneath itself', () => {
    expect(after('a', 'd', 0)).toMatch(/cannot be put beneath d, which lies beneath it/);
    expect(after('a', 'a', 0)).toMatch(/cannot be put beneath itself/);
  });

  it('is nothing when the place is the same', () => {
    const decision = move('b', 'a', 0);
    expect(decision.ok && decision.value.change.updated).toEqual([]);
  });

  it('in any order keeps one tree without circles, and each step can be taken back', () => {
    const step = fc.record({
      verb: fc.constantFrom('new', 'move', 'remove'),
      pick: fc.nat(99),
      under: fc.nat(99),
      index: fc.nat(6),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let records = recordsOf(family);
        let made = 0;
        for (const { verb, pick, under, index } of steps) {
          const codes = [...records.code.values()];
          const code = codes[pick % Math.max(1, codes.length)];
          const parentId = [null, ...codes.map(({ id }) => id)][under % (codes.length + 1)] ?? null;
          const decision =
            verb === 'new' || !code
              ? createCode(codes, {
                  codeId: `new-${made++}`,
                  parentId,
                  index,
                  name: `n${made}`,
                  kind: 'other',
                  color: '#777777',
                  lineStyle: 'fill',
                })
              : verb === 'move'
                ? moveCode(code, codes, { codeId: code.id, parentId, index })
                : removeCode(
                    { code, codes, attributes: [], choices: [], annotations: [], spans: [], values: [] },
                    { codeId: code.id, agreedTo: 0 },
                  );
          if (!decision.ok) continue;
          const { change } = decision.value;
          const next = applyTo(records, change);
          expect(applyTo(next, reverse(change)).code).toEqual(records.code);
          records = next;
          const rows = treeRows(records.code.values());
          expect(rows).toHaveLength(records.code.size);
          for (const row of rows) expect(row.parentId).toBe(row.code.parentId);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const recordsOf = (codes: readonly Code[]): Records =>
  applyTo(emptyRecords(), { added: [...codes], updated: [], removed: [] });
