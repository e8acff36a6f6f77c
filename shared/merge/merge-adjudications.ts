/** Decisions between coders about passages of an article. */
import type { AnyRecord } from '../records';
import { asMine, type ToMine } from './links';
import { mergePair } from './merge-pair';
import type { Merging } from './merging';
import { removedByMe, removedByThem, settleMine, settleTheirs } from './one-sided';
import type { CodedAdjudication } from './side';

export const adjudicationRecords = (
  { adjudication, parts }: CodedAdjudication,
  toMine: ToMine,
): AnyRecord[] => [asMine(adjudication, toMine), ...parts.map((part) => asMine(part, toMine))];

/** Decisions between coders are made once; what one side has decided comes in. */
export function mergeAdjudications(
  merging: Merging,
  { mine: articleId, theirs: theirArticleId }: { mine: string; theirs: string },
  mine: readonly CodedAdjudication[],
  theirs: readonly CodedAdjudication[],
): void {
  const own = new Map(mine.map((one) => [one.adjudication.id, one]));
  for (const given of theirs) {
    const { adjudication } = given;
    const key = `adjudication/${adjudication.id}`;
    const found = own.get(adjudication.id);
    const listed = { mineArticleId: articleId, theirsArticleId: theirArticleId };
    if (found) {
      own.delete(adjudication.id);
      mergePair(
        merging,
        {
          mine: found.adjudication,
          theirs: asMine(adjudication, merging.toMine),
          theirId: adjudication.id,
          byContent: false,
        },
        { key, ...listed },
      );
      const parts = new Set(found.parts.map(({ id }) => id));
      for (const part of given.parts) if (!parts.has(part.id)) merging.bring(asMine(part, merging.toMine));
      continue;
    }
    settleTheirs(merging, {
      records: adjudicationRecords(given, merging.toMine),
      removal: removedByMe(merging, 'adjudication', adjudication.id, adjudication.id),
      changed: false,
      last: { at: adjudication.createdAt, coderId: adjudication.coderId },
      item: { key, mineId: null, theirsId: adjudication.id, ...listed },
      articleId,
      decided: { byMe: false, byThem: false },
      with: null,
    });
  }
  for (const { adjudication, parts } of own.values())
    settleMine(merging, {
      records: [adjudication, ...parts],
      removal: removedByThem(merging.theirs.news, 'adjudication', adjudication.id),
      changed: false,
      last: { at: adjudication.createdAt, coderId: adjudication.coderId },
      item: {
        key: `adjudication/${adjudication.id}`,
        mineId: adjudication.id,
        theirsId: null,
        mineArticleId: articleId,
      },
      articleId,
      decided: { byMe: false, byThem: false },
      with: null,
    });
}
