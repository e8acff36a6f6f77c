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

export const attributesOf = (db: ReadableDb, codeId: string): Attribute[] =>
  readAll(db, 'attribute', 'WHERE code_id = ? ORDER BY position, id', codeId);

/** The choices of all attributes of these codes. */
export const choicesOfCodes = (db: ReadableDb, ...codeIds: string[]): Choice[] =>
  codeIds.flatMap((codeId) =>
    readAll(
      db,
      'choice',
      'JOIN attribute ON attribute.id = attribute_id WHERE code_id = ? ORDER BY choice.position, choice.id',
      codeId,
    ),
  );
