/** Comparing coders in the open project, a bit at a time, and what is kept of it for the next question. */
import type { AgreementReport, AgreementSettings } from '../../shared/api';
import { Draws } from '../../shared/agreement/bootstrap';
import { Comparison } from '../../shared/agreement/compare';
import { Reporter } from '../../shared/agreement/report';
import { slotsOf } from '../../shared/agreement/slots';
import type { Coder } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { articlesToCompare, codesUsedBy, comparedReader } from '../db/compared-articles';
import { lastSeq } from '../db/project';
import type { ReadableDb } from '../db/open';
import { readAll, readOne } from '../db/read';
import type { JobControls } from './jobs';
import { openedProject, type Session } from './session';

export interface Agreement {
  /** Of what was compared: the state of the project and the settings but for the draws. */
  key: string;
  seq: number;
  coders: Coder[];
  comparison: Comparison;
  reporter: Reporter;
  /** The last tables, by the settings of their draws. */
  tables: { key: string; report: AgreementReport } | null;
}

/** Milliseconds of work between two looks at who else is waiting. */
const breath = 15;

/** Lets others have their turn now and then. @throws when the job was cancelled */
export function breather({ signal }: Pick<JobControls, 'signal'>): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < breath) return;
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    since = performance.now();
  };
}

/** A job that nobody watches or cancels, for calls that need what a job makes. */
export const unwatched: JobControls = { signal: new AbortController().signal, progress: () => undefined };

function keyOf(seq: number, settings: AgreementSettings): string {
  const undrawn: AgreementSettings = { ...settings, resamples: 0, level: 0, seed: 0 };
  return JSON.stringify([seq, undrawn]);
}

/** The chosen coders, in the order in which they were chosen. @throws FailureError */
export function chosenCoders(db: ReadableDb, ids: readonly string[]): Coder[] {
  if (new Set(ids).size < ids.length)
    throw new FailureError({
      code: 'invalid-input',
      message: 'A coder is named twice. Choose two different coders.',
    });
  return ids.map((id) => {
    const coder = readOne(db, 'coder', 'WHERE id = ?', id);
    if (coder) return coder;
    throw new FailureError({
      code: 'not-found',
      message: 'One of the coders is not in the project any more. Choose the coders again.',
    });
  });
}

/** What these settings compare, made now unless it was before and the project is still the same. */
export async function compared(
  session: Session,
  settings: AgreementSettings,
  controls: JobControls = unwatched,
): Promise<Agreement> {
  const { db } = openedProject(session);
  for (;;) {
    const seq = lastSeq(db);
    const key = keyOf(seq, settings);
    if (session.agreement?.key === key) return session.agreement;
    const agreement = await compareNow(db, settings, { key, seq }, controls);
    // Somebody coded in the meantime: what was read before and after does not belong together.
    if (openedProject(session).db !== db) continue;
    if (lastSeq(db) !== seq) continue;
    session.agreement = agreement;
    return agreement;
  }
}

async function compareNow(
  db: ReadableDb,
  settings: AgreementSettings,
  { key, seq }: Pick<Agreement, 'key' | 'seq'>,
  controls: JobControls,
): Promise<Agreement> {
  const { coderIds, codeIds, tolerance, minOverlap } = settings;
  const coders = chosenCoders(db, coderIds);
  const used = codesUsedBy(db, coderIds);
  const codes = readAll(db, 'code', 'ORDER BY position, id').filter(
    ({ id }) => used.has(id) && (codeIds?.includes(id) ?? true),
  );
  const slots = slotsOf(codes, readAll(db, 'attribute'), readAll(db, 'choice'));
  const comparison = new Comparison(
    { coders: coders.length, tolerance, minOverlap },
    slots,
    codes.map(({ id }) => id),
  );
  const articles = articlesToCompare(db, settings);
  const read = comparedReader(db, settings);
  const rest = breather(controls);
  for (const [at, article] of articles.entries()) {
    comparison.add(read(article));
    controls.progress(at, articles.length, 'Comparing the articles');
    await rest();
  }
  controls.progress(articles.length, articles.length, 'Comparing the articles');
  return {
    key,
    seq,
    coders,
    comparison,
    reporter: new Reporter(comparison, slots, coders, codes),
    tables: null,
  };
}

/** The tables of these settings, made now unless they were before. */
export async function tablesOf(
  session: Session,
  settings: AgreementSettings,
  controls: JobControls = unwatched,
): Promise<AgreementReport> {
  const agreement = await compared(session, settings, controls);
  const { seq, coders, comparison, reporter } = agreement;
  const { resamples, level, seed } = settings;
  const key = JSON.stringify([resamples, level, seed]);
  if (agreement.tables?.key === key) return agreement.tables.report;
  const steps = reporter.tables(resamples > 0 ? new Draws(resamples, level, seed) : null);
  const rest = breather(controls);
  for (let done = 0; ; done++) {
    const step = steps.next();
    if (step.done) {
      const report: AgreementReport = {
        seq,
        coders: coders.map(({ id, name }) => ({ id, name })),
        articles: {
          compared: comparison.articles.length,
          leftOut: comparison.leftOut,
          inProgress: comparison.inProgress,
        },
        annotations: comparison.annotations,
        ...step.value,
      };
      agreement.tables = { key, report };
      return report;
    }
    controls.progress(done, null, resamples > 0 ? 'Drawing articles for the intervals' : 'Making the tables');
    await rest();
  }
}
