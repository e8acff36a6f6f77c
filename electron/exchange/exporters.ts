/** Every format that Claimbook writes; menus, dialogs and the command line list these. */
import { claimbookJsonExporter } from './claimbook-json';
import { csvExporter } from './csv';
import type { Exporter } from './registry';

export const exporters: readonly Exporter[] = [csvExporter, claimbookJsonExporter];
