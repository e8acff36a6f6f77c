/** Reading files away from the host: in a thread of its own that is watched, and ended when it must be. */
import { Worker } from 'node:worker_threads';
import type { Trial } from '../../shared/api-imports';
import { FailureError } from '../../shared/result';
import type { ReadEvent } from '../exchange/read-source';
import { readSource } from '../exchange/read-source';
import { trySettings } from '../exchange/try-settings';
import { type FromReading, inBatches, type ReadOrder, type TryOrder } from './reading-messages';

export interface Reading {
  /** Reads a source. The events of one batch come together; reading goes on when the next is asked for. */
  files(order: ReadOrder, signal: AbortSignal): AsyncGenerator<ReadEvent[]>;
  /** What settings would make of the beginning of a file. */
  attempt(order: TryOrder): Promise<Trial>;
}

/** Reads in the host's own thread, as tests do. */
export const readHere: Reading = {
  async *files({ source, settings, range }, signal) {
    for await (const events of inBatches(readSource(source, settings, range))) {
      signal.throwIfAborted();
      yield events;
    }
  },
  attempt: ({ source, fileName, settings, count }) => trySettings(source, fileName, settings, count),
};

/** Megabytes of memory that the thread may take for what its parsers make. */
const mostMemory = 900;
/** Milliseconds that a file may take without anything coming of it: 10 seconds for each megabyte. */
const longest = (size: number): number => Math.max(20_000, (size / 1_000_000) * 10_000);

/** What became of a file whose reading was ended. */
const ended = (problem: string): ReadEvent => ({
  type: 'end',
  reader: null,
  encoding: '',
  encodings: [],
  problem,
});
const tooSlow =
  'It took too long to read, so reading was given up. Save it in a simpler format, and choose it again.';
const tooSlowToSplit =
  'It took too long to split by the rules: one of them may try too many ways to match. Make it simpler, with fewer repetitions within repetitions, and read the file again.';
const tooMuch =
  'It takes too much memory to read. Split it into smaller files, or save it in a simpler format.';

/**
 * Reads in a thread of its own. Where one file brings it down, that file gets a problem, and a new thread
 * goes on with the next.
 * @param workerFile the thread's program
 * @param patience milliseconds for a file of so many bytes
 */
export const readInThread = (
  workerFile: string,
  patience: (size: number) => number = longest,
  trial: number = longestTrial,
): Reading => ({
  async *files(order, signal) {
    let skip = order.range.skip ?? 0;
    for (let isCareful = false; ; isCareful = true) {
      const range = { ...order.range, skip };
      const thread = new Thread(workerFile, { ...order, range, isCareful }, signal, patience);
      try {
        for await (const events of thread.batches()) {
          skip += events.filter(({ type }) => type === 'end').length;
          yield events;
        }
        if (thread.fault === null) return;
        if (thread.isInFile) {
          skip += 1;
          yield [ended(thread.fault)];
        } else if (isCareful) throw new FailureError({ code: 'io', message: thread.fault });
      } finally {
        await thread.stop();
      }
    }
  },

  attempt: (order) =>
    new Promise((resolve) => {
      const worker = new Worker(workerFile, {
        workerData: order,
        resourceLimits: { maxOldGenerationSizeMb: mostMemory },
      });
      const answer = (trial: Trial): void => {
        clearTimeout(timer);
        resolve(trial);
        void worker.terminate();
      };
      const fail = (problem: string): void =>
        answer({ rows: [], table: null, sheets: [], split: null, problem, skipped: [] });
      const timer = setTimeout(() => fail(tooSlowToTry), trial);
      worker.on('message', (message: FromReading) => {
        if ('trial' in message) answer(message.trial);
      });
      worker.on('error', ({ message }) => fail(`Reading it failed (${message}).`));
    }),
});

/** Milliseconds after which a preview is given up. */
const longestTrial = 8000;
const tooSlowToTry =
  'It takes too long to read it this way. If you split it by rules, one of them may try too many ways to match: make it simpler.';

class Thread {
  /** Why the thread came to an end before its work did, as a sentence about the file. */
  fault: string | null = null;
  /** Whether the file whose beginning was told last has not ended. */
  isInFile = false;
  private readonly worker: Worker;
  private readonly waiting: ReadEvent[][] = [];
  private wake: () => void = () => undefined;
  private isOver = false;
  private size = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    file: string,
    private readonly order: ReadOrder,
    private readonly signal: AbortSignal,
    private readonly patience: (size: number) => number,
  ) {
    this.worker = new Worker(file, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    });
    this.worker.on('message', (message: FromReading) => {
      this.watch();
      if ('events' in message) this.waiting.push(message.events);
      else this.isOver = 'ended' in message;
      this.wake();
    });
    this.worker.on('error', (error: Error & { code?: string }) => {
      this.fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch : `Reading it failed (${error.message}).`,
      );
    });
    this.worker.on('exit', () => {
      if (!this.isOver) this.fail('Reading it came to an unexpected end.');
    });
    signal.addEventListener('abort', this.abort);
    this.watch();
  }

  private readonly abort = (): void => {
    this.isOver = true;
    this.wake();
  };

  private fail(why: string): void {
    this.fault ??= why;
    this.isOver = true;
    this.wake();
  }

  /** Begins the time anew in which something must come of the file. */
  private watch(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // A thread that waits for the host is not slow.
      if (this.waiting.length > 0) this.watch();
      else this.fail(this.order.settings.split ? tooSlowToSplit : tooSlow);
    }, this.patience(this.size));
  }

  async *batches(): AsyncGenerator<ReadEvent[]> {
    for (;;) {
      this.signal.throwIfAborted();
      const batch = this.waiting.shift();
      if (batch) {
        this.worker.postMessage('taken');
        for (const event of batch) {
          this.isInFile = event.type !== 'end';
          if (event.type === 'file') this.size = event.size;
          // What comes next is small, or is told of: it need not wait as long as the file before it.
          else if (event.type === 'end') this.size = 0;
        }
        this.watch();
        yield batch;
      } else if (this.isOver) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.signal.removeEventListener('abort', this.abort);
    await this.worker.terminate();
  }
}
