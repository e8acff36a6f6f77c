/** Calls about the project as a whole: opening and closing, what leaves it, long work. */
import { z } from 'zod';
import { id, name, nothing, token } from './api-common';
import type { Applied, UndoState } from './api-history';
import type {
  Actor,
  ActorAffiliation,
  ActorAlias,
  Article,
  Attribute,
  Choice,
  Code,
  Coder,
  Concept,
  ConceptAlias,
  Distinction,
  Project,
  Reading,
} from './records';

export const exportRequest = z.strictObject({
  format: z.string(),
  /** For `csv`: `spreadsheet` guards cells that a spreadsheet would run as formulas, `statistics` writes raw. */
  profile: z.enum(['spreadsheet', 'statistics']).default('spreadsheet'),
});
export type ExportRequest = z.infer<typeof exportRequest>;

export const projectInputs = {
  'project.create': z.strictObject({
    token,
    name,
    coderName: name,
    sample: z.boolean().default(false),
    /** The codebook that it begins with: one of `codebook.templates`. */
    templateId: id.default('claims'),
  }),
  /** `write` locks the file; `read` looks at it where it lies; `copy` reads a private copy of a locked file. */
  'project.open': z.strictObject({
    token,
    mode: z.enum(['write', 'read', 'copy']).default('write'),
    coderName: name,
  }),
  /** Puts a backup in the place of a damaged file, which is kept beside it under another name. */
  'project.restore': z.strictObject({ token, backupId: z.string() }),
  'project.close': nothing,
  'project.update': z.strictObject({ name: name.optional(), description: z.string().optional() }),

  'export.plan': exportRequest,
  'export.run': z.strictObject({ jobId: id, token, request: exportRequest }),
  'job.cancel': z.strictObject({ jobId: id }),
};

/** Everything about a project but its texts and annotations. Articles come without `text`. */
export interface ProjectSnapshot {
  project: Project;
  /** The file's name, for titles; paths stay in main and in the host. */
  fileName: string;
  readOnly: boolean;
  /** Why it is read-only, as a sentence; null when it can be written. */
  readOnlyReason: string | null;
  /** Who annotates here; null when read-only. */
  coderId: string | null;
  coders: Coder[];
  articles: Article[];
  readings: Reading[];
  codes: Code[];
  attributes: Attribute[];
  choices: Choice[];
  actors: Actor[];
  actorAliases: ActorAlias[];
  actorAffiliations: ActorAffiliation[];
  concepts: Concept[];
  conceptAliases: ConceptAlias[];
  distinctions: Distinction[];
  /** Annotations per article id; articles without any are left out. */
  annotationCounts: Record<string, number>;
  undo: UndoState;
  /** The `seq` of the newest line of the history that this holds; 0 before the first. */
  seq: number;
}

export interface ExportPlan {
  format: string;
  /** What will be written, file by file; `rows` counts data rows, without the heading. */
  files: { name: string; rows: number; what: string }[];
}

export interface ExportReport {
  files: { name: string; rows: number; bytes: number }[];
  /** Where it lies, for "show in folder". */
  token: string;
  /** What was changed to fit the format, in sentences; empty when nothing was. */
  losses: string[];
}

export interface ProjectOutputs {
  'project.create': ProjectSnapshot;
  'project.open': ProjectSnapshot;
  'project.restore': { keptAs: string };
  'project.close': null;
  'project.update': Applied;
  'export.plan': ExportPlan;
  'export.run': ExportReport;
  'job.cancel': null;
}
