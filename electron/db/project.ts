/** The project itself, its coders, and everything of it that a window holds from the start. */
import type { ProjectSnapshot } from '../../shared/api';
import { undoState } from './history';
import type { Project } from '../../shared/records';
import { listActors, listAffiliations, listAliases } from './actors';
import { annotationCounts } from './annotations';
import { listArticles, listReadings } from './articles';
import { listAttributes, listChoices, listCodes } from './codes';
import { listConceptAliases, listConcepts, listDistinctions } from './concepts';
import { listAssignments, listDoubleCodings } from './double-codings';
import type { ReadableDb } from './open';
import { readAll, readOne } from './read';
import { statement } from './statement';

/** @throws Error when the file has no project row, which no migration leaves behind. */
export function readProject(db: ReadableDb): Project {
  const project = readOne(db, 'project', '');
  if (!project) throw new Error('the file has 0 project rows, not 1');
  return project;
}

/** The `seq` of the newest line of the history; 0 before the first. */
export const lastSeq = (db: ReadableDb): number =>
  (statement(db, 'SELECT max(seq) AS seq FROM change').get() as { seq: number | null }).seq ?? 0;

type Contents = Omit<
  ProjectSnapshot,
  'fileName' | 'readOnly' | 'readOnlyReason' | 'coderId' | 'hiddenArticleIds' | 'rounds'
>;

/** Everything but texts, annotations and what only the host knows about the file. */
export const readContents = (db: ReadableDb): Contents => ({
  project: readProject(db),
  coders: readAll(db, 'coder', 'ORDER BY created_at, id'),
  articles: listArticles(db),
  readings: listReadings(db),
  codes: listCodes(db),
  attributes: listAttributes(db),
  choices: listChoices(db),
  actors: listActors(db),
  actorAliases: listAliases(db),
  actorAffiliations: listAffiliations(db),
  concepts: listConcepts(db),
  conceptAliases: listConceptAliases(db),
  distinctions: listDistinctions(db),
  doubleCodings: listDoubleCodings(db),
  assignments: listAssignments(db),
  annotationCounts: annotationCounts(db),
  undo: undoState(db),
  seq: lastSeq(db),
});
