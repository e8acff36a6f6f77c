/** The figures of the page: first without intervals, which are there at once, then with them. */
import { useEffect, useRef, useState } from 'react';
import type { AgreementCoders, AgreementReport, AgreementSettings } from '../../shared/api-agreement';
import { call } from '../api';
import { type RunningJob, useJob } from '../exchange/use-job';
import { useStore } from '../store';
import { settingsFor } from './compare-state';
import { compareWith } from './lane-actions';

export interface Agreement {
  /** Null until the host has said who there is. */
  coders: AgreementCoders | null;
  settings: AgreementSettings | null;
  /** Of these settings or of those before, while new figures are being made. */
  report: AgreementReport | null;
  /** Whether `report` is of `settings`, with intervals if they are asked for. */
  isComplete: boolean;
  job: RunningJob | null;
  problem: string | null;
  /** Keeps the figures as they are, without intervals. */
  stop(): void;
}

/** What was shown last, so that coming back from the text shows it at once. */
let last: { key: string; report: AgreementReport } | null = null;

export function useAgreement(): Agreement {
  const chosen = useStore((state) => state.compare.settings);
  const coderRecords = useStore((state) => state.records.coder);
  const seq = useStore((state) => state.seq);
  const projectId = useStore(({ records }) => [...records.project.keys()][0] ?? '');
  const [coders, setCoders] = useState<AgreementCoders | null>(null);
  const [report, setReport] = useState<AgreementReport | null>(null);
  const [doneKey, setDoneKey] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { job, run, cancel } = useJob();
  const isStopped = useRef(false);

  useEffect(() => {
    let isWanted = true;
    void call('agreement.coders', undefined).then((result) => {
      if (!isWanted) return;
      if (result.ok) setCoders(result.value);
      else setProblem(result.error.message);
    });
    return () => {
      isWanted = false;
    };
  }, [seq]);

  const known = chosen && chosen.coderIds.every((id) => coderRecords.has(id)) ? chosen : null;
  useEffect(() => {
    const usual = known === null && coders ? usualPair(coders) : null;
    if (usual) compareWith({ settings: settingsFor(usual) });
  }, [known, coders]);

  const key = known && JSON.stringify([projectId, seq, known]);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!known || key === null) return undefined;
    if (last?.key === key) {
      setReport(last.report);
      setDoneKey(key);
      return undefined;
    }
    let isWanted = true;
    isStopped.current = false;
    const compute = async (resamples: number): Promise<boolean> => {
      const settings = { ...known, resamples };
      const result = await latest.current((jobId) => call('agreement.compute', { jobId, settings }));
      if (!isWanted) return false;
      if (result.ok) {
        setReport(result.value);
        setProblem(null);
        if (resamples === known.resamples) last = { key, report: result.value };
      } else if (result.error.code !== 'cancelled') setProblem(result.error.message);
      return result.ok;
    };
    const computeAll = async (): Promise<void> => {
      const isThere = await compute(0);
      if (isThere && isWanted && known.resamples > 0 && !isStopped.current) await compute(known.resamples);
      if (isWanted) setDoneKey(key);
    };
    void computeAll();
    return () => {
      isWanted = false;
    };
  }, [key, known]);

  return {
    coders,
    settings: known,
    report,
    isComplete: doneKey === key && key !== null,
    job,
    problem,
    stop: () => {
      isStopped.current = true;
      cancel();
    },
  };
}

/** The two coders who have read most articles together, else the two who have read most. */
function usualPair({ coders, pairs }: AgreementCoders): string[] | null {
  const first = new Set(coders.filter(({ role }) => role === 'coder').map(({ id }) => id));
  const best = pairs
    .filter(({ coderIds }) => coderIds.every((id) => first.has(id)))
    .toSorted((a, b) => b.articles - a.articles)[0];
  if (best) return best.coderIds;
  const usual = coders.filter(({ id }) => first.has(id)).toSorted((a, b) => b.read - a.read);
  const all = usual.length >= 2 ? usual : coders;
  return all.length < 2 ? null : all.slice(0, 2).map(({ id }) => id);
}
