import { openWindow, settled } from '../support/window-on-host';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { runAction } from '../../renderer/actions';
import { editValues, setNote, tagSelection } from '../../renderer/annotations/annotation-edits';
import { closeProject, createProject, openProject, writes } from '../../renderer/project/session';
import { type AppState, useStore } from '../../renderer/store';

const text = 'Prices\n\nThe mayor said that prices rose. The minister denied it.';
const now = (): AppState => useStore.getState();
const quotes = (): string[] => now().article!.placed.map(({ quote }) => quote);
const projectNow = (): string | undefined => [...now().records.project.values()][0]?.name;

/** Everything in the queue is done, and whatever waited for it. */
async function done(): Promise<void> {
  await Promise.race([
    writes.idle(),
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('the queue stands still')), 5_000);
    }),
  ]);
  await settled();
}

describe.each(['dies before', 'dies after'] as const)('a host that %s the commit', (host) => {
  it('has tagged once, the new annotation is selected, and later writes go out', async () => {
    const { next, codes, selectWords, namesOfCalls } = await openWindow(text);
    next('annotation.tag', { host });
    selectWords('prices rose');
    const tagged = tagSelection(codes['Claim']!);
    await tagged;
    const id = now().selectedId!;
    expect(now().records.annotation.has(id)).toBe(true);
    expect(await setNote(id, 'Who says so?')).toBe(true);
    await done();
    expect(quotes()).toEqual(['prices rose']);
    expect(now().records.annotation.get(id)?.note).toBe('Who says so?');
    expect(now().annotationCounts).toEqual({ [now().article!.id]: 1 });
    expect(namesOfCalls().filter((name) => name === 'project.open')).toHaveLength(1);
  });

  it('has made a new actor once, and the window knows it', async () => {
    const { next, codes, selectWords } = await openWindow(text);
    selectWords('prices rose');
    await tagSelection(codes['Claim']!);
    next('annotation.setValues', { host });
    const claimant = [...now().records.attribute.values()].find(({ name }) => name === 'Claimant')!;
    const newActor = { name: 'The mayor', kind: 'person' } as const;
    await editValues(now().selectedId!, claimant.id, (before) => [...before, { newActor }]);
    await done();
    expect([...now().records.actor.values()].map(({ name }) => name)).toEqual(['The mayor']);
    expect([...now().records.attribute_value.values()].map(({ actorId }) => actorId)).toEqual([
      ...now().records.actor.keys(),
    ]);
  });

  it('has undone one step, not two', async () => {
    const { next, codes, selectWords } = await openWindow(text);
    for (const words of ['prices rose', 'The minister']) {
      selectWords(words);
      await tagSelection(codes['Claim']!);
    }
    next('history.undo', { host });
    runAction('history.undo');
    await done();
    expect(quotes()).toEqual(['prices rose']);
    expect(now().undo).toMatchObject({ undo: 'Tag as Claim', redo: 'Tag as Claim' });
  });

  it('leaves view, selection, dialog and article as they are', async () => {
    const { next, codes, selectWords } = await openWindow(text);
    selectWords('prices rose');
    await tagSelection(codes['Claim']!);
    useStore.setState({ dialog: { kind: 'keys' }, filter: 'x' });
    const { selection, selectedId, dialog, article } = now();
    next('annotation.setNote', { host });
    await setNote(selectedId!, 'One.');
    await done();
    expect(now()).toMatchObject({ selection, selectedId, dialog, filter: 'x', view: 'article' });
    expect(now().article).toEqual(article);
  });
});

describe('a window whose copies do not fit what a write did', () => {
  afterEach(() => vi.restoreAllMocks());

  it('loads everything again, says so, and goes on', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { articleId, codes, selectWords } = await openWindow(text);
    selectWords('prices rose');
    await tagSelection(codes['Claim']!);
    // A copy that went lost: what is not there cannot be changed.
    useStore.setState(({ records }) => ({ records: { ...records, reading: new Map() } }));
    void writes.push('reading.set', () => ({ articleId, state: 'done' }));
    selectWords('The minister');
    await tagSelection(codes['Claim']!);
    await done();
    expect(logged).toHaveBeenCalledOnce();
    expect(quotes()).toEqual(['prices rose', 'The minister']);
    expect([...now().records.reading.values()]).toMatchObject([{ articleId, state: 'done' }]);
    const said = now().notices.map(({ message }) => message);
    expect(said.join()).toContain('loaded from the file again');
  });
});

test('what the user stopped is told as no problem; what went wrong as one', async () => {
  const { next, codes, selectWords } = await openWindow(text);
  const tones = (): string[] => now().notices.map(({ tone, message }) => `${tone}: ${message}`);
  for (const failure of [
    { code: 'cancelled', message: 'Cancelled.' },
    { code: 'refused', message: 'There is no room for that.' },
  ] as const) {
    next('annotation.tag', { failure });
    selectWords('prices rose');
    await tagSelection(codes['Claim']!);
  }
  await done();
  expect(tones()).toEqual(['info: Cancelled.', 'problem: There is no room for that.']);
});

describe('a project put in the place of another', () => {
  const input = { name: 'Other', coderName: 'Ada', sample: false };

  it('is not made while changes of the first are not in its file', async () => {
    const { next, codes, selectWords, newFile, namesOfCalls } = await openWindow(text);
    next('annotation.tag', { failure: { code: 'disk-full', message: 'The disk is full.' } });
    selectWords('prices rose');
    void tagSelection(codes['Claim']!);
    await settled();
    const pick = { token: newFile('other'), fileName: 'other.claimbook', folder: '' };
    expect(await createProject(pick, input)).toMatchObject({ code: 'refused' });
    expect(namesOfCalls()).not.toContain('project.create');
    writes.tryNow();
    await done();
    expect(await createProject(pick, input)).toBeNull();
    expect(projectNow()).toBe('Other');
  });

  it.each(['project.create', 'project.open', 'project.close'] as const)(
    'gets none of what is pressed while %s has not answered',
    async (name) => {
      const { next, codes, selectWords, newFile, namesOfCalls } = await openWindow(text);
      const { pick } = now().project!;
      const other = { token: newFile('other'), fileName: 'other.claimbook', folder: '' };
      expect(await createProject(other, input)).toBeNull();
      expect(await openProject(pick)).toBe(true);
      selectWords('prices rose');
      await tagSelection(codes['Claim']!);
      let goOn: () => void = () => undefined;
      next(name, { waits: new Promise((resolve) => (goOn = resolve)) });
      const third = { token: newFile('third'), fileName: 'third.claimbook', folder: '' };
      const changing =
        name === 'project.create'
          ? createProject(third, input)
          : name === 'project.open'
            ? openProject(other)
            : closeProject();
      await settled();
      runAction('history.undo');
      await settled();
      goOn();
      await changing;
      await done();
      expect(namesOfCalls()).not.toContain('history.undo');
      expect(await openProject(pick)).toBe(true);
      await done();
      expect(now().annotationCounts).toEqual({ [[...now().records.article.keys()][0]!]: 1 });
      runAction('history.undo');
      await done();
      expect(namesOfCalls()).toContain('history.undo');
    },
  );
});
