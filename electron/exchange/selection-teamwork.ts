/** What was decided and drawn between coders, in a part of a project. */
import type Database from 'better-sqlite3';
import type { Aspect, Losses } from '../../shared/formats/losses';
import type { Selection } from '../../shared/formats/selection';

const countIn = (db: Database.Database, what: string): number =>
  db.prepare(`SELECT count(*) FROM ${what}`).pluck().get() as number;

/** Decisions about annotations that are there now: those whose annotations stay out will go. */
export const partsOfDecisions = (db: Database.Database): { decisionId: string; annotationId: string }[] =>
  db
    .prepare(
      `SELECT adjudication_id AS decisionId, annotation_id AS annotationId FROM adjudication_part
       WHERE annotation_id IN (SELECT id FROM annotation)`,
    )
    .all() as { decisionId: string; annotationId: string }[];

/**
 * What was decided or drawn among people of whom one stays out, or about something that does, would tell of that. What
 * they wrote or how they called it goes where words or people are to stay out.
 * @param decided `partsOfDecisions` of the whole project
 */
export function dropTeamwork(
  db: Database.Database,
  decided: ReturnType<typeof partsOfDecisions>,
  { text, pseudonyms }: Selection,
  losses: Losses,
): void {
  const drop = (table: string, aspect: Aspect, what: string, where: string, ...ids: string[]): void => {
    const { changes } = db.prepare(`DELETE FROM ${table} WHERE ${where}`).run(...ids);
    losses.add(aspect, 'dropped', what, '', changes);
  };
  const isThere = db.prepare('SELECT 1 FROM annotation WHERE id = ?').pluck();
  const lost = decided.filter(({ annotationId }) => isThere.get(annotationId) === undefined);
  drop(
    'adjudication',
    'adjudication',
    'A decision about something that stays out, or of a person who does, goes, too.',
    `article_id NOT IN (SELECT id FROM article) OR coder_id NOT IN (SELECT id FROM coder)
      OR id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(lost.map(({ decisionId }) => decisionId)),
  );
  db.exec('DELETE FROM adjudication_part WHERE adjudication_id NOT IN (SELECT id FROM adjudication)');
  db.exec(`DELETE FROM assignment WHERE article_id NOT IN (SELECT id FROM article)
    OR coder_id NOT IN (SELECT id FROM coder)`);
  drop(
    'double_coding',
    'double coding',
    'A double coding of which nothing goes out, or that a person drew who stays out, goes, too.',
    `id NOT IN (SELECT double_coding_id FROM assignment) OR coder_id NOT IN (SELECT id FROM coder)`,
  );
  db.exec('DELETE FROM assignment WHERE double_coding_id NOT IN (SELECT id FROM double_coding)');
  const rounds = `coder WHERE of_coder_id NOT IN (SELECT id FROM coder)`;
  losses.add('coder role', 'dropped', 'Whose second round it is stays out.', '', countIn(db, rounds));
  db.exec('UPDATE coder SET of_coder_id = NULL WHERE of_coder_id NOT IN (SELECT id FROM coder)');
  if (text === 'full' && !pseudonyms) return;
  losses.add(
    'adjudication',
    'dropped',
    'Why something was decided stays out, since it may hold the words or names that are to stay out.',
    '',
    countIn(db, `adjudication WHERE note <> ''`),
  );
  db.exec(`UPDATE adjudication SET note = '';
    UPDATE double_coding SET name = 'Double coding ' || (SELECT count(*) FROM double_coding AS other
      WHERE other.id <= double_coding.id);`);
}
