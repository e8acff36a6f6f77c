/** The open project as the taking in of a dataset asks about it. */
import type { Own } from '../../shared/formats/adopt';
import type { RecordType } from '../../shared/records';
import type { ReadableDb } from '../db/open';
import { readAll, readOne } from '../db/read';
import { statement } from '../db/statement';
import { codedIn, positionsOf, registriesOf } from '../exchange/project-dataset';

/** @param format whose names of records are to be known */
export function ownOf(db: ReadableDb, format: string): Own {
  const registries = registriesOf(db);
  const positions = positionsOf(registries);
  return {
    registries,
    foreignIds: readAll(db, 'foreign_id', 'WHERE format = ?', format),
    article: (id) => {
      const found = statement(db, 'SELECT text_sha256 FROM article WHERE id = ?').get(id) as
        { text_sha256: string } | undefined;
      return found ? { id, textSha256: found.text_sha256 } : null;
    },
    articlesOfText: (textSha256) =>
      (
        statement(db, 'SELECT id FROM article WHERE text_sha256 = ? ORDER BY id').all(textSha256) as {
          id: string;
        }[]
      ).map(({ id }) => id),
    annotationsOf: (articleId) => codedIn(db, articleId, positions),
    has: (type: RecordType, id) => statement(db, `SELECT 1 FROM ${type} WHERE id = ?`).get(id) !== undefined,
    hasReading: (articleId, coderId) =>
      readOne(db, 'reading', 'WHERE article_id = ? AND coder_id = ?', articleId, coderId) !== null,
  };
}
