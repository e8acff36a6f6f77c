import { describe, expect, it } from 'vitest';
import { neighbourOf, nextToRead } from '../../renderer/articles/reading-list';
import type { ArticleRow } from '../../renderer/articles/describe';
import type { Article, ReadingState } from '../../shared/records';

const row = (id: string, state: ReadingState): ArticleRow => ({
  article: { id, title: id } as Article,
  state,
  annotations: 0,
  twice: null,
});
const rows = [row('b', 'done'), row('d', 'unread'), row('f', 'in progress'), row('h', 'no claim found')];

describe('the way through the list of articles', () => {
  it('goes to the neighbour, and ends at the edges', () => {
    expect(neighbourOf(rows, 'd', 'next')?.id).toBe('f');
    expect(neighbourOf(rows, 'd', 'previous')?.id).toBe('b');
    expect(neighbourOf(rows, 'h', 'next')).toBeNull();
    expect(neighbourOf(rows, 'b', 'previous')).toBeNull();
  });

  it('goes on from an article that the filter hides, and from none', () => {
    expect(neighbourOf(rows, 'e', 'next')?.id).toBe('f');
    expect(neighbourOf(rows, 'e', 'previous')?.id).toBe('d');
    expect(neighbourOf(rows, null, 'next')?.id).toBe('b');
    expect(neighbourOf([], 'd', 'next')).toBeNull();
  });

  it('finds what is still to be read: after this article, then from the beginning, never itself', () => {
    expect(nextToRead(rows, 'b')?.id).toBe('d');
    expect(nextToRead(rows, 'd')?.id).toBe('f');
    expect(nextToRead(rows, 'f')?.id).toBe('d');
    expect(nextToRead(rows.slice(0, 2), 'd')).toBeNull();
  });
});
