/** Merging the files of test worlds into one another. */
import fs from 'node:fs';
import path from 'node:path';
import type { CallInput, Merged, MergePreview } from '../../shared/api';
import type { OpenWorld } from './host-world';

type Decisions = CallInput<'merge.run'>['decisions'];

/** Sends the file of a world to another one, as it is now. @returns the token of the copy there */
export function send(from: OpenWorld, to: OpenWorld, name = 'sent'): string {
  const file = path.join(to.folder, `${name}.claimbook`);
  fs.copyFileSync(from.file, file);
  return to.token(file);
}

/** Merges the file of one world into another. */
export async function mergeInto(
  into: OpenWorld,
  from: OpenWorld,
  decisions: Decisions = {},
): Promise<MergePreview & Merged> {
  const read = await into.does('merge.read', { jobId: 'read', token: send(from, into) });
  const preview =
    Object.keys(decisions).length === 0 ? read : await into.does('merge.preview', { decisions });
  const merged = await into.does('merge.run', { jobId: 'merge', decisions });
  return { ...preview, ...merged };
}

/** How many items of a type there are in each category. */
export const countsOf = ({ counts }: MergePreview, type: string): Record<string, number> =>
  Object.fromEntries(
    counts.filter((one) => one.type === type).map(({ category, count }) => [category, count]),
  );
