/**
 * Articles that are coded twice, and what a person may see of them meanwhile.
 *
 * `between`: two or more coders code the same articles. `again`: a coder does old articles of their own once more,
 * under a coder record of the role `again`, so that the first round stays as it was. In both, nobody sees the work
 * of others (for `again`, their own first round is such work) in an article until all who are to code it have
 * finished: what has been seen can no longer be measured. That holds for everyone who opens the project, also for
 * those who are not to code: one person who can look is one person who can tell.
 */
import type { CoderProgress, DrawnFrom } from './api-adjudication';
import { isWithin } from './formats/selection';
import type { Article, Assignment, Coder, DoubleCoding, Reading, ReadingState } from './records';

export const isFinished = (state: ReadingState): boolean => state === 'done' || state === 'no claim found';

/** The records that decide who codes what. */
export interface DoubleCodings {
  coders: readonly Coder[];
  doubleCodings: readonly DoubleCoding[];
  assignments: readonly Assignment[];
  /** At least those of articles that are assigned. */
  readings: readonly Reading[];
}

/** An article in which only one coder's work is seen. */
export interface Curtain {
  /** Whose annotations are seen; null for nobody's. */
  coderId: string | null;
  /** Since when the person works there under another coder record: what they did before is hidden, too. */
  since: string | null;
}

/** What a person sees, and under whom they work. */
export interface Sight {
  /** By article: the coder of the person's second round. In all other articles they work as themselves. */
  rounds: ReadonlyMap<string, string>;
  /** By article: those in which not everything is seen. */
  curtains: ReadonlyMap<string, Curtain>;
}

export const seesAll: Sight = { rounds: new Map(), curtains: new Map() };

const pairKey = (articleId: string, coderId: string): string => `${articleId} ${coderId}`;

/** Who has finished what. */
function finishedPairs(readings: readonly Reading[]): ReadonlySet<string> {
  const finished = readings.filter(({ state }) => isFinished(state));
  return new Set(finished.map(({ articleId, coderId }) => pairKey(articleId, coderId)));
}

/** @param personId the coder who looks; null for somebody who is no coder of the project */
export function sightOf(records: DoubleCodings, personId: string | null): Sight {
  const { coders, doubleCodings, assignments, readings } = records;
  if (assignments.length === 0) return seesAll;
  const finished = finishedPairs(readings);
  const doubleCoding = new Map(doubleCodings.map((one) => [one.id, one]));
  const personOf = new Map(coders.map(({ id, ofCoderId }) => [id, ofCoderId ?? id]));
  const rounds = new Map<string, string>();
  const curtains = new Map<string, Curtain>();
  const unfinished = assignments.filter(
    ({ articleId, coderId }) => !finished.has(pairKey(articleId, coderId)),
  );
  for (const { doubleCodingId, articleId } of unfinished) {
    if (doubleCoding.get(doubleCodingId)?.kind === 'between')
      curtains.set(articleId, { coderId: personId, since: null });
  }
  for (const { doubleCodingId, articleId, coderId } of unfinished) {
    const { kind, createdAt } = doubleCoding.get(doubleCodingId) ?? {};
    if (kind !== 'again' || createdAt === undefined || personOf.get(coderId) !== personId) continue;
    rounds.set(articleId, coderId);
    curtains.set(articleId, { coderId, since: createdAt });
  }
  return { rounds, curtains };
}

export const isSameSight = (one: Sight, other: Sight): boolean =>
  one.curtains.size === other.curtains.size &&
  [...one.curtains].every(([articleId, { coderId }]) => {
    const there = other.curtains.get(articleId);
    return there !== undefined && there.coderId === coderId;
  });

/** The coder under whom a person works in an article. */
export const coderThere = <P extends string | null>(
  sight: Sight,
  articleId: string,
  personId: P,
): P | string => sight.rounds.get(articleId) ?? personId;

/** Whether an annotation or reading is seen. */
export function isSeen(
  { curtains }: Pick<Sight, 'curtains'>,
  { articleId, coderId }: { articleId: string; coderId: string },
): boolean {
  const curtain = curtains.get(articleId);
  return curtain === undefined || curtain.coderId === coderId;
}

/** What there is to draw from. */
export interface Population extends DoubleCodings {
  articles: readonly Pick<Article, 'id' | 'date' | 'source'>[];
}

/**
 * The articles to draw from, by their ids in order. For `between` they are the same for all, under an empty key; for
 * `again` each coder has their own.
 *
 * Left out are articles that are in such a double coding already, those that all have finished anyway, and, for
 * `again`, those that the coder has not finished or has done again before.
 */
export function populationOf(
  records: Population,
  { kind, coderIds, from }: { kind: DoubleCoding['kind']; coderIds: readonly string[]; from: DrawnFrom },
): Map<string, string[]> {
  const { articles, readings } = records;
  const finished = finishedPairs(readings);
  const begun = new Set(
    readings
      .filter(({ state }) => state !== 'unread')
      .map(({ articleId, coderId }) => pairKey(articleId, coderId)),
  );
  const finishedAt = new Map(
    readings.map(({ articleId, coderId, changedAt }) => [pairKey(articleId, coderId), changedAt]),
  );
  const has = (pairs: ReadonlySet<string>, articleId: string, coderId: string): boolean =>
    pairs.has(pairKey(articleId, coderId));
  const taken = takenBy(records, kind);
  const within = articles
    .filter(
      ({ date, source }) => isWithin(date, from.from, from.to) && (from.sources?.includes(source) ?? true),
    )
    .filter(({ id }) => from.readById === null || has(finished, id, from.readById))
    .map(({ id }) => id)
    .toSorted();
  if (kind === 'between') {
    return new Map([
      [
        '',
        within.filter(
          (id) =>
            !taken.has(id) &&
            !coderIds.every((coderId) => has(finished, id, coderId)) &&
            !(from.unread && coderIds.some((coderId) => has(begun, id, coderId))),
        ),
      ],
    ]);
  }
  const until = from.finishedUntil;
  const isOld = (id: string, coderId: string): boolean =>
    until === null || (finishedAt.get(pairKey(id, coderId)) ?? '').slice(0, until.length) <= until;
  return new Map(
    coderIds.map((coderId) => [
      coderId,
      within.filter(
        (id) => has(finished, id, coderId) && isOld(id, coderId) && !taken.has(pairKey(id, coderId)),
      ),
    ]),
  );
}

/** Articles that cannot be drawn again: for `between` their ids, for `again` each with the person. */
function takenBy(
  { coders, doubleCodings, assignments, readings }: DoubleCodings,
  kind: DoubleCoding['kind'],
): ReadonlySet<string> {
  const ofKind = new Set(doubleCodings.filter((one) => one.kind === kind).map(({ id }) => id));
  const assigned = assignments.filter(({ doubleCodingId }) => ofKind.has(doubleCodingId));
  if (kind === 'between') return new Set(assigned.map(({ articleId }) => articleId));
  const personOf = new Map(
    coders.flatMap(({ id, ofCoderId }) => (ofCoderId === null ? [] : [[id, ofCoderId] as const])),
  );
  const done = [...assigned, ...readings];
  return new Set(
    done.flatMap(({ articleId, coderId }) => {
      const personId = personOf.get(coderId);
      return personId === undefined ? [] : [pairKey(articleId, personId)];
    }),
  );
}

export const sizeOf = (population: ReadonlyMap<string, readonly string[]>): number =>
  [...population.values()].reduce((sum, { length }) => sum + length, 0);

/** How far each coder is, in the order of their names, and how many articles all have finished. */
export function progressOf(
  { coders, assignments, readings }: DoubleCodings,
  doubleCodingId: string,
): { articles: number; finished: number; coders: CoderProgress[] } {
  const states = new Map(
    readings.map(({ articleId, coderId, state }) => [pairKey(articleId, coderId), state]),
  );
  const own = assignments.filter((one) => one.doubleCodingId === doubleCodingId);
  const stateOf = ({ articleId, coderId }: Assignment): ReadingState =>
    states.get(pairKey(articleId, coderId)) ?? 'unread';
  const known = new Map(coders.map((coder) => [coder.id, coder]));
  const byArticle = Map.groupBy(own, ({ articleId }) => articleId);
  const byCoder = Map.groupBy(own, ({ coderId }) => coderId);
  return {
    articles: byArticle.size,
    finished: [...byArticle.values()].filter((all) => all.every((one) => isFinished(stateOf(one)))).length,
    coders: [...byCoder]
      .map(([roundCoderId, assigned]) => {
        const round = known.get(roundCoderId);
        const coderId = round?.ofCoderId ?? roundCoderId;
        return {
          coderId,
          roundCoderId,
          name: known.get(coderId)?.name ?? '',
          assigned: assigned.length,
          inProgress: assigned.filter((one) => stateOf(one) === 'in progress').length,
          finished: assigned.filter((one) => isFinished(stateOf(one))).length,
        };
      })
      .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  };
}
