/**
 * The contract between the window and the project host: each call's input schema and output type.
 * The host parses every input with its schema before the handler sees it, and answers with a `Result`.
 * Files never cross as paths: a `token` stands for a path that main chose in a native dialog.
 * Each noun's calls have a file of their own; this one puts them together.
 */
import type { z } from 'zod';
import { type AdjudicationOutputs, adjudicationInputs } from './api-adjudication';
import { type AgreementOutputs, agreementInputs } from './api-agreement';
import { type AnnotationOutputs, annotationInputs } from './api-annotations';
import { type ArticleOutputs, articleInputs } from './api-articles';
import { type BackupOutputs, backupInputs } from './api-backups';
import { type CodebookOutputs, codebookInputs } from './api-codebook';
import { type DatasetOutputs, datasetInputs } from './api-datasets';
import { type FrameOutputs, frameInputs } from './api-frames';
import { type ImportOutputs, importInputs } from './api-imports';
import { type HistoryOutputs, historyInputs } from './api-history';
import { type MergeOutputs, mergeInputs, type QuestionOutputs, questionInputs } from './api-merge';
import { type ProjectOutputs, projectInputs } from './api-project';
import { type RegistryOutputs, registryInputs } from './api-registry';
import { type SearchOutputs, searchInputs } from './api-search';
import { type SharingOutputs, sharingInputs } from './api-sharing';
import type { Result } from './result';

export * from './api-adjudication';
export * from './api-agreement';
export * from './api-annotations';
export * from './api-articles';
export * from './api-backups';
export * from './api-codebook';
export * from './api-datasets';
export * from './api-frames';
export * from './api-history';
export * from './api-imports';
export * from './api-merge';
export * from './api-project';
export * from './api-registry';
export * from './api-search';
export * from './api-sharing';

const inputs = {
  ...projectInputs,
  ...articleInputs,
  ...importInputs,
  ...datasetInputs,
  ...mergeInputs,
  ...questionInputs,
  ...annotationInputs,
  ...frameInputs,
  ...registryInputs,
  ...codebookInputs,
  ...historyInputs,
  ...backupInputs,
  ...searchInputs,
  ...sharingInputs,
  ...agreementInputs,
  ...adjudicationInputs,
} satisfies Record<string, z.ZodType>;

export interface Outputs
  extends
    ProjectOutputs,
    ArticleOutputs,
    ImportOutputs,
    DatasetOutputs,
    MergeOutputs,
    QuestionOutputs,
    AnnotationOutputs,
    FrameOutputs,
    RegistryOutputs,
    CodebookOutputs,
    HistoryOutputs,
    BackupOutputs,
    SearchOutputs,
    SharingOutputs,
    AgreementOutputs,
    AdjudicationOutputs {}

export type CallName = keyof typeof inputs;
export const callInputs: { [C in CallName]: (typeof inputs)[C] } = inputs;
/** What a caller passes: fields with a default may be left out. */
export type CallInput<C extends CallName> = z.input<(typeof inputs)[C]>;
/** What a handler receives, after parsing. */
export type ParsedInput<C extends CallName> = z.output<(typeof inputs)[C]>;

/** The host as the window calls it over the port. One generic call keeps names and types in one place. */
export interface HostApi {
  /**
   * @param writeId the id of the line of history that this call makes, chosen by the window: a write that is
   *   sent again, because the host died before it answered, is done once and answers with what it did
   */
  call<C extends CallName>(name: C, input: CallInput<C>, writeId?: string): Promise<Result<Outputs[C]>>;
}

/** A call's handler for every name: a missing one does not compile. */
export type Handlers = {
  [C in CallName]: (input: ParsedInput<C>) => Result<Outputs[C]> | Promise<Result<Outputs[C]>>;
};

/** What the host tells the window unasked. */
export interface WindowEvents {
  /** `done` and `total` count what the message says; `total` is null while unknown. */
  progress(event: { jobId: string; done: number; total: number | null; message: string }): void;
}
