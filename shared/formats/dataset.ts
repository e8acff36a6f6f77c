/**
 * A project, or what was chosen of it, on its way out or in: the records as the project keeps them, the
 * registries together and the articles one by one, so that a large corpus need never be in memory as a whole.
 */
import type {
  Actor,
  ActorAffiliation,
  ActorAlias,
  Annotation,
  Article,
  Attribute,
  AttributeValue,
  Choice,
  Code,
  Coder,
  Concept,
  ConceptAlias,
  Distinction,
  ForeignId,
  Project,
  Reading,
  Span,
} from '../records';
import { compareRanges, type Range } from '../span';

/** Everything but articles and what belongs to one. */
export interface Registries {
  project: Project;
  coders: readonly Coder[];
  /** In the order of the codebook: by position, parents not necessarily first. */
  codes: readonly Code[];
  attributes: readonly Attribute[];
  choices: readonly Choice[];
  actors: readonly Actor[];
  actorAliases: readonly ActorAlias[];
  actorAffiliations: readonly ActorAffiliation[];
  concepts: readonly Concept[];
  conceptAliases: readonly ConceptAlias[];
  distinctions: readonly Distinction[];
  /** What other programs call the registries' records, and what they say of them beyond our fields. */
  foreignIds: readonly ForeignId[];
}

/** An annotation with all that belongs to it. */
export interface CodedAnnotation {
  annotation: Annotation;
  /** At least one, in text order; they do not overlap each other. */
  spans: readonly Span[];
  /** In the order of their attributes' positions, then their own. */
  values: readonly AttributeValue[];
}

/** An article with everything that was coded in it. */
export interface CodedArticle {
  /** With text, layout and particulars. */
  article: Article & { text: string };
  readings: readonly Reading[];
  /** In text order: by the begin of the first span, the longer first, then by id. */
  annotations: readonly CodedAnnotation[];
  /** Of the article, and of its annotations, spans and values. */
  foreignIds: readonly ForeignId[];
}

export interface Dataset {
  registries: Registries;
  articleCount: number;
  annotationCount: number;
  /** All articles in the order of the library. Each call begins anew. */
  articles(): Iterable<CodedArticle>;
}

/** The records of a registry by their ids. */
export const byId = <T extends { id: string }>(records: readonly T[]): ReadonlyMap<string, T> =>
  new Map(records.map((record) => [record.id, record]));

/** The records grouped by a field of theirs. */
export function groupedBy<T, K>(records: readonly T[], keyOf: (record: T) => K): ReadonlyMap<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const record of records) {
    const key = keyOf(record);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return groups;
}

/** What a format calls records, by their ids. */
export const foreignIdsOf = (
  foreignIds: readonly ForeignId[],
  format: string,
): ReadonlyMap<string, ForeignId> =>
  new Map(foreignIds.filter((one) => one.format === format).map((one) => [one.recordId, one]));

/** Text order: by the begin of the first span, the longer first, then by id. */
export function inTextOrder(one: CodedAnnotation, other: CodedAnnotation): number {
  const rangeOf = ({ spans }: CodedAnnotation): Range => ({
    start: spans[0]?.startOffset ?? 0,
    end: spans.at(-1)?.endOffset ?? 0,
  });
  return compareRanges(rangeOf(one), rangeOf(other)) || (one.annotation.id < other.annotation.id ? -1 : 1);
}

/** From the begin of the first span to the end of the last. In UTF-16 code units, half-open. */
export function hullOf(spans: readonly Span[]): { start: number; end: number } {
  return {
    start: Math.min(...spans.map(({ startOffset }) => startOffset)),
    end: Math.max(...spans.map(({ endOffset }) => endOffset)),
  };
}

/** A value as people read it: the name of what it points to, or what it says; null where that is gone. */
export function valueInWords(
  value: AttributeValue,
  names: {
    choices: ReadonlyMap<string, Choice>;
    actors: ReadonlyMap<string, Actor>;
    concepts: ReadonlyMap<string, Concept>;
  },
): string | null {
  if (value.text !== null) return value.text;
  if (value.number !== null) return String(value.number);
  if (value.date !== null) return value.date;
  if (value.choiceId !== null) return names.choices.get(value.choiceId)?.name ?? null;
  if (value.actorId !== null) return names.actors.get(value.actorId)?.name ?? null;
  if (value.conceptId !== null) return names.concepts.get(value.conceptId)?.name ?? null;
  return value.targetAnnotationId;
}
