/** Every format that Claimbook writes; menus, dialogs and the command line list these. */
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
import type { Exporter } from './registry';

export const exporters: readonly Exporter[] = [
  csvExporter,
  claimbookZipExporter,
  claimbookJsonExporter,
  claimbookJsonLinesExporter,
  dnaExporter,
  datasetExporter(bratFormat, writeBrat),
  datasetExporter(w3cFormat, writeW3c),
  datasetExporter(teiFormat, writeTei),
  datasetExporter(refiProjectFormat, writeRefiProject),
  datasetExporter(refiCodebookFormat, writeRefiCodebook, { needsText: false }),
];
