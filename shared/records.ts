/**
 * The records of a project. A record's `type` is the name of its table in the project file, and its
 * fields are that table's columns in camel case (`article.textSha256` is `article.text_sha256`).
 * What is kept of the work of several people on one project is in `records-teamwork.ts`.
 */
import { z } from 'zod';
import { id, name, offset, order, partialDate, text, time } from './record-fields';
import {
  adjudication,
  adjudicationPart,
  assignment,
  doubleCoding,
  merge,
  question,
} from './records-teamwork';

export const codeKinds = ['claim', 'actor', 'statement', 'other'] as const;
export const attributeKinds = ['text', 'number', 'date', 'choice', 'actor', 'concept', 'annotation'] as const;
export const actorKinds = ['person', 'organisation', 'group', 'state', 'other'] as const;
export const readingStates = ['unread', 'in progress', 'done', 'no claim found'] as const;
export const lineStyles = ['fill', 'underline', 'dotted', 'dashed', 'double'] as const;
export const examples = ['best', 'doubtful'] as const;
export const coderRoles = ['coder', 'gold', 'again'] as const;

export const project = z.object({
  type: z.literal('project'),
  id,
  name,
  description: text,
  createdAt: time,
});

export const coder = z.object({
  type: z.literal('coder'),
  id,
  name,
  createdAt: time,
  /**
   * `gold` is nobody: the layer of what was settled between coders. `again` is someone's second round through
   * articles of their own. Both have annotations like everyone, and are left out where coders are counted.
   */
  role: z.enum(coderRoles).default('coder'),
  /** For `again`: the coder whose second round it is; null for others. */
  ofCoderId: id.nullable().default(null),
});

/** One bringing in of articles, with the report of what came of which file. */
export const importRecord = z.object({
  type: z.literal('import'),
  id,
  coderId: id,
  createdAt: time,
  /** What was chosen, as its user would call it: `Files (3).docx`, `12 files`. */
  name,
  articleCount: z.int().min(0),
  /** JSON, as `shared/import-report.ts` writes it; null where it has been left out, as in lists. */
  report: z.string().nullable(),
});

export const article = z.object({
  type: z.literal('article'),
  id,
  title: name,
  source: text,
  author: text,
  date: partialDate.nullable(),
  section: text,
  url: text,
  /** What the archive that it comes from calls it by, such as an accession number; empty if none. */
  accession: text.default(''),
  /** A BCP 47 tag such as `en` or `ar`, or null where it is not known. */
  language: z.string().nullable(),
  note: text,
  /** The name of the file it came from; empty for pasted text. */
  fileName: text,
  /** The article whose text this one repeats (agency copy in another paper, say), or null. */
  copyOfId: id.nullable().default(null),
  /** The import that brought it in; null for what came before imports were kept. */
  importId: id.nullable().default(null),
  createdAt: time,
  /** SHA-256 of the text's UTF-8 bytes, in hex: SQLite has no page checksums of its own. */
  textSha256: z.string(),
  /** Length of the text in UTF-16 code units. */
  textLength: z.int().min(1),
  /** What else the source says, in its own words: JSON, a list of {name, value}; empty for nothing. */
  particulars: z.string().nullable().default(''),
  /** Headings, lists, pages: JSON, as `shared/layout.ts` writes it; empty for mere paragraphs. */
  layout: z.string().nullable().default(''),
  /** Text, layout and particulars are null where they are left out: lists and the history do without. */
  text: z.string().nullable(),
});

export const reading = z.object({
  type: z.literal('reading'),
  id,
  articleId: id,
  coderId: id,
  state: z.enum(readingStates),
  changedAt: time,
});

export const code = z.object({
  type: z.literal('code'),
  id,
  parentId: id.nullable(),
  name,
  kind: z.enum(codeKinds),
  definition: text,
  useWhen: text,
  useNot: text,
  /** `#rrggbb`, the hue from which light and dark shades are made. */
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  lineStyle: z.enum(lineStyles),
  /** The key that tags the selection with this code, or null. */
  shortcut: z.string().max(20).nullable(),
  position: order,
  retired: z.boolean(),
});

export const attribute = z.object({
  type: z.literal('attribute'),
  id,
  codeId: id,
  name,
  kind: z.enum(attributeKinds),
  /** Whether one annotation may have several values, in order. */
  many: z.boolean(),
  required: z.boolean(),
  help: text,
  /** For kind `annotation`: the code that the target must have. Null for any, and for other kinds. */
  targetCodeId: id.nullable(),
  position: order,
  retired: z.boolean(),
});

export const choice = z.object({
  type: z.literal('choice'),
  id,
  attributeId: id,
  name,
  /** The figure that this choice stands for in datasets (−1, 0, 1 for a position), or null. */
  number: z.number().nullable(),
  definition: text,
  position: order,
});

export const annotation = z.object({
  type: z.literal('annotation'),
  id,
  articleId: id,
  codeId: id,
  coderId: id,
  note: text,
  createdAt: time,
  /** What the coders hold it up as, for others who use the code: a best or a doubtful case. Null for most. */
  example: z.enum(examples).nullable().default(null),
  /** Why someone has to look at it again, as a sentence (its code was split, say); empty for most. */
  review: text.default(''),
});

export const span = z
  .object({
    type: z.literal('span'),
    id,
    annotationId: id,
    position: order,
    startOffset: offset,
    endOffset: offset,
    /** The covered text; checked against the article whenever the span is placed. */
    quote: z.string().min(1),
    /** Up to 32 code units before and after, never cutting a character in two. */
    prefix: text,
    suffix: text,
  })
  .refine((s) => s.startOffset < s.endOffset, 'a span covers at least one character');

export const attributeValue = z.object({
  type: z.literal('attribute_value'),
  id,
  annotationId: id,
  attributeId: id,
  position: order,
  /** Exactly one of the next seven is set: the one of the attribute's kind. */
  text: z.string().nullable(),
  number: z.number().nullable(),
  date: partialDate.nullable(),
  choiceId: id.nullable(),
  actorId: id.nullable(),
  conceptId: id.nullable(),
  targetAnnotationId: id.nullable(),
  /** True where the value is not said in words but follows from the context. */
  inferred: z.boolean(),
  /** The words that say it, where they are marked: offsets into the article's text, and the words. */
  evidenceStart: offset.nullable(),
  evidenceEnd: offset.nullable(),
  evidenceQuote: z.string().nullable(),
});

export const actor = z.object({
  type: z.literal('actor'),
  id,
  name,
  kind: z.enum(actorKinds),
  note: text,
  /** An identifier elsewhere, such as a Wikidata QID or a VIAF number; empty if none. */
  authority: text,
  createdAt: time,
});

export const actorAlias = z.object({ type: z.literal('actor_alias'), id, actorId: id, name });

export const actorAffiliation = z.object({
  type: z.literal('actor_affiliation'),
  id,
  actorId: id,
  /** The organisation, group or state, itself an actor; null for an office without one. */
  organisationId: id.nullable(),
  /** The office held, such as `minister of the interior`; empty for plain membership. */
  office: text,
  fromDate: partialDate.nullable(),
  toDate: partialDate.nullable(),
});

export const concept = z.object({
  type: z.literal('concept'),
  id,
  parentId: id.nullable(),
  name,
  definition: text,
  createdAt: time,
});

export const conceptAlias = z.object({ type: z.literal('concept_alias'), id, conceptId: id, name });

/** Two actors, or two concepts, that look alike and that someone has found to be different. */
export const distinction = z.object({
  type: z.literal('distinction'),
  id,
  /** Either both actors or both concepts are set; the pair has no order. */
  actorId: id.nullable(),
  otherActorId: id.nullable(),
  conceptId: id.nullable(),
  otherConceptId: id.nullable(),
  createdAt: time,
});

/**
 * What another program's format calls a record, so that a file that is read and written again matches, and what
 * that format says of the record that no field of ours holds. It may outlive its record, whose removal can be undone.
 */
export const foreignId = z.object({
  type: z.literal('foreign_id'),
  id,
  /** The id of the format, as `shared/formats/` names it. */
  format: z.string().min(1),
  recordType: z.string().min(1),
  recordId: id,
  /** Empty where the format has no name for it and only the rest counts. */
  foreignId: text,
  /** JSON, an object in the format's own words; empty for nothing. */
  extra: text,
});

/** What a value says before it says anything: one of these is set in each. */
export const saysNothing = {
  text: null,
  number: null,
  date: null,
  choiceId: null,
  actorId: null,
  conceptId: null,
  targetAnnotationId: null,
} as const;

/** The field of a value that says what it is, by the kind of its attribute. */
export const valueFieldOf = {
  text: 'text',
  number: 'number',
  date: 'date',
  choice: 'choiceId',
  actor: 'actorId',
  concept: 'conceptId',
  annotation: 'targetAnnotationId',
} as const satisfies Record<(typeof attributeKinds)[number], keyof typeof saysNothing>;

/** Every record schema by its type, in an order in which each refers only to earlier ones (and itself). */
export const recordSchemas = {
  project,
  coder,
  import: importRecord,
  article,
  reading,
  code,
  attribute,
  choice,
  actor,
  actor_alias: actorAlias,
  actor_affiliation: actorAffiliation,
  concept,
  concept_alias: conceptAlias,
  distinction,
  annotation,
  span,
  attribute_value: attributeValue,
  foreign_id: foreignId,
  merge,
  question,
  adjudication,
  adjudication_part: adjudicationPart,
  double_coding: doubleCoding,
  assignment,
} as const;

export type RecordType = keyof typeof recordSchemas;
export const recordTypes = Object.keys(recordSchemas) as RecordType[];

export type Project = z.infer<typeof project>;
export type Coder = z.infer<typeof coder>;
export type Import = z.infer<typeof importRecord>;
export type Article = z.infer<typeof article>;
export type Reading = z.infer<typeof reading>;
export type Code = z.infer<typeof code>;
export type Attribute = z.infer<typeof attribute>;
export type Choice = z.infer<typeof choice>;
export type Annotation = z.infer<typeof annotation>;
export type Span = z.infer<typeof span>;
export type AttributeValue = z.infer<typeof attributeValue>;
export type Actor = z.infer<typeof actor>;
export type ActorAlias = z.infer<typeof actorAlias>;
export type ActorAffiliation = z.infer<typeof actorAffiliation>;
export type Concept = z.infer<typeof concept>;
export type ConceptAlias = z.infer<typeof conceptAlias>;
export type Distinction = z.infer<typeof distinction>;
export type ForeignId = z.infer<typeof foreignId>;
export type Merge = z.infer<typeof merge>;
export type Question = z.infer<typeof question>;
export type Adjudication = z.infer<typeof adjudication>;
export type AdjudicationPart = z.infer<typeof adjudicationPart>;
export type DoubleCoding = z.infer<typeof doubleCoding>;
export type Assignment = z.infer<typeof assignment>;

export type AttributeKind = (typeof attributeKinds)[number];
export type ActorKind = (typeof actorKinds)[number];
export type ReadingState = (typeof readingStates)[number];
export type LineStyle = (typeof lineStyles)[number];
export type Example = (typeof examples)[number];
export type CoderRole = (typeof coderRoles)[number];

/** The record of each type, by name: `RecordOf['span']` is `Span`. */
export type RecordOf = { [T in RecordType]: z.infer<(typeof recordSchemas)[T]> };
export type AnyRecord = RecordOf[RecordType];

export const anyRecord: z.ZodType<AnyRecord> = z.discriminatedUnion(
  'type',
  Object.values(recordSchemas) as unknown as [typeof project, typeof coder],
);

/**
 * The fields that are by far the most of a project file. Lists, the history and the window do without them;
 * who needs one asks for the record by its id.
 */
const bodies: Partial<Record<RecordType, readonly string[]>> = {
  article: ['text', 'layout', 'particulars'],
  import: ['report'],
  merge: ['lines'],
};

export const bodyOf = (type: RecordType): readonly string[] => bodies[type] ?? [];

/** The record with null for its body. */
export function withoutBody<T extends AnyRecord>(record: T): T {
  const fields = bodies[record.type];
  return fields ? { ...record, ...Object.fromEntries(fields.map((field) => [field, null])) } : record;
}
