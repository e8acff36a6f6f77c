import { describe, expect, it } from 'vitest';
import { type AppState, initialState } from '../../renderer/store';
import { withApplied, withArticle, withoutArticle, withSnapshot } from '../../renderer/taken-in';
import type { Applied } from '../../shared/api';
import { type OpenWorld, addArticle, openWorld } from '../support/host-world';
import { mark, only } from '../support/marked-text';

const marked = mark(
  'Prices rise\n\n[s:The minister said that [c:prices must fall]c]s. وقالت [x:الوزيرة]x ذلك. [y:👩‍👩‍👧 protested]y.',
);
const pick = { token: 't', fileName: 'debate.claimbook', folder: '' };

/** The window's state after opening the project and its article, on a real host. */
async function opened(): Promise<{ world: OpenWorld; state: AppState }> {
  const world = await openWorld(marked.text);
  const snapshot = await world.does('project.open', { token: world.file, coderName: 'Ada' });
  const state = withSnapshot(initialState, pick, snapshot);
  return {
    world,
    state: withArticle(state, await world.does('article.open', { articleId: world.articleId })),
  };
}

/** What the window holds after all these changes is what it would hold if it opened everything again. */
async function expectAsReopened(world: OpenWorld, state: AppState): Promise<void> {
  const article = await world.does('article.open', { articleId: world.articleId });
  await world.does('project.close');
  const snapshot = await world.does('project.open', { token: world.file, coderName: 'Ada' });
  const fresh = withArticle(withSnapshot(initialState, pick, snapshot), article);
  for (const type of Object.keys(fresh.records) as (keyof AppState['records'])[]) {
    expect(sorted(state.records[type].values()), type).toEqual(sorted(fresh.records[type].values()));
  }
  expect(state.article?.placed).toEqual(fresh.article?.placed);
  const counted = Object.entries(state.annotationCounts).filter(([, count]) => count > 0);
  expect(Object.fromEntries(counted)).toEqual(fresh.annotationCounts);
}

const sorted = (records: Iterable<{ id: string }>) => [...records].toSorted((a, b) => (a.id < b.id ? -1 : 1));

const after = (state: AppState, ...all: (Applied | null)[]): AppState =>
  all.reduce((now, applied) => (applied ? withApplied(now, applied) : now), state);

describe('the window holds what the file holds', () => {
  it('after tagging, adding a span, entering values, recoding and removing', async () => {
    const { world, state } = await opened();
    const s = only(marked, 's');
    const c = only(marked, 'c');
    const x = only(marked, 'x');
    const y = only(marked, 'y');
    const end = after(
      state,
      await world.tag('statement', 'Statement', s),
      await world.tag('claim', 'Claim', c),
      await world.tag('mention', 'Actor', x),
      await world.does('annotation.addSpan', { annotationId: 'statement', range: y }),
      await world.does('annotation.setValues', {
        annotationId: 'claim',
        attributeId: world.attributes['Claim/Claimant'] ?? '',
        values: [
          { newActor: { name: 'الوزيرة', kind: 'person' } },
          { newActor: { name: 'Ministry', kind: 'organisation' } },
        ],
      }),
      await world.does('annotation.recode', {
        annotationId: 'mention',
        codeId: world.codes['Statement'] ?? '',
      }),
      await world.does('annotation.setNote', { annotationId: 'claim', note: 'Twice.' }),
      await world.does('annotation.remove', { annotationIds: ['statement'] }),
    );
    expect(end.article?.placed.map(({ id }) => id)).toEqual(['claim', 'mention']);
    expect(end.records.actor.size).toBe(2);
    await expectAsReopened(world, end);
  });

  it('after undoing everything and doing some of it again', async () => {
    const { world, state } = await opened();
    let now = after(
      state,
      await world.tag('claim', 'Claim', only(marked, 'c')),
      await world.tag('statement', 'Statement', only(marked, 's')),
    );
    expect(now.undo.undo).not.toBeNull();
    now = after(now, await world.does('history.undo'), await world.does('history.undo'));
    expect(now.article?.placed).toEqual([]);
    expect(now.selectedId).toBeNull();
    now = after(now, await world.does('history.redo'));
    expect(now.article?.placed.map(({ quote }) => quote)).toEqual(['prices must fall']);
    await expectAsReopened(world, now);
  });
});

describe('annotations in the list', () => {
  it('stand in text order, the longer first where two begin together', async () => {
    const { world, state } = await opened();
    const s = only(marked, 's');
    const end = after(
      state,
      await world.tag('y', 'Claim', only(marked, 'y')),
      await world.tag('short', 'Actor', { start: s.start, end: s.start + 'The minister'.length }),
      await world.tag('long', 'Statement', s),
    );
    expect(end.article?.placed.map(({ id }) => id)).toEqual(['long', 'short', 'y']);
  });

  it('keep their identity when another one changes', async () => {
    const { world, state } = await opened();
    const before = after(state, await world.tag('claim', 'Claim', only(marked, 'c')));
    const end = after(before, await world.tag('other', 'Actor', only(marked, 'x')));
    expect(end.article?.placed[0]).toBe(before.article?.placed[0]);
    expect(end.article?.unplaced).toBe(before.article?.unplaced);
  });

  it('of an article that is not on screen are only counted', async () => {
    const { world, state } = await opened();
    const otherId = await addArticle(world, 'Another text.');
    const snapshotless = withoutArticle(state);
    const applied = await world.tag('claim', 'Claim', only(marked, 'c'));
    const end = withApplied(snapshotless, applied);
    expect(end.records.annotation.size).toBe(0);
    expect(end.records.span.size).toBe(0);
    expect(end.annotationCounts).toEqual({ [world.articleId]: 1 });
    expect(otherId).not.toBe(world.articleId);
  });
});

it('an import that was made before the project was opened is undone and redone', async () => {
  const { world, state } = await opened();
  const without = after(state, await world.does('history.undo'));
  expect(without.records.article.size).toBe(0);
  const again = after(without, await world.does('history.redo'));
  expect([...again.records.article.keys()]).toEqual([world.articleId]);
  await expectAsReopened(
    world,
    withArticle(again, await world.does('article.open', { articleId: world.articleId })),
  );
});

describe('codes', () => {
  it('that are split, merged and deleted leave the window as if it were opened again, undo and redo too', async () => {
    const { world, state } = await opened();
    const { Claim = '', Statement = '', Actor = '' } = world.codes;
    let end = after(
      state,
      await world.tag('statement', 'Statement', only(marked, 's')),
      await world.tag('claim', 'Claim', only(marked, 'c')),
      await world.tag('mention', 'Actor', only(marked, 'x')),
      await world.does('annotation.setValues', {
        annotationId: 'claim',
        attributeId: world.attributes['Claim/Made in'] ?? '',
        values: [{ targetAnnotationId: 'statement' }],
      }),
      await world.does('code.split', { codeId: Actor, newCodeId: 'new', name: 'Voice', color: '#cc79a7' }),
      await world.does('code.merge', { codeId: Statement, intoId: Claim, agreedTo: 0 }),
    );
    end = { ...end, selectedId: 'mention', hoveredId: 'mention' };
    end = after(end, await world.does('code.remove', { codeId: Actor, agreedTo: 1 }));
    expect(end).toMatchObject({ selectedId: null, hoveredId: null });
    expect(end.article?.placed.map(({ id, codeId }) => [id, codeId])).toEqual([
      ['statement', Claim],
      ['claim', Claim],
    ]);
    for (const step of ['undo', 'undo', 'undo', 'redo', 'redo', 'redo', 'undo'] as const) {
      end = after(end, await world.does(`history.${step}`));
    }
    expect(end.article?.placed.map(({ id }) => id)).toContain('mention');
    await expectAsReopened(world, end);
  });
});

describe('what is selected', () => {
  it('is let go when it is removed', async () => {
    const { world, state } = await opened();
    const tagged = after(state, await world.tag('claim', 'Claim', only(marked, 'c')));
    const selected = { ...tagged, selectedId: 'claim', hoveredId: 'claim' };
    const end = after(selected, await world.does('annotation.remove', { annotationIds: ['claim'] }));
    expect([end.selectedId, end.hoveredId]).toEqual([null, null]);
  });

  it('goes with the article that is removed', async () => {
    const { world, state } = await opened();
    const tagged = after(state, await world.tag('claim', 'Claim', only(marked, 'c')));
    const end = after(tagged, await world.does('article.remove', { articleId: world.articleId }));
    expect(end.article).toBeNull();
    expect(end.records.annotation.size).toBe(0);
  });
});
