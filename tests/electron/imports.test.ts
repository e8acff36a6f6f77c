/** Bringing articles in through the host: reading into the staging area, deciding, and one step of the history. */
import fs from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ImportFile, ImportRow, ImportSource } from '../../shared/api';
import { checkProject } from '../../electron/db/check';
import { openForReading } from '../../electron/db/open';
import { bringIn } from '../support/bring-in';
import { type HostWorld, openWorld } from '../support/host-world';

const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const file = (fileName: string, content: string | Uint8Array): ImportSource => ({
  fileName,
  bytes: Uint8Array.from(typeof content === 'string' ? bytes(content) : content),
});

async function read(world: HostWorld, ...sources: ImportSource[]) {
  const state = await world.does('import.read', { jobId: 'read', sources });
  return { state, rows: await rowsOf(world), files: await filesOf(world) };
}
const rowsOf = async (world: HostWorld): Promise<ImportRow[]> =>
  (await world.does('import.rows', { from: 0, count: 500 })).rows;
const filesOf = async (world: HostWorld): Promise<ImportFile[]> =>
  (await world.does('import.files', { from: 0, count: 500 })).files;

/** A story of so many words of which no two are alike. */
const story = (seed: string, words = 120): string =>
  Array.from({ length: words }, (_, at) => `${seed}${(at * 7919) % 1009}`).join(' ');

describe('an import', () => {
  it('reads what was pasted, chosen and dropped, and brings in what the user keeps as one deed', async () => {
    const world = await openWorld('Here already.');
    const chosen = path.join(world.folder, 'beitrag.txt');
    fs.writeFileSync(chosen, 'Überschrift\r\n\r\nEin Text.');
    const { state, rows } = await read(
      world,
      { token: world.token(chosen) },
      file('dropped.md', '# Title\n\nSome *words*.'),
      { pasted: 'Third\nWords 🗳️.' },
    );
    expect(state).toMatchObject({ files: 3, rows: 3, taken: 3, problems: 0 });
    expect(rows.map(({ fileName, format, fields }) => [fileName, format, fields.title])).toEqual([
      ['beitrag.txt', 'Plain text', 'Überschrift'],
      ['dropped.md', 'Markdown', 'Title'],
      ['', 'Plain text', 'Third'],
    ]);
    await world.does('import.decide', { rows: [rows[2]!.rowId], decision: 'skip' });
    await world.does('import.edit', { rows: [rows[0]!.rowId], fields: { title: 'Kept', date: '2026-03' } });
    const { change, label } = await world.does('import.run', { jobId: 'run' });
    expect(label).toBe('Add 2 articles');
    expect(change.added.map(({ type }) => type)).toEqual(['import', 'article', 'article']);
    const articleId = change.added[1]!.id;
    const { article } = await world.does('article.open', { articleId });
    expect(article).toMatchObject({ title: 'Kept', date: '2026-03', text: 'Überschrift\n\nEin Text.' });

    await world.does('history.undo');
    expect(await world.fails('article.open', { articleId })).toMatchObject({ code: 'not-found' });
    await world.does('history.redo');
    expect((await world.does('article.open', { articleId })).article).toEqual(article);
    const { problems } = { problems: await checked(world) };
    expect(problems).toEqual([]);
  });

  it('says what cannot be an article, file by file, and keeps the rest', async () => {
    const world = await openWorld('Here already.');
    const { rows, files } = await read(
      world,
      file('good.txt', 'Good words.'),
      file('empty.txt', ' \n '),
      file('nothing.txt', ''),
      file(
        'binary.txt',
        Uint8Array.from({ length: 2_000 }, (_, at) => (at * 7) % 32),
      ),
      file('long.txt', 'a'.repeat(5_000_001)),
      file('study.claimbook', 'SQLite format 3'),
      { token: world.token(path.join(world.folder, 'gone.txt')) },
    );
    expect(rows.map(({ fileName }) => fileName)).toEqual(['good.txt']);
    const told = Object.fromEntries(
      files.map(({ fileName, problem, skipped }) => [fileName, problem ?? skipped[0]?.why ?? '']),
    );
    expect(told['good.txt']).toBe('');
    expect(told['empty.txt']).toMatch(/no words/);
    expect(told['nothing.txt']).toMatch(/empty/);
    expect(told['binary.txt']).toMatch(/binary/);
    expect(told['long.txt']).toMatch(/5,000,000 characters/);
    expect(told['study.claimbook']).toMatch(/Open it as a project/);
    expect(told['gone.txt']).toMatch(/not there any more/);
  });

  it('reads folders and zips with all that is in them, in the order in which people count', async () => {
    const world = await openWorld('Here already.');
    const folder = path.join(world.folder, 'corpus');
    fs.mkdirSync(path.join(folder, 'inner'), { recursive: true });
    fs.mkdirSync(path.join(folder, 'page_files'));
    for (const number of [1, 2, 10])
      fs.writeFileSync(path.join(folder, `${number}.txt`), story(`w${number}x`));
    fs.writeFileSync(path.join(folder, 'inner', 'مقال.txt'), 'صوّت مجلس المدينة.');
    fs.writeFileSync(path.join(folder, 'page.html'), '<p>A page with words.</p>');
    fs.writeFileSync(path.join(folder, 'page_files', 'advert.html'), '<p>Buy now.</p>');
    fs.writeFileSync(path.join(folder, '.DS_Store'), 'clutter');
    fs.symlinkSync(folder, path.join(folder, 'round'));
    fs.writeFileSync(
      path.join(folder, 'more.zip'),
      zipSync({ 'b/新闻.txt': bytes('市议会投票。'), '__MACOSX/._x': bytes('clutter') }),
    );
    const { rows, files } = await read(world, { token: world.token(folder) });
    expect(rows.map(({ fileName }) => fileName)).toEqual([
      'corpus/1.txt',
      'corpus/2.txt',
      'corpus/10.txt',
      'corpus/inner/مقال.txt',
      'corpus/more.zip/b/新闻.txt',
      'corpus/page.html',
    ]);
    expect(files.find(({ fileName }) => fileName === 'corpus/round')?.problem).toMatch(
      /link to another folder/,
    );
  });

  it('is cancelled without a trace while it reads, and while it writes', async () => {
    const world = await openWorld('Here already.');
    const many = Array.from({ length: 400 }, (_, at) => file(`${at}.txt`, story(`n${at}x`)));
    const reading = world.host.call('import.read', { jobId: 'read', sources: many });
    setTimeout(() => void world.host.call('job.cancel', { jobId: 'read' }), 5);
    expect(await reading).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await world.does('import.state')).toMatchObject({ files: 0, rows: 0 });

    await read(world, ...many);
    const writing = world.host.call('import.run', { jobId: 'run' });
    setTimeout(() => void world.host.call('job.cancel', { jobId: 'run' }), 5);
    const result = await writing;
    const { articles } = await world.does('project.open', { token: world.file, coderName: 'Ada' });
    expect(articles).toHaveLength(result.ok ? 401 : 1);
  });

  it('lets others read while it is written, and write when it is done', async () => {
    const world = await openWorld('Here already.');
    await read(world, ...Array.from({ length: 4000 }, (_, at) => file(`${at}.txt`, story(`m${at}x`))));
    const { articleId } = world;
    const order: string[] = [];
    const noted = (name: string) => (result: unknown) => {
      order.push(name);
      return result;
    };
    const writing = world.does('import.run', { jobId: 'run' }).then(noted('import'));
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([
      writing,
      world.does('article.update', { articleId, fields: { title: 'Meanwhile' } }).then(noted('update')),
      world.does('article.open', { articleId }).then(noted('open')),
    ]);
    expect(order[0]).toBe('open');
    const lines = (await world.does('history.list', {})) as unknown as { label: string }[];
    expect(lines.slice(0, 2).map(({ label }) => label)).toEqual([
      'Edit article Untitled',
      'Add 4000 articles',
    ]);
    expect(await checked(world)).toEqual([]);
  });

  it('keeps apart the writes that wait for it, each under its own id', async () => {
    const world = await openWorld('Here already.');
    await read(world, ...Array.from({ length: 4000 }, (_, at) => file(`${at}.txt`, story(`w${at}x`))));
    const { articleId } = world;
    const writing = world.does('import.run', { jobId: 'run' });
    await new Promise((resolve) => setImmediate(resolve));
    const fields = [{ title: 'First' }, { source: 'Second' }];
    await Promise.all([
      writing,
      ...fields.map((given, at) =>
        world.host.call('article.update', { articleId, fields: given }, `write-${at}`),
      ),
    ]);
    const { article } = await world.does('article.open', { articleId });
    expect(article).toMatchObject({ title: 'First', source: 'Second' });
  });

  it('brings in, and forgets, nothing while files are still being read', async () => {
    const world = await openWorld('Here already.');
    const many = Array.from({ length: 400 }, (_, at) => file(`${at}.txt`, story(`r${at}x`)));
    const reading = world.host.call('import.read', { jobId: 'read', sources: many });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await world.fails('import.run', { jobId: 'run' })).toMatchObject({ code: 'refused' });
    expect(await world.fails('import.discard')).toMatchObject({ code: 'refused' });
    expect(await reading).toMatchObject({ ok: true, value: { rows: 400 } });
  });

  it('of files that change while they are read says which are gone', async () => {
    const world = await openWorld('Here already.');
    const folder = path.join(world.folder, 'corpus');
    fs.mkdirSync(folder);
    for (let at = 0; at < 300; at++) fs.writeFileSync(path.join(folder, `${at}.txt`), story(`g${at}x`));
    const reading = world.host.call('import.read', {
      jobId: 'read',
      sources: [{ token: world.token(folder) }],
    });
    await new Promise((resolve) => setTimeout(resolve, 3));
    fs.rmSync(path.join(folder, '299.txt'));
    expect(await reading).toMatchObject({ ok: true, value: { rows: 299, problems: 1 } });
    const { files } = await world.does('import.files', { from: 0, count: 5, onlyProblems: true });
    expect(files).toMatchObject([
      { fileName: 'corpus/299.txt', problem: expect.stringContaining('not there any more') },
    ]);
  });

  it('keeps a report of everything, which can be saved', async () => {
    const world = await openWorld('Here already.');
    const { rows } = await read(
      world,
      file('a.txt', 'First\nOne two three.'),
      file('b.txt', 'First\nOne two three.'),
      file('c.txt', ''),
    );
    expect(rows.map(({ decision }) => decision)).toEqual(['take', 'skip']);
    const { change } = await world.does('import.run', { jobId: 'run' });
    const importId = change.added[0]!.id;
    const report = await world.does('import.report', { importId });
    expect(report).toMatchObject({
      coder: 'Ada',
      articles: [{ title: 'First', file: 'a.txt' }],
      leftOut: [{ title: 'First', file: 'b.txt', duplicateOf: 'First' }],
      files: [{ name: 'a.txt' }, { name: 'b.txt' }, { name: 'c.txt', problem: 'It is empty.' }],
    });
    const saved = path.join(world.folder, 'report.txt');
    await world.does('import.saveReport', { importId, token: world.token(saved) });
    const words = fs.readFileSync(saved, 'utf8');
    for (const line of ['1 article from 3 files', '- First (a.txt; 20 characters)', '- c.txt: It is empty.'])
      expect(words).toContain(line);
  });

  it('without anything to bring in says so and leaves no line in the history', async () => {
    const world = await openWorld('Here already.');
    expect(await world.fails('import.run', { jobId: 'run' })).toMatchObject({ code: 'refused' });
    await read(world, file('a.txt', 'Words.'));
    await world.does('import.discard');
    expect(await world.fails('import.run', { jobId: 'run' })).toMatchObject({ code: 'refused' });
    expect(await world.does('history.list', {})).toMatchObject([{ label: 'Add article Untitled' }, {}]);
  });
});

describe('duplicates', () => {
  const agency = story('agency');

  it('are found by their number among however many that share stretches of text', async () => {
    const world = await openWorld('Here already.');
    const likes = Array.from({ length: 12 }, (_, at) => `"${agency} end${at}",N${at}`);
    const { rows } = await read(
      world,
      file(
        'table.csv',
        ['text,accession', `"${story('other')}",PAPER 0001`, ...likes, `"${agency} last",paper 0001`].join(
          '\n',
        ),
      ),
    );
    expect(rows.at(-1)!.fields.accession).toBe('paper 0001');
    expect(rows.at(-1)!.duplicate).toMatchObject({ how: 'same number', of: { rowId: rows[0]!.rowId } });
  });
  /** The same story with a new beginning and a cut end. */
  const reworked = `Our own words come first. ${agency.split(' ').slice(0, 100).join(' ')}`;

  it('are found by text, number, address and likeness, in the project and among what comes in', async () => {
    const world = await openWorld('Here already.');
    const [known = ''] = await bringIn(world.does, [{ pasted: agency }], {
      title: 'Known',
      url: 'https://www.paper.example/story?utm_source=x#top',
      accession: 'PAPER 0001',
    });
    const page = (address: string, words: string): string =>
      `<html><head><link rel="canonical" href="${address}"></head><body><p>${words}</p></body></html>`;
    const { state, rows } = await read(
      world,
      file('same.txt', agency),
      file('like.txt', reworked),
      file('address.html', page('http://paper.example/story/', story('correction'))),
      file('other.txt', story('other')),
      file('twin.txt', story('other')),
    );
    expect(rows.map(({ duplicate }) => duplicate && [duplicate.how, duplicate.of])).toEqual([
      ['same text', { articleId: known, title: 'Known' }],
      ['similar text', { articleId: known, title: 'Known' }],
      ['same address', { articleId: known, title: 'Known' }],
      null,
      ['same text', { rowId: rows[3]!.rowId, title: 'other' }],
    ]);
    expect(rows[1]!.duplicate!.similarity).toBeGreaterThan(0.6);
    expect(rows.map(({ decision }) => decision)).toEqual(['skip', 'take', 'take', 'take', 'skip']);
    expect(state).toMatchObject({ groups: 2, doubtful: 4 });
    const { groups } = await world.does('import.groups', { from: 0, count: 10 });
    expect(groups.map(({ members }) => members.map((member) => [member.in, member.title]))).toEqual([
      [
        ['project', 'Known'],
        ['import', 'same'],
        ['import', 'like'],
        ['import', 'correction'],
      ].map(([place]) => [place, expect.any(String)]),
      [
        ['import', expect.any(String)],
        ['import', expect.any(String)],
      ],
    ]);
  });

  it('can be brought in as copies, which stay what they are when their original is removed', async () => {
    const world = await openWorld('Here already.');
    const [known = ''] = await bringIn(world.does, [{ pasted: agency }]);
    const { rows } = await read(world, file('like.txt', reworked), file('twin.txt', `${reworked} End.`));
    await world.does('import.decide', { rows: [rows[0]!.rowId], decision: { copyOf: { articleId: known } } });
    await world.does('import.decide', {
      rows: [rows[1]!.rowId],
      decision: { copyOf: { rowId: rows[0]!.rowId } },
    });
    const { change } = await world.does('import.run', { jobId: 'run' });
    const [, first, second] = change.added;
    expect(first).toMatchObject({ copyOfId: known });
    // A copy of a copy is one of the original.
    expect(second).toMatchObject({ copyOfId: known });
    await world.does('article.remove', { articleId: known });
    const { article } = await world.does('article.open', { articleId: first!.id });
    expect(article.copyOfId).toBeNull();
    await world.does('history.undo');
    expect((await world.does('article.open', { articleId: first!.id })).article.copyOfId).toBe(known);
    expect(await checked(world)).toEqual([]);
  });

  it('are made copies of what they are like all at once; other rows stay as they are', async () => {
    const world = await openWorld('Here already.');
    const [known = ''] = await bringIn(world.does, [{ pasted: agency }]);
    const { rows } = await read(
      world,
      file('like.txt', reworked),
      file('own.txt', story('own')),
      file('same.txt', story('own')),
    );
    expect(rows.map(({ decision }) => decision)).toEqual(['take', 'take', 'skip']);
    const state = await world.does('import.link', { rows: { shown: 'all' } });
    expect(state).toMatchObject({ taken: 3, groups: 2 });
    expect((await rowsOf(world)).map(({ decision }) => decision)).toEqual([
      { copyOf: { articleId: known } },
      'take',
      { copyOf: { rowId: rows[1]!.rowId } },
    ]);
    await world.does('import.decide', { rows: { shown: 'all' }, decision: 'take' });
    await world.does('import.link', { rows: [rows[0]!.rowId, rows[1]!.rowId] });
    expect((await rowsOf(world)).map(({ decision }) => typeof decision)).toEqual([
      'object',
      'string',
      'string',
    ]);
    const { change } = await world.does('import.run', { jobId: 'run' });
    expect(change.added.slice(1)).toMatchObject([
      { copyOfId: known },
      { copyOfId: null },
      { copyOfId: null },
    ]);
  });

  it('that are marked as copies of one another in a circle are copies of nothing', async () => {
    const world = await openWorld('Here already.');
    const { rows } = await read(world, file('one.txt', agency), file('two.txt', reworked));
    const [one, two] = rows.map(({ rowId }) => rowId) as [string, string];
    await world.does('import.decide', { rows: [one], decision: { copyOf: { rowId: two } } });
    await world.does('import.decide', { rows: [two], decision: { copyOf: { rowId: one } } });
    const { change } = await world.does('import.run', { jobId: 'run' });
    expect(change.added.slice(1)).toMatchObject([{ copyOfId: null }, { copyOfId: null }]);
    await world.does('history.undo');
    expect(await checked(world)).toEqual([]);
  });

  it('are looked for by what the user corrected, also after an undo', async () => {
    const world = await openWorld('Here already.');
    const [id = ''] = await bringIn(world.does, [{ pasted: story('first') }]);
    const page = `<html><head><meta property="og:url" content="https://a.example/1"></head><body>${story('second')}</body></html>`;
    const likeness = async () => {
      const { rows } = await read(world, file('page.html', page));
      await world.does('import.discard');
      return rows[0]!.duplicate?.how ?? null;
    };
    expect(await likeness()).toBeNull();
    await world.does('article.update', { articleId: id, fields: { url: 'https://a.example/1/' } });
    expect(await likeness()).toBe('same address');
    await world.does('history.undo');
    expect(await likeness()).toBeNull();
  });
});

async function checked(world: HostWorld) {
  await world.does('project.close');
  const db = openForReading(world.file);
  try {
    return checkProject(db);
  } finally {
    db.close();
    await world.does('project.open', { token: world.file, coderName: 'Ada' });
  }
}
