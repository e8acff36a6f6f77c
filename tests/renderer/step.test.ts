import { noLayout } from '../../shared/layout';
import '../support/window-events';
import { describe, expect, it } from 'vitest';
import { isInSight } from '../../renderer/history/step';
import { type AppState, initialState } from '../../renderer/store';
import type { Change } from '../../shared/changes';
import type { AnyRecord } from '../../shared/records';

const adds = (record: Partial<AnyRecord>): Change => ({
  added: [record as AnyRecord],
  updated: [],
  removed: [],
});
const reading: AppState = {
  ...initialState,
  view: 'article',
  article: { id: 'open', text: '', layout: noLayout, particulars: [], unplaced: new Set(), placed: [] },
};
const inCodebook: AppState = { ...reading, view: 'codebook' };

describe('what a step of the history does is in sight', () => {
  it('in the open article, and not in another', () => {
    expect(isInSight(adds({ type: 'annotation', id: 'a', articleId: 'open' }), reading)).toBe(true);
    expect(isInSight(adds({ type: 'annotation', id: 'a', articleId: 'other' }), reading)).toBe(false);
    expect(isInSight(adds({ type: 'annotation', id: 'a', articleId: 'open' }), inCodebook)).toBe(false);
  });

  it('where the view shows records of its kind', () => {
    expect(isInSight(adds({ type: 'code', id: 'c' }), reading)).toBe(false);
    expect(isInSight(adds({ type: 'code', id: 'c' }), inCodebook)).toBe(true);
    expect(isInSight(adds({ type: 'actor', id: 'c' }), inCodebook)).toBe(false);
  });

  it('where a value belongs to an annotation that the window holds', () => {
    const value = adds({ type: 'attribute_value', id: 'v', annotationId: 'a' });
    expect(isInSight(value, reading)).toBe(false);
    const annotation = new Map([['a', {} as never]]);
    expect(isInSight(value, { ...reading, records: { ...reading.records, annotation } })).toBe(true);
  });

  it('always in the history', () => {
    expect(isInSight(adds({ type: 'code', id: 'c' }), { ...reading, view: 'history' })).toBe(true);
  });
});
