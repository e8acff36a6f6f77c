/** A new project from a whole one that was exported: with its history, or nothing at all. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { type OpenWorld, openWorld } from '../support/host-world';

const formats = [
  ['claimbook-zip', 'whole.zip'],
  ['claimbook-jsonl', 'whole'],
  ['claimbook-json', 'whole.json'],
] as const;

/** A small project with something to undo, and where it was exported to. */
async function exported(format: string, name: string): Promise<{ world: OpenWorld; source: string }> {
  const world = await openWorld('قالت الوزيرة 😀 yes.');
  await world.tag('one', 'Claim', { start: 16, end: 19 });
  const source = path.join(world.folder, name);
  await world.does('export.run', { jobId: 'out', token: world.token(source), request: { format } });
  return { world, source };
}

const input = (world: OpenWorld, file: string, source: string) => ({
  jobId: 'rebuild',
  token: world.token(file),
  sourceToken: world.token(source),
  coderName: 'Ada',
});

/** The names in the folder that are not of the project that was there before, sorted. */
const newIn = (world: OpenWorld): string[] =>
  fs
    .readdirSync(world.folder)
    .filter((name) => !/^(\.?debate\.claimbook.*|profile|whole.*)$/.test(name))
    .toSorted();

describe.each(formats)('from %s', (format, name) => {
  it('a project comes back with its history, and is the one that is open', async () => {
    const { world, source } = await exported(format, name);
    const file = path.join(world.folder, 'مشروع.claimbook');
    const { snapshot: opened, misfits } = await world.does('project.rebuild', input(world, file, source));
    expect(misfits).toEqual({ count: 0, first: [] });
    expect(opened).toMatchObject({ fileName: 'مشروع.claimbook', readOnly: false });
    expect(opened.project.id).toBe(world.snapshot.project.id);
    const article = await world.does('article.open', { articleId: world.articleId });
    expect(article.spans.map(({ quote }) => quote)).toEqual(['yes']);
    await world.does('history.undo');
    expect((await world.does('article.open', { articleId: world.articleId })).annotations).toEqual([]);
    // The project that was open before can be opened again: nobody holds it.
    await world.does('project.open', { token: world.token(world.file), coderName: 'Ada' });
    expect(newIn(world)).toEqual(['مشروع.claimbook']);
  });

  it('a cut-off one leaves nothing behind, and the open project stays open', async () => {
    const { world, source } = await exported(format, name);
    const cut = fs.statSync(source).isDirectory() ? path.join(source, 'span.jsonl') : source;
    fs.writeFileSync(cut, fs.readFileSync(cut).subarray(0, Math.floor(fs.statSync(cut).size / 2)));
    const file = path.join(world.folder, 'new.claimbook');
    const failure = await world.fails('project.rebuild', input(world, file, source));
    expect(failure).toMatchObject({ code: 'refused' });
    expect(failure.message).toContain('Nothing was changed');
    expect(newIn(world)).toEqual([]);
    await world.does('article.open', { articleId: world.articleId });
  });
});

test('what does not read as quoted comes in as it is, and is told: the number, and the first in short', async () => {
  const { world, source } = await exported('claimbook-json', 'whole.json');
  const whole = JSON.parse(fs.readFileSync(source, 'utf8')) as {
    tables: { span: Record<string, unknown>[] };
  };
  const [span] = whole.tables.span;
  const quote = `${'x'.repeat(199)}😀 and more`;
  const long = Array.from({ length: 250 }, (_, at) => ({ ...span, id: `more-${at}`, quote }));
  whole.tables.span = [{ ...span, start_offset: 13, end_offset: 15 }, ...long];
  fs.writeFileSync(source, JSON.stringify(whole));
  const file = path.join(world.folder, 'new.claimbook');
  const { misfits } = await world.does('project.rebuild', input(world, file, source));
  expect(misfits.count).toBe(251);
  expect(misfits.first).toHaveLength(200);
  const { title } = (await world.does('article.open', { articleId: world.articleId })).article;
  expect(misfits.first.slice(0, 2)).toEqual([
    { title, quote: 'yes', reads: '😀' },
    { title, quote: `${'x'.repeat(199)}…`, reads: 'yes' },
  ]);
});

test('a file that is there is not replaced, be it the open project', async () => {
  const { world, source } = await exported('claimbook-zip', 'whole.zip');
  const file = path.join(world.folder, 'notes.claimbook');
  fs.writeFileSync(file, 'years of work');
  for (const target of [file, world.file]) {
    const failure = await world.fails('project.rebuild', input(world, target, source));
    expect(failure.message).toMatch(/There is a file .* already.*Choose another name/);
  }
  expect(fs.readFileSync(file, 'utf8')).toBe('years of work');
  await world.does('article.open', { articleId: world.articleId });
});

test('it can be cancelled on the way; then nothing is left', async () => {
  const { world, source } = await exported('claimbook-json', 'whole.json');
  const file = path.join(world.folder, 'new.claimbook');
  const rebuilding = world.fails('project.rebuild', input(world, file, source));
  await world.does('job.cancel', { jobId: 'rebuild' });
  expect(await rebuilding).toMatchObject({ code: 'cancelled' });
  expect(newIn(world)).toEqual([]);
});

test.each([
  [
    'a project file',
    (world: OpenWorld) => fs.copyFileSync(world.file, path.join(world.folder, 'whole')),
    'is opened by',
  ],
  [
    'a text',
    (world: OpenWorld) => fs.writeFileSync(path.join(world.folder, 'whole'), 'Nothing.'),
    'not JSON',
  ],
  [
    'a folder of something else',
    (world: OpenWorld) => fs.mkdirSync(path.join(world.folder, 'whole')),
    'lacks claimbook.json',
  ],
  ['nothing', () => undefined, 'is not there any more'],
])('%s is told with a way on', async (_what, make, message) => {
  const world = await openWorld('Yes.');
  make(world);
  const file = path.join(world.folder, 'new.claimbook');
  const failure = await world.fails('project.rebuild', input(world, file, path.join(world.folder, 'whole')));
  expect(failure.message).toContain(message);
  expect(newIn(world)).toEqual([]);
});
