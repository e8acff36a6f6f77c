/** Calls about the project as a whole: opening and closing, what leaves it, long work. */
import { z } from 'zod';
import { id, name, nothing, token } from './api-common';
import type { Applied, UndoState } from './api-history';
import type { FormatInfo } from './formats/format';
import type { Loss, LossReport } from './formats/losses';
import { everything, selection } from './formats/selection';
import type {
  Actor,
  ActorAffiliation,
  ActorAlias,
  Article,
  Assignment,
  Attribute,
  Choice,
  Code,
  Coder,
  Concept,
  ConceptAlias,
  Distinction,
  DoubleCoding,
  Project,
  Reading,
} from './records';

export const exportRequest = z.strictObject({
  format: z.string(),
  /** The id of a choice by the id of a setting of the format; the usual one is taken where nothing is said. */
  options: z.record(z.string(), z.string()).default({}),
  selection: selection.default(everything),
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
  /**
   * Makes a new project file from a whole project that was exported (an archive, a folder of JSON Lines, or JSON),
   * history included, and opens it. A job. A file that is there is refused. What does not read as quoted is told.
   */
  'project.rebuild': z.strictObject({ jobId: id, token, sourceToken: token, coderName: name }),
  /** `write` locks the file; `read` looks at it where it lies; `copy` reads a private copy of a locked file. */
  'project.open': z.strictObject({
    token,
    mode: z.enum(['write', 'read', 'copy']).default('write'),
    coderName: name,
  }),
  /** Puts a backup in the place of a damaged file, which is kept beside it under another name. */
  'project.restore': z.strictObject({ token, backupId: z.string() }),
  'project.close': nothing,
  /** The open project as it is now. */
  'project.look': nothing,
  'project.update': z.strictObject({ name: name.optional(), description: z.string().optional() }),

  /** Every format that can be written. */
  'export.formats': nothing,
  'export.plan': exportRequest,
  /** What the format could not hold: a run that writes nothing. A job. */
  'export.dryRun': z.strictObject({ jobId: id, request: exportRequest }),
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
  doubleCodings: DoubleCoding[];
  assignments: Assignment[];
  /** Articles in which the work of others is hidden, until all who are to code them have finished. */
  hiddenArticleIds: string[];
  /** By article: the coder of a second round under whom this person codes there. In all others it is `coderId`. */
  rounds: Record<string, string>;
  /** Annotations per article id, without those of the gold layer; articles without any are left out. */
  annotationCounts: Record<string, number>;
  undo: UndoState;
  /** The `seq` of the newest line of the history that this holds; 0 before the first. */
  seq: number;
}

/** Spans and evidence that do not read as their quotes say: how many, and the first of them, with words cut short. */
export interface Misfits {
  count: number;
  first: { title: string; quote: string; reads: string }[];
}

export interface ExportPlan {
  format: string;
  /** How the name of the file is to end, without the dot; null for a folder. */
  extension: string | null;
  /** What will be written, file by file; `rows` counts data rows, without the heading, where there are such. */
  files: { name: string; rows: number | null; what: string }[];
}

export interface ExportReport {
  files: { name: string; rows: number | null; bytes: number }[];
  /** Where it lies, for "show in folder". */
  token: string;
  /** What the format could not hold; empty when it held all. It is also stored beside the export. */
  losses: Loss[];
}

/** A format in which a project can be written. */
export interface ExportFormat extends FormatInfo {
  /** Whether annotations mean nothing in it without the texts that they are in. */
  needsText: boolean;
}

export interface ProjectOutputs {
  'project.create': ProjectSnapshot;
  'project.rebuild': { snapshot: ProjectSnapshot; misfits: Misfits };
  'project.open': ProjectSnapshot;
  'project.restore': { keptAs: string };
  'project.close': null;
  'project.look': ProjectSnapshot;
  'project.update': Applied;
  'export.formats': ExportFormat[];
  'export.plan': ExportPlan;
  'export.dryRun': LossReport;
  'export.run': ExportReport;
  'job.cancel': null;
}
