/** What a source says about an article beyond its fields: a list, kept as JSON in the project file. */
import { z } from 'zod';
import { particular, type Particular } from './api-articles';

const list = z.array(particular);

/** Reads what the file holds; what is no list counts as nothing. */
export function readParticulars(stored: string | null): Particular[] {
  if (stored === null || stored === '') return [];
  try {
    return list.safeParse(JSON.parse(stored)).data ?? [];
  } catch {
    return [];
  }
}
