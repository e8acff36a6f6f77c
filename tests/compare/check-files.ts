/** Archives, JSON, YAML and token lines that we write, read by Python, which counts characters by itself. */
import path from 'node:path';
import { exporters } from '../../electron/exchange/exporters';
import { type Export, type Exports, exportsOf, placeOf } from './check-projects';
import { askPython, notThere, type Programs } from './check-programs';
import type { Outcome } from './outcome';

/** What `check-files.py` says of a file. */
export interface FileAnswer {
  problems: string[];
  /** Of a table, the heading first. */
  rows?: string[][];
}

interface Look {
  format: string;
  /** A kind of `check-files.py`. */
  kind: string;
  what: string;
  /** Which files of an export are looked at. */
  of(one: Export): readonly string[];
}

const target = ({ target: file }: Export): string[] => [file];
const ending =
  (words: string) =>
  ({ files }: Export): string[] =>
    files.filter((file) => file.endsWith(words));
const named =
  (name: string) =>
  ({ files }: Export): string[] =>
    files.filter((file) => path.basename(file) === name);

const looks: readonly Look[] = [
  ...exporters
    .filter(({ info }) => info.container === 'zip')
    .map(({ info }) => ({
      format: info.id,
      kind: 'zip',
      what: 'zipfile: the archive is sound',
      of: target,
    })),
  { format: 'claimbook-json', kind: 'json', what: 'json: it parses', of: target },
  {
    format: 'claimbook-jsonl',
    kind: 'json lines',
    what: 'json: every line parses',
    of: ending('.jsonl'),
  },
  {
    format: 'claimbook-zip',
    kind: 'json lines',
    what: 'json: every line parses',
    of: ending('.jsonl'),
  },
  {
    format: 'doccano',
    kind: 'doccano',
    what: 'offsets lie in the text and cut no character; relations lead somewhere',
    of: ending('.jsonl'),
  },
  {
    format: 'prodigy',
    kind: 'prodigy',
    what: 'tokens and spans are where they say',
    of: ending('.jsonl'),
  },
  {
    format: 'label-studio',
    kind: 'label studio',
    what: 'the words of every label are at its place',
    of: named('tasks.json'),
  },
  {
    format: 'hugging-face',
    kind: 'hugging face',
    what: 'the words of every span are at its place',
    of: named('documents.jsonl'),
  },
  { format: 'iob2', kind: 'iob2', what: 'every I- follows a tag of its kind', of: ending('.conll') },
  {
    format: 'uima-json',
    kind: 'cas json',
    what: 'offsets lie in the text and cut no character',
    of: ending('.json'),
  },
];

const card: Look = {
  format: 'hugging-face',
  kind: 'card',
  what: 'the head of the README is YAML and names files that are there',
  of: named('README.md'),
};

/** @param folder of the exports */
export function checkFiles(exports: Exports, { python, yaml }: Programs, folder: string): Outcome[] {
  if (python === null)
    return looks.map(({ format }) => ({ format, checker: 'Python', why: notThere('python3') }));
  const lookBy =
    (checker: string) =>
    ({ format, kind, what, of }: Look): Outcome => {
      const files = exportsOf(exports, format).flatMap(of);
      const answers = askPython<FileAnswer[]>(
        'check-files.py',
        files.map((file) => ({ kind, file })),
      );
      const problems = answers.flatMap((answer, at) =>
        answer.problems.map((problem) => `${placeOf(folder, files[at]!)}: ${problem}`),
      );
      return { format, checker, what, files: files.length, problems };
    };
  return [
    ...looks.map(lookBy(python)),
    yaml === null
      ? { format: card.format, checker: 'PyYAML', why: notThere('python3-yaml') }
      : lookBy(`${yaml} on ${python}`)(card),
  ];
}
