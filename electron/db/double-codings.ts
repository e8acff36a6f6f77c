/** Double codings: who is to code which articles, and how far they are. */
import type { DoubleCodings, Population } from '../../shared/double-coding';
import type { Article, Assignment, Coder, DoubleCoding } from '../../shared/records';
import type { ReadableDb } from './open';
import { readAll, readOne } from './read';

export const listDoubleCodings = (db: ReadableDb): DoubleCoding[] =>
  readAll(db, 'double_coding', 'ORDER BY created_at, id');

export const listAssignments = (db: ReadableDb): Assignment[] => readAll(db, 'assignment', 'ORDER BY id');

export const assignmentsOf = (db: ReadableDb, doubleCodingId: string): Assignment[] =>
  readAll(db, 'assignment', 'WHERE double_coding_id = ? ORDER BY id', doubleCodingId);

/** What decides who codes what and sees what; most projects have nothing of it. */
export function doubleCodingsOf(db: ReadableDb): DoubleCodings {
  const assignments = listAssignments(db);
  return {
    coders: readAll(db, 'coder'),
    doubleCodings: listDoubleCodings(db),
    assignments,
    readings:
      assignments.length === 0
        ? []
        : readAll(db, 'reading', 'WHERE article_id IN (SELECT article_id FROM assignment)'),
  };
}

/** All that can be drawn from. */
export const populationIn = (db: ReadableDb): Population => ({
  ...doubleCodingsOf(db),
  readings: readAll(db, 'reading'),
  articles: db.prepare('SELECT id, date, source FROM article').all() as Pick<
    Article,
    'id' | 'date' | 'source'
  >[],
});

/** The coder of a person's second round; null before there is one. */
export const secondRoundIn = (db: ReadableDb, personId: string): Coder | null =>
  readOne(db, 'coder', "WHERE role = 'again' AND of_coder_id = ? ORDER BY id", personId);

/** The coder record of the gold layer; null before anything was settled. */
export const goldIn = (db: ReadableDb): Coder | null =>
  readOne(db, 'coder', "WHERE role = 'gold' ORDER BY created_at, id");
