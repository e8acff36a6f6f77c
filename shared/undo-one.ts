/**
 * Whether one old change can be taken back while everything that was done after it stays.
 *
 * The records are always what the standing deeds, one after the other, make of an empty project. Taking
 * one out of the middle keeps that true only if every later standing deed would have done the same
 * without it. `blocksUndoOf` asks that of each later deed, and errs on the side of yes: a field that was
 * changed and changed back still stands in the way, else a later undo would meet records it does not
 * know. `misfitOf` (`undo-misfit.ts`) then asks the records as they are now: what the reversed change
 * needs must be there.
 */
import { canBeNamed } from './change-subjects';
import type { Change, Update } from './changes';
import type { UndoOneState } from './api-history';
import { shorten } from './commands';
import type { AnyRecord, RecordType } from './records';
import { fieldsOf, referencesIn } from './references';

/** The records as they are now. */
export interface RecordsNow {
  record(type: RecordType, id: string): AnyRecord | null;
  /** All records that name this one in a field. */
  users(type: RecordType, id: string): AnyRecord[];
  /** The other entries of a list whose names must differ, by `lookalikeKey`. */
  named(type: 'actor' | 'concept', key: string): { id: string }[];
  codesWithShortcut(shortcut: string): { id: string }[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Fields on whose value it depends whether the records that name their record make sense. */
const structural: Partial<Record<RecordType, ReadonlySet<string>>> = {
  annotation: new Set(['codeId']),
  attribute: new Set(['kind', 'codeId', 'many', 'targetCodeId']),
  choice: new Set(['attributeId']),
};

const isStructural = ({ type, to }: Update): boolean =>
  Object.keys(to).some((field) => structural[type]?.has(field) ?? false);

/** An entry of a tree that was put under another parent. */
interface Move {
  type: 'code' | 'concept';
  id: string;
  parents: string[];
}

const movesIn = (change: Change): Move[] =>
  change.updated.flatMap(({ type, id, from, to }) =>
    (type === 'code' || type === 'concept') && 'parentId' in to
      ? [{ type, id, parents: [from.parentId, to.parentId].filter((parent) => typeof parent === 'string') }]
      : [],
  );

/** What of one change another may get in the way of. */
interface Footprint {
  added: ReadonlySet<string>;
  removed: ReadonlySet<string>;
  /** Fields by the id of the record in which they changed. */
  fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of records of which a structural field changed. */
  reshaped: ReadonlySet<string>;
  /** Ids that added and removed records and changed fields name, with the types that name them. */
  named: ReadonlyMap<string, ReadonlySet<RecordType>>;
  /** Lists that count as a whole, by the annotation they belong to: its spans, its values for a field. */
  lists: ReadonlyMap<string, string>;
  /** Annotations of which some value was added, changed or removed. */
  filled: ReadonlySet<string>;
  moves: readonly Move[];
}

function footprintOf(change: Change, now: Pick<RecordsNow, 'record'>): Footprint {
  const fields = new Map<string, Set<string>>();
  const reshaped = new Set<string>();
  const named = new Map<string, Set<RecordType>>();
  const lists = new Map<string, string>();
  const filled = new Set<string>();

  const name = (type: RecordType, parts: Fields): void => {
    for (const { id } of referencesIn(type, parts)) {
      const by = named.get(id);
      if (by) by.add(type);
      else named.set(id, new Set([type]));
    }
  };
  const list = (type: RecordType, record: Fields): void => {
    if (type !== 'span' && type !== 'attribute_value') return;
    const owner = String(record.annotationId);
    lists.set(type === 'span' ? owner : `${owner} ${String(record.attributeId)}`, owner);
    if (type === 'attribute_value') filled.add(owner);
  };
  for (const record of [...change.added, ...change.removed]) {
    name(record.type, fieldsOf(record));
    list(record.type, fieldsOf(record));
  }
  for (const update of change.updated) {
    const known = fields.get(update.id) ?? new Set<string>();
    for (const field of Object.keys(update.to)) known.add(field);
    fields.set(update.id, known);
    if (isStructural(update)) reshaped.add(update.id);
    name(update.type, update.from);
    name(update.type, update.to);
    const record = now.record(update.type, update.id);
    if (record) {
      list(update.type, { ...fieldsOf(record), ...update.from });
      list(update.type, { ...fieldsOf(record), ...update.to });
    }
  }
  return {
    added: new Set(change.added.map(({ id }) => id)),
    removed: new Set(change.removed.map(({ id }) => id)),
    fields,
    reshaped,
    named,
    lists,
    filled,
    moves: movesIn(change),
  };
}

/** Changes that are about a record, or that name it (see `change-subjects.ts`). */
export interface Lookup {
  id: string;
  named: boolean;
  /** Whether each of them stands in the way, so that none need be read. */
  always: boolean;
}

/** Where to look for the later changes that stand in the way of an undo. */
export interface Blocking {
  test(later: Change): boolean;
  /** What passes the test is found by one of these, or is kept under an article of `articles`. */
  lookups: Lookup[];
  /** Articles that would be gone: whatever is kept under one stands in the way. */
  articles: string[];
}

/** A test for later changes: whether one stands in the way of taking back `undone`. */
export function blocksUndoOf(undone: Change, now: Pick<RecordsNow, 'record' | 'users'>): Blocking {
  const mine = footprintOf(undone, now);
  const kept = [...mine.named.keys()].filter((id) => !mine.added.has(id));
  const test = (later: Change): boolean => {
    const theirs = footprintOf(later, now);
    const uses = (id: string): boolean =>
      theirs.removed.has(id) || theirs.fields.has(id) || theirs.named.has(id);
    const changesField = ([id, fields]: [string, ReadonlySet<string>]): boolean =>
      theirs.removed.has(id) || [...(theirs.fields.get(id) ?? [])].some((field) => fields.has(field));
    // A span says nothing about its annotation's code; values and whatever else points there do.
    const leansOn = (id: string): boolean =>
      theirs.filled.has(id) || [...(theirs.named.get(id) ?? [])].some((type) => type !== 'span');
    const movesBelow = ({ type, id }: Move): boolean =>
      theirs.moves.some((move) => move.parents.some((parent) => leadsTo(type, parent, id, now)));
    return (
      [...mine.added].some(uses) ||
      [...mine.fields].some(changesField) ||
      [...mine.reshaped].some(leansOn) ||
      kept.some((id) => theirs.removed.has(id) || theirs.reshaped.has(id)) ||
      [...mine.lists.keys()].some((key) => theirs.lists.has(key)) ||
      mine.moves.some(movesBelow)
    );
  };
  const about = new Set([
    ...mine.added,
    ...mine.fields.keys(),
    ...mine.reshaped,
    ...kept,
    ...mine.lists.values(),
  ]);
  const named = new Set([
    ...undone.added.filter(({ type }) => canBeNamed(type)).map(({ id }) => id),
    ...mine.reshaped,
  ]);
  const below = new Set(mine.moves.flatMap((move) => withAllBelow(move, now)));
  const lookup = (ids: ReadonlySet<string>, how: Omit<Lookup, 'id'>): Lookup[] =>
    [...ids].map((id) => ({ id, ...how }));
  return {
    test,
    lookups: [
      ...lookup(about, { named: false, always: false }),
      ...lookup(named, { named: true, always: true }),
      ...[false, true].flatMap((named) => lookup(below, { named, always: false })),
    ],
    articles: undone.added.filter(({ type }) => type === 'article').map(({ id }) => id),
  };
}

/** The ids of an entry of a tree and of all that lies below it now. */
function withAllBelow({ type, id }: Move, now: Pick<RecordsNow, 'users'>): string[] {
  const found = new Set([id]);
  for (const above of found) {
    for (const user of now.users(type, above)) if (user.type === type) found.add(user.id);
  }
  return [...found];
}

/** Whether the parents of an entry lead to another one. */
export function leadsTo(
  type: 'code' | 'concept',
  from: string,
  to: string,
  now: Pick<RecordsNow, 'record'>,
): boolean {
  const seen = new Set<string>();
  for (let id: unknown = from; typeof id === 'string' && !seen.has(id);) {
    if (id === to) return true;
    seen.add(id);
    const record = now.record(type, id);
    id = record && fieldsOf(record).parentId;
  }
  return false;
}

const momentFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** As many as a sentence can name. */
const mostNamed = 3;

/**
 * The refusal of an undo in whole sentences: which later changes stand in the way, when and by whom.
 * @param coderNames names by the id of the coder
 */
export function refusalOf(
  label: string,
  { message, blockers, more }: Extract<UndoOneState, { can: false }>,
  coderNames: ReadonlyMap<string, string>,
): string {
  const named = blockers.slice(0, mostNamed).map(({ label: later, at, coderId }) => {
    const who = coderId === null ? '' : `, by ${shorten(coderNames.get(coderId) ?? 'someone')}`;
    return `“${later}” (${momentFormat.format(new Date(at))} UTC${who})`;
  });
  const others = blockers.length - named.length + more;
  if (others > 0) named.push(`${others.toLocaleString('en')} more`);
  const list = named.length === 0 ? '' : ` In the way: ${named.join(', ')}.`;
  return `“${label}” was not undone. ${message}${list} Nothing was changed.`;
}
