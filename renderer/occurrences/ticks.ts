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

/** What the user decided, by key; what is not in it is as `isTicked` has it at first. */
export type Ticks = ReadonlyMap<string, boolean>;

export const isTagged = (hit: OccurrenceHit, codeId: string): boolean => hit.taggedCodeIds.includes(codeId);

/** Whether a hit is a part of a longer passage with the code: `Reed` in a tagged `Joan Reed`. */
export const isWithin = (hit: OccurrenceHit, codeId: string): boolean => hit.withinCodeIds.includes(codeId);

/**
 * Whether a hit is to be tagged. What is tagged already cannot be tagged again; what is a part of a tagged
 * passage is tagged only when the user says so.
 */
export const isTicked = (hit: OccurrenceHit, ticks: Ticks, codeId: string): boolean =>
  !isTagged(hit, codeId) && (ticks.get(keyOfHit(hit)) ?? !isWithin(hit, codeId));

/** How far a row is ticked: an article is so when every place in it is that can be. */
export function tickOf(row: HitRow, ticks: Ticks, codeId: string): 'all' | 'some' | 'none' {
  const hits = row.kind === 'article' ? row.hits : [row.hit];
  const open = hits.filter((hit) => !isTagged(hit, codeId));
  const ticked = open.filter((hit) => isTicked(hit, ticks, codeId)).length;
  return ticked === 0 ? 'none' : ticked < open.length ? 'some' : 'all';
}

/** What the notice says once `count` places are tagged, from the name of the change. */
export const taggedNotice = (label: string, count: number): string =>
  `${label.replace(/^Tag /, 'Tagged ')}. Undo takes ${count === 1 ? 'it' : 'them all'} back.`;

export const withTicks = (ticks: Ticks, hits: readonly OccurrenceHit[], ticked: boolean): Ticks =>
  new Map([...ticks, ...hits.map((hit) => [keyOfHit(hit), ticked] as const)]);

/** The other way round: a place changes, an article is ticked whole unless it was so already. */
export function toggled(ticks: Ticks, row: HitRow, codeId: string): Ticks {
  const hits = row.kind === 'article' ? row.hits : [row.hit];
  const all = hits.every((hit) => isTagged(hit, codeId) || isTicked(hit, ticks, codeId));
  return withTicks(ticks, hits, !all);
}
