/** Which fields of a record name another record: the project file's foreign keys, as the records know them. */
import type { AnyRecord, RecordType } from './records';

/** For each type, its fields that hold an id, and the type of the record that the id is of. */
export const references: { [T in RecordType]: Readonly<Record<string, RecordType>> } = {
  project: {},
  coder: { ofCoderId: 'coder' },
  import: { coderId: 'coder' },
  article: { copyOfId: 'article', importId: 'import' },
  reading: { articleId: 'article', coderId: 'coder' },
  code: { parentId: 'code' },
  attribute: { codeId: 'code', targetCodeId: 'code' },
  choice: { attributeId: 'attribute' },
  actor: {},
  actor_alias: { actorId: 'actor' },
  actor_affiliation: { actorId: 'actor', organisationId: 'actor' },
  concept: { parentId: 'concept' },
  concept_alias: { conceptId: 'concept' },
  distinction: {
    actorId: 'actor',
    otherActorId: 'actor',
    conceptId: 'concept',
    otherConceptId: 'concept',
  },
  annotation: { articleId: 'article', codeId: 'code', coderId: 'coder' },
  span: { annotationId: 'annotation' },
  attribute_value: {
    annotationId: 'annotation',
    attributeId: 'attribute',
    choiceId: 'choice',
    actorId: 'actor',
    conceptId: 'concept',
    targetAnnotationId: 'annotation',
  },
  foreign_id: {},
  merge: { coderId: 'coder' },
  question: { mergeId: 'merge', answeredById: 'coder' },
  adjudication: { coderId: 'coder' },
  adjudication_part: { adjudicationId: 'adjudication' },
  double_coding: { coderId: 'coder' },
  assignment: { doubleCodingId: 'double_coding', coderId: 'coder' },
};

/**
 * The record that a record is a part of, if it is one: a span belongs to its annotation, a choice to its
 * attribute. Who asks for the history of the whole asks for that of its parts too.
 */
export const wholeOf: Partial<Record<RecordType, string>> = {
  attribute: 'codeId',
  choice: 'attributeId',
  actor_alias: 'actorId',
  actor_affiliation: 'actorId',
  concept_alias: 'conceptId',
  span: 'annotationId',
  attribute_value: 'annotationId',
  adjudication_part: 'adjudicationId',
  assignment: 'doubleCodingId',
};

interface Reference {
  field: string;
  type: RecordType;
  id: string;
}

/** The records that these fields of a record name, each with the field that names it. */
export function referencesIn(type: RecordType, fields: Readonly<Record<string, unknown>>): Reference[] {
  return Object.entries(references[type]).flatMap(([field, target]) => {
    const id = fields[field];
    return typeof id === 'string' ? [{ field, type: target, id }] : [];
  });
}

export const fieldsOf = (record: AnyRecord): Readonly<Record<string, unknown>> => record;
