/** Going through disagreements page by page. */
import { describe, expect, it } from 'vitest';
import {
  type AdjudicateState,
  listedAnew,
  noAdjudication,
  pageSize,
  queueInput,
  toNeighbour,
  withQueue,
} from '../../renderer/adjudicate/adjudicate-state';
import type { AdjudicationQueue, DisputedPassage } from '../../shared/api';

const total = pageSize + 2;

const passage = (at: number): DisputedPassage => ({
  id: `passage-${at}`,
  articleId: 'talks',
  articleTitle: 'Talks',
  articleDate: null,
  start: at,
  end: at + 1,
  quote: `word ${at}`,
  before: '',
  after: '',
  differences: [],
  versions: [],
  state: 'unsettled',
  decision: null,
});

/** What the host answers about a page. */
const queue = (from: number): AdjudicationQueue => ({
  passages: Array.from({ length: Math.min(pageSize, total - from) }, (_, at) => passage(from + at)),
  from,
  total,
  states: { unsettled: total, open: 0, settled: 0 },
  articles: { compared: 1, ready: 0, complete: 0 },
});

const begun = withQueue({ ...noAdjudication, coderIds: ['ann', 'bo'] }, queue(0));

/** As often as said to the neighbour, each time with the answer of the host. */
function walk(from: AdjudicateState, step: 1 | -1, times: number): AdjudicateState {
  let state = from;
  for (let done = 0; done < times; done++) {
    const next = toNeighbour(state, step);
    if (!next) throw new Error(`the list ends after ${done} steps`);
    state = { ...state, ...next };
    if (state.from !== state.queue?.from) state = withQueue(state, queue(state.from));
  }
  return state;
}

describe('the list of disagreements', () => {
  it('goes on to the next page behind the last of one, to the end of all of them', () => {
    expect(begun.selectedId).toBe('passage-0');
    const behind = walk(begun, 1, pageSize);
    expect(behind).toMatchObject({ from: pageSize, selectedId: `passage-${pageSize}` });
    const last = walk(behind, 1, 1);
    expect(last.selectedId).toBe(`passage-${total - 1}`);
    expect(toNeighbour(last, 1)).toBeNull();
  });

  it('goes back to the last of the page before', () => {
    const back = walk(walk(begun, 1, pageSize), -1, 1);
    expect(back).toMatchObject({ from: 0, selectedId: `passage-${pageSize - 1}` });
    expect(toNeighbour(begun, -1)).toBeNull();
  });

  it('asks for the page of what is looked at when a filter changes, and no more once it is there', () => {
    const there = walk(begun, 1, pageSize);
    const filtered = { ...there, ...listedAnew(there), kind: 'boundary' as const };
    expect(queueInput(filtered)).toMatchObject({ around: `passage-${pageSize}`, page: { from: 0 } });
    const answered = withQueue(filtered, queue(pageSize));
    expect(answered).toMatchObject({ around: null, from: pageSize, selectedId: `passage-${pageSize}` });
  });
});
