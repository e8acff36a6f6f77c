/** Networks as two CSV tables each, the nodes and the ties, which R, Python, Gephi and spreadsheets read. */
import { stringify } from 'csv-stringify/sync';
import type { FormatInfo, Writer } from './format';
import { guard, needsGuard } from './formula-guard';
import { edgeColumns, nodeColumns } from './network-columns';
import { writeNetworks } from './network-folder';
import { networkHolds, networkOptions } from './network-options';

export const networkTablesFormat: FormatInfo = {
  id: 'network-csv',
  name: 'Networks as CSV (edge list and node list)',
  what: 'Networks of actors and concepts as tables, one pair for each time slice, for R, Python, Gephi or a spreadsheet.',
  extensions: [],
  container: 'folder',
  holds: networkHolds,
  options: networkOptions([
    {
      id: 'profile',
      name: 'Cells',
      usual: 'spreadsheet',
      choices: [
        {
          id: 'spreadsheet',
          name: 'For spreadsheets',
          what: 'Cells that a spreadsheet would run as formulas are guarded.',
        },
        { id: 'statistics', name: 'For statistics', what: 'Every cell exactly as it is in the project.' },
      ],
    },
  ]),
};

type Cell = string | number | boolean;

const guarded = 'Cells that a spreadsheet would run as formulas have an apostrophe before them.';

export const writeNetworkTables: Writer = (dataset, tools) => {
  const isForSpreadsheets = tools.options.profile === 'spreadsheet';
  const cellOf = (cell: Cell): Cell => {
    if (!isForSpreadsheets || typeof cell !== 'string' || !needsGuard(cell)) return cell;
    tools.losses.add('cells', 'approximated', guarded, cell);
    return guard(cell);
  };
  const record = (cells: readonly Cell[]): string =>
    stringify([cells.map(cellOf)], {
      record_delimiter: '\r\n',
      // It would only quote a whole line end, but each half of one ends a record for readers.
      quoted_match: /[\r\n]/,
      cast: { boolean: String },
    });
  const begin = isForSpreadsheets ? '\ufeff' : '';
  return writeNetworks(dataset, tools, function* ({ fileName, network, nodes }, { kind, hasIds }) {
    const ofNodes = nodeColumns(kind);
    const ofEdges = edgeColumns(kind, hasIds);
    const nodeFile = `${fileName}-nodes.csv`;
    const nodeHeading = ['id', 'label', ...ofNodes.map(({ name }) => name)];
    yield { file: nodeFile, content: begin + record(nodeHeading) };
    for (const node of nodes) {
      const cells = [node.id, node.label, ...ofNodes.map(({ of }) => of(node))];
      yield { file: nodeFile, content: record(cells) };
    }
    const edgeFile = `${fileName}-edges.csv`;
    const edgeHeading = ['source', 'target', 'weight', ...ofEdges.map(({ name }) => name)];
    const names = new Map(nodes.map(({ id, label }) => [id, label]));
    const nameOf = (id: string): string => names.get(id) ?? id;
    yield { file: edgeFile, content: begin + record([...edgeHeading, 'source_label', 'target_label']) };
    for (const edge of network.edges()) {
      const { source, target, weight } = edge;
      const figures = ofEdges.map(({ of }) => of(edge));
      const cells = [source, target, weight, ...figures, nameOf(source), nameOf(target)];
      yield { file: edgeFile, content: record(cells) };
    }
  });
};
