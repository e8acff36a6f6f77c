/** Networks of made-up debates, as we write them, read by networkx and igraph. */
import fs from 'node:fs';
import path from 'node:path';
import { type Exports } from './check-projects';
import { ask, notThere, type Programs, python as pythonCommand } from './check-programs';
import { dump } from './networks-dump';
import { notBuilt, type Outcome } from './outcome';

const formats = ['gexf', 'graphml', 'pajek', 'network-csv'] as const;
/** How the lines of `networks-check.py` begin. */
const names: Readonly<Record<(typeof formats)[number], string>> = {
  gexf: 'GEXF',
  graphml: 'GraphML',
  pajek: 'Pajek',
  'network-csv': 'CSV',
};

/** @param folder for what is written here */
export function checkNetworks(
  exports: Exports,
  { python, networkx, igraph }: Programs,
  folder: string,
  runs: number,
  seed: number,
): Outcome[] {
  const checker = `${networkx ?? 'networkx'}, ${igraph ?? 'igraph'}, ${python ?? 'Python'}`;
  if (formats.some((format) => !exports.has(format)))
    return formats.map((format) => notBuilt(format, 'networkx, igraph'));
  if (networkx === null || igraph === null)
    return formats.map((format) => ({ format, checker, why: notThere('python3-networkx python3-igraph') }));
  const place = path.join(folder, 'networks');
  dump(place, runs, seed);
  const { status, stdout, stderr } = ask(pythonCommand, ['tests/compare/networks-check.py', place]);
  const faults = stdout.split('\n').filter((line) => /^(?:GEXF|GraphML|Pajek|CSV) /.test(line));
  if (status !== 0 && faults.length === 0) faults.push(`networks-check.py ended: ${stderr.slice(-400)}`);
  const files = fs.readdirSync(place, { recursive: true, encoding: 'utf8' });
  return formats.map((format) => ({
    format,
    checker,
    what: 'nodes, ties, weights and the annotations of ties are those of the project',
    files: files.filter((file) => endingsOf[format].test(file)).length,
    problems: faults.filter((line) => line.startsWith(names[format]) || line.startsWith('networks-check')),
  }));
}

const endingsOf: Readonly<Record<(typeof formats)[number], RegExp>> = {
  gexf: /\.gexf$/,
  graphml: /\.graphml$/,
  pajek: /\.net$/,
  'network-csv': /\.csv$/,
};
