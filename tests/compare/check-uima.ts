/**
 * XMI that we write, read by the reference implementation of UIMA: it finds our texts and every annotation within
 * them, and what it writes of them again says the same to our reader.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Dataset } from '../../shared/formats/dataset';
import { readUimaXmi, uimaXmiFormat } from '../../shared/formats/uima-xmi';
import { annotationsIn, valuesIn } from '../support/dataset-in-words';
import { inputOf, readBack } from '../support/round-trip';
import { type Export, type Exports, exportsOf, placeOf } from './check-projects';
import { ask, notThere, type Programs, uimaJar } from './check-programs';
import type { Outcome } from './outcome';

const format = uimaXmiFormat.id;

/** @param folder of the exports */
export async function checkUima(
  exports: Exports,
  { java, uima }: Programs,
  folder: string,
): Promise<Outcome[]> {
  if (java === null) return [{ format, checker: 'UIMA', why: notThere('default-jdk-headless') }];
  if (uima === null) return [{ format, checker: 'UIMA', why: notThere('libuima-core-java') }];
  const written = exportsOf(exports, format);
  const list = path.join(folder, 'cases.txt');
  fs.writeFileSync(list, written.flatMap(casesOf).join('\n'));
  const { status, stdout, stderr } = ask('java', ['-cp', uimaJar, 'tests/compare/CheckXmi.java', list]);
  if (status !== 0) throw new Error(`CheckXmi.java ended with ${status}: ${stderr.slice(-2_000)}`);
  const answers = new Map(
    stdout.split('\n').flatMap((line): [string, string[]][] => {
      const [file = '', ...answer] = line.split('\t');
      return file === '' ? [] : [[file, answer]];
    }),
  );
  const problems = written.flatMap((one) => faultsIn(one, answers, folder));
  const different: string[] = [];
  for (const one of written) {
    const expected = saidBy(one.dataset);
    const [ours, theirs] = [await readFrom(one, ''), await readFrom(one, again)];
    const difference = differenceOf(expected, saidBy(ours)) ?? differenceOf(saidBy(ours), saidBy(theirs));
    if (difference !== null) different.push(`${placeOf(folder, one.target)}: ${difference}`);
  }
  const checker = `${uima} on ${java}`;
  const files = answers.size;
  return [
    { format, checker, what: 'our texts, all annotations in them, none cuts a character', files, problems },
    {
      format,
      checker,
      what: 'written again by it and read by us: the same annotations and values',
      files,
      problems: different,
    },
  ];
}

/** The ending of what UIMA writes. */
const again = '.again';

const casFiles = ({ files }: Export): string[] => files.filter((file) => file.endsWith('.xmi'));

/** A line of the list for each CAS. */
function casesOf(one: Export): string[] {
  const types = one.files.find((file) => path.basename(file) === 'TypeSystem.xml');
  return casFiles(one).map((file) => [types ?? 'no type system', file, `${file}${again}`].join('\t'));
}

function faultsIn(one: Export, answers: ReadonlyMap<string, string[]>, folder: string): string[] {
  const texts = new Set([...one.dataset.articles()].map(({ article }) => article.textSha256));
  const found = new Set<string>();
  const faults = casFiles(one).flatMap((file) => {
    const [kind, ...rest] = answers.get(file) ?? ['fault', 'nothing was said of it'];
    if (kind === 'fault') return [`${placeOf(folder, file)}: ${rest.join(' ')}`];
    for (const hash of rest) found.add(hash);
    return [];
  });
  const missing = [...texts].filter((hash) => !found.has(hash)).length;
  if (missing > 0) faults.push(`${placeOf(folder, one.target)}: ${missing} texts are not as in the project`);
  return faults;
}

/** Reads the files of an export, or those that UIMA wrote in their stead. */
async function readFrom(one: Export, ending: string): Promise<Dataset> {
  const root = `${one.target}.files`;
  const files = one.files.map((file): [string, Uint8Array] => {
    const from = file.endsWith('.xmi') && fs.existsSync(`${file}${ending}`) ? `${file}${ending}` : file;
    return [path.relative(root, file).replaceAll('\\', '/'), fs.readFileSync(from)];
  });
  const { dataset } = await readBack(
    { info: uimaXmiFormat, read: readUimaXmi },
    inputOf('study', new Map(files)),
  );
  return dataset;
}

const saidBy = (dataset: Dataset): string[] => [...annotationsIn(dataset), ...valuesIn(dataset)].toSorted();

/** The first thing that only one of the two says; null where they say the same. */
function differenceOf(one: readonly string[], other: readonly string[]): string | null {
  const at = one.findIndex((words, index) => words !== other[index]);
  if (at === -1 && one.length === other.length) return null;
  const place = at === -1 ? one.length : at;
  return `${JSON.stringify(other[place] ?? null)} instead of ${JSON.stringify(one[place] ?? null)}`;
}
