/**
 * Files that a foreign hand has changed are merged as the honest ones: what can be kept comes in, what cannot is
 * named, and the project is sound afterwards, whatever was in them.
 */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkProject } from '../../electron/db/check';
import type { ReadableDb } from '../../electron/db/open';
import { anyStep, take, text } from '../support/any-steps';
import { checkRecords } from '../support/check-records';
import { addArticle, copyFor, openWorld, type OpenWorld } from '../support/host-world';
import { contentsOf, look } from '../support/look-into';
import { send } from '../support/merging';

const runs = Number(process.env.MERGE_RUNS ?? 6);

function tamper(file: string, statements: readonly string[]): void {
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  for (const sql of statements) {
    try {
      db.exec(sql);
    } catch (error) {
      // Not everything can be written even without checks.
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) throw error;
    }
  }
  db.close();
}

const mergeFile = async (world: OpenWorld, token: string) => {
  const read = await world.host.call('merge.read', { jobId: 'read', token });
  if (!read.ok) return { read, run: null };
  return { read, run: await world.host.call('merge.run', { jobId: 'run' }) };
};

const isSound = (world: OpenWorld): void => {
  look(world, checkRecords);
  look(world, (db) => expect(checkProject(db as ReadableDb)).toEqual([]));
};

const some = (table: string): string => `(SELECT id FROM ${table} ORDER BY random() LIMIT 1)`;
const tables = [
  'article',
  'annotation',
  'span',
  'attribute_value',
  'code',
  'attribute',
  'choice',
  'actor',
  'concept',
  'coder',
  'reading',
];

/** What a foreign hand may do. */
const deeds: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...tables), fc.constantFrom(...tables))
    .map(([one, other]) => `UPDATE ${one} SET id = ${some(other)} WHERE id = ${some(one)}`),
  fc.constantFrom(...tables).map((table) => `DELETE FROM ${table} WHERE id = ${some(table)}`),
  fc.constantFrom(
    `UPDATE span SET start_offset = start_offset + 3, end_offset = end_offset + 3`,
    `UPDATE span SET end_offset = 1000000 WHERE id = ${some('span')}`,
    `UPDATE span SET quote = 'x' || quote WHERE id = ${some('span')}`,
    `UPDATE span SET annotation_id = ${some('annotation')}`,
    `UPDATE annotation SET article_id = ${some('article')}`,
    `UPDATE annotation SET code_id = ${some('code')}`,
    `UPDATE annotation SET coder_id = ${some('actor')}`,
    `UPDATE attribute_value SET attribute_id = ${some('attribute')}`,
    `UPDATE attribute_value SET actor_id = NULL, concept_id = NULL, choice_id = NULL, target_annotation_id = ${some('annotation')}`,
    `UPDATE attribute SET many = 0, kind = 'date'`,
    `UPDATE code SET parent_id = ${some('code')}`,
    `UPDATE concept SET parent_id = ${some('concept')}`,
    `UPDATE code SET shortcut = '1'`,
    `UPDATE article SET text = 'y' || text`,
    `UPDATE article SET text_sha256 = printf('%064d', 7)`,
    `UPDATE article SET copy_of_id = ${some('article')}`,
    `UPDATE article SET created_at = 'yesterday', date = '2026-02-31'`,
    `UPDATE reading SET coder_id = ${some('coder')}, article_id = ${some('article')}`,
    `UPDATE coder SET role = 'gold'`,
    `UPDATE change SET diff = '{"added":[],"updated":[],"removed":[]}'`,
    `UPDATE change SET diff = 'nonsense' WHERE seq = (SELECT max(seq) FROM change)`,
    `UPDATE change SET diff = '{"added":[{"type":"actor","id":"\\ud800"}],"updated":[{}],"removed":7}'`,
    `UPDATE change SET id = id || 'x' WHERE seq > 3`,
    `UPDATE change SET kind = 'undo', origin_seq = 1 WHERE seq > 2`,
    `DELETE FROM change WHERE seq % 2 = 0`,
    `DELETE FROM change_subject`,
    `INSERT INTO merge SELECT 'merge-x', id, '', 'f', 'p', (SELECT id FROM change LIMIT 1), 'none', '{', '' FROM coder LIMIT 1`,
    `INSERT INTO question SELECT 'question-x', 'merge-x', 'value', NULL, 'wizard', 'nobody', 'hat', '{', '[', '', NULL, '', NULL, NULL, '', NULL, NULL`,
    `INSERT INTO foreign_id SELECT 'foreign-' || id, 'claimbook-project', 'code', ${some('code')}, id, '' FROM annotation`,
  ),
);

const steps = fc.array(anyStep, { minLength: 4, maxLength: 12, size: 'max' });

it(
  'whatever a file holds, it is refused in a sentence or leaves the project sound, and undo takes it back',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        steps,
        fc.array(deeds, { minLength: 1, maxLength: 4 }),
        async (common, bens, tampering) => {
          const ada = await openWorld(text, undefined, 'ada');
          await addArticle(ada, `${text}\nOnce more.`);
          for (const [at, step] of common.entries()) await take(ada, step, at);
          const ben = await copyFor(ada, 'Ben');
          for (const [at, step] of bens.entries()) await take(ben, step, 1000 + at);
          const token = send(ben, ada);
          tamper(token, tampering);
          const before = look(ada, contentsOf);
          const { read, run } = await mergeFile(ada, token);
          const refusal = !read.ok ? read.error : run && !run.ok ? run.error : null;
          if (refusal) {
            expect(refusal.code, refusal.message).toMatch(/^(refused|damaged|not-a-project)$/);
            expect(look(ada, contentsOf)).toEqual(before);
          } else {
            isSound(ada);
            const { questions } = await ada.does('question.list', { state: 'all', from: 0, count: 100 });
            expect(questions.length).toBeLessThanOrEqual(100);
            if (run?.ok && run.value.mergeId !== null) {
              await ada.does('history.undo');
              expect(look(ada, contentsOf)).toEqual(before);
            }
          }
          await ada.host.close();
          await ben.host.close();
        },
      ),
      { numRuns: runs },
    );
  },
  runs * 30_000,
);
