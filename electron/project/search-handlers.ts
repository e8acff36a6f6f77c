/** The calls that look through texts, article by article, so that they can be watched and cancelled. */
import type { Handlers, OccurrenceHit, Occurrences, ParsedInput } from '../../shared/api';
import { coderThere } from '../../shared/double-coding';
import { hitAt, needleOf, occurrencesIn } from '../../shared/occurrences';
import { type Result, ok } from '../../shared/result';
import type { Range } from '../../shared/span';
import { type TaggedStretch, codesOnWords, taggedStretches } from '../db/annotations';
import { articleIdsInOrder, readArticle } from '../db/articles';
import type { ReadableDb } from '../db/open';
import type { JobControls } from './jobs';
import { type Session, openedProject } from './session';

type SearchHandlers = Pick<Handlers, Extract<keyof Handlers, `search.${string}`>>;
type Query = ParsedInput<'search.occurrences'>;

/** Milliseconds of work between two looks at who else is waiting. */
const breath = 15;

async function search(
  db: ReadableDb,
  coderOf: (articleId: string) => string | null,
  query: Query,
  needle: string,
  { signal, progress }: JobControls,
): Promise<Occurrences> {
  const ids = query.articleId === null ? articleIdsInOrder(db) : [query.articleId];
  const first = query.after === null ? 0 : Math.max(0, ids.indexOf(query.after.articleId));
  const hits: OccurrenceHit[] = [];
  let since = performance.now();
  for (const [index, articleId] of ids.entries()) {
    if (index < first) continue;
    if (performance.now() - since > breath) {
      progress(index, ids.length, 'Looking through the articles');
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      since = performance.now();
    }
    const { text } = readArticle(db, articleId);
    const coderId = coderOf(articleId);
    const from = query.after?.articleId === articleId ? query.after.offset : 0;
    let stretches: readonly TaggedStretch[] | null = null;
    for (const range of occurrencesIn(text, needle, query.options)) {
      if (range.start < from) continue;
      if (hits.length === query.limit) return { hits, next: { articleId, offset: range.start } };
      const taggedCodeIds = coderId === null ? [] : codesOnWords(db, { articleId, coderId }, range);
      stretches ??= coderId === null ? [] : taggedStretches(db, { articleId, coderId });
      const withinCodeIds = codesWithin(stretches, range);
      hits.push({ ...hitAt(text, range), articleId, taggedCodeIds, withinCodeIds });
    }
  }
  progress(ids.length, ids.length, 'Looking through the articles');
  return { hits, next: null };
}

/** The codes of longer stretches that hold a range. */
const codesWithin = (stretches: readonly TaggedStretch[], range: Range): string[] => [
  ...new Set(
    stretches
      .filter(({ start, end }) => start <= range.start && end >= range.end)
      .filter(({ start, end }) => end - start > range.end - range.start)
      .map(({ codeId }) => codeId),
  ),
];

export const searchHandlers = (session: Session): SearchHandlers => ({
  'search.occurrences': async (query): Promise<Result<Occurrences>> => {
    const { db, coderId } = openedProject(session);
    const coderOf = (articleId: string): string | null => coderThere(session.sight, articleId, coderId);
    const needle = needleOf(query.words, query.options);
    if (!needle.ok) return needle;
    return session.jobs.run(query.jobId, async (controls) =>
      ok(await search(db, coderOf, query, needle.value, controls)),
    );
  },
});
