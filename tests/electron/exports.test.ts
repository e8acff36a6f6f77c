/** What goes out of a project: the part that was chosen, and nothing that tells of the rest. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { CallInput } from '../../shared/api';
import { mark, only } from '../support/marked-text';
import { addArticle, type OpenWorld, openWorld } from '../support/host-world';

const news = mark('Merkel said: 😀 [a:we can do it]a. The mayor [b:agreed]b.');

/** Two coders: Ada tagged a claim and an actor, Bo a claim; a second article of another year and source. */
async function team(): Promise<OpenWorld & { second: string; coders: Record<string, string> }> {
  const world = await openWorld(news.text);
  await world.does('article.update', {
    articleId: world.articleId,
    fields: { date: '2015-08-31', source: 'Courier' },
  });
  await world.tag('claim', 'Claim', only(news, 'a'));
  await world.tag('actor', 'Actor', only(news, 'b'));
  const second = await addArticle(world, 'Nobody spoke in 2020.');
  await world.does('article.update', { articleId: second, fields: { date: '2020', source: 'Herald' } });
  await world.does('project.close');
  const opened = await world.does('project.open', { token: world.token(world.file), coderName: 'Bo' });
  await world.tag('bo', 'Claim', only(news, 'b'));
  const { coders } = await world.does('project.open', { token: world.token(world.file), coderName: 'Bo' });
  expect(opened.coders).toHaveLength(2);
  return { ...world, second, coders: Object.fromEntries(coders.map(({ name, id }) => [name, id])) };
}

type Selection = NonNullable<CallInput<'export.plan'>['selection']>;

async function tables(world: OpenWorld, selection: Selection) {
  const target = path.join(world.folder, `tables-${JSON.stringify(selection).length}`);
  const request = { format: 'csv', options: { profile: 'statistics' }, selection };
  const report = await world.does('export.run', { jobId: 'job', token: world.token(target), request });
  const rows = (name: string): Record<string, string>[] =>
    parse(fs.readFileSync(path.join(target, `${name}.csv`)), { columns: true });
  return { rows, report, target };
}

describe('an export', () => {
  it('holds the annotations of the chosen coders and codes, and no trace of the others', async () => {
    const world = await team();
    const { rows, target } = await tables(world, {
      coderIds: [world.coders.Ada!],
      codeIds: [world.codes.Claim!],
    });
    expect(rows('annotations').map(({ id, coder }) => [id, coder])).toEqual([['claim', 'Ada']]);
    expect(rows('spans')).toHaveLength(1);
    expect(rows('coders').map(({ name }) => name)).toEqual(['Ada']);
    const all = fs.readdirSync(target).map((name) => fs.readFileSync(path.join(target, name), 'utf8'));
    expect(all.join('')).not.toMatch(/\bBo\b/);
  });

  it('holds the articles of the chosen time and sources, with what is annotated in them alone', async () => {
    const world = await team();
    const titles = async (selection: Selection) =>
      (await tables(world, selection)).rows('articles').map(({ date }) => date);
    expect(await titles({ from: '2016' })).toEqual(['2020']);
    expect(await titles({ to: '2015-08' })).toEqual(['2015-08-31']);
    expect(await titles({ sources: ['Herald'] })).toEqual(['2020']);
    const { rows } = await tables(world, { onlyAnnotated: true });
    expect(rows('articles').map(({ id }) => id)).toEqual([world.articleId]);
    expect(rows('annotations')).toHaveLength(3);
  });

  it('holds scrambled words whose offsets are right, or the quotes alone, or no words', async () => {
    const world = await team();
    const words = async (text: 'scrambled' | 'quotes' | 'none') => {
      const { rows } = await tables(world, { text });
      const article = rows('articles').find(({ id }) => id === world.articleId)!;
      return { text: article.text!, spans: rows('spans') };
    };
    const scrambled = await words('scrambled');
    expect(scrambled.text).toBe('Xxxxxx xxxx: 😀 xx xxx xx xx. Xxx xxxxx xxxxxx.');
    for (const { quote, start_offset: start, end_offset: end, start_codepoint: point } of scrambled.spans) {
      expect(scrambled.text.slice(Number(start), Number(end))).toBe(quote);
      expect(Number(point)).toBe(Number(start) - 1);
    }
    const quotes = await words('quotes');
    expect(quotes.text).toBe('');
    expect(quotes.spans.map(({ quote }) => quote).toSorted()).toEqual(['agreed', 'agreed', 'we can do it']);
    expect(quotes.spans.every(({ start_codepoint: point }) => point === '')).toBe(true);
    expect((await words('none')).spans.map(({ quote }) => quote)).toEqual(['', '', '']);
  });

  it('calls coders by numbers where they are to stay unknown', async () => {
    const { rows } = await tables(await team(), { pseudonyms: true });
    expect(rows('coders').map(({ name }) => name)).toEqual(['Coder 1', 'Coder 2']);
    expect(
      rows('annotations')
        .map(({ coder }) => coder)
        .toSorted(),
    ).toEqual(['Coder 1', 'Coder 1', 'Coder 2']);
  });

  it('changes nothing in the project', async () => {
    const world = await team();
    await tables(world, { text: 'none', pseudonyms: true, coderIds: [world.coders.Ada!] });
    const { rows } = await tables(world, {});
    expect(rows('articles').map(({ text }) => text)).toContain(news.text);
    expect(
      rows('coders')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Ada', 'Bo']);
    expect(rows('annotations')).toHaveLength(3);
  });

  it('says before and after what is lost, and keeps that beside it as data and in words', async () => {
    const world = await team();
    const selection: Selection = { pseudonyms: true };
    const { report, target } = await tables(world, selection);
    const request = { format: 'csv', options: { profile: 'statistics' }, selection };
    expect((await world.does('export.dryRun', { jobId: 'dry', request })).losses).toEqual(report.losses);
    expect(report.losses).toContainEqual(expect.objectContaining({ aspect: 'history', severity: 'dropped' }));
    expect(JSON.parse(fs.readFileSync(`${target}.loss.json`, 'utf8'))).toEqual({
      format: 'csv',
      direction: 'out',
      losses: report.losses,
    });
    expect(fs.readFileSync(`${target}.loss.txt`, 'utf8')).toContain('The history stays out');
  });

  it('refuses to leave texts out of a format that places annotations in them, and writes nothing', async () => {
    const world = await team();
    const target = path.join(world.folder, 'all.json');
    const request = { format: 'claimbook-json', selection: { text: 'none' as const } };
    const failure = await world.fails('export.run', { jobId: 'job', token: world.token(target), request });
    expect(failure).toMatchObject({ code: 'invalid-input' });
    expect(failure.message).toContain('scrambled');
    expect(fs.existsSync(target)).toBe(false);
  });

  it('of a format with other settings is refused by name', async () => {
    const world = await team();
    const failed = (options: Record<string, string>) =>
      world.fails('export.run', {
        jobId: 'job',
        token: world.token(path.join(world.folder, 'x')),
        request: { format: 'csv', options },
      });
    expect((await failed({ colour: 'red' })).message).toContain('It has these: profile');
    expect((await failed({ profile: 'mine' })).message).toContain('one of: spreadsheet, statistics');
  });
});

it('takes the place of its earlier self where it is a database of DNA, and never that of a project', async () => {
  const world = await openWorld(news.text);
  const request = { format: 'dna' };
  const target = path.join(world.folder, 'study.dna');
  for (const jobId of ['first', 'second'])
    await world.does('export.run', { jobId, token: world.token(target), request });
  expect(fs.existsSync(target)).toBe(true);
  const other = path.join(world.folder, 'other.claimbook');
  fs.copyFileSync(world.file, other);
  const before = fs.readFileSync(other);
  const failure = await world.fails('export.run', { jobId: 'third', token: world.token(other), request });
  expect(failure).toMatchObject({ code: 'refused' });
  expect(fs.readFileSync(other)).toEqual(before);
});

/** Decisions between Ada and Bo and about Ada alone, a merge that left a question, articles drawn twice. */
async function decided(): Promise<Awaited<ReturnType<typeof team>>> {
  const world = await team();
  await world.does('project.close');
  const { Ada: ada, Bo: bo } = world.coders;
  const at = '2026-01-01T00:00:00.000Z';
  const db = new Database(world.file);
  db.exec(`INSERT INTO coder VALUES ('gold', 'Who was right', '${at}', 'gold', NULL);
    INSERT INTO coder VALUES ('again', 'Bo in May', '${at}', 'again', '${bo}');
    INSERT INTO merge VALUES ('merge', '${ada}', '${at}', 'of Bo.claimbook', 'Debate', NULL, NULL, '{}', '');
    INSERT INTO question VALUES ('question', 'merge', 'value', NULL, 'annotation', 'claim', 'note',
      '"Bo said so"', '"Merkel said so"', 'Ada', NULL, 'Bo', NULL, NULL, '', NULL, NULL);
    INSERT INTO adjudication VALUES ('between', '${world.articleId}', '${ada}', 'one', 'Bo is right', '${at}');
    INSERT INTO adjudication VALUES ('alone', '${world.articleId}', '${ada}', 'one', 'The mayor agreed', '${at}');
    INSERT INTO adjudication VALUES ('elsewhere', '${world.second}', '${bo}', 'none', '', '${at}');
    INSERT INTO adjudication_part VALUES ('p1', 'between', 'bo', 'taken');
    INSERT INTO adjudication_part VALUES ('p2', 'between', 'actor', 'considered');
    INSERT INTO adjudication_part VALUES ('p3', 'alone', 'claim', 'taken');
    INSERT INTO adjudication_part VALUES ('p4', 'alone', 'long gone', 'considered');
    INSERT INTO double_coding VALUES ('pilot', 'Ada and Bo', 'between', '${ada}', '${at}', 1, 2);
    INSERT INTO double_coding VALUES ('bo', 'Bo again', 'again', '${bo}', '${at}', 1, 2);
    INSERT INTO assignment VALUES ('a1', 'pilot', '${world.articleId}', '${ada}');
    INSERT INTO assignment VALUES ('a2', 'pilot', '${world.articleId}', '${bo}');
    INSERT INTO assignment VALUES ('a3', 'pilot', '${world.second}', '${ada}');
    INSERT INTO assignment VALUES ('a4', 'bo', '${world.second}', 'again');`);
  // All have finished: what is coded twice is hidden, and stays out, until then.
  const finish = db.prepare(
    `INSERT INTO reading (id, article_id, coder_id, state, changed_at) VALUES (?, ?, ?, 'done', '${at}')
     ON CONFLICT (article_id, coder_id) DO UPDATE SET state = 'done'`,
  );
  for (const coderId of [ada, bo])
    for (const articleId of [world.articleId, world.second])
      finish.run(`${articleId} ${coderId}`, articleId, coderId);
  db.close();
  await world.does('project.open', { token: world.token(world.file), coderName: 'Ada' });
  return world;
}

describe('what a team decided', () => {
  const idsIn = (found: Awaited<ReturnType<typeof tables>>) => (name: string) =>
    found.rows(name).map(({ id }) => id);

  it('goes out whole with a whole project, but for merges, which are told as lost', async () => {
    const found = await tables(await decided(), {});
    const ids = idsIn(found);
    expect(ids('adjudications')).toEqual(['alone', 'between', 'elsewhere']);
    expect(ids('adjudication_parts')).toEqual(['p1', 'p2', 'p3', 'p4']);
    expect(ids('double_codings')).toEqual(['bo', 'pilot']);
    expect(ids('assignments')).toEqual(['a1', 'a2', 'a3', 'a4']);
    expect(found.report.losses.find(({ aspect }) => aspect === 'merge')).toMatchObject({ count: 1 });
  });

  it('stays out where a person or an annotation of it does, with everything that was said there', async () => {
    const world = await decided();
    const found = await tables(world, { coderIds: [world.coders.Ada!] });
    const ids = idsIn(found);
    expect(ids('adjudications')).toEqual(['alone']);
    expect(ids('adjudication_parts')).toEqual(['p3', 'p4']);
    expect(ids('double_codings')).toEqual(['pilot']);
    expect(ids('assignments')).toEqual(['a1', 'a3']);
    const all = ['adjudications', 'coders', 'annotations'].map((name) => JSON.stringify(found.rows(name)));
    expect(all.join('')).not.toContain('Bo ');
  });

  it('stays out with its articles', async () => {
    const found = await tables(await decided(), { sources: ['Herald'] });
    const ids = idsIn(found);
    expect(ids('adjudications')).toEqual(['elsewhere']);
    expect(ids('assignments')).toEqual(['a3', 'a4']);
  });

  it('says no names and no words where these are to stay out, in no format', async () => {
    const world = await decided();
    const hidden = await tables(world, { pseudonyms: true });
    expect(
      hidden
        .rows('coders')
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Coder 1', 'Coder 2', 'Coder 2, second round', 'Gold']);
    const target = path.join(world.folder, 'all.json');
    const request = { format: 'claimbook-json', selection: { pseudonyms: true, text: 'scrambled' as const } };
    await world.does('export.run', { jobId: 'json', token: world.token(target), request });
    const whole = [
      fs.readFileSync(target, 'utf8'),
      ...['adjudications', 'double_codings'].map((name) => JSON.stringify(hidden.rows(name))),
    ];
    for (const words of whole) expect(words).not.toMatch(/\bBo\b|Ada|Merkel|mayor/);
  });

  it('knows nobody by a second round whose person stays out', async () => {
    const found = await tables(await decided(), { coderIds: ['again'] });
    expect(found.rows('coders')).toMatchObject([{ id: 'again', role: 'again', of_coder_id: '' }]);
    expect(found.report.losses.map(({ aspect }) => aspect)).toContain('coder role');
  });
});

describe('an export of a part', () => {
  it('tells nothing of what another program said of records, words and people that stay out', async () => {
    const world = await openWorld('Nobody spoke.');
    const file = path.join(world.folder, 'tasks.json');
    const region = (id: string, label: string, text: string, start: number) => ({
      id,
      from_name: 'label',
      to_name: 'text',
      type: 'labels',
      value: { start, end: start + text.length, text, labels: [label], secret: text },
    });
    const task = {
      id: 4711,
      data: { text: 'Merkel said yes, Mayor Ding no.', beside: 'Merkel again' },
      annotations: [
        {
          id: 98,
          completed_by: { email: 'zoe@example.org' },
          result: [region('r-zoe', 'Claim', 'said yes', 7)],
        },
        { id: 99, completed_by: { email: 'bo@example.org' }, result: [region('r-bo', 'Claim', 'no', 28)] },
      ],
    };
    fs.writeFileSync(file, JSON.stringify([task]));
    await world.does('dataset.read', { jobId: 'read', token: world.token(file) });
    await world.does('dataset.run', { jobId: 'take' });
    const { coders } = await world.does('project.open', { token: world.token(world.file), coderName: 'Ada' });
    const zoe = coders.find(({ name }) => name.includes('zoe'))!;
    const namesIn = (found: Awaited<ReturnType<typeof tables>>) => JSON.stringify(found.rows('foreign_ids'));
    expect(namesIn(await tables(world, {}))).toContain('r-bo');
    const ofZoe = namesIn(await tables(world, { coderIds: [zoe.id] }));
    expect(ofZoe).toContain('r-zoe');
    expect(ofZoe).not.toContain('r-bo');
    for (const selection of [
      { text: 'none' as const },
      { text: 'scrambled' as const },
      { pseudonyms: true },
    ]) {
      const found = await tables(world, selection);
      expect(found.rows('foreign_ids').filter(({ extra }) => extra !== '')).toEqual([]);
      expect(namesIn(found)).toContain('r-bo');
    }
  });

  it('keeps back what a program noted of a whole article for coders whose work stays out', async () => {
    const world = await openWorld('Nobody spoke.');
    const file = path.join(world.folder, 'tasks.json');
    const answer = { from_name: 'tone', to_name: 'text', type: 'choices', value: { choices: ['angry'] } };
    const annotations = ['zoe', 'bo'].map((name) => ({
      completed_by: { email: `${name}@example.org` },
      result: [{ ...answer, id: name }],
    }));
    fs.writeFileSync(file, JSON.stringify([{ id: 1, data: { text: 'Merkel said yes.' }, annotations }]));
    await world.does('dataset.read', { jobId: 'read', token: world.token(file), format: 'label-studio' });
    await world.does('dataset.run', { jobId: 'take' });
    const { coders } = await world.does('project.open', { token: world.token(world.file), coderName: 'Ada' });
    const [ada] = coders.filter(({ name }) => name === 'Ada');
    const told = (found: Awaited<ReturnType<typeof tables>>) => JSON.stringify(found.rows('foreign_ids'));
    expect(told(await tables(world, {}))).toContain('bo@example.org');
    expect(told(await tables(world, { coderIds: [ada!.id] }))).not.toContain('example.org');
  });

  it('has no name of a coder in what was called after one, and says where people wrote it', async () => {
    const world = await openWorld('Nobody spoke.');
    const folder = path.join(world.folder, 'collection', 'Ding');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'news.txt'), 'Merkel said yes.');
    fs.writeFileSync(path.join(folder, 'news.ann'), 'T1\tClaim 12 15\tyes\n');
    const collection = path.dirname(folder);
    await world.does('dataset.read', { jobId: 'read', token: world.token(collection), format: 'brat' });
    const { change } = await world.does('dataset.run', { jobId: 'take' });
    await world.does('project.close');
    await world.does('project.open', { token: world.token(world.file), coderName: 'Ding' });
    const annotationId = change.added.find(({ type }) => type === 'annotation')!.id;
    await world.does('annotation.setNote', { annotationId, note: 'Ask Ding, not Dingledine.' });
    const everything = JSON.stringify((await tables(world, {})).rows('foreign_ids'));
    expect(everything).toContain('Ding/news');
    const { rows, report, target } = await tables(world, { pseudonyms: true });
    const written = fs.readdirSync(target).map((name) => fs.readFileSync(path.join(target, name), 'utf8'));
    expect(written.join('').match(/\bDing\b/g)).toHaveLength(1);
    expect(rows('annotations').map(({ note }) => note)).toContain('Ask Ding, not Dingledine.');
    expect(report.losses).toContainEqual(
      expect.objectContaining({ aspect: 'annotation note', severity: 'approximated', count: 1 }),
    );
    expect(JSON.stringify(report.losses)).not.toContain('Ding');
  });

  it('without its words, or with scrambled ones, has none of a summary that the source gave beside it', async () => {
    const world = await openWorld('Nobody spoke.');
    const file = path.join(world.folder, 'rows.jsonl');
    const row = {
      text: 'Merkel said yes.',
      meta: { summary: 'Merkel agrees' },
      spans: [{ start: 12, end: 15, label: 'Claim' }],
    };
    fs.writeFileSync(file, `${JSON.stringify(row)}\n`);
    await world.does('dataset.read', { jobId: 'read', token: world.token(file), format: 'prodigy' });
    await world.does('dataset.run', { jobId: 'take' });
    const found = async (selection: Selection) =>
      JSON.stringify((await tables(world, selection)).rows('article_particulars'));
    expect(await found({})).toContain('Merkel agrees');
    for (const text of ['none', 'quotes', 'scrambled'] as const) expect(await found({ text })).toBe('[]');
  });

  it('of a part says nothing beforehand of how much that is', async () => {
    const world = await team();
    const rows = async (selection: Selection) =>
      (await world.does('export.plan', { format: 'csv', selection })).files.map((one) => one.rows);
    expect((await rows({})).every((count) => count !== null)).toBe(true);
    expect((await rows({ onlyAnnotated: true })).every((count) => count === null)).toBe(true);
  });
});
