/** Calls about the codebook: codes, what each asks, the choices offered, and codebooks as files. */
import { z } from 'zod';
import { id, name, nothing, token } from './api-common';
import type { Applied } from './api-history';
import { colorInput, keyInput } from './codebook';
import { attributeKinds, codeKinds, lineStyles } from './records';

const text = z.string().max(100_000);
/** Where among its siblings: 0 is before the first; large numbers are after the last. */
const index = z.int().min(0);
/** How many annotations or values the user was told would go; another number is refused. */
const agreedTo = z.int().min(0);

const codeFields = z.strictObject({
  name: name.optional(),
  kind: z.enum(codeKinds).optional(),
  definition: text.optional(),
  useWhen: text.optional(),
  useNot: text.optional(),
  color: colorInput.optional(),
  lineStyle: z.enum(lineStyles).optional(),
  shortcut: keyInput.nullable().optional(),
});

/** What an attribute of another kind asks for. */
const newKind = {
  attributeId: id,
  kind: z.enum(attributeKinds),
  /** For kind `annotation`: the code that the target must have; null for any. */
  targetCodeId: id.nullable().default(null),
  /** Makes the choices, actors or concepts that the values name and that are not there yet. */
  create: z.boolean().default(false),
};

/** A codebook that lies outside the project: a template, or a file that the user chose. */
const codebookSource = z.union([z.strictObject({ templateId: id }), z.strictObject({ token })]);
export type CodebookSource = z.infer<typeof codebookSource>;

export const codebookInputs = {
  /** `codeId` is chosen by the window, so that it can show the new code at once. */
  'code.create': z.strictObject({
    codeId: id,
    parentId: id.nullable(),
    index: index.optional(),
    name,
    kind: z.enum(codeKinds),
    color: colorInput,
    lineStyle: z.enum(lineStyles),
  }),
  'code.update': z.strictObject({ codeId: id, fields: codeFields }),
  'code.move': z.strictObject({ codeId: id, parentId: id.nullable(), index }),
  /** A retired code stays with its annotations and tags nothing new. */
  'code.retire': z.strictObject({ codeId: id, retired: z.boolean() }),
  'code.planMerge': z.strictObject({ codeId: id, intoId: id }),
  /** All annotations become ones of `intoId`; the code goes. `agreedTo` counts values that cannot follow. */
  'code.merge': z.strictObject({ codeId: id, intoId: id, agreedTo }),
  /** A new code beside it with the same attributes; the annotations stay, marked to be looked at again. */
  'code.split': z.strictObject({ codeId: id, newCodeId: id, name, color: colorInput }),
  /** Deletes the code and its annotations, which `agreedTo` counts. Codes beneath it move up. */
  'code.remove': z.strictObject({ codeId: id, agreedTo }),
  'code.usage': z.strictObject({ codeId: id }),
  'code.quotes': z.strictObject({ codeId: id, limit: z.int().min(1).max(500).default(100) }),

  'attribute.create': z.strictObject({
    attributeId: id,
    codeId: id,
    name,
    kind: z.enum(attributeKinds),
  }),
  'attribute.update': z.strictObject({
    attributeId: id,
    fields: z.strictObject({
      name: name.optional(),
      many: z.boolean().optional(),
      required: z.boolean().optional(),
      help: text.optional(),
    }),
  }),
  'attribute.move': z.strictObject({ attributeId: id, index }),
  'attribute.retire': z.strictObject({ attributeId: id, retired: z.boolean() }),
  'attribute.remove': z.strictObject({ attributeId: id, agreedTo }),
  'attribute.planKind': z.strictObject(newKind),
  /** Values that cannot follow are written into the notes of their annotations; `agreedTo` counts them. */
  'attribute.setKind': z.strictObject({ ...newKind, agreedTo }),

  'choice.create': z.strictObject({ choiceId: id, attributeId: id, name }),
  'choice.update': z.strictObject({
    choiceId: id,
    fields: z.strictObject({
      name: name.optional(),
      number: z.number().nullable().optional(),
      definition: text.optional(),
    }),
  }),
  'choice.move': z.strictObject({ choiceId: id, index }),
  'choice.remove': z.strictObject({ choiceId: id, agreedTo }),

  /** Those that come with Claimbook and those that were saved on this machine. Needs no project. */
  'codebook.templates': nothing,
  /** Saves the project's codebook for new projects. A template of this name is replaced only if `replace`. */
  'codebook.saveTemplate': z.strictObject({
    name,
    description: text.default(''),
    replace: z.boolean().default(false),
  }),
  'codebook.removeTemplate': z.strictObject({ templateId: id }),
  'codebook.exportFile': z.strictObject({ token }),
  /** What `codebook.apply` would do, and why a file is none, in a sentence. */
  'codebook.plan': z.strictObject({ source: codebookSource }),
  /** Adds what the project has not. What it has under the same name stays as it is. */
  'codebook.apply': z.strictObject({ source: codebookSource }),
  /** How often each code is used, and how many of its passages are to be looked at again. */
  'codebook.counts': nothing,
};

/** An annotation as a list shows it, with enough to go there. */
export interface Passage {
  annotationId: string;
  articleId: string;
  articleTitle: string;
  /** The words of all its spans, in order. */
  quote: string;
  coderId: string;
  /** Why to look at it again; empty where there is no reason. */
  review: string;
}

/** A value that has no place in the codebook as it would become. */
export interface LostValue extends Passage {
  attribute: string;
  /** The value in words. */
  value: string;
}

export interface ValuePlan {
  /** How many values go along. */
  follow: number;
  /** How many do not. `lost` lists the first of them. */
  lostCount: number;
  lost: LostValue[];
  /** The names of choices, actors or concepts that `create` would make. */
  missing: string[];
}

export interface MergePlan extends ValuePlan {
  annotations: number;
  /** Annotations that would stand on the same words as one of the same coder; both are kept. */
  twice: number;
}

export interface CodeUsage {
  annotations: number;
  articles: number;
  byCoder: { coderId: string; count: number }[];
  /** Values of other codes' annotations that point at annotations of this code. */
  pointing: number;
  /** How many values each of its attributes and choices has; those without any are left out. */
  attributes: Record<string, number>;
  choices: Record<string, number>;
}

export interface CodeQuotes {
  best: Passage[];
  doubtful: Passage[];
  review: Passage[];
  /** All of them, also beyond the limit. */
  reviewCount: number;
}

export interface TemplateInfo {
  id: string;
  name: string;
  description: string;
  /** The names of its topmost codes. */
  codes: string[];
  /** Whether it was saved on this machine; else it comes with Claimbook. */
  isSaved: boolean;
}

export interface CodebookPlan {
  name: string;
  /** Names of codes, and of attributes and choices with their code, that come in. */
  added: { codes: string[]; attributes: string[]; choices: string[] };
  /** Codes that the project has already: matched by their names. */
  matched: string[];
  /** What stays as it is although the other codebook says otherwise, in sentences. */
  kept: string[];
}

/** By code id; codes without any are left out. */
export interface CodeCounts {
  annotations: Record<string, number>;
  review: Record<string, number>;
}

export interface CodebookOutputs {
  'code.create': Applied;
  'code.update': Applied;
  'code.move': Applied;
  'code.retire': Applied;
  'code.planMerge': MergePlan;
  'code.merge': Applied;
  'code.split': Applied;
  'code.remove': Applied;
  'code.usage': CodeUsage;
  'code.quotes': CodeQuotes;
  'attribute.create': Applied;
  'attribute.update': Applied;
  'attribute.move': Applied;
  'attribute.retire': Applied;
  'attribute.remove': Applied;
  'attribute.planKind': ValuePlan;
  'attribute.setKind': Applied;
  'choice.create': Applied;
  'choice.update': Applied;
  'choice.move': Applied;
  'choice.remove': Applied;
  'codebook.templates': TemplateInfo[];
  'codebook.saveTemplate': TemplateInfo;
  'codebook.removeTemplate': null;
  'codebook.exportFile': { fileName: string; codes: number };
  'codebook.plan': CodebookPlan;
  'codebook.apply': Applied;
  'codebook.counts': CodeCounts;
}
