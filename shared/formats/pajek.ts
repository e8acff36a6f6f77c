/**
 * Networks as Pajek's `.net`. The format has no place for what is known of nodes and ties beside a name and a weight;
 * a table beside each network tells which annotations make its ties. After the manual of Pajek (V. Batagelj, A. Mrvar), section “Input files”.
 */
import { stringify } from 'csv-stringify/sync';
import type { FormatInfo, Writer } from './format';
import { isTwoMode } from './network';
import { writeNetworks } from './network-folder';
import { networkHolds, networkOptions } from './network-options';
import type { NamedNode } from './network-statements';

export const pajekFormat: FormatInfo = {
  id: 'pajek',
  name: 'Networks for Pajek',
  what: 'Networks of actors and concepts as .net, one for each time slice, for Pajek, UCINET, VOSviewer and igraph.',
  extensions: [],
  container: 'folder',
  holds: networkHolds,
  options: networkOptions([
    {
      id: 'program',
      name: 'Written for',
      usual: 'pajek',
      choices: [
        {
          id: 'pajek',
          name: 'Pajek',
          what: 'With the byte order mark by which Pajek knows letters of all scripts, and with actors and concepts as two modes.',
        },
        {
          id: 'igraph',
          name: 'igraph',
          what: 'Without that mark, which igraph does not take; with two modes.',
        },
        {
          id: 'networkx',
          name: 'networkx and others',
          what: 'Without the mark, and as a network of one mode for programs that know of no others.',
        },
      ],
    },
  ]),
};

/** Pajek reads a file as UTF-8 only where it begins with this (“How to use Unicode in Pajek”, Mrvar). */
const byteOrderMark = '\ufeff';

export const writePajek: Writer = (dataset, tools) =>
  writeNetworks(dataset, tools, function* ({ fileName, network, nodes }, { kind, hasIds }, title) {
    const file = `${fileName}.net`;
    const places = new Map(nodes.map(({ id }, at) => [id, at + 1]));
    const actors = nodes.filter(({ mode }) => mode === 'actor').length;
    const { program } = tools.options;
    const modes = isTwoMode(kind) && program !== 'networkx' ? ` ${actors}` : '';
    yield {
      file,
      content: `${program === 'pajek' ? byteOrderMark : ''}*Network ${oneLine(title)}\r\n*Vertices ${nodes.length}${modes}\r\n`,
    };
    const labelOf = labels();
    for (const [at, node] of nodes.entries()) yield { file, content: `${at + 1} "${labelOf(node)}"\r\n` };
    yield { file, content: '*Edges\r\n' };
    for (const { source, target, weight } of network.edges())
      yield { file, content: `${places.get(source)} ${places.get(target)} ${weight}\r\n` };
    if (!hasIds) return;
    const table = `${fileName}-annotations.csv`;
    yield { file: table, content: 'source,target,annotation_id\r\n' };
    for (const edge of network.edges()) {
      const rows = edge.annotationIds().map((id) => [places.get(edge.source), places.get(edge.target), id]);
      yield { file: table, content: stringify(rows, { record_delimiter: '\r\n' }) };
    }
  });

const oneLine = (words: string): string => words.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();

/** A label stands in quotation marks, and nothing can be escaped; some programs take a label for the node's id. */
function labels(): (node: NamedNode) => string {
  const taken = new Set<string>();
  return ({ label }) => {
    const words = oneLine(label).replaceAll('"', "'").replaceAll('\\', '/');
    let found = words;
    for (let count = 2; taken.has(found); count += 1) found = `${words} (${count})`;
    taken.add(found);
    return found;
  };
}
