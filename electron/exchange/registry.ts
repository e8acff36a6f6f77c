/** Every format that Claimbook reads or writes; menus, dialogs and the command line list these. */
import type {
  ArticleFields,
  EncodingChoice,
  ExportPlan,
  ExportReport,
  ExportRequest,
} from '../../shared/api';
import type { ReadableDb } from '../db/open';
import { claimbookJsonExporter } from './claimbook-json';
import { csvExporter } from './csv';
import { htmlImporter } from './html';
import { markdownImporter } from './markdown';
import { plainTextImporter } from './plain-text';

/** A text on its way in: canonical already, with guesses for the user to correct. */
export interface ImportedText {
  text: string;
  fields: ArticleFields;
  encoding: string;
  /** Other ways to read it, where the encoding was guessed or chosen. */
  encodings: EncodingChoice[];
  warnings: string[];
}

/** What reading a file gave: texts, or a sentence and, for an undecodable file, encodings to choose from. */
export type ReadOutcome =
  { ok: true; texts: ImportedText[] } | { ok: false; message: string; encodings: EncodingChoice[] };

export interface Importer {
  id: string;
  name: string;
  /** Without the dot, in lower case. */
  extensions: string[];
  read(bytes: Uint8Array, file: { fileName: string; encoding?: string }): ReadOutcome;
}

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

export const importers: readonly Importer[] = [plainTextImporter, markdownImporter, htmlImporter];
export const exporters: readonly Exporter[] = [claimbookJsonExporter, csvExporter];

/** The importer of this id, or else for this file name: plain text where the ending says nothing. */
export function importerFor(fileName: string, format?: string): Importer {
  const extension = fileName.toLowerCase().split('.').at(-1) ?? '';
  return (
    importers.find(({ id }) => id === format) ??
    importers.find(({ extensions }) => extensions.includes(extension)) ??
    plainTextImporter
  );
}
