/**
 * What the lines of one file's history that the other file does not know did to each record. Conflicts are found
 * by it: a value that a side has left counts as seen by that side, whatever is there now is its newer word.
 *
 * Two kinds of lines say nothing of their own:
 * - a deed that was undone, and its undoing: together they did nothing, unless the other file has heard of the deed;
 * - a merge of what the other file has itself. What it did stands, but as the other's word, not as this side's
 *   (such events are `silent`); else taking in each other's work in turn would look like working against it.
 */
import type { Change } from '../changes';
import type { AnyRecord, AttributeValue, RecordType, RecordOf, Span } from '../records';
import { fieldsOf } from '../references';
import type { Knowledge, Line } from './side';

export type Fields = Readonly<Record<string, unknown>>;

/** Who and when. */
export interface Stamp {
  at: string;
  coderId: string | null;
}

interface Doing {
  /** `seq` of the deed that this line did, undid or did again. */
  deed: number;
  /** Counts lines, oldest first. */
  order: number;
  silent: boolean;
  stamp: Stamp;
}

/** What one line did to one record. `before` are the fields that it changed, or the whole record that it removed. */
export type Event = { line: Doing } & (
  | { kind: 'added' }
  | { kind: 'updated'; before: Fields; after: Fields }
  | { kind: 'removed'; before: AnyRecord }
);

export interface Removal<T extends RecordType = RecordType> {
  record: RecordOf[T];
  stamp: Stamp;
  /** Counts lines: what one line removed, it removed together. */
  order: number;
  silent: boolean;
}

const noEvents: readonly Event[] = [];
type Part = Span | AttributeValue;

export class News {
  /**
   * @param hasBase whether the other file knows a line before these; else nothing is known of any record
   * @param isWhole whether these are lines of a whole history; a copy that was cut may lack what it is said to know
   */
  constructor(
    readonly hasBase: boolean,
    readonly isWhole: boolean,
  ) {}

  /** Whether a merge of these lines that stands took in lines of the other file, and such as the other does not know. */
  tookOther = false;
  tookMore = false;
  private readonly events = new Map<RecordType, Map<string, Event | Event[]>>();
  /** Ids of removed spans and values by their annotation. */
  private readonly partsGone = new Map<string, Set<string>>();

  /** What happened to a record, oldest first. */
  of(type: RecordType, id: string): readonly Event[] {
    const found = this.events.get(type)?.get(id);
    return found === undefined ? noEvents : Array.isArray(found) ? found : [found];
  }

  /** The records of a type to which anything happened, with that. */
  *ofAll(type: RecordType): Generator<readonly [id: string, events: readonly Event[]]> {
    for (const id of this.events.get(type)?.keys() ?? []) yield [id, this.of(type, id)];
  }

  /** Whether the record, in whatever state, was there when the other file took in what it knows. */
  isKnown(type: RecordType, id: string): boolean {
    const first = this.of(type, id)[0];
    return this.hasBase && (first?.kind !== 'added' || first.line.silent);
  }

  /** The removal of a record that is gone by these lines; null for one that was not removed, or is back. */
  removal<T extends RecordType>(type: T, id: string): Removal<T> | null {
    const last = this.of(type, id).at(-1);
    if (last?.kind !== 'removed') return null;
    const { order, stamp, silent } = last.line;
    return { record: last.before as RecordOf[T], order, stamp, silent };
  }

  /**
   * Spans and values of an annotation that were removed, whether or not they are back.
   * @param order only those of this line
   */
  goneParts(annotationId: string, order?: number): Part[] {
    return [...(this.partsGone.get(annotationId) ?? [])].flatMap((key) => {
      const [type, id] = key.split('/') as ['span' | 'attribute_value', string];
      return this.of(type, id).flatMap((event) =>
        event.kind === 'removed' && (order === undefined || event.line.order === order)
          ? [event.before as Part]
          : [],
      );
    });
  }

  note(type: RecordType, id: string, event: Event): void {
    let map = this.events.get(type);
    if (!map) this.events.set(type, (map = new Map()));
    const found = map.get(id);
    if (found === undefined) map.set(id, event);
    else if (Array.isArray(found)) found.push(event);
    else map.set(id, [found, event]);
    if (event.kind !== 'removed') return;
    const { before } = event;
    if (before.type !== 'span' && before.type !== 'attribute_value') return;
    const parts = this.partsGone.get(before.annotationId) ?? new Set();
    this.partsGone.set(before.annotationId, parts.add(`${type}/${id}`));
  }

  /** Takes back what a deed did to a record, as if it had never been. */
  forget(type: RecordType, id: string, deed: number): void {
    const left = this.of(type, id).filter(({ line }) => line.deed !== deed);
    const [only, ...more] = left;
    const map = this.events.get(type);
    if (!only) map?.delete(id);
    else map?.set(id, more.length === 0 ? only : left);
  }
}

/**
 * @param lines oldest first
 * @param hasBase whether the other file knows a line before these; `isWhole`: whether the file has all of its history
 * @param about which lines the other file has in its history, and what it knows besides; and the lines that a merge of
 *   these lines took in
 */
export function newsOf(
  lines: Iterable<Line>,
  { hasBase, isWhole }: { hasBase: boolean; isWhole: boolean },
  about: Knowledge & {
    has(lineId: string): boolean;
    takenIn(mergeId: string): readonly string[];
  },
): News {
  const news = new News(hasBase, isWhole);
  /** Deeds that have done something here which has not been taken back here. */
  const standing = new Set<number>();
  /** Deeds of which the other file has heard. */
  const heard = new Set<number>();
  const tookOther = new Set<number>();
  const tookMore = new Set<number>();
  let order = 0;
  for (const { seq, id: lineId, at, coderId, kind, originSeq, change } of lines) {
    const deed = kind === 'do' ? seq : (originSeq ?? seq);
    // Where the other file has heard of a deed, its undoing is news.
    if (about.heardOf(lineId)) heard.add(deed);
    if (kind === 'undo') {
      tookOther.delete(deed);
      tookMore.delete(deed);
    }
    if (kind !== 'do' && standing.delete(deed) && !heard.has(deed)) {
      for (const { type, id } of [...change.added, ...change.updated, ...change.removed])
        news.forget(type, id, deed);
      continue;
    }
    standing.add(deed);
    order += 1;
    // A merge brings along those that the other file had made; its own record comes last.
    const merge = change.added.findLast((record) => record.type === 'merge');
    const silent = merge?.headChangeId != null && about.knows(merge.headChangeId);
    if (merge && !silent) tookMore.add(deed);
    if (merge && about.takenIn(merge.id).some(about.has)) tookOther.add(deed);
    const doing: Doing = { deed, order, silent, stamp: { at, coderId } };
    noteChange(news, change, doing, about.heardOf(lineId) ? { ...doing, silent: true } : doing);
  }
  news.tookOther = tookOther.size > 0;
  news.tookMore = tookMore.size > 0;
  return news;
}

/** What goes along with every copy for a colleague (`CopyRequest`): only notes of it may be left out. */
const inAllCopies: ReadonlySet<RecordType> = new Set(['code', 'attribute', 'choice', 'actor', 'concept']);

/** Whether every copy has this, whatever was left out of it. */
const isInAllCopies = (type: RecordType, field: string): boolean => inAllCopies.has(type) && field !== 'note';

/** @param met the line as the other file has met it, where what it changed is in every copy */
function noteChange(news: News, { added, updated, removed }: Change, line: Doing, met: Doing): void {
  const annotations = new Set<string>();
  for (const record of added) if (record.type === 'annotation') annotations.add(record.id);
  // Spans and values that came with their annotation need no mention: most of what is ever written.
  const cameWithWhole = (record: AnyRecord): boolean =>
    (record.type === 'span' || record.type === 'attribute_value') && annotations.has(record.annotationId);
  const addition: Event = { line, kind: 'added' };
  // As records are written: what is removed first, then what is added.
  for (const record of removed) news.note(record.type, record.id, { line, kind: 'removed', before: record });
  for (const record of added) if (!cameWithWhole(record)) news.note(record.type, record.id, addition);
  for (const { type, id, from, to } of updated) {
    const isMet = Object.keys(to).every((field) => isInAllCopies(type, field));
    news.note(type, id, { line: isMet ? met : line, kind: 'updated', before: from, after: to });
  }
}

/** What one side's history says of one field. */
export interface Past<V> {
  /** The values that this side has left by its own word, oldest first; those that it decided against included. */
  left: readonly V[];
  /** Whether the other side has taken in an earlier state of this. */
  known: boolean;
  /** Whether the other side knows anything of this one's history. */
  hasBase: boolean;
  /** Whether this side has since taken in what the other side did, and what the other side does not know. */
  tookOther: boolean;
  tookMore: boolean;
  /** Whether this side has what it is said to know: a copy that was cut may lack some of it. */
  isWhole: boolean;
  /** Who changed it last, where that is known. */
  last: Stamp | null;
}

/** What is the same for all fields of a side. */
export const circumstancesOf = ({ hasBase, tookOther, tookMore, isWhole }: News) => ({
  hasBase,
  tookOther,
  tookMore,
  isWhole,
});

/** The past of a plain field of a record. */
export function pastOf(news: News, type: RecordType, id: string, field: string): Past<unknown> {
  const left: unknown[] = [];
  let last: Stamp | null = null;
  for (const event of news.of(type, id)) {
    if (event.kind === 'added') last = event.line.stamp;
    if (event.kind === 'updated' && field in event.before) {
      last = event.line.stamp;
      if (!event.line.silent) left.push(event.before[field]);
    }
    // Removed and back: what it was before may have been another value.
    if (event.kind === 'removed' && !event.line.silent) left.push(fieldsOf(event.before)[field]);
  }
  const about = circumstancesOf(news);
  return {
    ...about,
    left,
    known: news.isKnown(type, id),
    isWhole: about.isWhole || isInAllCopies(type, field),
    last,
  };
}
