/**
 * What a change is about. The project file keeps this for each line of its history, so that the lines of
 * one record are found without reading all the others.
 *
 * A change is *about* every record that it adds, changes or removes, and about the wholes that such a
 * record is a part of: a span's annotation and article, a choice's attribute and code. It *names* what
 * fields of these records name before or after it: the actor of a value, the code of an annotation.
 *
 * Left out is what is known otherwise or would only make the file grow:
 * - the article that a line is kept under, unless the article's own record is touched;
 * - the adding of spans and values under their own ids, as most of what is ever written; their annotation
 *   leads to it, and their own ids to what was done to them since;
 * - coders that are named: no deed that brings one in can be undone, and `change.coder_id` has the lines of each.
 */
import type { Change } from './changes';
import { type AnyRecord, type RecordType, recordTypes } from './records';
import { fieldsOf, references, wholeOf } from './references';

/** Ids of records. No id is in both. */
export interface Subjects {
  about: ReadonlySet<string>;
  named: ReadonlySet<string>;
}

/** The field that holds the whole of which a record is a part; annotations and readings are parts of articles. */
export const partOf: Partial<Record<RecordType, string>> = {
  ...wholeOf,
  annotation: 'articleId',
  reading: 'articleId',
};

/** The types of records whose naming by other records counts. */
const nameable: ReadonlySet<RecordType> = new Set([
  'annotation',
  'code',
  'attribute',
  'choice',
  'actor',
  'concept',
]);

export const canBeNamed = (type: RecordType): boolean => nameable.has(type);

/** By type, the fields that name other records than the whole. */
const namingFields = Object.fromEntries(
  recordTypes.map((type) => [
    type,
    Object.entries(references[type]).flatMap(([field, target]) =>
      field !== partOf[type] && canBeNamed(target) ? [field] : [],
    ),
  ]),
) as unknown as Record<RecordType, readonly string[]>;

/** Whose own id does not lead to its adding. */
const isDetail = (type: RecordType): boolean => type === 'span' || type === 'attribute_value';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The articles in which a change does something: that are touched themselves, or with their annotations, the
 * spans, values and readings of these, or that a value of an annotation points into.
 * @param wholeBefore the id of the whole that a record is a part of before the change; null when that is not known
 */
export function articlesOf(
  change: Change,
  wholeBefore: (type: RecordType, id: string) => string | null,
): Set<string> {
  const articles = new Set<string>();
  const articleOf = new Map<string, string>();
  for (const record of [...change.added, ...change.removed])
    if (record.type === 'annotation') articleOf.set(record.id, record.articleId);
  const add = (id: unknown): void => {
    if (typeof id === 'string') articles.add(id);
  };
  const addThatOf = (annotationId: unknown): void => {
    if (typeof annotationId === 'string')
      add(articleOf.get(annotationId) ?? wholeBefore('annotation', annotationId));
  };
  const take = (type: RecordType, id: string, fields: Fields): void => {
    if (type === 'article') add(id);
    if (type === 'annotation' || type === 'reading') add(fields.articleId);
    if (type === 'span' || type === 'attribute_value') addThatOf(fields.annotationId);
    if (type === 'attribute_value') addThatOf(fields.targetAnnotationId);
  };
  for (const record of [...change.added, ...change.removed]) take(record.type, record.id, fieldsOf(record));
  for (const { type, id, from, to } of change.updated) {
    const whole = partOf[type];
    take(type, id, whole === undefined || whole in from ? from : { ...from, [whole]: wholeBefore(type, id) });
    take(type, id, to);
  }
  return articles;
}

/**
 * @param articleId the article that the history keeps the change under
 * @param wholeNow the id of the whole that a record is a part of after the change; null when that is not known
 */
export function subjectsOf(
  change: Change,
  articleId: string | null,
  wholeNow: (type: RecordType, id: string) => string | null,
): Subjects {
  const about = new Set<string>();
  const named = new Set<string>();
  /** Records of the change that have parts and are themselves a part. */
  const inFull = new Map<string, AnyRecord>();
  const climbed = new Set<string>();
  const wholeOfPart = (type: RecordType, id: string): unknown => {
    const record = inFull.get(id);
    return record ? fieldsOf(record)[partOf[type] ?? ''] : wholeNow(type, id);
  };
  /** Adds the whole of a record of this type, and the whole of that. */
  const climb = (type: RecordType, whole: unknown): void => {
    if (typeof whole !== 'string' || climbed.has(whole)) return;
    climbed.add(whole);
    if (whole !== articleId) about.add(whole);
    const field = partOf[type];
    const wholeType = field === undefined ? undefined : references[type][field];
    if (wholeType && partOf[wholeType] !== undefined) climb(wholeType, wholeOfPart(wholeType, whole));
  };
  const name = (type: RecordType, fields: Fields): void => {
    for (const field of namingFields[type]) {
      const id = fields[field];
      if (typeof id === 'string') named.add(id);
    }
  };
  const take = (record: AnyRecord): void => {
    const fields = fieldsOf(record);
    const whole = partOf[record.type];
    if (whole !== undefined) climb(record.type, fields[whole]);
    name(record.type, fields);
  };

  for (const records of [change.added, change.removed]) {
    for (const record of records) {
      if (record.type === 'annotation' || record.type === 'attribute') inFull.set(record.id, record);
    }
  }
  for (const record of change.added) {
    if (!isDetail(record.type)) about.add(record.id);
    take(record);
  }
  for (const record of change.removed) {
    about.add(record.id);
    take(record);
  }
  for (const { type, id, from, to } of change.updated) {
    about.add(id);
    const whole = partOf[type];
    if (whole !== undefined) {
      climb(type, from[whole]);
      climb(type, whole in to ? to[whole] : wholeNow(type, id));
    }
    name(type, from);
    name(type, to);
  }
  for (const id of named) if (about.has(id)) named.delete(id);
  return { about, named };
}
