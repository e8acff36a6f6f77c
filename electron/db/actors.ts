/** The registry of actors. */
import type { Actor, ActorAffiliation, ActorAlias } from '../../shared/records';
import type { ReadableDb } from './open';
import { readAll } from './read';

export const listActors = (db: ReadableDb): Actor[] => readAll(db, 'actor', 'ORDER BY name, id');

export const listAliases = (db: ReadableDb): ActorAlias[] => readAll(db, 'actor_alias', 'ORDER BY name, id');

export const listAffiliations = (db: ReadableDb): ActorAffiliation[] =>
  readAll(db, 'actor_affiliation', 'ORDER BY from_date, id');

export const affiliationsOf = (db: ReadableDb, actorId: string): ActorAffiliation[] =>
  readAll(db, 'actor_affiliation', 'WHERE actor_id = ? ORDER BY from_date, id', actorId);

/** What any of these actors belongs to, and what belongs to any of them; each once. */
export function affiliationsWith(db: ReadableDb, actorIds: Iterable<string>): ActorAffiliation[] {
  const found = [...actorIds].flatMap((actorId) =>
    readAll(db, 'actor_affiliation', 'WHERE actor_id = :id OR organisation_id = :id', { id: actorId }),
  );
  return [...new Map(found.map((affiliation) => [affiliation.id, affiliation])).values()];
}
