/** Which places of a list of hits are to be tagged. */
import type { OccurrenceHit } from '../../shared/api';

/** A row of the list: an article, or a place in it. */
export type HitRow =
  | { kind: 'article'; id: string; articleId: string; hits: readonly OccurrenceHit[] }
  | { kind: 'hit'; id: string; hit: OccurrenceHit };

export const keyOfHit = ({ articleId, start }: OccurrenceHit): string => `${articleId} ${start}`;

/** Each article, then its hits; hits of one article stand together. */
export function rowsOfHits(hits: readonly OccurrenceHit[]): HitRow[] {
  return [...Map.groupBy(hits, ({ articleId }) => articleId)].flatMap(([articleId, group]): HitRow[] => [
    { kind: 'article', id: `article ${articleId}`, articleId, hits: group },
    ...group.map((hit) => ({ kind: 'hit' as const, id: keyOfHit(hit), hit })),
  ]);
}

/** What the user decided, by key; what is tagged already is left out unless the user says otherwise. */
export type Ticks = ReadonlyMap<string, boolean>;

export const isTagged = (hit: OccurrenceHit, codeId: string): boolean => hit.taggedCodeIds.includes(codeId);

/** Whether a hit is to be tagged. What is tagged already cannot be tagged again. */
export const isTicked = (hit: OccurrenceHit, ticks: Ticks, codeId: string): boolean =>
  !isTagged(hit, codeId) && (ticks.get(keyOfHit(hit)) ?? true);

export const withTicks = (ticks: Ticks, hits: readonly OccurrenceHit[], ticked: boolean): Ticks =>
  new Map([...ticks, ...hits.map((hit) => [keyOfHit(hit), ticked] as const)]);

/** The other way round: a place changes, an article is ticked whole unless it was so already. */
export function toggled(ticks: Ticks, row: HitRow, codeId: string): Ticks {
  const hits = row.kind === 'article' ? row.hits : [row.hit];
  const all = hits.every((hit) => isTagged(hit, codeId) || isTicked(hit, ticks, codeId));
  return withTicks(ticks, hits, !all);
}
