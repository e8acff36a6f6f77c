import { FakeElement, openWindow, settled } from '../support/window-on-host';
import { describe, expect, it } from 'vitest';
import { runAction } from '../../renderer/actions';
import { keepForField } from '../../renderer/annotations/to-fields';
import { writes } from '../../renderer/project/session';
import { useStore } from '../../renderer/store';

const text = 'Prices\n\nThe mayor said that prices rose. The minister denied it.';

/** A window in which an annotation is selected, and the words for another one. */
async function scene() {
  const window = await openWindow(text);
  const tag = (code: string): boolean => runAction(`annotation.tag.${window.codes[code]}`);
  window.selectWords('The mayor');
  tag('Actor');
  await writes.idle();
  await settled();
  const old = useStore.getState().selectedId;
  expect(old).not.toBeNull();
  window.selectWords('prices rose');
  return { ...window, tag, old };
}

const letterIn = (tag: string): KeyboardEvent => {
  const target = new FakeElement(tag);
  return { key: 'x', ctrlKey: false, metaKey: false, altKey: false, target } as unknown as KeyboardEvent;
};

const quotes = (): string[] => useStore.getState().article!.placed.map(({ quote }) => quote);

describe('a key pressed right after a tag key is about the new annotation', () => {
  it.each(['annotation.remove', 'annotation.retag', 'annotation.note', 'annotation.move-end.next'])(
    '%s can be done as soon as the tag key is pressed',
    async (action) => {
      const { tag } = await scene();
      useStore.setState({ selectedId: null });
      expect(runAction(action)).toBe(false);
      tag('Claim');
      expect(runAction(action)).toBe(true);
      await writes.idle();
      await settled();
    },
  );

  it('Delete takes the new one away, not what was selected before', async () => {
    const { tag } = await scene();
    tag('Claim');
    runAction('annotation.remove');
    await settled();
    expect(quotes()).toEqual(['The mayor']);
  });

  it('an edge key moves the edge of the new one', async () => {
    const { tag } = await scene();
    tag('Claim');
    runAction('annotation.move-start.left');
    await settled();
    expect(quotes()).toEqual(['The mayor', 'that prices rose']);
  });

  it('A adds the words selected then to the new one', async () => {
    const { tag, selectWords } = await scene();
    tag('Claim');
    selectWords('The minister');
    runAction('annotation.addSpan');
    await settled();
    const pieces = useStore.getState().article!.placed.map(({ spans }) => spans.map(({ quote }) => quote));
    expect(pieces).toEqual([['The mayor'], ['prices rose', 'The minister']]);
  });

  it('Shift+T asks for another code of the new one', async () => {
    const { tag, old } = await scene();
    tag('Claim');
    runAction('annotation.retag');
    expect(useStore.getState().dialog).toBeNull();
    await settled();
    const { dialog, selectedId } = useStore.getState();
    expect(selectedId).not.toBe(old);
    expect(dialog).toMatchObject({ kind: 'codebook', task: { kind: 'pick', annotationId: selectedId } });
  });
});

describe('where tagging comes to nothing, the key that followed it does nothing', () => {
  it('because the words are tagged already', async () => {
    const { tag, selectWords } = await scene();
    selectWords('The mayor');
    tag('Actor');
    runAction('annotation.remove');
    await settled();
    expect(quotes()).toEqual(['The mayor']);
  });

  it('because the file cannot be written; and what is typed into a field stays there', async () => {
    const { tag, next, namesOfCalls } = await scene();
    next('annotation.tag', { failure: { code: 'disk-full', message: 'The disk is full.' } });
    tag('Claim');
    runAction('annotation.remove');
    runAction('view.annotation-fields');
    const letter = letterIn('div');
    expect(keepForField(letter), 'while the field is on its way').toBe(true);
    expect(keepForField(letterIn('textarea'))).toBe(false);
    await settled();
    expect(useStore.getState().writes.status).toBe('failed');
    expect(keepForField(letter)).toBe(false);
    writes.tryNow();
    await writes.idle();
    expect(namesOfCalls()).not.toContain('annotation.remove');
    expect(quotes()).toEqual(['The mayor', 'prices rose']);
  });

  it('also a moment later: what the words are tagged as already is selected, nothing else', async () => {
    const { tag, selectWords, old } = await scene();
    tag('Claim');
    await writes.idle();
    await settled();
    selectWords('The mayor');
    tag('Actor');
    await writes.idle();
    await settled();
    expect(useStore.getState().selectedId).toBe(old);
  });

  it('also a moment later, while the file cannot be written', async () => {
    const { tag, next, namesOfCalls } = await scene();
    next('annotation.tag', { failure: { code: 'disk-full', message: 'The disk is full.' } });
    tag('Claim');
    await settled();
    expect(useStore.getState().writes.status).toBe('failed');
    runAction('annotation.remove');
    writes.tryNow();
    await writes.idle();
    await settled();
    expect(namesOfCalls()).not.toContain('annotation.remove');
    expect(quotes()).toEqual(['The mayor', 'prices rose']);
  });
});
