/**
 * A record that one side only has: it is new there, or the other side removed it. What was removed stays away
 * unless it was changed on the other side, or something that stands needs it.
 */
import type { AnyRecord, RecordType } from '../records';
import type { MergeItem } from './merge-plan';
import type { Merging } from './merging';
import { Needs } from './needs';
import type { News, Removal, Stamp } from './news';

/**
 * My removal of a record of theirs that I have not; null where nobody removed it here. A removal that came with a
 * merge of their own work was their word. What I have known and have no more was removed by someone whose work I
 * took in, though no line of mine says so: perhaps it never got here.
 */
export function removedByMe(
  { mine, theirs, whole }: Merging,
  type: RecordType,
  mineId: string,
  theirId: string,
): { stamp: Stamp | null } | null {
  const removal = mine.news.removal(type, mineId);
  if (removal) return removal.silent ? null : removal;
  const wasMade = theirs.news.of(type, theirId).some(({ kind }) => kind === 'added');
  const isGone = mineId === theirId && whole.mine && theirs.news.hasBase && !wasMade;
  return isGone ? { stamp: null } : null;
}

/** Their removal of a record of mine that they have not. */
export function removedByThem<T extends RecordType>(news: News, type: T, theirId: string): Removal<T> | null {
  const removal = news.removal(type, theirId);
  return removal === null || removal.silent ? null : removal;
}

export interface OneSided {
  /** The record and all that goes and comes with it, with my ids; the record itself first. */
  records: readonly AnyRecord[];
  /** The other side's removal of it; null where it never had it, or only removed it with this side's agreement. */
  removal: { stamp: Stamp | null } | null;
  /** Whether this side has changed it since the other one knew it. */
  changed: boolean;
  /** Who changed it last on this side. */
  last: Stamp | null;
  item: Pick<MergeItem, 'key' | 'mineId' | 'theirsId'> & Partial<MergeItem>;
  articleId: string | null;
  /** The key in `Needs` of the whole with which it was removed. */
  with: string | null;
  /** Which sides have answered a question about its being there. */
  decided: { byMe: boolean; byThem: boolean };
  /** Told when it stands, before anything else uses it. */
  onStand?(): void;
}

/** Who has answered the question whether the record is to be there: seen by one side only, that is the last word. */
function withAnswers(one: OneSided, has: 'mine' | 'theirs'): OneSided {
  const { byMe, byThem } = one.decided;
  if (one.removal === null || byMe === byThem) return one;
  const keeps = has === 'mine' ? byMe : byThem;
  return keeps ? { ...one, removal: null } : { ...one, changed: false };
}

/** A record of theirs that I have not. */
export function settleTheirs(merging: Merging, given: OneSided): void {
  const one = withAnswers(given, 'theirs');
  const [record] = one.records;
  if (!record) throw new Error(`item ${one.item.key} is about no record`);
  const { type, id } = record;
  const list = (rest: Pick<MergeItem, 'category' | 'take'> & Partial<MergeItem>): void =>
    merging.list({ type, ...one.item, ...rest });
  const bring = (): void => {
    for (const each of one.records) merging.changes.add(each);
    one.onStand?.();
  };
  const bringNow = (): void => {
    bring();
    for (const each of one.records) merging.stands(each);
  };
  const ask = (answer: 'mine' | 'theirs' | null): void =>
    merging.ask({
      kind: 'removal',
      articleId: one.articleId,
      recordType: type,
      recordId: id,
      field: '',
      mine: null,
      theirs: one.records,
      mineLast: one.removal?.stamp ?? null,
      theirLast: one.last,
      answer,
    });
  const doubt = (keep: () => void, drop: () => void): void =>
    merging.needs.doubt(type, id, { records: one.records, with: one.with, keep, drop });
  const fields = [{ field: '', by: 'both' as const }];

  if (one.removal === null) {
    const { take } = merging.choose({ key: one.item.key, category: 'theirs', type });
    if (take === 'theirs') {
      list({ category: 'theirs', take });
      bringNow();
      return;
    }
    doubt(
      () => {
        list({ category: 'theirs', take: 'theirs', choosable: false });
        bring();
      },
      () => list({ category: 'theirs', take }),
    );
    return;
  }
  if (one.changed) {
    const { take } = merging.choose({ key: one.item.key, category: 'conflict', type });
    if (take !== 'mine') {
      ask(take === 'open' ? null : 'theirs');
      list({ category: 'conflict', fields, take });
      bringNow();
      return;
    }
    doubt(
      () => {
        ask(null);
        list({ category: 'conflict', fields, take: 'open', choosable: false });
        bring();
      },
      () => list({ category: 'conflict', fields, take }),
    );
    return;
  }
  const { take } = merging.choose({ key: one.item.key, category: 'removed', type }, 'mine');
  if (take === 'theirs') {
    list({ category: 'removed', by: 'mine', take });
    bringNow();
    return;
  }
  doubt(
    () => {
      ask(null);
      list({ category: 'conflict', fields, take: 'open', choosable: false });
      bring();
    },
    () => list({ category: 'removed', by: 'mine', take }),
  );
}

/** A record of mine that they have not. */
export function settleMine(merging: Merging, given: OneSided): void {
  const one = withAnswers(given, 'mine');
  const [record] = one.records;
  if (!record) throw new Error(`item ${one.item.key} is about no record`);
  const { type, id } = record;
  const list = (rest: Pick<MergeItem, 'category' | 'take'> & Partial<MergeItem>): void =>
    merging.list({ type, ...one.item, ...rest });
  const stay = (): void => {
    for (const each of one.records) merging.stands(each);
    one.onStand?.();
  };
  const ask = (answer: 'mine' | 'theirs' | null): void =>
    merging.ask({
      kind: 'removal',
      articleId: one.articleId,
      recordType: type,
      recordId: id,
      field: '',
      mine: one.records,
      theirs: null,
      mineLast: one.last,
      theirLast: one.removal?.stamp ?? null,
      answer,
    });
  const fields = [{ field: '', by: 'both' as const }];
  const removeUnlessNeeded = (category: 'removed' | 'conflict'): void =>
    merging.needs.doubt(type, id, {
      records: one.records,
      with: one.with,
      keep() {
        ask(null);
        list({ category: 'conflict', fields, take: 'open', choosable: false });
        one.onStand?.();
      },
      drop() {
        list({ category, ...(category === 'removed' ? { by: 'theirs' } : { fields }), take: 'theirs' });
        for (const each of one.records.toReversed()) merging.changes.remove(each);
      },
    });

  if (one.removal === null) {
    list({ category: 'mine', take: 'mine' });
    stay();
    return;
  }
  if (one.changed) {
    const { take } = merging.choose({ key: one.item.key, category: 'conflict', type });
    if (take === 'theirs') {
      removeUnlessNeeded('conflict');
      return;
    }
    ask(take === 'open' ? null : 'mine');
    list({ category: 'conflict', fields, take });
    stay();
    return;
  }
  const { take } = merging.choose({ key: one.item.key, category: 'removed', type }, 'theirs');
  if (take === 'theirs') {
    removeUnlessNeeded('removed');
    return;
  }
  list({ category: 'removed', by: 'theirs', take });
  stay();
}

export const keyInNeeds = Needs.keyOf;
