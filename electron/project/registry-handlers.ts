/** The calls about actors and concepts. */
import type { Handlers } from '../../shared/api';
import { createActor, createConcept, updateActor, updateConcept } from '../../shared/commands-registry';
import { listActors } from '../db/actors';
import { listConcepts } from '../db/concepts';
import { readExisting } from '../db/read';
import { type Session, write } from './session';

type RegistryHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `actor.${string}`> | Extract<keyof Handlers, `concept.${string}`>
>;

export const registryHandlers = (session: Session): RegistryHandlers => ({
  'actor.create': (input) => write(session, (db, env) => createActor(listActors(db), input, env)),

  'actor.update': (input) =>
    write(session, (db) => {
      const actor = readExisting(db, 'actor', input.actorId);
      const others = listActors(db).filter(({ id }) => id !== actor.id);
      return updateActor(actor, others, input);
    }),

  'concept.create': (input) => write(session, (db, env) => createConcept(listConcepts(db), input, env)),

  'concept.update': (input) =>
    write(session, (db) => {
      const concept = readExisting(db, 'concept', input.conceptId);
      const others = listConcepts(db).filter(({ id }) => id !== concept.id);
      return updateConcept(concept, others, input);
    }),
});
