/** The issues and demands that claims are about. */
import type { Concept, ConceptAlias, Distinction } from '../../shared/records';
import type { ReadableDb } from './open';
import { readAll } from './read';

export const listConcepts = (db: ReadableDb): Concept[] => readAll(db, 'concept', 'ORDER BY name, id');

export const listConceptAliases = (db: ReadableDb): ConceptAlias[] =>
  readAll(db, 'concept_alias', 'ORDER BY name, id');

/** Pairs of actors, and pairs of concepts, that someone has found to be different. */
export const listDistinctions = (db: ReadableDb): Distinction[] => readAll(db, 'distinction', 'ORDER BY id');
