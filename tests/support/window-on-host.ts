/** The window's own modules on a real project host, without a page: what a key does, call by call. */
import './window-events';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { openArticle, openProject, writes } from '../../renderer/project/session';
import { initialState, useStore } from '../../renderer/store';
import type { CallName } from '../../shared/api';
import { bringIn } from './bring-in';
import { makeHost, makeProject } from './make-project';
import { type Fate, behind } from './window-api';

vi.mock('../../renderer/api', () => import('./window-api'));

/** The little of a page that the modules ask for where nothing is drawn. */
export class FakeElement {
  constructor(readonly tag: string) {}
  closest = (selector: string): this | null => (selector.includes(this.tag) ? this : null);
}
Object.assign(globalThis, {
  Element: FakeElement,
  requestAnimationFrame: (draw: () => void) => setImmediate(draw),
  CSS: { escape: (id: string) => id },
  document: { activeElement: null, querySelector: () => null },
  localStorage: { getItem: () => null, setItem: () => undefined },
});

export interface TestWindow {
  articleId: string;
  codes: Record<string, string>;
  /** The calls that went out since the window was opened. */
  calls: typeof behind.calls;
  namesOfCalls(): CallName[];
  /** What becomes of the next call of this name. */
  next(name: CallName, fate: Fate): void;
  /** Selects words of the article, as a user would before a key. */
  selectWords(words: string): void;
  /** A token for a file that is not there yet. */
  newFile(name: string): string;
}

/** A window with a new project of one article on screen, which it leaves again after the test. */
export async function openWindow(text: string): Promise<TestWindow> {
  const made = await makeProject();
  const grants = new Map<string, string>();
  const grant = (file: string): string => {
    const token = made.grant(file);
    grants.set(token, file);
    return token;
  };
  const token = grant(made.file);
  const [articleId = ''] = await bringIn(made.done, [{ pasted: text }]);
  behind.host = made.host;
  behind.restart = async () => {
    await behind.host?.close();
    const { host: fresh } = makeHost(path.dirname(made.file));
    for (const [known, file] of grants) fresh.grant(known, file);
    return fresh;
  };
  useStore.setState(
    { ...initialState, start: { open: null, platform: 'linux', version: '', coderName: 'Ada' } },
    true,
  );
  await openProject({ token, fileName: 'study.claimbook', folder: '' });
  await openArticle(articleId);
  behind.calls.length = 0;
  behind.fates.clear();
  onTestFinished(async () => {
    writes.tryNow();
    await writes.idle();
    behind.host = null;
  });
  const { code } = useStore.getState().records;
  return {
    articleId,
    codes: Object.fromEntries([...code.values()].map(({ name, id }) => [name, id])),
    calls: behind.calls,
    namesOfCalls: () => behind.calls.map(({ name }) => name),
    next: (name, fate) => void behind.fates.set(name, [...(behind.fates.get(name) ?? []), fate]),
    selectWords(words) {
      const start = useStore.getState().article!.text.indexOf(words);
      if (start < 0) throw new Error(`the article does not say “${words}”`);
      useStore.setState({ selection: { start, end: start + words.length } });
    },
    newFile: (name) => grant(made.file.replace('study', name)),
  };
}

/** Resolves when everything that goes on by itself has come to rest. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
}
