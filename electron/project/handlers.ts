/** Every call of `shared/api.ts` and who answers it: one that nobody answers does not compile. */
import type { Handlers } from '../../shared/api';
import { adjudicationHandlers } from './adjudication-handlers';
import { agreementHandlers } from './agreement-handlers';
import { annotationHandlers } from './annotation-handlers';
import { articleHandlers } from './article-handlers';
import { attributeHandlers } from './attribute-handlers';
import { codeHandlers } from './code-handlers';
import { codebookHandlers } from './codebook-handlers';
import { backupHandlers } from './backup-handlers';
import { datasetHandlers } from './dataset-handlers';
import { doubleCodingHandlers } from './double-coding-handlers';
import { exportHandlers } from './export-handlers';
import { frameHandlers } from './frame-handlers';
import { historyHandlers } from './history-handlers';
import { importHandlers } from './import-handlers';
import { mergeHandlers } from './merge-handlers';
import { projectHandlers } from './project-handlers';
import { questionHandlers } from './question-handlers';
import { registryHandlers } from './registry-handlers';
import { searchHandlers } from './search-handlers';
import type { Session } from './session';
import { sharingHandlers } from './sharing-handlers';

export const createHandlers = (session: Session): Handlers => ({
  ...projectHandlers(session),
  ...historyHandlers(session),
  ...backupHandlers(session),
  ...articleHandlers(session),
  ...importHandlers(session),
  ...annotationHandlers(session),
  ...frameHandlers(session),
  ...registryHandlers(session),
  ...codeHandlers(session),
  ...attributeHandlers(session),
  ...codebookHandlers(session),
  ...searchHandlers(session),
  ...exportHandlers(session),
  ...datasetHandlers(session),
  ...sharingHandlers(session),
  ...mergeHandlers(session),
  ...questionHandlers(session),
  ...agreementHandlers(session),
  ...doubleCodingHandlers(session),
  ...adjudicationHandlers(session),
});
