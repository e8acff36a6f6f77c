/** Every format that Claimbook writes; menus, dialogs and the command line list these. */
import type { ExportPlan, ExportReport, ExportRequest } from '../../shared/api';
import type { ReadableDb } from '../db/open';
import { claimbookJsonExporter } from './claimbook-json';
import { csvExporter } from './csv';

export interface ExportProgress {
  signal: AbortSignal;
  progress(done: number, total: number | null, message: string): void;
}

export interface Exporter {
  id: string;
  name: string;
  kind: 'file' | 'folder';
  plan(db: ReadableDb, request: ExportRequest): ExportPlan;
  /**
   * Writes to `path`, completely or not at all.
   * @throws FailureError `cancelled`, `refused`, `disk-full` or `io`.
   */
  run(
    db: ReadableDb,
    request: ExportRequest,
    path: string,
    job: ExportProgress,
  ): Promise<Omit<ExportReport, 'token'>>;
}

export const exporters: readonly Exporter[] = [claimbookJsonExporter, csvExporter];
