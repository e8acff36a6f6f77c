/** What actors and concepts have in common: other names, distinctions, and the values that name them. */
import type { EntryPage, EntryUse } from '../../shared/api';
import type { AttributeValue, Distinction } from '../../shared/records';
import type { Alias, Entry, EntryType } from '../../shared/registry';
import { listActors, listAliases } from './actors';
import { listConceptAliases, listConcepts } from './concepts';
import type { ReadableDb } from './open';
import { readAll, readExisting } from './read';
import { annotationsSeen, valuesSeen } from './sight';

/** The column by which values, other names and distinctions name an entry. */
const column: Record<EntryType, 'actor_id' | 'concept_id'> = { actor: 'actor_id', concept: 'concept_id' };
const aliasTable = { actor: 'actor_alias', concept: 'concept_alias' } as const;

export const listEntries = (db: ReadableDb, type: EntryType): Entry[] =>
  type === 'actor' ? listActors(db) : listConcepts(db);

export const listEntryAliases = (db: ReadableDb, type: EntryType): Alias[] =>
  type === 'actor' ? listAliases(db) : listConceptAliases(db);

/** @throws FailureError `not-found` */
export const readEntry = (db: ReadableDb, type: EntryType, id: string): Entry => readExisting(db, type, id);

/** @throws FailureError `not-found` */
export const readAlias = (db: ReadableDb, type: EntryType, id: string): Alias =>
  readExisting(db, aliasTable[type], id);

export const aliasesOf = (db: ReadableDb, type: EntryType, entryIds: Iterable<string>): Alias[] =>
  [...new Set(entryIds)].flatMap((id): Alias[] =>
    readAll(db, aliasTable[type], `WHERE ${column[type]} = ? ORDER BY name, id`, id),
  );

/** The distinctions that name any of these entries, each once. */
export function distinctionsOf(db: ReadableDb, type: EntryType, entryIds: Iterable<string>): Distinction[] {
  const found = [...entryIds].flatMap((id) =>
    [column[type], `other_${column[type]}`].flatMap((name) =>
      readAll(db, 'distinction', `WHERE ${name} = ?`, id),
    ),
  );
  return [...new Map(found.map((distinction) => [distinction.id, distinction])).values()];
}

/** The values that name any of these entries. */
export const valuesNaming = (db: ReadableDb, type: EntryType, entryIds: Iterable<string>): AttributeValue[] =>
  [...new Set(entryIds)].flatMap((id) => readAll(db, 'attribute_value', `WHERE ${column[type]} = ?`, id));

/** The values that name one entry where the same attribute of the annotation names another, too. */
export const valuesBeside = (
  db: ReadableDb,
  type: EntryType,
  { of, beside }: { of: string; beside: string },
): AttributeValue[] =>
  readAll(
    db,
    'attribute_value',
    `WHERE ${column[type]} = ? AND EXISTS (SELECT 1 FROM attribute_value AS other
       WHERE other.annotation_id = attribute_value.annotation_id
         AND +other.attribute_id = attribute_value.attribute_id AND +other.${column[type]} = ?)`,
    of,
    beside,
  );

/** How many values name each entry, counted from the index alone; those that none names are left out. */
export function usageOf(db: ReadableDb, type: EntryType): Record<string, number> {
  const name = column[type];
  const rows = db
    .prepare(`SELECT ${name}, count(*) FROM ${valuesSeen(db)} WHERE ${name} IS NOT NULL GROUP BY ${name}`)
    .raw()
    .all();
  return Object.fromEntries(rows as [string, number][]);
}

/** A stretch of what names an entry: by the date of the article, undated ones last, then in text order. */
export function pageOf(
  db: ReadableDb,
  type: EntryType,
  { entryId, offset, limit }: { entryId: string; offset: number; limit: number },
): EntryPage {
  const name = column[type];
  const total = db
    .prepare(`SELECT count(*) FROM ${valuesSeen(db)} WHERE ${name} = ?`)
    .pluck()
    .get(entryId);
  const uses = db
    .prepare(
      `SELECT valued.id AS valueId, annotation.id AS annotationId, article.id AS articleId,
         article.title AS articleTitle, article.date AS articleDate, annotation.code_id AS codeId,
         valued.attribute_id AS attributeId, annotation.coder_id AS coderId,
         span.quote, span.start_offset AS start, span.prefix, span.suffix
       FROM attribute_value AS valued CROSS JOIN ${annotationsSeen(db)} AS annotation ON annotation.id = valued.annotation_id
         CROSS JOIN article ON article.id = annotation.article_id
         CROSS JOIN span ON span.annotation_id = annotation.id AND span.position = 0
       WHERE valued.${name} = ?
       ORDER BY article.date IS NULL, article.date, article.id, span.start_offset, valued.id
       LIMIT ? OFFSET ?`,
    )
    .all(entryId, limit, offset);
  return { total: total as number, uses: uses as EntryUse[] };
}
