import { describe, expect, it } from 'vitest';
import {
  isTicked,
  rowsOfHits,
  taggedNotice,
  tickOf,
  type Ticks,
  toggled,
  withTicks,
} from '../../renderer/occurrences/ticks';
import type { OccurrenceHit } from '../../shared/api';

const hit = (articleId: string, start: number, ...taggedCodeIds: string[]): OccurrenceHit => ({
  articleId,
  start,
  end: start + 6,
  before: '',
  quote: 'Merkel',
  after: '',
  taggedCodeIds,
  withinCodeIds: [],
});

const hits = [hit('one', 0, 'actor'), hit('one', 9), hit('two', 3)];
const rows = rowsOfHits(hits);
const none: Ticks = new Map();
const ticked = (ticks: Ticks, codeId = 'actor'): string[] =>
  hits.filter((one) => isTicked(one, ticks, codeId)).map(({ articleId, start }) => `${articleId} ${start}`);

describe('the places that are ticked', () => {
  it('stand under their articles', () => {
    expect(rows.map(({ id }) => id)).toEqual(['article one', 'one 0', 'one 9', 'article two', 'two 3']);
  });

  it('are all but those that are tagged with the code already, which cannot be ticked', () => {
    expect(ticked(none)).toEqual(['one 9', 'two 3']);
    expect(ticked(none, 'claim')).toEqual(['one 0', 'one 9', 'two 3']);
    expect(ticked(withTicks(none, hits, true))).toEqual(['one 9', 'two 3']);
  });

  it('leave out what is a part of a passage with the code, which can be ticked', () => {
    const inside = { ...hit('two', 20), withinCodeIds: ['actor'] };
    expect(isTicked(inside, none, 'actor')).toBe(false);
    expect(isTicked(inside, none, 'claim')).toBe(true);
    expect(isTicked(inside, withTicks(none, [inside], true), 'actor')).toBe(true);
  });

  it('tick an article wholly, in part or not at all; what is tagged already does not count', () => {
    const [one] = rowsOfHits([hit('one', 0, 'actor'), hit('one', 9), hit('one', 30)]);
    const first = withTicks(none, [hit('one', 9)], false);
    expect(tickOf(one!, none, 'actor')).toBe('all');
    expect(tickOf(one!, first, 'actor')).toBe('some');
    expect(tickOf(one!, withTicks(first, [hit('one', 30)], false), 'actor')).toBe('none');
  });

  it('are said in the right number', () => {
    expect(taggedNotice('Tag “Reed” as Actor in 1 place', 1)).toBe(
      'Tagged “Reed” as Actor in 1 place. Undo takes it back.',
    );
    expect(taggedNotice('Tag “Reed” as Actor in 2 places', 2)).toBe(
      'Tagged “Reed” as Actor in 2 places. Undo takes them all back.',
    );
  });

  it('change one by one, an article whole, and all at once', () => {
    const [article, , place] = rows;
    if (!article || !place) throw new Error('no rows');
    const without = toggled(none, place, 'actor');
    expect(ticked(without)).toEqual(['two 3']);
    // The article is not ticked whole now: it becomes so, then the other way round.
    const whole = toggled(without, article, 'actor');
    expect(ticked(whole)).toEqual(['one 9', 'two 3']);
    expect(ticked(toggled(whole, article, 'actor'))).toEqual(['two 3']);
    expect(ticked(withTicks(none, hits, false))).toEqual([]);
  });
});
