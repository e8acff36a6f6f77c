/** How much came of a merge, as its record keeps it. */
import { z } from 'zod';
import { type RecordType, recordTypes } from '../records';
import { categories, type MergeCount } from './merge-plan';

const countsSchema = z.array(
  z.object({
    type: z.enum(recordTypes as [RecordType, ...RecordType[]]),
    category: z.enum(categories),
    count: z.int().min(0),
  }),
);

export const writeCounts = (counts: readonly MergeCount[]): string => JSON.stringify(counts);

/** Reads what `writeCounts` wrote; what is nothing of the kind says nothing. */
export function readCounts(stored: string): MergeCount[] {
  try {
    return countsSchema.safeParse(JSON.parse(stored)).data ?? [];
  } catch {
    return [];
  }
}
