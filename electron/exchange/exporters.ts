/** Every format that Claimbook writes; menus, dialogs and the command line list these. */
import { claimbookJsonExporter } from './claimbook-json';
import { claimbookJsonLinesExporter, claimbookZipExporter } from './claimbook-tables';
import { csvExporter } from './csv';
import type { Exporter } from './registry';

export const exporters: readonly Exporter[] = [
  csvExporter,
  claimbookZipExporter,
  claimbookJsonExporter,
  claimbookJsonLinesExporter,
];
