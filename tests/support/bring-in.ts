/** Bringing articles in as the assistant does, in the fewest calls. */
import type { ArticleFields, CallInput, CallName, ImportSource, Outputs } from '../../shared/api';

type Does = <C extends CallName>(name: C, input?: CallInput<C>) => Promise<Outputs[C]>;

/**
 * Reads the sources and brings all of them in, duplicates too.
 * @param fields what all of them are given
 * @returns the articles' ids, in order
 */
export async function bringIn(
  does: Does,
  sources: ImportSource[],
  fields: Partial<ArticleFields> = {},
): Promise<string[]> {
  await does('import.read', { jobId: 'read', sources });
  await does('import.decide', { rows: { shown: 'all' }, decision: 'take' });
  await does('import.edit', { rows: { shown: 'all' }, fields });
  const { change } = await does('import.run', { jobId: 'run' });
  return change.added.filter(({ type }) => type === 'article').map(({ id }) => id);
}
