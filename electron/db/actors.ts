/** The registry of actors. */
import type { Actor, ActorAffiliation, ActorAlias } from '../../shared/records';
import type { ReadableDb } from './open';
import { readAll } from './read';

export const listActors = (db: ReadableDb): Actor[] => readAll(db, 'actor', 'ORDER BY name, id');

export const listAliases = (db: ReadableDb): ActorAlias[] => readAll(db, 'actor_alias', 'ORDER BY name, id');

export const listAffiliations = (db: ReadableDb): ActorAffiliation[] =>
  readAll(db, 'actor_affiliation', 'ORDER BY from_date, id');
