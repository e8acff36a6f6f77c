/**
 * What was coded in an article as plain JSON with names in it. Formats of machine learning tools know texts, spans
 * and labels; everything else goes beside them in this form, where they let metadata through, and comes back by it.
 * The same form, with every field in every row, is what the Hugging Face layout consists of.
 */
import { z } from 'zod';
import {
  type Attribute,
  attributeKinds,
  type AttributeValue,
  codeKinds,
  examples,
  type ForeignId,
  readingStates,
} from '../records';
import {
  byId,
  type CodedAnnotation,
  type CodedArticle,
  type Dataset,
  foreignIdsOf,
  valueInWords,
} from './dataset';
import { extraOf, type JsonObject } from './json-lines';
import { labelsOf } from './label-names';

const words = z.string().default('');
const perhaps = z.string().nullable().default(null);
const offset = z.int().nullable().default(null);

const jsonValue = z.object({
  attribute: z.string(),
  kind: z.enum(attributeKinds),
  /** In words: the name of the actor, concept or choice, the number, the date; for a target its annotation's id. */
  value: z.string(),
  /** The number, or the figure that the choice stands for. */
  number: z.number().nullable().default(null),
  /** The id of the actor, concept or choice: two may have the same name. */
  ref: perhaps,
  inferred: z.boolean().default(false),
  /** Where the value is said, counted like the spans. */
  evidence_start: offset,
  evidence_end: offset,
});
export type JsonValue = z.infer<typeof jsonValue>;

const jsonAnnotation = z.object({
  id: z.string(),
  /** The code's name; `label` is what the format calls it, where that is another. */
  code: z.string(),
  label: words,
  kind: z.enum(codeKinds).default('other'),
  coder: words,
  note: words,
  created_at: words,
  example: z.enum(examples).nullable().default(null),
  review: words,
  /** In text order, half-open, in the unit of the format. */
  spans: z.array(z.object({ start: z.int(), end: z.int() })).min(1),
  values: z.array(jsonValue).default([]),
});
export type JsonAnnotation = z.infer<typeof jsonAnnotation>;

const jsonReading = z.object({ coder: z.string(), state: z.enum(readingStates), changed_at: words });

export const codedJson = z.object({
  id: z.string(),
  /** Our own id, where `id` is what the format called it. */
  own_id: words,
  created_at: words,
  layout: words,
  particulars: words,
  /** Our own id of the article that this one repeats. */
  copy_of: words,
  readings: z.array(jsonReading).default([]),
  annotations: z.array(jsonAnnotation).default([]),
});
/** Of an article: what its row has no column for. */
export type CodedJson = z.infer<typeof codedJson>;

/** The columns that every row has for an article's details; empty words where there are none. */
export const detailColumns = [
  'title',
  'source',
  'author',
  'date',
  'section',
  'url',
  'accession',
  'language',
  'note',
] as const;
export type DetailColumn = (typeof detailColumns)[number];

export function detailsOf({ article }: CodedArticle): Record<DetailColumn, string> {
  const details = Object.fromEntries(detailColumns.map((column) => [column, article[column] ?? '']));
  return details as Record<DetailColumn, string>;
}

/** How a dataset is named in rows: ids as the format had them, where it had any, and labels that all differ. */
export interface RowNames {
  /** By the id of the code. */
  labels: ReadonlyMap<string, string>;
  attributes: ReadonlyMap<string, Attribute>;
  /** Of an entry of a registry: what the format called it, or its own id. */
  idOf(recordId: string): string;
  /** Of an article, or of an annotation in it: what the format called it, or its own id. */
  nameOf(coded: CodedArticle, recordId: string): string;
  /** What was kept of an article, or of an annotation in it, in the format's own words. */
  extraIn(coded: CodedArticle, recordId: string): JsonObject;
  json(coded: CodedArticle, toUnits: (offset: number) => number): CodedJson;
}

/** @param longestLabel in UTF-16 code units */
export function rowNames({ registries }: Dataset, format: string, longestLabel = Infinity): RowNames {
  const codes = byId(registries.codes);
  const coders = byId(registries.coders);
  const attributes = byId(registries.attributes);
  const names = {
    choices: byId(registries.choices),
    actors: byId(registries.actors),
    concepts: byId(registries.concepts),
  };
  const foreignOfRegistries = foreignIdsOf(registries.foreignIds, format);
  const idOf = (recordId: string): string => foreignOfRegistries.get(recordId)?.foreignId || recordId;
  const labels = labelsOf(registries.codes, longestLabel);
  let current: { of: CodedArticle; foreign: ReturnType<typeof foreignIdsOf> } | null = null;
  const foreignIn = (coded: CodedArticle, recordId: string): ForeignId | undefined => {
    if (current?.of !== coded) current = { of: coded, foreign: foreignIdsOf(coded.foreignIds, format) };
    return current.foreign.get(recordId);
  };
  const nameOf = (coded: CodedArticle, recordId: string): string =>
    foreignIn(coded, recordId)?.foreignId || recordId;
  const refOf = ({ choiceId, actorId, conceptId }: AttributeValue): string | null => {
    const id = choiceId ?? actorId ?? conceptId;
    return id === null ? null : idOf(id);
  };
  const annotationJson = (
    coded: CodedArticle,
    { annotation, spans, values }: CodedAnnotation,
    toUnits: (offset: number) => number,
  ): JsonAnnotation => {
    const code = codes.get(annotation.codeId);
    const label = labels.get(annotation.codeId) ?? '';
    return {
      id: nameOf(coded, annotation.id),
      code: code?.name ?? '',
      label: label === code?.name ? '' : label,
      kind: code?.kind ?? 'other',
      coder: coders.get(annotation.coderId)?.name ?? '',
      note: annotation.note,
      created_at: annotation.createdAt,
      example: annotation.example,
      review: annotation.review,
      spans: spans.map(({ startOffset, endOffset }) => ({
        start: toUnits(startOffset),
        end: toUnits(endOffset),
      })),
      values: values.map((value): JsonValue => ({
        attribute: attributes.get(value.attributeId)?.name ?? '',
        kind: attributes.get(value.attributeId)?.kind ?? 'text',
        value:
          value.targetAnnotationId === null
            ? (valueInWords(value, names) ?? '')
            : nameOf(coded, value.targetAnnotationId),
        number:
          value.number ??
          (value.choiceId === null ? null : (names.choices.get(value.choiceId)?.number ?? null)),
        ref: refOf(value),
        inferred: value.inferred,
        evidence_start: value.evidenceStart === null ? null : toUnits(value.evidenceStart),
        evidence_end: value.evidenceEnd === null ? null : toUnits(value.evidenceEnd),
      })),
    };
  };
  return {
    labels,
    attributes,
    idOf,
    nameOf,
    extraIn: (coded, recordId) => extraOf(foreignIn(coded, recordId)?.extra),
    json: (coded, toUnits) => {
      const { article } = coded;
      const id = nameOf(coded, article.id);
      return {
        id,
        own_id: id === article.id ? '' : article.id,
        created_at: article.createdAt,
        layout: article.layout ?? '',
        particulars: article.particulars ?? '',
        copy_of: article.copyOfId ?? '',
        readings: coded.readings.map(({ coderId, state, changedAt }) => ({
          coder: coders.get(coderId)?.name ?? '',
          state,
          changed_at: changedAt,
        })),
        annotations: coded.annotations.map((one) => annotationJson(coded, one, toUnits)),
      };
    },
  };
}

/** What a piece of an annotation is called where each piece is a region of its own: the first as the annotation. */
export const pieceId = (annotationId: string, at: number): string =>
  at === 0 ? annotationId : `${annotationId}-${at + 1}`;

/** The same without what says nothing. */
export const compactJson = (
  { readings, annotations, ...article }: CodedJson,
  compact: (one: object) => object,
) =>
  compact({
    ...article,
    readings,
    annotations: annotations.map((annotation) =>
      compact({ ...annotation, values: annotation.values.map((value) => compact(value)) }),
    ),
  });

/**
 * What rows say beyond their columns, where a program has let it through.
 * @returns null for nothing, or for what has become something else
 */
export function readCodedJson(value: unknown): CodedJson | null {
  if (typeof value !== 'object' || value === null) return null;
  return codedJson.safeParse(value).data ?? null;
}
