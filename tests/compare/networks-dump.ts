/**
 * Writes networks of made-up debates, with what they must hold as JSON, for `networks-check.py`.
 * By hand: `networks-dump.ts FOLDER COUNT`, bundled or run by a program that knows TypeScript.
 */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { gexfFormat, writeGexf } from '../../shared/formats/gexf';
import type { FormatInfo, Writer } from '../../shared/formats/format';
import { graphmlFormat, writeGraphml } from '../../shared/formats/graphml';
import { Losses } from '../../shared/formats/losses';
import { networkKinds } from '../../shared/formats/network';
import { networkChoices } from '../../shared/formats/network-options';
import { networksOf } from '../../shared/formats/network-statements';
import { networkTablesFormat, writeNetworkTables } from '../../shared/formats/network-tables';
import { pajekFormat, writePajek } from '../../shared/formats/pajek';
import { anyDebate } from '../support/debate';
import { usualOptions, written } from '../support/round-trip';

const formats: { info: FormatInfo; write: Writer; options: Record<string, string>; folder: string }[] = [
  { info: gexfFormat, write: writeGexf, options: {}, folder: 'gexf' },
  { info: graphmlFormat, write: writeGraphml, options: {}, folder: 'graphml' },
  { info: pajekFormat, write: writePajek, options: { program: 'igraph' }, folder: 'pajek-two' },
  { info: pajekFormat, write: writePajek, options: { program: 'networkx' }, folder: 'pajek-one' },
  { info: networkTablesFormat, write: writeNetworkTables, options: { profile: 'statistics' }, folder: 'csv' },
];

/** Writes to `folder/<number>/<format>/…` and `folder/<number>/expected.json`. */
export function dump(folder: string, count: number): void {
  for (const [number, dataset] of fc.sample(anyDebate, { numRuns: count, seed: 1 }).entries()) {
    const place = path.join(folder, String(number));
    const chosen = {
      network: networkKinds[number % networkKinds.length]!,
      slices: number % 3 === 0 ? 'year' : 'none',
      repeats: number % 2 === 0 ? 'article' : 'each',
    };
    for (const { info, write, options, folder: ofFormat } of formats) {
      for (const [name, bytes] of written({ info, write }, dataset, { ...chosen, ...options }).files) {
        fs.mkdirSync(path.join(place, ofFormat), { recursive: true });
        fs.writeFileSync(path.join(place, ofFormat, name), bytes);
      }
    }
    const choices = networkChoices(usualOptions(gexfFormat, chosen));
    const expected = [...networksOf(dataset, choices, new Losses())]
      .filter((found) => found !== null)
      .map(({ fileName, nodes, network }) => ({
        fileName,
        kind: chosen.network,
        nodes,
        edges: [...network.edges()].map((edge) => ({ ...edge, annotationIds: edge.annotationIds() })),
      }));
    fs.writeFileSync(path.join(place, 'expected.json'), JSON.stringify(expected));
  }
}
