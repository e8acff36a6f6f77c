/**
 * The records of working together: project files that were merged and what that left open, what was decided between
 * coders, and which articles are coded twice. Their types are in `records.ts`, with those of all others.
 */
import { z } from 'zod';
import { id, name, text, time } from './record-fields';

export const questionKinds = ['value', 'removal', 'place', 'name', 'order'] as const;
export const answers = ['mine', 'theirs', 'both', 'other'] as const;
export const settlements = ['one', 'both', 'third', 'none', 'open'] as const;
export const partRoles = ['considered', 'taken', 'made'] as const;
export const doubleKinds = ['between', 'again'] as const;

/**
 * One merging of another project file into this one: where it came from, and what both knew of each other then.
 * A later merge of the same files begins there.
 */
export const merge = z.object({
  type: z.literal('merge'),
  id,
  /** Who merged. */
  coderId: id,
  createdAt: time,
  fileName: name,
  /** What the other file calls its project. */
  projectName: name,
  /** The id of the newest line of the other file's history; null where it had none, or this is only heard of. */
  headChangeId: id.nullable(),
  /** The id of the newest line of the other file's history that was known here before; null for none. */
  baseChangeId: id.nullable(),
  /** How much came of it: JSON, as `shared/merge/counts.ts` writes it. */
  summary: text,
  /** The ids of the lines of the other file's history that were not known here before, one a line. A body. */
  lines: text.nullable().default(''),
});

/** Something that a merge could not settle by itself, or that waits for a person. What stands meanwhile is `mine`. */
export const question = z.object({
  type: z.literal('question'),
  id,
  mergeId: id,
  kind: z.enum(questionKinds),
  /** The article that it is about, or null. No question ends because its article or record is gone. */
  articleId: id.nullable(),
  recordType: z.string().min(1),
  recordId: id,
  /** The field in question; empty where it is about the record as a whole. */
  field: text,
  /**
   * JSON: what this project says; `null` for nothing. Where it is asked whether two entries are one (kind and field are
   * `name`), here and in `theirs` each one's id and name.
   */
  mine: text,
  /** JSON: what the other file says; `null` for nothing. Whole records where the record is not in this project. */
  theirs: text,
  /** Who said so last on each side, and when; empty and null where nobody knows. */
  mineBy: text,
  mineAt: z.string().nullable(),
  theirsBy: text,
  theirsAt: z.string().nullable(),
  /** Null while it is open. */
  answer: z.enum(answers).nullable(),
  note: text,
  answeredById: id.nullable(),
  answeredAt: z.string().nullable(),
});

/** What was decided about one disagreement between coders. What they said stays as it is. */
export const adjudication = z.object({
  type: z.literal('adjudication'),
  id,
  articleId: id,
  /** Who decided. */
  coderId: id,
  choice: z.enum(settlements),
  /** Why. */
  note: text,
  createdAt: time,
});

/** An annotation's part in an adjudication: looked at, taken as right, or made by it in the gold layer. */
export const adjudicationPart = z.object({
  type: z.literal('adjudication_part'),
  id,
  adjudicationId: id,
  annotationId: id,
  role: z.enum(partRoles),
});

/** Articles drawn at random to be coded twice: by two or more coders, or `again` by the same one. */
export const doubleCoding = z.object({
  type: z.literal('double_coding'),
  id,
  name,
  kind: z.enum(doubleKinds),
  /** Who drew. */
  coderId: id,
  createdAt: time,
  /** From this number the same articles are drawn again. */
  seed: z.int(),
  /** Of how many articles they were drawn. */
  population: z.int().min(0),
});

/** One article that a coder is to code for a double coding, without seeing what others did until all have. */
export const assignment = z.object({
  type: z.literal('assignment'),
  id,
  doubleCodingId: id,
  articleId: id,
  coderId: id,
});

export type QuestionKind = (typeof questionKinds)[number];
export type Answer = (typeof answers)[number];
export type Settlement = (typeof settlements)[number];
