/**
 * Networks as GEXF 1.2, the version that every reader of GEXF takes (networkx takes no later one). Written by hand:
 * graphology-gexf builds the whole graph and one string of it, which ends where JavaScript's strings do; with
 * the ids of annotations that is at some hundred thousand ties. After the GEXF 1.2draft primer and its schema.
 */
import type { FormatInfo, Writer } from './format';
import type { NetworkEdge } from './network';
import { edgeColumns, type NetworkColumn, nodeColumns } from './network-columns';
import { writeNetworks } from './network-folder';
import { networkHolds, networkOptions } from './network-options';
import type { NamedNode } from './network-statements';
import { xmlDeclaration, xmlElement, xmlWords } from './xml-writer';

export const gexfFormat: FormatInfo = {
  id: 'gexf',
  name: 'Networks for Gephi (GEXF)',
  what: 'Networks of actors and concepts, one for each time slice, for Gephi, Cytoscape, networkx and others.',
  extensions: [],
  container: 'folder',
  holds: networkHolds,
  options: networkOptions(),
};

export const writeGexf: Writer = (dataset, tools) =>
  writeNetworks(dataset, tools, function* ({ fileName, network, nodes }, { kind, hasIds }, title) {
    const file = `${fileName}.gexf`;
    const ofNodes = nodeColumns(kind);
    const ofEdges = edgeColumns(kind, hasIds);
    const meta = xmlElement(
      'meta',
      { lastmodifieddate: tools.now.slice(0, 10) },
      xmlElement('creator', {}, 'Claimbook') + xmlElement('description', {}, xmlWords(title)),
    );
    yield {
      file,
      content: `${xmlDeclaration}<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n${meta}\n<graph mode="static" defaultedgetype="undirected">\n${declared('node', ofNodes)}${declared('edge', ofEdges)}<nodes>\n`,
    };
    for (const node of nodes) {
      const values = given(node, ofNodes);
      yield { file, content: `${xmlElement('node', { id: node.id, label: node.label }, values)}\n` };
    }
    yield { file, content: '</nodes>\n<edges>\n' };
    let count = 0;
    for (const edge of network.edges()) {
      const { source, target, weight } = edge;
      const values = given(edge, ofEdges);
      yield { file, content: `${xmlElement('edge', { id: count, source, target, weight }, values)}\n` };
      count += 1;
    }
    yield { file, content: '</edges>\n</graph>\n</gexf>\n' };
  });

function declared<T extends NamedNode | NetworkEdge>(
  what: 'node' | 'edge',
  columns: readonly NetworkColumn<T>[],
): string {
  const attributes = columns.map(({ name, type }) =>
    xmlElement('attribute', { id: name, title: name, type }),
  );
  return `${xmlElement('attributes', { class: what, mode: 'static' }, attributes.join(''))}\n`;
}

/** What there is to say of one; what is empty is not said. */
function given<T>(one: T, columns: readonly NetworkColumn<T>[]): string {
  const values = columns.flatMap(({ name, of }) => {
    const value = of(one);
    return value === '' ? [] : [xmlElement('attvalue', { for: name, value })];
  });
  return xmlElement('attvalues', {}, values.join(''));
}
