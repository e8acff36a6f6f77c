/**
 * The ordered queue of writes. Each goes to the host alone, and what it did is applied when it comes back
 * durable. A write that fails for now (disk full, file in use) stays at the head, is tried again with
 * growing pauses, and later writes wait behind it; a write that is refused is dropped, with its reason.
 * A host that dies over a write may have made it: sent again under the same id, it is done once.
 */
import { v7 as newId } from 'uuid';
import type { Applied, CallInput, CallName, Outputs, ValueInput } from '../shared/api';
import { type Failure, type Result, fail, isRetryable, ok } from '../shared/result';
import type { Range } from '../shared/span';

/** The calls that write: those that answer with what they did. */
export type WriteName = {
  [C in CallName]: Outputs[C] extends null ? never : NonNullable<Outputs[C]> extends Applied ? C : never;
}[CallName];

/** What the screen shows of a write that is not yet durable, so that no work is out of sight. */
export interface Preview {
  tag?: { id: string; articleId: string; codeId: string; ranges: Range[] };
  values?: {
    annotationId: string;
    attributeId: string;
    edit: (values: readonly ValueInput[]) => readonly ValueInput[];
  };
  note?: { annotationId: string; note: string };
}

export interface WriteView {
  status: 'saved' | 'saving' | 'failed';
  /** Why the first write fails, as a sentence; null unless `failed`. */
  message: string | null;
  /** Writes that are not durable yet. */
  waiting: number;
  previews: readonly Preview[];
}

export const nothingToWrite: WriteView = { status: 'saved', message: null, waiting: 0, previews: [] };

interface Entry {
  /** Null where there is nothing to do. Sent again, it asks for the same, whatever the window holds by then. */
  send(): Promise<Result<Applied | null>> | null;
  preview: Preview;
  settle(result: Result<Applied | null>): void;
}

export interface WriteQueueNeeds {
  call<C extends CallName>(name: C, input: CallInput<C>, writeId: string): Promise<Result<Outputs[C]>>;
  /** Takes in what a write did; `preview` is what the screen was to show of it. */
  apply(applied: Applied, preview: Preview): void;
  /**
   * Opens the project again, after the host was restarted or the window failed to take in a write, and
   * takes in all that the file says; false where that did not work.
   */
  recover(): Promise<boolean>;
  changed(view: WriteView): void;
  refused(failure: Failure): void;
  /** Runs `fire` after `ms` milliseconds; the answer cancels that. */
  after(ms: number, fire: () => void): () => void;
}

export interface WriteQueue {
  /**
   * Adds a write. `input` is asked only when it is this write's turn, so that it can build on what the
   * writes before it did; null then means that there is nothing to do any more.
   */
  push<C extends WriteName>(
    name: C,
    input: () => CallInput<C> | null,
    preview?: Preview,
  ): Promise<Result<Applied | null>>;
  /** Ends the pause before the next attempt. */
  tryNow(): void;
  /**
   * Does work that puts another project in the place of this one. What is pushed meanwhile is refused: by
   * the time it went out it would be about the other project.
   */
  closedWhile<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when every write is durable or was refused. */
  idle(): Promise<void>;
}

/** Milliseconds before `Saving…` is shown: shorter writes would only flicker. */
const quietPeriod = 150;
const firstPause = 1_000;
const longestPause = 30_000;

const betweenProjects: Failure = {
  code: 'refused',
  message: 'The project was just being changed for another, so this was not done.',
};

const inFile = 'Your last change is in the file, but this window could not show it.';
const notMade = 'Something went wrong in Claimbook itself, and your last change was not made.';
const loadedAgain = 'What you see was loaded from the file again.';
const notLoaded = 'Please close the project and open it again.';

export function createWriteQueue(needs: WriteQueueNeeds): WriteQueue {
  const entries: Entry[] = [];
  let idleWaiters: (() => void)[] = [];
  let running = false;
  /** How many changes of project are under way: one may be part of another. */
  let closed = 0;
  let status: WriteView['status'] = 'saved';
  let message: string | null = null;
  let endPause: (() => void) | null = null;

  const show = (nextStatus: WriteView['status'], why: string | null = null): void => {
    status = nextStatus;
    message = why;
    if (status === 'saved') {
      needs.changed(nothingToWrite);
      return;
    }
    const previews = entries.map((entry) => entry.preview);
    needs.changed({ status, message, waiting: entries.length, previews });
  };

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        cancel();
        endPause = null;
        resolve();
      };
      const cancel = needs.after(ms, done);
      endPause = done;
    });

  const attempt = async (entry: Entry): Promise<Result<Applied | null>> => {
    const first = await answer(entry);
    if (first.ok || first.error.code !== 'no-project') return first;
    if (await needs.recover()) return answer(entry);
    return fail({ code: 'io', message: 'The project is closed and could not be opened again.' });
  };

  /** Makes a write and takes in what it did. Whatever throws on the way must not stop those behind it. */
  const make = async (entry: Entry): Promise<Result<Applied | null>> => {
    let result: Result<Applied | null> | null = null;
    try {
      result = await attempt(entry);
      if (result.ok && result.value) needs.apply(result.value, entry.preview);
      return result;
    } catch (error) {
      console.error(error);
      const isLoaded = await needs.recover();
      const message = `${result ? inFile : notMade} ${isLoaded ? loadedAgain : notLoaded}`;
      const failure: Failure = { code: 'unexpected', message };
      if (result) needs.refused(failure);
      return result ?? fail(failure);
    }
  };

  const work = async (): Promise<void> => {
    if (running) return;
    running = true;
    const cancelSaving = needs.after(quietPeriod, () => {
      if (running && status === 'saved') show('saving');
    });
    let failures = 0;
    for (let entry = entries[0]; entry; entry = entries[0]) {
      const result = await make(entry);
      if (!result.ok && isRetryable(result.error)) {
        failures += 1;
        show('failed', result.error.message);
        await pause(Math.min(firstPause * 2 ** (failures - 1), longestPause));
        continue;
      }
      entries.shift();
      if (!result.ok) needs.refused(result.error);
      // What is shown of a write that is in the file now would be shown twice.
      if (status !== 'saved' && entries.length > 0) show('saving');
      failures = 0;
      entry.settle(result);
    }
    cancelSaving();
    running = false;
    show('saved');
    for (const waiter of idleWaiters) waiter();
    idleWaiters = [];
  };

  return {
    push(name, input, preview = {}) {
      if (closed > 0) {
        needs.refused(betweenProjects);
        return Promise.resolve(fail(betweenProjects));
      }
      return new Promise((settle) => {
        const writeId = newId();
        let asked: { input: CallInput<typeof name> | null } | null = null;
        const send = (): Promise<Result<Applied | null>> | null => {
          asked ??= { input: input() };
          return asked.input === null ? null : needs.call(name, asked.input, writeId);
        };
        entries.push({ send, preview, settle });
        if (status !== 'saved') show(status, message);
        void work();
      });
    },
    tryNow: () => endPause?.(),
    async closedWhile(work) {
      closed += 1;
      try {
        return await work();
      } finally {
        closed -= 1;
      }
    },
    idle: () => (running ? new Promise<void>((resolve) => idleWaiters.push(resolve)) : Promise.resolve()),
  };
}

async function answer(entry: Entry): Promise<Result<Applied | null>> {
  return (await entry.send()) ?? ok(null);
}
