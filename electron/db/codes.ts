/** The codebook: codes, what each asks of its annotations, and the choices offered. */
import type { Attribute, Choice, Code } from '../../shared/records';
import type { ReadableDb } from './open';
import { readAll } from './read';

export const listCodes = (db: ReadableDb): Code[] => readAll(db, 'code', 'ORDER BY position, id');

export const listAttributes = (db: ReadableDb): Attribute[] =>
  readAll(db, 'attribute', 'ORDER BY position, id');

export const listChoices = (db: ReadableDb): Choice[] => readAll(db, 'choice', 'ORDER BY position, id');

export const choicesOf = (db: ReadableDb, attributeId: string): Choice[] =>
  readAll(db, 'choice', 'WHERE attribute_id = ? ORDER BY position, id', attributeId);
