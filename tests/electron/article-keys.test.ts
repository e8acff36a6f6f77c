/** The keys of many articles reach the file in another order than they came in, and all of them. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { articlesSharing, hasAnyKey, insertKeys, KeyWriter } from '../../electron/db/article-keys';
import { closeFile, createFile, type WritableDb } from '../../electron/db/open';
import { tempFolder } from '../support/make-project';

function emptyFile(): WritableDb {
  return createFile(path.join(tempFolder(), 'keys.claimbook'));
}

const rowsOf = (db: WritableDb): unknown[] =>
  db.prepare('SELECT key, article_id FROM article_key ORDER BY key, article_id').raw().all();

/** Chance numbers of up to 52 bits, of which every tenth article shares its keys with the one before. */
const articles = Array.from({ length: 3_000 }, (_, at) => ({
  id: `article-${at}`,
  keys: Array.from({ length: 8 }, (_key, row) => {
    const like = at % 10 === 9 ? at - 1 : at;
    return (Math.imul(like * 8 + row + 1, 0x9e3779b1) >>> 0) * 2 ** 20 + row;
  }),
}));

it('keys that are written in bulk are the same rows as those that are written one by one', () => {
  const [bulk, single] = [emptyFile(), emptyFile()];
  bulk.transaction(() => {
    const writer = new KeyWriter(bulk);
    for (const { id, keys } of articles) writer.add(id, [...keys, keys[0]!]);
    writer.write();
  })();
  single.transaction(() => {
    for (const { id, keys } of articles) insertKeys(single, id, keys);
  })();
  expect(rowsOf(bulk)).toHaveLength(24_000);
  expect(rowsOf(bulk)).toEqual(rowsOf(single));
  for (const db of [bulk, single]) closeFile(db);
});

it('a key is known when an article has it, and only then', () => {
  const db = emptyFile();
  expect(hasAnyKey(db, [1, 2])).toBe(false);
  insertKeys(db, 'article', [2 ** 52 - 1, 7]);
  expect(hasAnyKey(db, [1, 2])).toBe(false);
  expect(hasAnyKey(db, [1, 2 ** 52 - 1])).toBe(true);
  expect(articlesSharing(db, [], [7])).toEqual(['article']);
  closeFile(db);
});
