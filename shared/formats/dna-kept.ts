/**
 * What a DNA database keeps for us: what DNA has no place for, as JSON in rows of SETTINGS, one for each record.
 * Each says which rows of DNA stand for the record, so that reading finds them, and whether DNA changed them.
 */
import { z } from 'zod';
import { recordSchemas } from '../records';
import type { DnaRecord, DnaRow } from './dna-tables';
import type { Losses } from './losses';

const prefix = 'claimbook/';
const rowId = z.int().positive();
const offset = z.int().min(0);
const id = z.string().min(1).max(64);

/** What is kept of every record. */
const common = {
  /** The rows of DNA that stand for it: a type's, a variable's, entities', statements' ids. */
  rows: z.array(rowId).default([]),
  /** How DNA calls those of the rows that are not called as the record is. */
  as: z.record(z.string(), z.string()).default({}),
  /** Its foreign id, where that is not its own id. */
  name: z.string().optional(),
};

const keptArticle = z.object({
  ...common,
  title: z.string(),
  source: z.string(),
  author: z.string(),
  section: z.string(),
  date: z.string().nullable(),
  url: z.string(),
  accession: z.string(),
  language: z.string().nullable(),
  createdAt: z.string(),
  copyOfId: id.nullable(),
  particulars: z.string(),
  layout: z.string(),
  textLength: z.int(),
  readings: z.array(recordSchemas.reading),
});

const keptValue = z.object({
  attribute: id,
  /** Where it is in DNA, and what stands there: a number, a text, or the id of an entity. Null for what is not. */
  variable: rowId.nullable().default(null),
  cell: z.union([z.number(), z.string()]).nullable().default(null),
  /** What DNA cannot say of it: the annotation that it points to, which of several choices it is. */
  target: id.optional(),
  choice: id.optional(),
  inferred: z.boolean().default(false),
  evidence: z.object({ start: offset, end: offset }).nullable().default(null),
});

const keptAnnotation = z.object({
  ...common,
  createdAt: z.string(),
  example: z.enum(['best', 'doubtful']).nullable().default(null),
  review: z.string().default(''),
  /** Given where there are several, or where the words are not those of the text. */
  spans: z.array(z.object({ start: offset, end: offset, quote: z.string().nullable() })).default([]),
  /** Given where the rows of DNA do not say all of them. */
  values: z.array(keptValue).nullable().default(null),
  /** Booleans that DNA has because it must, though the annotation does not say. */
  unanswered: z.array(rowId).default([]),
});

const withRecord = <T extends z.ZodType>(record: T) => z.object({ ...common, record });

const keptSchemas = {
  project: withRecord(recordSchemas.project),
  coder: withRecord(recordSchemas.coder),
  /** `derived`: variables that only repeat others, or that DNA's own type has and the code does not ask. */
  code: z.object({ ...common, record: recordSchemas.code, derived: z.array(rowId).default([]) }),
  attribute: withRecord(recordSchemas.attribute),
  choice: withRecord(recordSchemas.choice),
  actor: withRecord(recordSchemas.actor),
  actor_alias: withRecord(recordSchemas.actor_alias),
  actor_affiliation: withRecord(recordSchemas.actor_affiliation),
  concept: withRecord(recordSchemas.concept),
  concept_alias: withRecord(recordSchemas.concept_alias),
  distinction: withRecord(recordSchemas.distinction),
  article: keptArticle,
  annotation: keptAnnotation,
} as const;

export type KeptType = keyof typeof keptSchemas;
export type Kept<T extends KeptType> = z.output<(typeof keptSchemas)[T]>;
export type KeptInput<T extends KeptType> = z.input<(typeof keptSchemas)[T]>;

/** The row that keeps what DNA does not hold of a record. */
export const keptRow = <T extends KeptType>(type: T, recordId: string, kept: KeptInput<T>): DnaRecord => ({
  table: 'SETTINGS',
  row: { Property: `${prefix}${type}/${recordId}`, Value: JSON.stringify(kept) },
});

/** The name under which another file knows a record, if it has one. */
export function nameAmong(
  names: ReadonlyMap<string, { foreignId: string }>,
  recordId: string,
): { name?: string } {
  const name = names.get(recordId)?.foreignId ?? '';
  return name === '' ? {} : { name };
}

/** All that a database keeps for us, by type and by the ids that the records had. */
export type AllKept = { readonly [T in KeptType]: ReadonlyMap<string, Kept<T>> };

const isKeptType = (word: string): word is KeptType => Object.hasOwn(keptSchemas, word);

function parsed(type: KeptType, value: unknown): Kept<KeptType> | null {
  if (typeof value !== 'string') return null;
  try {
    return keptSchemas[type].safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Reads what `keptRow` wrote; what is something else is noted and left out.
 * @returns null wherever others may get their turn, and what was read in the end
 */
export function* readKept(settings: Iterable<DnaRow>, losses: Losses): Generator<null, AllKept> {
  const all = Object.fromEntries(
    Object.keys(keptSchemas).map((type) => [type, new Map<string, unknown>()]),
  ) as { [T in KeptType]: Map<string, unknown> };
  for (const { Property, Value } of settings) {
    if (typeof Property !== 'string' || !Property.startsWith(prefix)) continue;
    yield null;
    const [type = '', recordId = ''] = Property.slice(prefix.length).split('/');
    const kept = isKeptType(type) && recordId !== '' ? parsed(type, Value) : null;
    if (kept && isKeptType(type)) all[type].set(recordId, kept);
    else
      losses.add(
        'foreign data',
        'mismatch',
        'What Claimbook keeps in the database cannot be read; what DNA has in its place counts.',
        Property,
      );
  }
  return all as AllKept;
}
