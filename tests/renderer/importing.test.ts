/** The import in the window: what the host refuses is told at once, and the table shows what it holds. */
import { openWindow, settled } from '../support/window-on-host';
import { describe, expect, it } from 'vitest';
import {
  bringIn,
  decide,
  decideMany,
  discard,
  editMany,
  editRow,
  readPasted,
  select,
  useImporting,
} from '../../renderer/articles/importing';
import { useStore } from '../../renderer/store';
import type { Failure } from '../../shared/result';

const refusal: Failure = { code: 'refused', message: 'There is no room for that.' };
const rows = () => useImporting.getState().rows;
const messages = (): string[] => useStore.getState().notices.map(({ message }) => message);

/** A window in which this text was pasted into the assistant. */
async function withPasted(text: string) {
  const world = await openWindow('Here already.');
  await readPasted(text);
  expect(rows()).toHaveLength(1);
  return { ...world, rowId: rows()[0]!.rowId };
}

describe('what the host refuses', () => {
  it('of a field is told at once, and the old value is back', async () => {
    const { next, rowId } = await withPasted('Title\nWords.');
    await editRow(rowId, { source: 'Kurier' });
    next('import.edit', { failure: refusal });
    const edit = editRow(rowId, { source: 'Herald' });
    expect(rows()[0]!.fields.source).toBe('Herald');
    await edit;
    expect(messages()).toEqual([refusal.message]);
    expect(rows()[0]!.fields.source).toBe('Kurier');
    discard();
  });

  it('is what no title can be, in its own words', async () => {
    const { rowId } = await withPasted('Title\nWords.');
    await editRow(rowId, { title: '\u200b' });
    expect(messages()).toEqual([expect.stringContaining('something that can be seen')]);
    expect(rows()[0]!.fields.title).toBe('Title');
    discard();
  });

  it('of a change of many fields, of a decision about one row and about many, is told', async () => {
    const { next, rowId } = await withPasted('Title\nWords.');
    next('import.edit', { failure: { ...refusal, message: 'One.' } });
    next('import.decide', { failure: { ...refusal, message: 'Two.' } });
    next('import.decide', { failure: { ...refusal, message: 'Three.' } });
    select([rowId], true);
    await editMany({ note: 'From the archive' });
    await decide([rowId], 'skip');
    await decideMany('skip');
    expect(messages()).toEqual(['One.', 'Two.', 'Three.']);
    expect(rows()[0]).toMatchObject({ fields: { note: '' }, decision: 'take' });
    discard();
  });

  it('holds up an import that waits for it, and none after that', async () => {
    const { next, namesOfCalls, rowId } = await withPasted('Title\nWords.');
    next('import.edit', { failure: refusal });
    const edit = editRow(rowId, { source: 'Herald' });
    await bringIn();
    await edit;
    expect(messages()).toEqual([refusal.message]);
    expect(namesOfCalls()).not.toContain('import.run');
    await bringIn();
    await settled();
    expect(namesOfCalls()).toContain('import.run');
    const titles = [...useStore.getState().records.article.values()].map(({ title, source }) => [
      title,
      source,
    ]);
    expect(titles).toContainEqual(['Title', '']);
  });
});

describe('a note', () => {
  it('is typed for one row or for many, over several lines, and comes in with the article', async () => {
    const { rowId } = await withPasted('Title\nWords.');
    select([rowId], true);
    await editMany({ note: 'From the archive' });
    expect(rows()[0]!.fields.note).toBe('From the archive');
    await editRow(rowId, { note: 'Box 3\nرف ٢' });
    await bringIn();
    await settled();
    const notes = [...useStore.getState().records.article.values()].map(({ note }) => note);
    expect(notes).toEqual(['', 'Box 3\nرف ٢']);
  });
});
