/** The history as the window asks for it: lines, one line in words, and taking one back. */
import { describe, expect, it } from 'vitest';
import { addArticle, openWorld } from '../support/host-world';
import { look } from '../support/look-into';
import { mark, only } from '../support/marked-text';
import { subjectsThreeWays } from '../support/subjects';

const marked = mark('Merkel said: [a:we can do it]a, and 😀 [b:قال الوزير لا]b.');
const { text } = marked;
const [a, b] = [only(marked, 'a'), only(marked, 'b')];

describe('the history of a project', () => {
  it('is listed without what each change did, and leads to where it was done', async () => {
    const world = await openWorld(text);
    await world.tag('one', 'Claim', a);
    const [line] = await world.does('history.list', { limit: 1 });
    expect(line).toMatchObject({
      label: 'Tag as Claim',
      standing: true,
      counts: { added: { annotation: 1, span: 1, reading: 1 }, updated: {}, removed: {} },
      place: { type: 'annotation', id: 'one', articleId: world.articleId },
    });
    expect(line).not.toHaveProperty('change');
    await world.does('history.undo');
    const [undoing, deed] = await world.does('history.list', { limit: 2 });
    expect(undoing).toMatchObject({ kind: 'undo', standing: false });
    expect(deed).toMatchObject({ kind: 'do', standing: false });
    // The annotation is gone: the article is the nearest place that is left.
    expect(deed?.place).toEqual({ type: 'article', id: world.articleId });
  });

  it('of an annotation holds all that was done to it, and nothing of its neighbours', async () => {
    const world = await openWorld(text);
    await world.tag('one', 'Claim', a);
    await world.tag('two', 'Claim', b);
    const { change } = await world.does('annotation.addSpan', { annotationId: 'one', range: b });
    const spanId = change.added[0]?.id ?? '';
    await world.does('annotation.moveSpan', { spanId, range: { start: b.start, end: b.end - 3 } });
    await world.does('annotation.setNote', { annotationId: 'two', note: 'other' });
    await world.does('annotation.setValues', {
      annotationId: 'one',
      attributeId: world.attributes['Claim/Claimant'] ?? '',
      values: [{ newActor: { name: 'Merkel', kind: 'person' } }],
    });
    const labels = async (recordId: string) =>
      (await world.does('history.list', { recordId })).map(({ label }) => label);
    expect(await labels('one')).toEqual([
      'Set claimant',
      'Move the edge of Claim',
      'Add words to Claim',
      'Tag as Claim',
    ]);
    await world.does('annotation.removeSpan', { spanId });
    expect((await labels('one'))[0]).toBe('Remove words from Claim');
    // The span is gone, and with it the only thing that the moving of its edge names.
    expect(await labels('one')).toContain('Move the edge of Claim');
    await world.does('annotation.remove', { annotationIds: ['one'] });
    const gone = await world.does('history.list', { recordId: 'one', articleId: world.articleId });
    expect(gone.map(({ label }) => label)).toEqual([
      'Delete Claim',
      'Remove words from Claim',
      'Set claimant',
      'Move the edge of Claim',
      'Add words to Claim',
      'Tag as Claim',
    ]);
  });

  it('of an actor begins where it was made, also in the middle of tagging', async () => {
    const world = await openWorld(text);
    await world.tag('one', 'Claim', a);
    world.wait(1);
    const { change } = await world.does('annotation.setValues', {
      annotationId: 'one',
      attributeId: world.attributes['Claim/Claimant'] ?? '',
      values: [{ newActor: { name: 'Merkel', kind: 'person' } }],
    });
    world.wait(1);
    const actorId = change.added.find(({ type }) => type === 'actor')?.id ?? '';
    await world.does('actor.update', { actorId, name: 'Angela Merkel' });
    const lines = await world.does('history.list', { recordId: actorId });
    expect(lines.map(({ label }) => label)).toEqual(['Edit actor Merkel', 'Set claimant']);
  });

  it('of an actor is the same where the clock was set back meanwhile', async () => {
    const world = await openWorld(text);
    await world.tag('one', 'Claim', a);
    const describe = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time++) {
        world.wait(1);
        await world.does('project.update', { description: `${time} of ${times}` });
      }
    };
    await describe(20);
    world.wait(-15);
    const made = await world.does('annotation.setValues', {
      annotationId: 'one',
      attributeId: world.attributes['Claim/Claimant'] ?? '',
      values: [{ newActor: { name: 'Merkel', kind: 'person' } }],
    });
    await describe(5);
    const actorId = made.change.added.find(({ type }) => type === 'actor')?.id ?? '';
    const lines = await world.does('history.list', { recordId: actorId });
    expect(lines.map(({ seq, label }) => [seq, label])).toEqual([[made.seq, 'Set claimant']]);
  });

  it('is filtered by words whatever their case, by coder and by article', async () => {
    const world = await openWorld(text);
    await world.does('actor.create', { name: 'Éva', kind: 'person' });
    await world.tag('one', 'Claim', a);
    const labels = async (query: object) =>
      (await world.does('history.list', query)).map(({ label }) => label);
    expect(await labels({ text: 'ACTOR EVA' })).toEqual(['New actor Éva']);
    expect(await labels({ coderId: world.snapshot.coderId ?? '', text: 'tag' })).toEqual(['Tag as Claim']);
    expect(await labels({ coderId: 'nobody' })).toEqual([]);
    // The adding of an article is a change of no article, and belongs to its history all the same.
    expect(await labels({ articleId: world.articleId })).toEqual([
      'Tag as Claim',
      expect.stringMatching(/^Add article/),
    ]);
    expect(await world.fails('history.list', { text: 'x'.repeat(10_001) })).toMatchObject({
      code: 'invalid-input',
    });
  });

  it('of an article has what merging actors and codes did in it, also to what is gone', async () => {
    const world = await openWorld(text);
    const other = await addArticle(world, 'Nothing but wind.');
    const said = world.attributes['Claim/Claimant'] ?? '';
    const makeActor = async (name: string): Promise<string> =>
      (await world.does('actor.create', { name, kind: 'person' })).change.added[0]?.id ?? '';
    const [merkel, short] = [await makeActor('Angela Merkel'), await makeActor('Merkel')];
    await world.tag('one', 'Claim', a);
    await world.does('annotation.setValues', {
      annotationId: 'one',
      attributeId: said,
      values: [{ actorId: short }],
    });
    await world.does('entry.merge', { type: 'actor', fromIds: [short], intoId: merkel });
    const { Claim = '', Statement = '' } = world.codes;
    await world.does('code.merge', { codeId: Claim, intoId: Statement, agreedTo: 1 });
    const labels = async (query: object) =>
      (await world.does('history.list', query)).map(({ label }) => label);
    const ofMany = ['Merge code Claim into Statement', 'Merge Merkel into Angela Merkel'];
    expect(await labels({ articleId: world.articleId })).toEqual([
      ...ofMany,
      'Set claimant',
      'Tag as Claim',
      expect.stringMatching(/^Add article/),
    ]);
    expect(await labels({ articleId: other })).toEqual([expect.stringMatching(/^Add article/)]);
    await world.does('annotation.remove', { annotationIds: ['one'] });
    expect(await labels({ articleId: world.articleId })).toEqual(expect.arrayContaining(ofMany));
    // What is gone is found without being told where it was.
    expect(await labels({ recordId: 'one' })).toEqual([
      'Delete Statement',
      ...ofMany,
      'Set claimant',
      'Tag as Claim',
    ]);
    expect(await labels({ recordId: short })).toEqual([
      'Merge Merkel into Angela Merkel',
      'New actor Merkel',
    ]);
  });

  it('of an actor keeps what was done to a name that another actor has now', async () => {
    const world = await openWorld(text);
    const ids = [];
    for (const name of ['Angela Merkel', 'Merkel']) {
      const { change } = await world.does('actor.create', { name, kind: 'person' });
      ids.push(change.added[0]?.id ?? '');
    }
    const [merkel = '', short = ''] = ids;
    const added = await world.does('entry.addAlias', { type: 'actor', entryId: short, name: 'Kanzlerin' });
    const aliasId = added.change.added[0]?.id ?? '';
    await world.does('entry.renameAlias', { type: 'actor', aliasId, name: 'die Kanzlerin' });
    await world.does('entry.merge', { type: 'actor', fromIds: [short], intoId: merkel });
    await world.does('entry.renameAlias', { type: 'actor', aliasId, name: 'Frau Kanzlerin' });
    const labels = async (recordId: string) =>
      (await world.does('history.list', { recordId })).map(({ label }) => label);
    const merge = 'Merge Merkel into Angela Merkel';
    expect(await labels(merkel)).toEqual(['Other name of Angela Merkel', merge, 'New actor Angela Merkel']);
    expect(await labels(short)).toEqual([
      merge,
      'Other name of Merkel',
      'Other name of Merkel',
      'New actor Merkel',
    ]);
    const { kept, slow, filled, strays } = look(world, subjectsThreeWays);
    expect(kept).toEqual(slow);
    expect(filled).toEqual(slow);
    expect(strays).toEqual([]);
  });

  it('tells one change in words, with the names of what has gone since', async () => {
    const world = await openWorld(text);
    await world.tag('one', 'Claim', a);
    const attributeId = world.attributes['Claim/Position'] ?? '';
    const choice = (name: string) =>
      world.snapshot.choices.find((one) => one.attributeId === attributeId && one.name === name)?.id ?? '';
    await world.does('annotation.setValues', {
      annotationId: 'one',
      attributeId,
      values: [{ choiceId: choice('for') }],
    });
    const { seq } = await world.does('annotation.setValues', {
      annotationId: 'one',
      attributeId,
      values: [{ choiceId: choice('against') }],
    });
    const inWords = [
      {
        type: 'annotation',
        id: 'one',
        what: 'changed',
        title: 'Claim “we can do it”',
        fields: [{ field: 'Position', before: 'for', after: 'against' }],
      },
    ];
    expect((await world.does('history.entry', { seq })).words).toEqual(inWords);
    await world.does('annotation.remove', { annotationIds: ['one'] });
    expect((await world.does('history.entry', { seq })).words).toEqual(inWords);
    expect(await world.fails('history.entry', { seq: 10_000 })).toMatchObject({ code: 'not-found' });
  });
});

describe('what was done in two articles', () => {
  it('is kept under neither, and found from both', async () => {
    const world = await openWorld(text);
    const other = await addArticle(world, text);
    const tagThere = (annotationId: string, range: typeof a) =>
      world.does('annotation.tag', {
        annotationId,
        articleId: other,
        codeId: world.codes.Claim ?? '',
        ranges: [range],
      });
    await world.tag('one', 'Claim', a);
    await tagThere('two', a);
    const { seq } = await world.does('annotation.remove', { annotationIds: ['one', 'two'] });
    const [line] = await world.does('history.list', { limit: 1 });
    expect(line).toMatchObject({ seq, articleId: null });
    for (const articleId of [world.articleId, other])
      expect(await world.does('history.list', { articleId, limit: 1 })).toMatchObject([{ seq }]);
    await tagThere('three', a);
    await tagThere('four', b);
    await world.does('annotation.remove', { annotationIds: ['three', 'four'] });
    expect(await world.does('history.list', { limit: 1 })).toMatchObject([{ articleId: other }]);
  });
});

describe('undoing one old change', () => {
  it('leaves what came after it, and redo brings it back', async () => {
    const world = await openWorld(text);
    const first = await world.tag('one', 'Claim', a);
    await world.tag('two', 'Claim', b);
    // The first tag began the reading; the second stands without it.
    const undone = await world.does('history.undoOne', { seq: first.seq });
    expect(undone.change.removed.map(({ id }) => id)).toContain('one');
    expect(undone.undo.redo).toBe('Tag as Claim');
    const opened = await world.does('article.open', { articleId: world.articleId });
    expect(opened.annotations.map(({ id }) => id)).toEqual(['two']);
    await world.does('history.redo');
    const again = await world.does('article.open', { articleId: world.articleId });
    expect(again.annotations.map(({ id }) => id).toSorted()).toEqual(['one', 'two']);
  });

  it('is refused with the names of the changes that build on it, and changes nothing', async () => {
    const world = await openWorld(text);
    const made = await world.does('actor.create', { name: 'Merkel', kind: 'person' });
    const actorId = made.change.added[0]?.id ?? '';
    await world.tag('one', 'Claim', a);
    await world.does('annotation.setValues', {
      annotationId: 'one',
      attributeId: world.attributes['Claim/Claimant'] ?? '',
      values: [{ actorId }],
    });
    const failure = await world.fails('history.undoOne', { seq: made.seq });
    expect(failure.code).toBe('refused');
    expect(failure.message).toContain('“New actor Merkel” was not undone.');
    expect(failure.message).toContain('“Set claimant” (1 Jan 2026, 00:00 UTC, by Ada)');
    expect(failure.message).toContain('Nothing was changed.');
    const { undo } = await world.does('history.entry', { seq: made.seq });
    expect(undo).toMatchObject({ can: false, blockers: [{ label: 'Set claimant' }], more: 0 });
  });

  it('of an article is in the way of nothing but what was done in it', async () => {
    const world = await openWorld(text);
    await addArticle(world, 'Nothing but wind.');
    await world.tag('one', 'Claim', a);
    await world.does('annotation.setNote', { annotationId: 'one', note: 'odd' });
    const lines = await world.does('history.list', {});
    const undoOf = async (seq: number | undefined) =>
      (await world.does('history.entry', { seq: seq ?? 0 })).undo;
    const [empty, used] = lines.filter(({ label }) => label.startsWith('Add article'));
    expect(await undoOf(empty?.seq)).toEqual({ can: true });
    expect(await undoOf(used?.seq)).toMatchObject({
      can: false,
      blockers: [{ label: 'Tag as Claim' }, { label: 'Note on Claim' }],
      more: 0,
    });
  });

  it('is refused for what is undone already, for the making of the project, and for what is not there', async () => {
    const world = await openWorld(text);
    const { seq } = await world.tag('one', 'Claim', a);
    await world.does('history.undoOne', { seq });
    expect((await world.fails('history.undoOne', { seq })).message).toContain('undone already');
    expect((await world.fails('history.undoOne', { seq: 1 })).message).toContain('making of the project');
    expect((await world.fails('history.undoOne', { seq: 999 })).code).toBe('not-found');
  });

  it('of an undoing does it again, as long as it is the last one', async () => {
    const world = await openWorld(text);
    await world.tag('one', 'Claim', a);
    await world.tag('two', 'Claim', b);
    const second = await world.does('history.undo');
    const first = await world.does('history.undo');
    expect((await world.fails('history.undoOne', { seq: second?.seq })).message).toContain(
      'not the last one',
    );
    await world.does('history.undoOne', { seq: first?.seq ?? 0 });
    const opened = await world.does('article.open', { articleId: world.articleId });
    expect(opened.annotations.map(({ id }) => id)).toEqual(['one']);
  });
});
