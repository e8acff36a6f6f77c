import { describe, expect, it } from 'vitest';
import { isTicked, rowsOfHits, type Ticks, toggled, withTicks } from '../../renderer/occurrences/ticks';
import type { OccurrenceHit } from '../../shared/api';

const hit = (articleId: string, start: number, ...taggedCodeIds: string[]): OccurrenceHit => ({
  articleId,
  start,
  end: start + 6,
  before: '',
  quote: 'Merkel',
  after: '',
  taggedCodeIds,
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
