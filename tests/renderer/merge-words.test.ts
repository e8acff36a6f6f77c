import { describe, expect, it, test } from 'vitest';
import type { MergeSide } from '../../shared/api-merge';
import type { Question } from '../../shared/records';
import {
  answerKeys,
  baseInWords,
  byInWords,
  categoryOrder,
  changesInWords,
  itemName,
  questionAbout,
  sinceInWords,
  takeKeys,
  takeLabel,
  takesOfAll,
} from '../../renderer/merge/words';

const side: MergeSide = { name: 'Claim', coder: 'Bo', passages: [], fields: [], by: '', at: null };

describe('the keys of choices', () => {
  it('are 1 for mine and 2 for theirs, 3 for both or else for open, and 4 for open beside both', () => {
    expect([...takeKeys(['open', 'theirs', 'mine'])]).toEqual([
      ['1', 'mine'],
      ['2', 'theirs'],
      ['3', 'open'],
    ]);
    expect(takeKeys(['mine', 'theirs', 'both', 'open']).get('3')).toBe('both');
    expect(takeKeys(['mine', 'theirs', 'both', 'open']).get('4')).toBe('open');
    expect(takeKeys(['mine'])).toEqual(new Map([['1', 'mine']]));
  });

  it('of answers stay where they are when one cannot be given', () => {
    expect([...answerKeys(['mine', 'other'])]).toEqual([
      ['1', 'mine'],
      ['4', 'other'],
    ]);
  });
});

test('a choice is called by what it does to the record', () => {
  const both = { mine: side, theirs: side, category: 'conflict' as const };
  expect(takeLabel('mine', both)).toBe('Keep mine');
  expect(takeLabel('theirs', both)).toBe('Take theirs');
  expect(takeLabel('theirs', { ...both, mine: null })).toBe('Bring it in');
  expect(takeLabel('mine', { ...both, mine: null })).toBe('Leave it out');
  expect(takeLabel('theirs', { ...both, theirs: null })).toBe('Remove it');
  expect(takeLabel('mine', { mine: null, theirs: side, category: 'unplaced' })).toBe('Drop it');
});

test('what has no place here is named by the words of the other file', () => {
  const passage = (quote: string) => ({ quote, prefix: '', suffix: '', start: 0, end: quote.length });
  const mine = { ...side, passages: [passage('said no')] };
  const theirs = { ...side, passages: [passage('turned it down')] };
  expect(itemName({ mine, theirs }).quote).toBe('said no');
  expect(itemName({ mine, theirs }, true).quote).toBe('turned it down');
});

test('a question says what it asks: of what has a place here, something else than of what has none', () => {
  const place = { kind: 'place', field: 'place' } as Question;
  expect(questionAbout({ question: place, mine: side })).toContain('Keep it where it is');
  expect(questionAbout({ question: place, mine: null })).toContain('drop it');
  const name = { kind: 'name', field: 'name' } as Question;
  expect(questionAbout({ question: name, mine: side })).toContain('the first stays');
  expect(questionAbout({ question: { ...name, field: 'shortcut' }, mine: null })).toContain('one code only');
});

test('what settles itself comes after what does not, and has no rule where nothing can be decided', () => {
  expect(categoryOrder.slice(0, 2)).toEqual(['conflict', 'unplaced']);
  expect(takesOfAll.same).toEqual([]);
  expect(takesOfAll.conflict[0]).toBe('open');
});

test('work since the last common line, its base and what came of it are told in sentences', () => {
  const since = { coder: 'Bo', lines: 1, from: '2026-11-03T10:00:00.000Z', to: '2026-11-03T12:00:00.000Z' };
  expect(sinceInWords(since)).toMatch(/^.?Bo.?: 1 change, 3 Nov 2026$/);
  expect(sinceInWords({ ...since, lines: 12, to: '2026-11-14T12:00:00.000Z' })).toContain(
    '3 Nov 2026 – 14 Nov 2026',
  );
  expect(baseInWords({ base: null, isSameProject: false })).toContain('started apart');
  expect(baseInWords({ base: null, isSameProject: true })).toContain('nothing in common');
  const base = { changeId: 'x', at: '2026-11-03T10:00:00.000Z', label: 'Tag as Claim', by: 'Ann' };
  expect(baseInWords({ base, isSameProject: true })).toMatch(/Tag as Claim.*Ann/);
  expect(changesInWords({ added: 1, updated: 0, removed: 2 })).toBe('1 record added, 2 removed');
  expect(changesInWords({ added: 0, updated: 0, removed: 0 })).toBe('');
  expect(byInWords('', null)).toBe('');
  expect(byInWords('', '2026-11-03T10:00:00.000Z')).toContain('Somebody');
});
