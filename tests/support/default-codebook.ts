import { codebookSchema, recordsOfCodebook } from '../../shared/codebook';
import type { AnyRecord } from '../../shared/records';
import { claimsTemplate } from '../../shared/template-claims';

/** The records of the codebook that a new project has, with ids from `newId`. */
export const defaultCodebook = (newId: () => string): AnyRecord[] =>
  recordsOfCodebook(codebookSchema.parse(claimsTemplate), newId);
