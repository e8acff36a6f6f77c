/** What the answer to a question is decided from, read from the project. */
import { decide, type Decision, refuse } from '../../shared/commands';
import { recode, removeAnnotations } from '../../shared/commands-annotations';
import { removeArticle } from '../../shared/commands-articles';
import type { AboutQuestion } from '../../shared/about-question';
import { nameIn } from '../../shared/merge-words';
import { attributeIdIn, pairIn } from '../../shared/question-contents';
import type { AnyRecord, Question, RecordType } from '../../shared/records';
import { references } from '../../shared/references';
import { spansOf, valuesOf, valuesPointingAt } from '../db/annotations';
import { copiesOf, dependentsOf, readArticle } from '../db/articles';
import type { ReadableDb } from '../db/open';
import { readAll, readEach, readExisting, readOne } from '../db/read';
import { columnOf } from '../db/tables';
import { namesIn, readHead } from '../db/wholes';
import { mergeCodeInto } from './code-handlers';
import { mergeInto, tellApart } from './registry-handlers';

export const attributeOf = (db: ReadableDb, question: Question) => {
  const id = attributeIdIn(question);
  return id === null ? null : readOne(db, 'attribute', 'WHERE id = ?', id);
};

const hasIn =
  (db: ReadableDb) =>
  (type: RecordType, id: string): boolean =>
    readHead(db, type, id) !== null;

export function aboutQuestion(db: ReadableDb, questionId: string): AboutQuestion {
  const question = readExisting(db, 'question', questionId);
  const { recordType, recordId, articleId } = question;
  const type = recordType as RecordType;
  const record = type in references ? readHead(db, type, recordId) : null;
  const isAnnotation = record?.type === 'annotation';
  const has = hasIn(db);
  return {
    question,
    record,
    spans: isAnnotation ? spansOf(db, recordId) : [],
    values: isAnnotation ? valuesOf(db, recordId) : [],
    article: articleId !== null && has('article', articleId) ? readArticle(db, articleId) : null,
    attribute: attributeOf(db, question),
    has,
    ancestors: (of, id) =>
      db
        .prepare(
          `WITH RECURSIVE up (id) AS (SELECT ? UNION SELECT parent_id FROM ${of} JOIN up USING (id) WHERE parent_id IS NOT NULL)
           SELECT id FROM up`,
        )
        .pluck()
        .all(id) as string[],
    codesWithShortcut: (shortcut) => readAll(db, 'code', 'WHERE shortcut = ?', shortcut),
    recode: (codeId) => recodeTo(db, recordId, codeId),
    valuesOfAttribute: () => {
      const counts = db
        .prepare('SELECT count(*) AS n FROM attribute_value WHERE attribute_id = ? GROUP BY annotation_id')
        .pluck()
        .all(recordId) as number[];
      return {
        all: counts.reduce((sum, n) => sum + n, 0),
        most: counts.reduce((most, n) => Math.max(most, n), 0),
      };
    },
    removal: () => (record ? removalOf(db, record) : refuse('It is gone already.')),
    union: (env) => {
      const { first, other } = pairIn(question);
      return type === 'actor' || type === 'concept'
        ? mergeInto(db, type, { fromIds: [other.id], intoId: first.id }, env)
        : mergeCodeInto(db, { codeId: other.id, intoId: first.id });
    },
    distinction: (env) => {
      const { first, other } = pairIn(question);
      return type === 'actor' || type === 'concept'
        ? tellApart(db, { type, ids: [first.id, other.id] }, env)
        : decide('Two codes', {});
    },
  };
}

function recodeTo(db: ReadableDb, annotationId: string, codeId: string): Decision {
  const annotation = readExisting(db, 'annotation', annotationId);
  const values = valuesOf(db, annotationId);
  return recode({
    annotation,
    from: readExisting(db, 'code', annotation.codeId),
    to: readExisting(db, 'code', codeId),
    attributes: readAll(db, 'attribute'),
    choices: readAll(db, 'choice'),
    values,
    pointing: valuesPointingAt(db, annotationId),
    targets: readEach(
      db,
      'annotation',
      values.flatMap(({ targetAnnotationId }) => targetAnnotationId ?? []),
    ),
  });
}

/** Parts that go with their whole where nothing else names them. */
const partsOf: Partial<Record<RecordType, readonly { type: RecordType; field: string }[]>> = {
  actor: [
    { type: 'actor_alias', field: 'actorId' },
    { type: 'actor_affiliation', field: 'actorId' },
    { type: 'distinction', field: 'actorId' },
    { type: 'distinction', field: 'otherActorId' },
  ],
  concept: [
    { type: 'concept_alias', field: 'conceptId' },
    { type: 'distinction', field: 'conceptId' },
    { type: 'distinction', field: 'otherConceptId' },
  ],
  attribute: [{ type: 'choice', field: 'attributeId' }],
};

/** Every field that names a record of a type. */
const usersOf = (type: RecordType): { type: RecordType; field: string }[] =>
  (Object.keys(references) as RecordType[]).flatMap((user) =>
    Object.entries(references[user]).flatMap(([field, target]) =>
      target === type ? [{ type: user, field }] : [],
    ),
  );

/** Removing what is used elsewhere takes more than an answer: it is refused, with the way to do it. */
function removalOf(db: ReadableDb, record: AnyRecord): Decision {
  if (record.type === 'annotation') {
    const spans = spansOf(db, record.id);
    const own = valuesOf(db, record.id);
    const pointing = valuesPointingAt(db, record.id).filter(({ annotationId }) => annotationId !== record.id);
    return removeAnnotations({
      annotations: [record],
      codes: readEach(db, 'code', [record.codeId]),
      spans,
      values: [...own, ...pointing],
    });
  }
  if (record.type === 'article')
    return removeArticle(readArticle(db, record.id), dependentsOf(db, record.id), copiesOf(db, record.id));
  const going: AnyRecord[] = [];
  const takeWithParts = (one: AnyRecord): void => {
    if (going.some(({ id }) => id === one.id)) return;
    for (const { type, field } of partsOf[one.type] ?? [])
      for (const part of readAll(db, type, `WHERE ${columnOf(field)} = ?`, one.id)) takeWithParts(part);
    going.push(one);
  };
  takeWithParts(record);
  const gone = new Set(going.map(({ id }) => id));
  const isUsed = going.some((one) =>
    usersOf(one.type).some(({ type, field }) =>
      readAll(db, type, `WHERE ${columnOf(field)} = ?`, one.id).some(({ id }) => !gone.has(id)),
    ),
  );
  if (isUsed)
    return refuse(
      `${nameIn(namesIn(db), record.type, record.id)} is used in the project. Remove it in its list, where you see what goes with it, or answer that it stays.`,
    );
  return decide('Remove', { removed: going });
}
