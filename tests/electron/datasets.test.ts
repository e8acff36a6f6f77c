/** A dataset on its way into a project: read, looked at, decided, brought in as one step, and taken back whole. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkProject } from '../../electron/db/check';
import { datasetOf } from '../../electron/exchange/project-dataset';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { claimbookJsonOf } from '../support/claimbook-json-of';
import { openWorld } from '../support/host-world';
import { look } from '../support/look-into';
import { type Portrait, missingIn, portraitOf } from '../support/portrait';
import { idMaker } from '../support/round-trip';
import { runs } from '../support/extent';

function datasetWithActors(names: readonly string[]): Dataset {
  const losses = new Losses();
  const builder = new DatasetBuilder({ format: 'made-up', losses, now: timeOf(0), newId: idMaker(), sha256 });
  builder.project('Theirs');
  for (const name of names) builder.actor({ name });
  return builder.build();
}

const portrait = (dataset: Dataset): Portrait => portraitOf(dataset, { keys: 'ids' });

test('any dataset comes in with all that it says and its ids, is undone without a trace, and redone', async () => {
  await fc.assert(
    fc.asyncProperty(anyDataset(), async (given) => {
      const world = await openWorld('Another article.');
      const file = path.join(world.folder, 'other.json');
      fs.writeFileSync(file, claimbookJsonOf(given));
      const before = look(world, (db) => portrait(datasetOf(db as never)));
      const preview = await world.does('dataset.read', { jobId: 'read', token: world.token(file) });
      expect(preview.losses).toEqual([]);
      expect(preview.counts).toContainEqual({ type: 'article', fresh: given.articleCount, known: 0 });
      expect(preview.counts).toContainEqual({ type: 'annotation', fresh: given.annotationCount, known: 0 });
      const newId = idMaker();
      const writeId = newId();
      await world.host.call('dataset.run', { jobId: 'run' }, writeId);
      const after = look(world, (db) => portrait(datasetOf(db as never)));
      // Codes come after the project's own, and give up a key that one of those has.
      for (const [aspect, facts] of portrait(given))
        if (aspect !== 'order' && aspect !== 'code look')
          expect(missingIn(facts, after.get(aspect) ?? []), aspect).toEqual([]);
      expect(look(world, (db) => checkProject(db as never))).toEqual([]);
      if (given.articleCount + given.registries.codes.length > 0) await world.does('history.undo');
      expect(look(world, (db) => portrait(datasetOf(db as never)))).toEqual(before);
      await world.does('history.redo');
      expect(look(world, (db) => portrait(datasetOf(db as never)))).toEqual(after);
      await world.host.close();
    }),
    { numRuns: runs(12) },
  );
}, 120_000);

test('what is no dataset is refused with a way on, and changes nothing', async () => {
  const world = await openWorld('Another article.');
  const file = path.join(world.folder, 'notes.txt');
  fs.writeFileSync(file, 'Nothing of the kind.');
  const failure = await world.fails('dataset.read', { jobId: 'read', token: world.token(file) });
  expect(failure).toMatchObject({ code: 'refused' });
  expect(failure.message).toContain('Add articles');
  expect(await world.fails('dataset.run', { jobId: 'run' })).toMatchObject({ code: 'not-found' });
});

test('the report of what could not be taken in is saved in words, or as data', async () => {
  const world = await openWorld('Another article.');
  const file = path.join(world.folder, 'spans.jsonl');
  fs.writeFileSync(
    file,
    `${JSON.stringify({
      text: 'قالت نعم 😀',
      spans: [
        { start: 5, end: 8, label: 'Claim' },
        { start: 5, end: 99, label: 'Claim' },
      ],
    })}\n`,
  );
  const order = { jobId: 'read', token: world.token(file), format: 'prodigy' };
  const { losses } = await world.does('dataset.read', order);
  expect(losses.length).toBeGreaterThan(0);
  const [words, data] = [path.join(world.folder, 'report.txt'), path.join(world.folder, 'report.json')];
  for (const target of [words, data]) await world.does('dataset.saveReport', { token: world.token(target) });
  expect(fs.readFileSync(words, 'utf8')).toContain(losses[0]!.what);
  expect(JSON.parse(fs.readFileSync(data, 'utf8'))).toEqual({ format: 'prodigy', direction: 'in', losses });
  await world.does('dataset.discard');
  expect(await world.fails('dataset.saveReport', { token: world.token(words) })).toMatchObject({
    code: 'not-found',
  });
});

test('of many names, those are listed that hold the words, page after page', async () => {
  const world = await openWorld('Another article.');
  const file = path.join(world.folder, 'other.json');
  const names = Array.from({ length: 1200 }, (_one, at) =>
    at % 2 === 0 ? `الوزيرة ${at}` : `Société ${at}`,
  );
  fs.writeFileSync(file, claimbookJsonOf(datasetWithActors(names)));
  await world.does('dataset.read', { jobId: 'read', token: world.token(file) });
  const page = { type: 'actor' as const, from: 500, count: 500 };
  const all = await world.does('dataset.matches', page);
  expect(all.total).toBe(1200);
  expect(all.matches.map(({ name }) => name)).toEqual(names.slice(500, 1000));
  const found = await world.does('dataset.matches', { ...page, from: 0, words: 'societe 11' });
  expect(found.matches.map(({ name }) => name)).toEqual(
    names.filter((name) => name.startsWith('Société 11')),
  );
});
