/** The calls about double coding: drawing articles, how far everybody is, ending it. */
import type { DoubleCodingState, Handlers, ParsedInput } from '../../shared/api';
import { emptyChange } from '../../shared/changes';
import type { CommandEnv } from '../../shared/commands';
import { drawDoubleCoding, removeDoubleCoding, secondRoundOf } from '../../shared/commands-double-coding';
import { populationOf, progressOf, sizeOf } from '../../shared/double-coding';
import type { Coder } from '../../shared/records';
import { ok } from '../../shared/result';
import { applyChange } from '../db/apply-change';
import {
  assignmentsOf,
  doubleCodingsOf,
  listDoubleCodings,
  populationIn,
  secondRoundIn,
} from '../db/double-codings';
import type { ReadableDb, WritableDb } from '../db/open';
import { readEach, readExisting } from '../db/read';
import { type Session, openedProject } from './session';
import { openedForWriting, write } from './write';

type DoubleCodingHandlers = Pick<Handlers, Extract<keyof Handlers, `doubleCoding.${string}`>>;

/**
 * Brings a coder record into the file that is nobody's deed, as joining does: annotations hang on it, so that no undo
 * may take it away.
 */
export function bringInCoder(db: WritableDb, coder: Coder, env: CommandEnv): Coder {
  applyChange(
    db,
    { ...emptyChange(), added: [coder] },
    { at: env.now, id: env.newId(), coderId: null, label: `Add ${coder.name}` },
  );
  return coder;
}

/** The coder of each person's second round. */
const roundsOf = (db: ReadableDb, coders: readonly Coder[]): Map<string, Coder> =>
  new Map(
    coders.flatMap((coder) => {
      const round = secondRoundIn(db, coder.id);
      return round ? [[coder.id, round] as const] : [];
    }),
  );

function draw(session: Session, input: ParsedInput<'doubleCoding.draw'>) {
  const { db } = openedForWriting(session);
  const coders = readEach(db, 'coder', input.coderIds);
  const rounds = input.kind === 'again' ? roundsOf(db, coders) : new Map<string, Coder>();
  const added: Coder[] = [];
  const drawn = write(session, (_, env) => {
    const population = populationOf(populationIn(db), input);
    const decided = drawDoubleCoding({ coders, population, roundOf: new Map() }, input, env);
    // What is refused must not leave a coder behind.
    if (!decided.ok || input.kind === 'between') return decided;
    for (const coder of coders) {
      if (rounds.has(coder.id)) continue;
      const round = bringInCoder(db, secondRoundOf(coder, env.now, env.newId), env);
      rounds.set(coder.id, round);
      added.push(round);
    }
    const roundOf = new Map([...rounds].map(([personId, { id }]) => [personId, id]));
    return drawDoubleCoding({ coders, population, roundOf }, input, env);
  });
  if (!drawn.ok || added.length === 0) return drawn;
  // The window has not heard of them: they came by lines of their own.
  const { change } = drawn.value;
  return ok({ ...drawn.value, change: { ...change, added: [...added, ...change.added] } });
}

function list(db: ReadableDb): DoubleCodingState[] {
  const records = doubleCodingsOf(db);
  return listDoubleCodings(db).map(({ id, name, kind, createdAt, coderId, seed, population }) => ({
    id,
    name,
    kind,
    createdAt,
    coderId,
    seed,
    population,
    ...progressOf(records, id),
  }));
}

export const doubleCodingHandlers = (session: Session): DoubleCodingHandlers => ({
  'doubleCoding.count': (input) =>
    ok({ articles: sizeOf(populationOf(populationIn(openedProject(session).db), input)) }),

  'doubleCoding.draw': (input) => draw(session, input),

  'doubleCoding.list': () => ok(list(openedProject(session).db)),

  'doubleCoding.remove': ({ doubleCodingId }) =>
    write(session, (db) =>
      removeDoubleCoding(
        readExisting(db, 'double_coding', doubleCodingId),
        assignmentsOf(db, doubleCodingId),
      ),
    ),
});
