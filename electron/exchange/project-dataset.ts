/** A project file as a dataset: the registries at once, the articles one after another. */
import {
  type CodedAnnotation,
  type CodedArticle,
  type Dataset,
  groupedBy,
  type Registries,
} from '../../shared/formats/dataset';
import { inTextOrder } from '../../shared/formats/dataset';
import type { Article } from '../../shared/records';
import { type Annotated, annotationsOf, annotationsSeenIn } from '../db/annotations';
import { articleIdsInOrder } from '../db/articles';
import type { ReadableDb } from '../db/open';
import { readAll, readExisting } from '../db/read';
import { readSeen } from '../db/sight';

/** Types whose foreign ids come with their article. */
const partsOfArticles = ['article', 'annotation', 'span', 'attribute_value', 'reading'];

const count = (db: ReadableDb, table: string): number =>
  db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

export function registriesOf(db: ReadableDb): Registries {
  const [project] = readAll(db, 'project');
  if (!project) throw new Error('the file has no project row');
  return {
    project,
    coders: readAll(db, 'coder', 'ORDER BY id'),
    codes: readAll(db, 'code', 'ORDER BY position, id'),
    attributes: readAll(db, 'attribute', 'ORDER BY code_id, position, id'),
    choices: readAll(db, 'choice', 'ORDER BY attribute_id, position, id'),
    actors: readAll(db, 'actor', 'ORDER BY id'),
    actorAliases: readAll(db, 'actor_alias', 'ORDER BY id'),
    actorAffiliations: readAll(db, 'actor_affiliation', 'ORDER BY id'),
    concepts: readAll(db, 'concept', 'ORDER BY id'),
    conceptAliases: readAll(db, 'concept_alias', 'ORDER BY id'),
    distinctions: readAll(db, 'distinction', 'ORDER BY id'),
    foreignIds: readAll(
      db,
      'foreign_id',
      `WHERE record_type NOT IN (${partsOfArticles.map((type) => `'${type}'`).join(', ')}) ORDER BY id`,
    ),
  };
}

/**
 * What is annotated in an article, in text order.
 * @param positions of attributes, by their ids
 */
export const codedIn = (
  db: ReadableDb,
  id: string,
  positions: ReadonlyMap<string, number>,
): CodedAnnotation[] => inOrder(annotationsOf(db, id), positions);

function inOrder(
  { annotations, spans, attributeValues }: Annotated,
  positions: ReadonlyMap<string, number>,
): CodedAnnotation[] {
  const spansOf = groupedBy(spans, ({ annotationId }) => annotationId);
  const valuesOf = groupedBy(attributeValues, ({ annotationId }) => annotationId);
  const position = (attributeId: string): number => positions.get(attributeId) ?? 0;
  return annotations
    .map((annotation): CodedAnnotation => ({
      annotation,
      spans: (spansOf.get(annotation.id) ?? []).toSorted((one, other) => one.startOffset - other.startOffset),
      values: (valuesOf.get(annotation.id) ?? []).toSorted(
        (one, other) =>
          position(one.attributeId) - position(other.attributeId) ||
          (one.attributeId < other.attributeId ? -1 : one.attributeId > other.attributeId ? 1 : 0) ||
          one.position - other.position,
      ),
    }))
    .toSorted(inTextOrder);
}

function codedArticle(
  db: ReadableDb,
  id: string,
  positions: ReadonlyMap<string, number>,
  hasForeign: boolean,
): CodedArticle {
  return {
    article: readExisting(db, 'article', id) as Article & { text: string },
    readings: readSeen(db, 'reading', 'WHERE article_id = ? ORDER BY id', id),
    annotations: inOrder(annotationsSeenIn(db, id), positions),
    foreignIds: hasForeign
      ? readAll(
          db,
          'foreign_id',
          `WHERE record_id IN (SELECT ? UNION ALL SELECT id FROM annotation WHERE article_id = ?
             UNION ALL SELECT span.id FROM span JOIN annotation ON annotation.id = annotation_id WHERE article_id = ?
             UNION ALL SELECT attribute_value.id FROM attribute_value JOIN annotation ON annotation.id = annotation_id
               WHERE article_id = ?)`,
          id,
          id,
          id,
          id,
        )
      : [],
  };
}

/** Where the attributes stand in their codes, by their ids. */
export const positionsOf = ({ attributes }: Registries): ReadonlyMap<string, number> =>
  new Map(attributes.map(({ id, position }) => [id, position]));

/** One article with all that is coded in it, and the registries that it refers to. */
export function articleOfDataset(
  db: ReadableDb,
  articleId: string,
): { registries: Registries; coded: CodedArticle } {
  const registries = registriesOf(db);
  const positions = positionsOf(registries);
  return { registries, coded: codedArticle(db, articleId, positions, false) };
}

/** The file must not change while the articles are read: exports read a private copy of it. */
export function datasetOf(db: ReadableDb): Dataset {
  const registries = registriesOf(db);
  const positions = positionsOf(registries);
  const hasForeign = count(db, 'foreign_id') > 0;
  return {
    registries,
    articleCount: count(db, 'article'),
    annotationCount: count(db, 'annotation'),
    *articles() {
      for (const id of articleIdsInOrder(db)) yield codedArticle(db, id, positions, hasForeign);
    },
  };
}
