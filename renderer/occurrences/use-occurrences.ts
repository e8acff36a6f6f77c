import { useEffect, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { CallInput, OccurrenceHit, Occurrences } from '../../shared/api';
import type { Result } from '../../shared/result';
import { call, onProgress } from '../api';

export interface OccurrenceSearch {
  hits: readonly OccurrenceHit[];
  /** Null when the search has ended; else how far it is, from 0 to 1. */
  progress: number | null;
  problem: string | null;
  /** Whether the search ended before the end because there are so many. */
  isCut: boolean;
}

export type OccurrenceQuery = Pick<CallInput<'search.occurrences'>, 'words' | 'articleId' | 'options'>;

/** As many places as anyone would go through one by one. */
export const mostHits = 10_000;

const nothingYet: OccurrenceSearch = { hits: [], progress: 0, problem: null, isCut: false };

/** The places of some words as they are found; another question or leaving ends the search. */
export function useOccurrences(query: OccurrenceQuery): OccurrenceSearch {
  const [search, setSearch] = useState(nothingYet);
  const key = JSON.stringify(query);
  useEffect(() => {
    const jobId = newId();
    let isCurrent = true;
    setSearch(nothingYet);
    const endProgress = onProgress(jobId, ({ done, total }) => {
      if (isCurrent && total) setSearch((now) => ({ ...now, progress: done / total }));
    });
    const run = async (): Promise<void> => {
      const asked = JSON.parse(key) as OccurrenceQuery;
      let found = 0;
      let after: Occurrences['next'] = null;
      do {
        const result: Result<Occurrences> = await call('search.occurrences', { ...asked, jobId, after });
        if (!isCurrent) return;
        if (!result.ok) {
          setSearch((now) => ({ ...now, progress: null, problem: result.error.message }));
          return;
        }
        const { hits, next }: Occurrences = result.value;
        found += hits.length;
        after = next;
        setSearch((now) => ({ ...now, hits: [...now.hits, ...hits] }));
      } while (after && found < mostHits);
      setSearch((now) => ({ ...now, progress: null, isCut: after !== null }));
    };
    void run();
    return () => {
      isCurrent = false;
      endProgress();
      void call('job.cancel', { jobId });
    };
  }, [key]);
  return search;
}
