import { useEffect, useRef, useState } from 'react';
import type { CallInput, HistoryLine } from '../../shared/api';
import { call } from '../api';
import { useStore } from '../store';
import { withNewLines } from './history-rows';

/** What the lines are filtered by; a part that is undefined filters nothing. */
export type HistoryFilter = Pick<CallInput<'history.list'>, 'articleId' | 'recordId' | 'coderId' | 'text'>;

const pageSize = 100;

export interface HistoryPages {
  lines: readonly HistoryLine[];
  /** Whether there is nothing older. */
  isComplete: boolean;
  isLoading: boolean;
  problem: string | null;
  loadMore(): void;
}

/** The lines that a filter lets through, page by page; what is done meanwhile comes in at the top. */
export function useHistoryPages(filter: HistoryFilter): HistoryPages {
  const undo = useStore((state) => state.undo);
  const [lines, setLines] = useState<readonly HistoryLine[]>([]);
  const [isComplete, setComplete] = useState(false);
  const [isLoading, setLoading] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const key = JSON.stringify(filter);
  /** Counts filters: the answer to an earlier one comes too late. */
  const asked = useRef(0);
  const isBusy = useRef(false);

  const load = async (beforeSeq: number | null, take: (page: HistoryLine[]) => void): Promise<void> => {
    const mine = asked.current;
    isBusy.current = true;
    const before = beforeSeq === null ? {} : { beforeSeq };
    const result = await call('history.list', { ...filter, ...before, limit: pageSize });
    if (mine !== asked.current) return;
    isBusy.current = false;
    setLoading(false);
    setProblem(result.ok ? null : result.error.message);
    if (result.ok) take(result.value);
  };

  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    asked.current += 1;
    setLoading(true);
    void latest.current(null, (page) => {
      setLines(page);
      setComplete(page.length < pageSize);
    });
  }, [key]);

  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    void latest.current(null, (page) => {
      setLines((shown) => withNewLines(shown, page));
    });
  }, [undo]);

  const loadMore = (): void => {
    const last = lines.at(-1);
    if (isComplete || isBusy.current || !last) return;
    void load(last.seq, (page) => {
      setLines((shown) => [...shown, ...page]);
      setComplete(page.length < pageSize);
    });
  };
  return { lines, isComplete, isLoading, problem, loadMore };
}
