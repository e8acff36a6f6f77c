/** Who looks at the open project, and what that person sees of it. */
import type { Change } from '../../shared/changes';
import { type Decision, refuse } from '../../shared/commands';
import { type Sight, isSameSight, seesAll, sightOf } from '../../shared/double-coding';
import type { RecordType } from '../../shared/records';
import { doubleCodingsOf } from '../db/double-codings';
import type { ReadableDb } from '../db/open';
import { setSight, valuesIn } from '../db/sight';
import { statement } from '../db/statement';
import type { OpenProject } from './open-project';
import type { Session } from './session';

/** Who looks at a project; where nobody can write, the coder of the name that was given. Null for nobody in it. */
export const lookingPerson = ({ db, coderId }: OpenProject, { lookerName }: Session): string | null =>
  coderId ??
  (db.prepare("SELECT id FROM coder WHERE name = ? AND role = 'coder'").pluck().get(lookerName) as
    string | undefined) ??
  null;

/** Sets what is seen of a project. */
export function lookAs(project: OpenProject, session: Session): Sight {
  if (session.options.seesAll) return seesAll;
  const { db } = project;
  const personId = lookingPerson(project, session);
  const sight = sightOf(doubleCodingsOf(db), personId);
  setSight(db, sight, personId);
  return sight;
}

/**
 * Refuses to delete what whoever deletes it cannot see; null where nothing of it is hidden. What is asked before
 * deleting counts only what is seen, so that nobody learns from it how much others have done.
 */
export function refuseHidden(db: ReadableDb, parts: readonly { annotationId: string }[]): Decision | null {
  return valuesIn(db, parts).length === parts.length
    ? null
    : refuse(
        'This would delete work of others that is hidden until all have finished what they code twice. Do it when they have, or end the double coding first.',
      );
}

const deciding: ReadonlySet<RecordType> = new Set(['double_coding', 'assignment']);
const decidingThen: ReadonlySet<RecordType> = new Set(['coder', 'reading']);

/** Whether a change can alter what is seen: readings can where something is coded twice. */
export function decidesSight(db: ReadableDb, { added, updated, removed }: Change): boolean {
  const touches = (types: ReadonlySet<RecordType>): boolean =>
    [added, updated, removed].some((some) => some.some(({ type }) => types.has(type)));
  if (touches(deciding)) return true;
  return touches(decidingThen) && statement(db, 'SELECT 1 FROM assignment LIMIT 1').get() !== undefined;
}

/** Sees to it that what is seen follows what was written; whether it is other than before. */
export function lookAgain(session: Session): boolean {
  if (!session.project) throw new Error('no project is open that could be looked at');
  const before = session.sight;
  session.sight = lookAs(session.project, session);
  return !isSameSight(before, session.sight);
}
