import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../electron/cli';
import { readDatasetHere } from '../../electron/project/dataset-reading';
import { readHere } from '../../electron/project/reading';
import { copyFor, openWorld, type OpenWorld } from '../support/host-world';
import { mark, only } from '../support/marked-text';

const said = mark('He said that [a:prices rose]a again, and [b:the minister]b denied it.');

interface Sent {
  /** Runs `claimbook` in their folder. */
  cli(...argv: string[]): Promise<{ code: number; out: string; err: string }>;
  into: string;
  from: string;
}

/** The files of two coders of one project, who both wrote a note on one claim; Ben has tagged the minister. */
async function files(): Promise<Sent> {
  const ada = await openWorld(said.text, undefined, 'ada');
  await ada.tag('claim-1', 'Claim', only(said, 'a'));
  const ben = await copyFor(ada, 'Ben');
  await ben.tag('ben-1', 'Actor', only(said, 'b'));
  for (const [world, note] of [
    [ada, 'mine'],
    [ben, 'theirs'],
  ] as const)
    await world.does('annotation.setNote', { annotationId: 'claim-1', note });
  const fileOf = async (world: OpenWorld, name: string): Promise<string> => {
    await world.host.close();
    const file = path.join(ada.folder, name);
    fs.renameSync(world.file, file);
    return file;
  };
  const from = await fileOf(ben, 'from-ben.claimbook');
  const into = await fileOf(ada, 'ours.claimbook');
  return {
    into,
    from,
    async cli(...argv) {
      let out = '';
      let err = '';
      const io = {
        stdout: { write: (text: string) => (out += text) },
        stderr: { write: (text: string) => (err += text) },
      };
      const profile = path.join(ada.folder, 'profile-of-cli');
      const code = await runCli(argv, io, profile, readHere, readDatasetHere);
      return { code, out, err };
    },
  };
}

test('merge --dry-run says what would come of it and leaves the file as it is, byte for byte', async () => {
  const { cli, into, from } = await files();
  const before = fs.readFileSync(into);
  const { code, out } = await cli('merge', into, from, '--dry-run', '--coder', 'Ada');
  expect(code).toBe(0);
  expect(out).toContain(`${from}: project “Debate”, common history up to “Tag as Claim”`);
  expect(out).toContain('annotation: 1 only theirs, 1 conflict');
  expect(out).toMatch(/Would merge: \d+ records added, 0 changed, 0 removed; 1 question left open/);
  expect(fs.readFileSync(into)).toEqual(before);
});

test('merge brings it in, names in JSON what stays open, and finds nothing new the second time', async () => {
  const { cli, into, from } = await files();
  const first = await cli('merge', into, from, '--json', '--coder', 'Ada');
  expect(first.code).toBe(0);
  expect(JSON.parse(first.out)).toMatchObject({
    dryRun: false,
    files: [
      {
        file: from,
        merged: true,
        questions: 1,
        open: [
          {
            kind: 'value',
            field: 'note',
            mine: '"mine"',
            theirs: '"theirs"',
            mineBy: 'Ada',
            theirsBy: 'Ben',
          },
        ],
      },
    ],
  });
  expect((await cli('check', into)).code).toBe(0);
  const info = JSON.parse((await cli('info', into, '--json')).out) as { records: { annotations: number } };
  expect(info.records.annotations).toBe(2);
  const again = await cli('merge', into, from, '--coder', 'Ada');
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('nothing new') as string });
});

test('--conflicts theirs takes their word, and nothing stays open', async () => {
  const { cli, into, from } = await files();
  const { code, out } = await cli('merge', into, from, '--conflicts', 'theirs', '--json', '--coder', 'Ada');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ files: [{ merged: true, questions: 0, open: [] }] });
});

test('several files are merged one after another; one that cannot be stops there and says which were', async () => {
  const { cli, into, from } = await files();
  const bad = path.join(path.dirname(from), 'bad.claimbook');
  fs.writeFileSync(bad, 'no project');
  const { code, err } = await cli('merge', into, from, bad, '--coder', 'Ada');
  expect(code).toBe(1);
  expect(err).toContain(`${bad}: This is not a Claimbook project`);
  expect(err).toContain(`Merged before it: ${from}`);
});

test('wrong words, missing files and the project itself are refused before anything is done', async () => {
  const { cli, into, from } = await files();
  const before = fs.readFileSync(into);
  expect((await cli('merge', into)).code).toBe(2);
  expect((await cli('merge', into, from, '--conflicts', 'nobody')).code).toBe(2);
  expect((await cli('merge', into, `${from}.gone`)).code).toBe(1);
  expect((await cli('merge', into, into)).err).toContain('is the project itself');
  expect(fs.readFileSync(into)).toEqual(before);
});
