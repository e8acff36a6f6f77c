/** The issues and demands that claims are about. */
import type { Concept } from '../../shared/records';
import type { ReadableDb } from './open';
import { readAll } from './read';

export const listConcepts = (db: ReadableDb): Concept[] => readAll(db, 'concept', 'ORDER BY name, id');
