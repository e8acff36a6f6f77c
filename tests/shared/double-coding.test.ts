import { describe, expect, it } from 'vitest';
import {
  coderThere,
  type DoubleCodings,
  isSeen,
  populationOf,
  progressOf,
  sightOf,
  type Population,
} from '../../shared/double-coding';
import { drawnFrom } from '../../shared/api-adjudication';
import type { Coder, ReadingState } from '../../shared/records';

const at = '2026-02-01T00:00:00.000Z';

const coder = (id: string, more: Partial<Coder> = {}): Coder => ({
  type: 'coder',
  id,
  name: id,
  createdAt: at,
  role: 'coder',
  ofCoderId: null,
  ...more,
});

/**
 * @param drawn by kind, what is assigned: `between: 'x ann bo'` is the article x for two coders
 * @param read what has been read: `x ann done`
 */
function records(drawn: { between?: string; again?: string }, read: readonly string[] = []): Population {
  const kinds = Object.entries(drawn) as ['between' | 'again', string][];
  return {
    coders: [
      coder('ann'),
      coder('bo'),
      coder('ann-2', { role: 'again', ofCoderId: 'ann' }),
      coder('gold', { role: 'gold' }),
    ],
    doubleCodings: kinds.map(([kind]) => ({
      type: 'double_coding',
      id: kind,
      name: kind,
      kind,
      coderId: 'ann',
      createdAt: at,
      seed: 1,
      population: 3,
    })),
    assignments: kinds.flatMap(([kind, words]) => {
      const [articleId = '', ...coderIds] = words.split(' ');
      return coderIds.map((coderId) => ({
        type: 'assignment' as const,
        id: `${kind}-${articleId}-${coderId}`,
        doubleCodingId: kind,
        articleId,
        coderId,
      }));
    }),
    readings: read.map((words) => {
      const [articleId = '', coderId = '', ...state] = words.split(' ');
      const id = `${articleId}-${coderId}`;
      return {
        type: 'reading',
        id,
        articleId,
        coderId,
        state: state.join(' ') as ReadingState,
        changedAt: at,
      };
    }),
    articles: ['x', 'y', 'z'].map((id, place) => ({ id, date: place === 0 ? '2020-05' : null, source: id })),
  };
}

/** Whose work this person sees in an article. */
const seenBy = (all: DoubleCodings, personId: string | null, articleId = 'x'): string[] => {
  const sight = sightOf(all, personId);
  return all.coders.map(({ id }) => id).filter((coderId) => isSeen(sight, { articleId, coderId }));
};

const everybody = ['ann', 'bo', 'ann-2', 'gold'];

describe('what a person sees', () => {
  it('is everything where nothing is coded twice', () => {
    expect(seenBy(records({}), 'ann')).toEqual(everybody);
    expect(seenBy(records({ between: 'x ann bo' }), 'ann', 'y')).toEqual(everybody);
  });

  it('is only their own until all have finished, done or without a claim', () => {
    const drawn = { between: 'x ann bo' };
    for (const read of [[], ['x ann done'], ['x ann done', 'x bo in progress'], ['x bo no claim found']]) {
      expect(seenBy(records(drawn, read), 'ann')).toEqual(['ann']);
      expect(seenBy(records(drawn, read), 'bo')).toEqual(['bo']);
      expect(seenBy(records(drawn, read), 'gold')).toEqual(['gold']);
      expect(seenBy(records(drawn, read), null)).toEqual([]);
    }
    expect(seenBy(records(drawn, ['x ann done', 'x bo no claim found']), 'ann')).toEqual(everybody);
  });

  it('is the second round while one is under way, for that person alone', () => {
    const drawn = { again: 'x ann-2' };
    const open = records(drawn, ['x ann done']);
    expect(seenBy(open, 'ann')).toEqual(['ann-2']);
    expect(coderThere(sightOf(open, 'ann'), 'x', 'ann')).toBe('ann-2');
    expect(coderThere(sightOf(open, 'ann'), 'y', 'ann')).toBe('ann');
    expect(seenBy(open, 'bo')).toEqual(everybody);
    const over = records(drawn, ['x ann done', 'x ann-2 done']);
    expect(seenBy(over, 'ann')).toEqual(everybody);
    expect(coderThere(sightOf(over, 'ann'), 'x', 'ann')).toBe('ann');
  });
});

describe('what there is to draw from', () => {
  const population = (
    all: Population,
    kind: 'between' | 'again',
    from: Parameters<typeof drawnFrom.parse>[0] = {},
    coderIds = ['ann', 'bo'],
  ) => Object.fromEntries(populationOf(all, { kind, coderIds, from: drawnFrom.parse(from) }));

  it('leaves out what is coded twice already, and what all have finished', () => {
    const all = records({ between: 'x ann bo' }, ['y ann done', 'y bo done', 'z ann done']);
    expect(population(all, 'between')).toEqual({ '': ['z'] });
  });

  it('is narrowed by who has read, date and source', () => {
    const all = records({}, ['y ann done', 'z bo in progress']);
    expect(population(all, 'between')).toEqual({ '': ['x', 'y', 'z'] });
    expect(population(all, 'between', { readById: 'ann' })).toEqual({ '': ['y'] });
    expect(population(all, 'between', { unread: true })).toEqual({ '': ['x'] });
    expect(population(all, 'between', { from: '2020' })).toEqual({ '': ['x'] });
    expect(population(all, 'between', { sources: ['z'] })).toEqual({ '': ['z'] });
  });

  it('is each coder’s own for a second round, of which there is one', () => {
    const all = records({ again: 'x ann-2' }, ['x ann done', 'y ann done', 'z bo done', 'y bo in progress']);
    expect(population(all, 'again')).toEqual({ ann: ['y'], bo: ['z'] });
    expect(population(all, 'again', { finishedUntil: '2026-01' })).toEqual({ ann: [], bo: [] });
    expect(population(all, 'again', { finishedUntil: '2026-02-01' })).toEqual({ ann: ['y'], bo: ['z'] });
    // Ended: what was done again is not done a third time.
    const ended = { ...records({}, ['x ann done', 'x ann-2 done']) };
    expect(population(ended, 'again', {}, ['ann'])).toEqual({ ann: [] });
  });
});

it('progress counts articles by coder, and those that all have finished', () => {
  const all = records({ between: 'x ann bo' }, ['x ann done', 'x bo in progress']);
  expect(progressOf(all, 'between')).toMatchObject({
    articles: 1,
    finished: 0,
    coders: [
      { name: 'ann', assigned: 1, inProgress: 0, finished: 1 },
      { name: 'bo', assigned: 1, inProgress: 1, finished: 0 },
    ],
  });
});
