/** What other programs call records stays with them in the project: a file that came in goes out under the same names. */
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { hostWorld, type HostWorld } from '../support/host-world';

async function emptyProject(): Promise<HostWorld> {
  const world = hostWorld();
  await world.does('project.create', { token: world.token(world.file), name: 'Mine', coderName: 'Ada' });
  return world;
}

const takeIn = async (world: HostWorld, file: string): Promise<void> => {
  await world.does('dataset.read', { jobId: 'read', token: world.token(file) });
  await world.does('dataset.run', { jobId: 'run' });
};

const writeOut = async (world: HostWorld, format: string, name: string): Promise<string> => {
  const target = path.join(world.folder, name);
  await world.does('export.run', { jobId: 'out', token: world.token(target), request: { format } });
  return target;
};

const guid = (end: string): string => `6a1f0c62-94d0-4a4d-8a1b-00000000${end}`;

test('GUIDs of a REFI-QDA project come out of the project as they went in', async () => {
  const names = {
    user: guid('0001'),
    code: guid('0002'),
    source: guid('0003'),
    place: guid('0004'),
    coding: guid('0005'),
  };
  const qde = `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Theirs" origin="Other">
<Users><User guid="${names.user}" name="Zoë"/></Users>
<CodeBook><Codes><Code guid="${names.code}" name="Borders" isCodable="true"/></Codes></CodeBook>
<Sources><TextSource guid="${names.source}" name="Speech" plainTextPath="internal://${names.source}.txt">
<PlainTextSelection guid="${names.place}" name="said yes" startPosition="10" endPosition="18">
<Coding guid="${names.coding}" creatingUser="${names.user}"><CodeRef targetGUID="${names.code}"/></Coding>
</PlainTextSelection></TextSource></Sources></Project>`;
  const world = await emptyProject();
  const file = path.join(world.folder, 'theirs.qdpx');
  const text = 'Merkel 😀😀 said yes.';
  // REFI-QDA counts code points: in UTF-16 code units it would be 12.
  expect([...text].slice(10, 18).join('')).toBe('said yes');
  fs.writeFileSync(
    file,
    zipSync({ 'project.qde': Buffer.from(qde), [`sources/${names.source}.txt`]: Buffer.from(text) }),
  );
  await takeIn(world, file);
  const out = unzipSync(fs.readFileSync(await writeOut(world, 'refi-qda', 'ours.qdpx')));
  const written = Buffer.from(out['project.qde']!).toString().toLowerCase();
  for (const name of Object.values(names)) expect(written).toContain(name);
  expect(Object.keys(out)).toContain(`sources/${names.source}.txt`);
});

test('ids of Label Studio’s tasks and regions come out of the project as they went in', async () => {
  const world = await emptyProject();
  const file = path.join(world.folder, 'tasks.json');
  const region = {
    id: 'region-7',
    from_name: 'label',
    to_name: 'text',
    type: 'labels',
    value: { start: 7, end: 15, text: 'said yes', labels: ['Claim'] },
  };
  const task = {
    id: 4711,
    data: { text: 'Merkel said yes.' },
    annotations: [{ id: 99, result: [region] }],
  };
  fs.writeFileSync(file, JSON.stringify([task]));
  await takeIn(world, file);
  const out = unzipSync(fs.readFileSync(await writeOut(world, 'label-studio', 'ours.zip')));
  const [written] = JSON.parse(Buffer.from(out['tasks.json']!).toString()) as (typeof task)[];
  expect(written?.id).toBe(4711);
  expect(written?.annotations[0]?.result.map(({ id }) => id)).toContain('region-7');
});
