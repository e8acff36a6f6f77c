/** Every format that Claimbook writes; menus, dialogs and the command line list these. */
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
  datasetExporter(refiProjectFormat, writeRefiProject),
  datasetExporter(refiCodebookFormat, writeRefiCodebook, { needsText: false }),
];
