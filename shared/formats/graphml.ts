/**
 * Networks as GraphML, for igraph, networkx, visone, Gephi and yEd. Written by hand: graphology-graphml only reads.
 * After “The GraphML File Format” (graphml.graphdrawing.org): all keys stand before the graph.
 */
import type { FormatInfo, Writer } from './format';
import type { NetworkEdge } from './network';
import { edgeColumns, type NetworkColumn, nodeColumns } from './network-columns';
import { writeNetworks } from './network-folder';
import { networkHolds, networkOptions } from './network-options';
import type { NamedNode } from './network-statements';
import { xmlDeclaration, xmlElement, xmlWords } from './xml-writer';

export const graphmlFormat: FormatInfo = {
  id: 'graphml',
  name: 'Networks as GraphML',
  what: 'Networks of actors and concepts, one for each time slice, for R (igraph), Python, visone, Gephi and yEd.',
  extensions: [],
  container: 'folder',
  holds: networkHolds,
  options: networkOptions(),
};

const label: NetworkColumn<NamedNode> = { name: 'label', type: 'string', of: (node) => node.label };
const weight: NetworkColumn<NetworkEdge> = { name: 'weight', type: 'double', of: (edge) => edge.weight };

export const writeGraphml: Writer = (dataset, tools) =>
  writeNetworks(dataset, tools, function* ({ fileName, network, nodes }, { kind, hasIds }, title) {
    const file = `${fileName}.graphml`;
    const ofNodes = [label, ...nodeColumns(kind)];
    const ofEdges = [weight, ...edgeColumns(kind, hasIds)];
    yield {
      file,
      content: `${xmlDeclaration}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${keys('node', ofNodes)}${keys('edge', ofEdges)}<graph edgedefault="undirected">\n${xmlElement('desc', {}, xmlWords(title))}\n`,
    };
    for (const node of nodes) {
      const content = xmlElement('node', { id: node.id }, data('node', node, ofNodes));
      yield { file, content: `${content}\n` };
    }
    for (const edge of network.edges()) {
      const { source, target } = edge;
      yield {
        file,
        content: `${xmlElement('edge', { source, target }, data('edge', edge, ofEdges))}\n`,
      };
    }
    yield { file, content: '</graph>\n</graphml>\n' };
  });

/** GraphML's own names of types. */
const types = { string: 'string', integer: 'long', double: 'double', boolean: 'boolean' } as const;

const keys = <T extends NamedNode | NetworkEdge>(
  what: 'node' | 'edge',
  columns: readonly NetworkColumn<T>[],
): string =>
  columns
    .map(({ name, type }) => {
      const key = { id: `${what}-${name}`, for: what, 'attr.name': name, 'attr.type': types[type] };
      return `${xmlElement('key', key)}\n`;
    })
    .join('');

/** What there is to say of one; what is empty is not said. */
const data = <T>(what: 'node' | 'edge', one: T, columns: readonly NetworkColumn<T>[]): string =>
  columns
    .map(({ name, of }) => {
      const value = of(one);
      return value === '' ? '' : xmlElement('data', { key: `${what}-${name}` }, xmlWords(String(value)));
    })
    .join('');
