/** What is committed must work everywhere: it names no package registry and no folder of one machine. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Hosts from which package managers install, and the settings and lockfile entries that name one. */
const registries = [
  /\bregistry\.[\w-]+\.[a-z]{2,}/i,
  /\b(?:npmjs|npmmirror|yarnpkg|pkg\.github|pypi|pythonhosted)\.(?:org|com)\b/i,
  /\b(?:artifactory|verdaccio|nexus)\b.*:\/\/|:\/\/[^\s"']*\b(?:artifactory|verdaccio|nexus)\b/i,
  /^\s*(?:@[\w-]+:)?registry\s*=/i,
  /"resolved":\s*"[a-z+]+:/i,
];

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const beginsWith = (folder: string): RegExp => new RegExp(String.raw`(?<![\w./\\-])${escaped(folder)}[/\\]`);

/** Folders of this machine and of anybody's; Ann is the one whose home the tests make up. */
const folders = [
  /(?<![\w.-])\/(?:home|Users)\/(?!ann\b)[\w.-]+\//,
  /\b[A-Z]:\\{1,2}Users\\{1,2}(?!ann\b)[\w.-]+\\/i,
  ...[os.homedir(), root, path.dirname(root)]
    .filter((folder) => folder !== path.parse(folder).root && folder !== os.tmpdir())
    .map(beginsWith),
];

const faults = [
  { patterns: registries, what: 'names a package registry' },
  { patterns: folders, what: 'names a folder of one machine' },
];

/** `file:line: what` for each line that must not be there. */
const faultsIn = (name: string, contents: string): string[] =>
  contents
    .split('\n')
    .flatMap((line, at) =>
      faults
        .filter(({ patterns }) => patterns.some((pattern) => pattern.test(line)))
        .map(({ what }) => `${name}:${at + 1}: ${what}: ${line.trim().slice(0, 120)}`),
    );

/** Also what is about to be committed; null where this is not a git checkout. */
function committedFiles(): string[] | null {
  const words = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.split('\0').filter((name) => name !== '') : null;
}

test('a line that names a registry or a folder is found with its file and number', () => {
  const lines = [
    ['https://registry', 'example.org/left-pad'].join('.'),
    ['registry', 'https://example.org/'].join('='),
    `"resolved": ${JSON.stringify(['https', '//example.org/a.tgz'].join(':'))}`,
    `see /${['home', 'someone', 'notes.txt'].join('/')}`,
    `in ${path.join(root, 'electron')}/cli.ts`,
  ];
  for (const line of lines) expect(faultsIn('a.txt', `fine\n${line}`), line).toHaveLength(1);
  expect(faultsIn('a.txt', `fine\n${lines[0]}`)[0]).toContain('a.txt:2: names a package registry');
  expect(faultsIn('a.txt', 'the package registry; /home/ann/work/debate.claimbook; others.registry')).toEqual(
    [],
  );
});

test.skipIf(committedFiles() === null)(
  'no committed file names a registry or a folder of one machine',
  () => {
    const names = committedFiles() ?? [];
    expect(names).toContain('package-lock.json');
    const found = names
      .filter((name) => fs.existsSync(path.join(root, name)))
      // Pictures and project files too: one byte is one character, so ASCII is found wherever it stands.
      .flatMap((name) => faultsIn(name, fs.readFileSync(path.join(root, name), 'latin1')));
    expect(found).toEqual([]);
  },
);
