/** Every format that is listed does what its place in the list says: by the host, from the sample project and back. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, test } from 'vitest';
import { exporters } from '../../electron/exchange/exporters';
import { importers } from '../../electron/exchange/importers';
import { type Direction, type FormatInfo, holdables, optionsFor } from '../../shared/formats/format';
import { hostWorld, type HostWorld } from '../support/host-world';
import { tempFolder } from '../support/make-project';

async function sample(): Promise<HostWorld> {
  const world = hostWorld();
  await world.does('project.create', {
    token: world.token(world.file),
    name: 'Sample “project”',
    coderName: 'Zoë',
    sample: true,
  });
  return world;
}

/** Who is more than a coder in an open project: `gold: Agreed`, `again: Zoë in May, of Zoë`. */
const rolesIn = async (world: HostWorld): Promise<string[]> => {
  const { coders } = await world.does('project.look');
  const nameOf = (id: string | null): string => coders.find((one) => one.id === id)?.name ?? '';
  return coders
    .filter(({ role }) => role !== 'coder')
    .map(
      ({ role, name, ofCoderId }) =>
        `${role}: ${name}${ofCoderId === null ? '' : `, of ${nameOf(ofCoderId)}`}`,
    )
    .toSorted();
};

/** The sample project with a layer of what was settled and a second round, both with annotations of their own. */
async function sampleOfATeam(): Promise<HostWorld> {
  const world = await sample();
  await world.does('project.close');
  const db = new Database(world.file);
  db.exec(`INSERT INTO coder (id, name, created_at, role, of_coder_id) VALUES
      ('gold', 'Agreed', '2026-01-01T00:00:00.000Z', 'gold', NULL),
      ('round', 'Zoë in May', '2026-01-01T00:00:00.000Z', 'again', (SELECT id FROM coder WHERE name = 'Zoë'));
    UPDATE annotation SET coder_id = 'gold' WHERE id = (SELECT min(id) FROM annotation);
    UPDATE annotation SET coder_id = 'round' WHERE id = (SELECT max(id) FROM annotation);`);
  db.close();
  await world.does('project.open', { token: world.token(world.file), coderName: 'Zoë' });
  expect(await rolesIn(world)).toEqual(['again: Zoë in May, of Zoë', 'gold: Agreed']);
  return world;
}

/** The places of files below a path, or the file itself. */
const filesAt = (place: string): string[] =>
  fs.statSync(place).isDirectory()
    ? (fs.readdirSync(place, { recursive: true }) as string[]).filter(
        (name) => !fs.statSync(path.join(place, name)).isDirectory(),
      )
    : [path.basename(place)];

/** The formats that read what an exporter writes, where both have the same name or are ours. */
const readerOf = (id: string): string | null =>
  id === 'csv'
    ? 'data-package'
    : id.startsWith('claimbook')
      ? 'claimbook'
      : (importers.find(({ info }) => info.id === id)?.info.id ?? null);

describe.each(exporters.map(({ info }) => [info.id, info] as const))('the format %s', (id, info) => {
  it('says what it is, and what it can hold', () => {
    expect(info.name).not.toBe('');
    expect(info.what).toMatch(/\.$/);
    expect(Object.keys(info.holds).toSorted()).toEqual(holdables.toSorted());
    if (info.container !== 'folder') expect(info.extensions.length).toBeGreaterThan(0);
    for (const option of info.options)
      expect(option.choices.map((choice) => choice.id)).toContain(option.usual);
  });

  it('is written as planned, with the losses that a dry run tells, and is known again by its file', async () => {
    const world = await sample();
    const ending = info.container === 'folder' ? '' : `.${info.extensions[0]}`;
    const target = path.join(world.folder, `out${ending}`);
    const request = { format: id };
    expect((await world.does('export.plan', request)).files.length).toBeGreaterThan(0);
    const dry = await world.does('export.dryRun', { jobId: 'dry', request });
    const report = await world.does('export.run', { jobId: 'run', token: world.token(target), request });
    // What a dry run cannot know is a password that is made when it is written.
    const aspects = (losses: typeof dry.losses) =>
      losses
        .filter(({ what }) => !what.includes('password'))
        .map(({ aspect, count }) => `${aspect} ${count}`);
    expect(aspects(report.losses)).toEqual(aspects(dry.losses));
    expect(fs.existsSync(target)).toBe(true);
    expect(filesAt(target).length).toBeGreaterThan(0);

    const reader = readerOf(id);
    if (reader === null) return;
    const other = await sample();
    const preview = await other.does('dataset.read', { jobId: 'read', token: other.token(target) });
    expect(preview.format).toBe(reader);
    const count = (type: string) => {
      const found = preview.counts.find((one) => one.type === type);
      return (found?.fresh ?? 0) + (found?.known ?? 0);
    };
    if (info.id.endsWith('codebook')) expect(count('code')).toBeGreaterThan(0);
    else {
      expect(count('article')).toBe(3);
      expect(count('annotation')).toBeGreaterThan(5);
    }
    await other.does('dataset.run', { jobId: 'run' });
    await world.host.close();
    await other.host.close();
  });

  it('brings back who is a layer of what was settled and whose second round is whose, or names the loss', async () => {
    const world = await sampleOfATeam();
    const target = path.join(world.folder, info.container === 'folder' ? 'out' : `out.${info.extensions[0]}`);
    const request = { format: id };
    const report = await world.does('export.run', { jobId: 'run', token: world.token(target), request });
    const lost = report.losses.find(
      ({ aspect, severity }) => aspect === 'coder role' && severity === 'dropped',
    );
    if (lost) return expect(lost.count).toBe(2);
    // Parquet has the columns of CSV, and no reader here.
    if (id === 'parquet') return;
    expect(readerOf(id)).not.toBeNull();
    const other = hostWorld(undefined, 'other');
    await other.does('project.create', { token: other.token(other.file), name: 'Other', coderName: 'Zoë' });
    await other.does('dataset.read', { jobId: 'read', token: other.token(target) });
    await other.does('dataset.run', { jobId: 'run' });
    expect(await rolesIn(other)).toEqual(['again: Zoë in May, of Zoë', 'gold: Agreed']);
  });

  it('is cancelled without a trace', async () => {
    const world = await sample();
    const target = path.join(world.folder, 'out');
    const before = fs.readdirSync(world.folder);
    const running = world.host.call('export.run', {
      jobId: 'run',
      token: world.token(target),
      request: { format: id },
    });
    await world.does('job.cancel', { jobId: 'run' });
    const result = (await running) as { ok: boolean; error?: { code: string } };
    if (result.ok) return;
    expect(result.error?.code).toBe('cancelled');
    expect(fs.readdirSync(world.folder)).toEqual(before);
  });
});

test('who reads is asked what changes the reading, and who writes what changes the writing', () => {
  const asked = (infos: readonly FormatInfo[], direction: Direction) =>
    Object.fromEntries(
      infos.map((info) => [info.id, optionsFor(info, direction).map(({ id }) => id)] as const),
    );
  const reading = asked(
    importers.map(({ info }) => info),
    'reading',
  );
  expect(Object.entries(reading).filter(([, ids]) => ids.length > 0)).toEqual([
    ['simple-table', ['separator']],
    ['dna', ['short-texts', 'dates']],
    ['tei', ['inline']],
  ]);
  const writing = asked(
    exporters.map(({ info }) => info),
    'writing',
  );
  expect(writing).toMatchObject({ dna: ['types'], tei: [], csv: ['profile'], gexf: writing.graphml });
  expect(writing.gexf).toContain('coders');
});

describe.each(importers.map(({ info }) => [info.id, info] as const))('the reader of %s', (id, info) => {
  it('refuses what is of another kind in a sentence, and changes nothing', async () => {
    const folder = tempFolder();
    const world = await sample();
    for (const [name, content] of [
      ['empty', ''],
      ['words', 'Nothing of the kind.'],
      ['xml', '<?xml version="1.0"?><something/>'],
      ['json', '{"something": [1, 2]}'],
      ['zip', Buffer.from('PK\x03\x04 broken')],
      ['noise', Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919) % 256))],
    ] as const) {
      const file = path.join(folder, `${name}.${info.extensions[0] ?? 'txt'}`);
      fs.writeFileSync(file, content);
      const result = (await world.host.call('dataset.read', {
        jobId: name,
        token: world.token(file),
        format: id,
      })) as {
        ok: boolean;
        value?: { counts: { type: string; fresh: number }[] };
        error?: { code: string; message: string };
      };
      // A reader that salvages may find nothing in it; it never stops with an error of its own.
      if (result.ok)
        expect(result.value?.counts.find(({ type }) => type === 'annotation')?.fresh, name).toBe(0);
      else {
        expect(result.error?.code, `${name}: ${result.error?.message}`).toBe('refused');
        expect(result.error?.message).toMatch(/[.!”]$/);
      }
    }
    await world.host.close();
  });
});
