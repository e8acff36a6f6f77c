import { describe, expect, it, vi } from 'vitest';
import { type WriteQueueNeeds, type WriteView, createWriteQueue } from '../../renderer/writes';
import type { Applied, CallInput, CallName } from '../../shared/api';
import { emptyChange } from '../../shared/changes';
import { type Failure, type Result, fail, ok } from '../../shared/result';

const diskFull: Failure = { code: 'disk-full', message: 'The disk is full. Free some space.' };
const refusal: Failure = { code: 'refused', message: 'The article has been removed.' };
const gone: Failure = { code: 'no-project', message: 'The host was restarted.' };

/** What the window cannot take in. */
const unfit = 'unfit';

const applied = (label: string): Applied => ({
  seq: 1,
  label,
  change: emptyChange(),
  undo: { undo: label, redo: null },
});

/** A host that gives these answers in turn, then agrees to everything; time passes when the test says so. */
function scene(answers: (Failure | null)[] = []) {
  const log: string[] = [];
  const ids: string[] = [];
  const views: WriteView[] = [];
  const timers: { at: number; fire: () => void }[] = [];
  let now = 0;
  let recoveries = 0;
  const needs: WriteQueueNeeds = {
    call: (name: CallName, input: unknown, writeId: string) => {
      log.push(`call ${noteOf(input) ?? name}`);
      ids.push(writeId);
      const failure = answers.shift() ?? null;
      const result: Result<unknown> = failure ? fail(failure) : ok(applied(noteOf(input) ?? name));
      return Promise.resolve(result) as never;
    },
    apply: ({ label }) => {
      if (label === unfit) throw new Error('it does not fit');
      log.push(`apply ${label}`);
    },
    recover: () => {
      recoveries += 1;
      return Promise.resolve(true);
    },
    changed: (view) => views.push(view),
    refused: ({ message }) => log.push(`refused ${message}`),
    after: (ms, fire) => {
      const timer = { at: now + ms, fire };
      timers.push(timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
  };
  const queue = createWriteQueue(needs);
  return {
    queue,
    log,
    /** The id of the write of each call. */
    ids,
    views,
    last: () => views.at(-1),
    recoveries: () => recoveries,
    note: (note: string) =>
      queue.push('annotation.setNote', () => noteInput(note), { note: { annotationId: 'a', note } }),
    async pass(ms: number): Promise<void> {
      now += ms;
      for (const timer of timers.splice(0)) {
        if (timer.at <= now) timer.fire();
        else timers.push(timer);
      }
      await settled();
    },
  };
}

const noteInput = (note: string): CallInput<'annotation.setNote'> => ({ annotationId: 'a', note });
const noteOf = (input: unknown): string | undefined =>
  (input as CallInput<'annotation.setNote'> | undefined)?.note;
/** Lets every promise that can go on go on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the queue of writes', () => {
  it('sends one write at a time and applies each before the next is sent', async () => {
    const { queue, log, note } = scene();
    void note('one');
    void note('two');
    await queue.idle();
    expect(log).toEqual(['call one', 'apply one', 'call two', 'apply two']);
  });

  it('asks for the input of a write only when its turn comes', async () => {
    const { queue, log, note } = scene();
    void note('one');
    void queue.push('annotation.setNote', () => noteInput(`two, after ${log.join(' and ')}`));
    await queue.idle();
    expect(log[2]).toBe('call two, after call one and apply one');
  });

  it('leaves out a write that has nothing to do any more', async () => {
    const { queue, log } = scene();
    const result = await queue.push('annotation.setNote', () => null);
    expect(result).toEqual(ok(null));
    expect(log).toEqual([]);
  });

  it('keeps a write that fails for now, says why, and holds later ones back in order', async () => {
    const { note, log, last, pass, queue } = scene([diskFull]);
    void note('one');
    void note('two');
    await settled();
    expect(last()).toMatchObject({ status: 'failed', message: diskFull.message, waiting: 2 });
    expect(last()?.previews.map(({ note: shown }) => shown?.note)).toEqual(['one', 'two']);
    expect(log).toEqual(['call one']);
    await pass(1_000);
    await queue.idle();
    expect(log).toEqual(['call one', 'call one', 'apply one', 'call two', 'apply two']);
    expect(last()).toMatchObject({ status: 'saved', waiting: 0, previews: [] });
  });

  it('waits longer after each failure, up to half a minute', async () => {
    const { note, log, pass } = scene(Array.from({ length: 9 }, () => diskFull));
    void note('one');
    await settled();
    for (const pause of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = log.length;
      await pass(pause - 1);
      expect(log.length).toBe(before);
      await pass(1);
      expect(log.length).toBe(before + 1);
    }
  });

  it('tries again at once when the user asks', async () => {
    const { note, log, queue } = scene([diskFull]);
    void note('one');
    await settled();
    queue.tryNow();
    await queue.idle();
    expect(log).toEqual(['call one', 'call one', 'apply one']);
  });

  it('drops a refused write with its reason and goes on', async () => {
    const { note, log, queue } = scene([refusal]);
    const first = note('one');
    void note('two');
    await queue.idle();
    expect(await first).toEqual(fail(refusal));
    expect(log).toEqual(['call one', `refused ${refusal.message}`, 'call two', 'apply two']);
  });

  it('opens the project again in a new host and sends the same write once more', async () => {
    const { note, log, queue, recoveries } = scene([gone]);
    void note('one');
    await queue.idle();
    expect(recoveries()).toBe(1);
    expect(log).toEqual(['call one', 'call one', 'apply one']);
  });

  it('sends a write again under its id, and as it was asked for, whatever the window holds by then', async () => {
    const { ids, log, queue, note } = scene([gone]);
    let asked = 0;
    void queue.push('annotation.setNote', () => noteInput(`asked ${++asked} times`));
    void note('two');
    await queue.idle();
    expect(log.filter((line) => line.startsWith('call'))).toEqual([
      'call asked 1 times',
      'call asked 1 times',
      'call two',
    ]);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it('loads the project again when what a write did cannot be taken in, says so, and goes on', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { note, log, queue, recoveries } = scene();
    const first = note(unfit);
    void note('two');
    await queue.idle();
    logged.mockRestore();
    expect(recoveries()).toBe(1);
    expect(await first, 'it is in the file').toMatchObject({ ok: true });
    expect(log).toEqual([
      'call unfit',
      expect.stringMatching(/^refused Your last change is in the file.*loaded from the file again/),
      'call two',
      'apply two',
    ]);
  });

  it('drops a write that cannot be put together, says so, and goes on', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { note, log, queue } = scene();
    const first = queue.push('annotation.setNote', () => {
      throw new Error('no such value');
    });
    void note('two');
    await queue.idle();
    logged.mockRestore();
    expect(await first).toMatchObject({ ok: false, error: { code: 'unexpected' } });
    expect(log).toEqual([expect.stringMatching(/^refused .* was not made/), 'call two', 'apply two']);
  });

  it('refuses what is pushed while another project takes the place of this one', async () => {
    const { note, log, queue } = scene();
    let inside: Promise<unknown> = Promise.resolve();
    await queue.closedWhile(() => queue.closedWhile(() => Promise.resolve()));
    await queue.closedWhile(async () => {
      await queue.closedWhile(() => Promise.resolve());
      inside = note('one');
      await settled();
    });
    expect(await inside).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(log).toEqual([expect.stringMatching(/^refused /)]);
    await expect(queue.closedWhile(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await note('two');
    expect(log.slice(1)).toEqual(['call two', 'apply two']);
  });

  it('shows no write any more that is in the file, while others wait', async () => {
    const { note, views, pass, queue } = scene([diskFull]);
    void note('one');
    void note('two');
    await settled();
    await pass(1_000);
    await queue.idle();
    const waiting = views.map(({ previews }) => previews.map(({ note: shown }) => shown?.note).join());
    expect(waiting).toEqual(['one,two', 'two', '']);
  });

  it('does not show that it saves when that is quick', async () => {
    const { note, views, queue } = scene();
    void note('one');
    await queue.idle();
    expect(views.map(({ status }) => status)).toEqual(['saved']);
  });

  it('shows that it saves after 150 ms', async () => {
    let answer: () => void = () => undefined;
    const slow: WriteView[] = [];
    const queue = createWriteQueue({
      call: () => new Promise((resolve) => (answer = () => resolve(ok(applied('one')) as never))),
      apply: () => undefined,
      recover: () => Promise.resolve(false),
      changed: (view) => slow.push(view),
      refused: () => undefined,
      after: (ms, fire) => {
        expect(ms).toBe(150);
        fire();
        return () => undefined;
      },
    });
    void queue.push('annotation.setNote', () => noteInput('one'));
    await settled();
    expect(slow.at(-1)?.status).toBe('saving');
    answer();
    await queue.idle();
    expect(slow.at(-1)?.status).toBe('saved');
  });
});
