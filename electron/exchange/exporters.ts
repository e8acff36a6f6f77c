/** Every format that Claimbook writes; menus, dialogs and the command line list these. */
import { doccanoFormat, writeDoccano } from '../../shared/formats/doccano';
import { labelStudioFormat, writeLabelStudio } from '../../shared/formats/label-studio';
import { prodigyFormat, writeProdigy } from '../../shared/formats/prodigy';
import { huggingFaceFormat, writeHuggingFace } from '../../shared/formats/hugging-face';
import { iob2Format, writeIob2 } from '../../shared/formats/iob2';
import { uimaJsonFormat, writeUimaJson } from '../../shared/formats/uima-json';
import { uimaXmiFormat, writeUimaXmi } from '../../shared/formats/uima-xmi';
import { gexfFormat, writeGexf } from '../../shared/formats/gexf';
import { graphmlFormat, writeGraphml } from '../../shared/formats/graphml';
import { networkTablesFormat, writeNetworkTables } from '../../shared/formats/network-tables';
import { pajekFormat, writePajek } from '../../shared/formats/pajek';
import { readingCopyFormat, writeReadingCopy } from '../../shared/formats/reading-copy';
import { bratFormat } from '../../shared/formats/brat';
import { writeBrat } from '../../shared/formats/brat-writing';
import { teiFormat } from '../../shared/formats/tei';
import { writeTei } from '../../shared/formats/tei-writing';
import { w3cFormat } from '../../shared/formats/w3c';
import { writeW3c } from '../../shared/formats/w3c-writing';
import { refiCodebookFormat, writeRefiCodebook } from '../../shared/formats/refi-codebook';
import { refiProjectFormat, writeRefiProject } from '../../shared/formats/refi-project';
import { claimbookJsonExporter } from './claimbook-json';
import { claimbookJsonLinesExporter, claimbookZipExporter } from './claimbook-tables';
import { csvExporter } from './csv';
import { datasetExporter } from './dataset-exporter';
import { dnaExporter } from './dna-exporter';
import { parquetExporter } from './parquet';
import type { Exporter } from './registry';
import { simpleTableExporter } from './simple-table';

const network = { needsText: false, what: 'A network for each time slice.' };

export const exporters: readonly Exporter[] = [
  csvExporter,
  simpleTableExporter,
  parquetExporter,
  claimbookZipExporter,
  claimbookJsonExporter,
  claimbookJsonLinesExporter,
  dnaExporter,
  datasetExporter(refiProjectFormat, writeRefiProject),
  datasetExporter(refiCodebookFormat, writeRefiCodebook, {
    needsText: false,
    what: 'The codes with their definitions.',
  }),
  datasetExporter(uimaJsonFormat, writeUimaJson),
  datasetExporter(uimaXmiFormat, writeUimaXmi),
  datasetExporter(bratFormat, writeBrat),
  datasetExporter(w3cFormat, writeW3c),
  datasetExporter(teiFormat, writeTei),
  datasetExporter(doccanoFormat, writeDoccano),
  datasetExporter(labelStudioFormat, writeLabelStudio),
  datasetExporter(prodigyFormat, writeProdigy),
  datasetExporter(huggingFaceFormat, writeHuggingFace),
  datasetExporter(iob2Format, writeIob2),
  datasetExporter(networkTablesFormat, writeNetworkTables, network),
  datasetExporter(gexfFormat, writeGexf, network),
  datasetExporter(graphmlFormat, writeGraphml, network),
  datasetExporter(pajekFormat, writePajek, network),
  datasetExporter(readingCopyFormat, writeReadingCopy),
];
