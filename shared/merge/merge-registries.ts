/** Merging what is not inside one article: coders, the codebook, actors and concepts, and what is said of them. */
import { nameKey } from '../commands';
import { byId } from '../formats/dataset';
import { lookalikeKey } from '../names';
import type {
  Actor,
  ActorAffiliation,
  AnyRecord,
  Assignment,
  Concept,
  Distinction,
  ForeignId,
  Import,
  RecordOf,
  RecordType,
} from '../records';
import { fieldsOf, references, wholeOf } from '../references';
import { asMine } from './links';
import { entriesOf, type RegistryMap } from './match-registries';
import { matchedTypes } from './merge-plan';
import { mergePair } from './merge-pair';
import type { Merging } from './merging';
import { Needs } from './needs';
import type { News, Removal } from './news';
import { isDecided } from './decided';
import { removedByMe, removedByThem, settleMine, settleTheirs } from './one-sided';
import { besides, type Remembered } from './remembered';
import { fieldResults, hasNews } from './record-fields';
import { projectFormat } from './side';

/** Merges all registries. Parts come after their wholes. */
export function mergeRegistries(
  merging: Merging,
  map: RegistryMap,
  remembered: (type: RecordType) => Remembered,
): void {
  const mine = merging.mine.side.registries;
  const theirs = merging.theirs.side.registries;
  mergeProject(merging);
  for (const type of matchedTypes)
    mergeRecords(merging, type, entriesOf[type](mine), entriesOf[type](theirs), {
      mineOf: (id) => map.mine(type, id),
      theirOf: (id) => map.theirs(type, id),
      isByContent: (id) => map.isByContent(type, id),
      remembered: remembered(type),
    });
  mergeSaid(merging, 'actor_alias', mine.actorAliases, theirs.actorAliases, {
    keyOf: ({ actorId, name }) => `${actorId} ${lookalikeKey(name)}`,
    saidElse: named(merging, mine.actors),
  });
  mergeSaid(merging, 'actor_affiliation', mine.actorAffiliations, theirs.actorAffiliations, {
    keyOf: affiliationKey,
    makesSense: ({ actorId, organisationId }) => actorId !== organisationId,
  });
  mergeSaid(merging, 'concept_alias', mine.conceptAliases, theirs.conceptAliases, {
    keyOf: ({ conceptId, name }) => `${conceptId} ${lookalikeKey(name)}`,
    saidElse: named(merging, mine.concepts),
  });
  mergeSaid(merging, 'distinction', mine.distinctions, theirs.distinctions, {
    keyOf: distinctionKey,
    // Two that are one in mine are not different there.
    makesSense: (one) => one.actorId !== one.otherActorId || one.conceptId !== one.otherConceptId,
  });
  mergeSaid(merging, 'double_coding', mine.doubleCodings, theirs.doubleCodings, { keyOf: ({ id }) => id });
  mergeSaid(merging, 'assignment', mine.assignments, theirs.assignments, { keyOf: assignmentKey });
  // A copy that was cut may lack what the merges of its original brought there.
  const merges = merging.whole.theirs ? theirs.merges : [];
  mergeSaid(merging, 'merge', mine.merges, merges, { keyOf: ({ id }) => id });
  offerForeignIds(merging, mine.foreignIds, theirs.foreignIds);
  offerImports(merging, mine.imports, theirs.imports);
  remember(merging, map.toRemember);
}

/** What the two projects are called is merged where they are one project, and not two that have met. */
function mergeProject(merging: Merging): void {
  const { project: mine } = merging.mine.side.registries;
  const { project: theirs } = merging.theirs.side.registries;
  if (mine.id !== theirs.id) return;
  mergePair(merging, { mine, theirs, theirId: theirs.id, byContent: false }, { key: `project/${theirs.id}` });
}

interface Correspondence {
  mineOf(theirId: string): string;
  theirOf(mineId: string): string | null;
  isByContent(theirId: string): boolean;
  remembered: Remembered;
}

/** Merges the records of one type, of which it is known which is which. */
function mergeRecords<T extends RecordType>(
  merging: Merging,
  type: T,
  mine: readonly RecordOf[T][],
  theirs: readonly RecordOf[T][],
  { mineOf, theirOf, isByContent, remembered }: Correspondence,
): void {
  const own = byId(mine);
  const met = new Set<string>();
  for (const given of theirs) {
    const mineId = mineOf(given.id);
    const record = { ...asMine(given, merging.toMine), id: mineId };
    const found = own.get(mineId);
    // Several of theirs may be one of mine; only one of them is merged with it.
    if (theirOf(mineId) !== given.id) continue;
    met.add(mineId);
    const key = `${type}/${given.id}`;
    if (found)
      mergePair(
        merging,
        { mine: found, theirs: record, theirId: given.id, byContent: isByContent(given.id) },
        { key },
      );
    else bringEntry(merging, record, given.id, key);
  }
  for (const record of mine)
    if (!met.has(record.id)) keepEntry(merging, record, remembered.theirs(record.id));
}

/** The whole with which a part was removed, in one line. */
function wholeRemovedWith(news: News, record: AnyRecord, removal: Removal): string | null {
  const field = wholeOf[record.type];
  const type = field === undefined ? undefined : references[record.type][field];
  if (field === undefined || type === undefined) return null;
  const whole = fieldsOf(removal.record)[field] as string;
  return news.removal(type, whole)?.order === removal.order
    ? Needs.keyOf(type, fieldsOf(record)[field] as string)
    : null;
}

/** A record of theirs that I have not. */
function bringEntry(merging: Merging, record: AnyRecord, theirId: string, key: string): void {
  const { news } = merging.mine;
  const removal = removedByMe(merging, record.type, record.id, theirId);
  const line = news.removal(record.type, record.id);
  const results = line
    ? fieldResults(merging, { mine: line.record, theirs: record, theirId, byContent: false })
    : [];
  const theirEvents = merging.theirs.news.of(record.type, theirId);
  settleTheirs(merging, {
    records: [record],
    removal,
    changed: line ? hasNews(results, 'theirs') : theirEvents.length > 0,
    last: theirEvents.at(-1)?.line.stamp ?? null,
    item: { key, mineId: null, theirsId: theirId },
    articleId: null,
    decided: decidedAbout(merging, record, theirId),
    with: line && wholeRemovedWith(news, record, line),
  });
}

/** A record of mine that they have not. */
function keepEntry(merging: Merging, record: AnyRecord, theirId: string): void {
  const { news } = merging.theirs;
  const removal = removedByThem(news, record.type, theirId);
  const theirs = removal && { ...asMine(removal.record, merging.toMine), id: record.id };
  const results = theirs ? fieldResults(merging, { mine: record, theirs, theirId, byContent: false }) : [];
  settleMine(merging, {
    records: [record],
    removal,
    changed: hasNews(results, 'mine'),
    last: merging.mine.news.of(record.type, record.id).at(-1)?.line.stamp ?? null,
    item: { key: `${record.type}/${theirId}`, mineId: record.id, theirsId: null },
    articleId: null,
    decided: decidedAbout(merging, record, theirId),
    with: removal && wholeRemovedWith(news, record, removal),
  });
}

export const decidedAbout = (
  { mine, theirs }: Merging,
  { type, id }: AnyRecord,
  theirId: string,
): { byMe: boolean; byThem: boolean } => ({
  byMe: isDecided(mine.decided, type, id),
  byThem: isDecided(theirs.decided, type, theirId),
});

/** What entries of mine are called after the merge. */
const named = (merging: Merging, entries: readonly (Actor | Concept)[]): string[] =>
  entries.map((entry) => `${entry.id} ${lookalikeKey(merging.changes.after(entry)?.name ?? entry.name)}`);

interface Saying<R> {
  /** What the record says; two that say the same are one. */
  keyOf(record: R): string;
  /** What is said in another way already. */
  saidElse?: readonly string[];
  makesSense?(record: R): boolean;
}

/** Merges records that nothing names, and that are one by their id or by what they say. */
function mergeSaid<T extends RecordType>(
  merging: Merging,
  type: T,
  mine: readonly RecordOf[T][],
  theirs: readonly RecordOf[T][],
  { keyOf, saidElse = [], makesSense = () => true }: Saying<RecordOf[T]>,
): void {
  const own = byId(mine);
  const met = new Set<string>();
  for (const given of theirs) {
    const found = own.get(given.id);
    const record = asMine(given, merging.toMine);
    if (!found || !makesSense(record)) continue;
    met.add(found.id);
    mergePair(
      merging,
      { mine: found, theirs: record, theirId: given.id, byContent: false },
      { key: `${type}/${given.id}` },
    );
  }
  const said = new Map<string, RecordOf[T] | null>(saidElse.map((key) => [key, null]));
  // What is one by its id is said, but is no other record besides.
  for (const record of mine)
    if (met.has(record.id)) said.set(keyOf(merging.changes.after(record) ?? record), null);
  for (const record of mine) if (!met.has(record.id)) said.set(keyOf(record), record);
  for (const given of theirs) {
    const record = asMine(given, merging.toMine);
    if (own.has(given.id) || !makesSense(record)) continue;
    const key = `${type}/${given.id}`;
    const equal = said.get(keyOf(record));
    if (equal === undefined) {
      said.set(keyOf(record), null);
      bringEntry(merging, record, given.id, key);
      continue;
    }
    if (equal) {
      met.add(equal.id);
      merging.stands(equal);
    }
    merging.list({
      key,
      type,
      category: 'same',
      mineId: equal?.id ?? null,
      theirsId: given.id,
      take: 'mine',
    });
  }
  for (const record of mine) if (!met.has(record.id)) keepEntry(merging, record, record.id);
}

const affiliationKey = (one: ActorAffiliation): string =>
  JSON.stringify([one.actorId, one.organisationId, nameKey(one.office), one.fromDate, one.toDate]);

const distinctionKey = (one: Distinction): string =>
  JSON.stringify([
    [one.actorId, one.otherActorId].toSorted(),
    [one.conceptId, one.otherConceptId].toSorted(),
  ]);

const assignmentKey = (one: Assignment): string =>
  JSON.stringify([one.doubleCodingId, one.articleId, one.coderId]);

/**
 * Notes what other programs and projects call records of theirs. It is only brought for records that stand, which
 * is known at the end: see `bringForeignIds`.
 */
export function offerForeignIds(
  merging: Merging,
  mine: readonly ForeignId[],
  theirs: readonly ForeignId[],
): void {
  if (theirs.length > 0) merging.foreignIds.push({ mine, theirs });
}

/** Brings foreign ids that were offered. What theirs calls records of mine says nothing here. */
export function bringForeignIds(merging: Merging): void {
  const keyOf = (one: ForeignId): string =>
    JSON.stringify([one.format, one.recordType, one.recordId, one.foreignId]);
  const standing = new Set<string>();
  for (const { type, id } of merging.changes.additions) standing.add(`${type}/${id}`);
  const stands = ({ recordType, recordId }: ForeignId): boolean => {
    const type = recordType as RecordType;
    if (standing.has(`${type}/${recordId}`)) return true;
    return (
      type in references &&
      merging.mine.side.has(type, recordId) &&
      !merging.changes.isRemoved({ type, id: recordId })
    );
  };
  const remembered = new Set<string>();
  for (const one of [...merging.mine.side.registries.remembered, ...merging.changes.additions])
    if (one.type === 'foreign_id' && one.format === projectFormat)
      remembered.add(`${one.recordType}/${one.foreignId}`);
  /** Whether it is about a record of either of the two files, or of a third one that I know in my own way. */
  const isSettled = ({ format, recordType, foreignId }: ForeignId): boolean => {
    const type = recordType as RecordType;
    const { mine, theirs } = merging;
    return (
      format === projectFormat &&
      (remembered.has(`${type}/${foreignId}`) ||
        mine.side.has(type, foreignId) ||
        theirs.side.has(type, foreignId) ||
        mine.news.of(type, foreignId).length > 0)
    );
  };
  const brought: ForeignId[] = [];
  for (const { mine, theirs } of merging.foreignIds) {
    const ids = new Set(mine.map(({ id }) => id));
    const said = new Set(mine.map(keyOf));
    for (const given of theirs) {
      const record = asMine(given, merging.toMine);
      const isRemoved = merging.mine.news.removal('foreign_id', given.id)?.silent === false;
      if (ids.has(given.id) || isSettled(record) || isRemoved || said.has(keyOf(record)) || !stands(record))
        continue;
      // It may outlive its record.
      if (!merging.theirs.side.has(given.recordType as RecordType, given.recordId)) continue;
      said.add(keyOf(record));
      const isTaken = merging.mine.side.has('foreign_id', given.id);
      brought.push(isTaken ? { ...record, id: merging.env.newId() } : record);
    }
  }
  for (const record of brought) merging.changes.add(record);
}

/** An import comes in with the first article that came with it. */
function offerImports(merging: Merging, mine: readonly Import[], theirs: readonly Import[]): void {
  const own = byId(mine);
  for (const given of theirs) {
    if (own.has(given.id)) continue;
    const record = asMine(given, merging.toMine);
    merging.needs.doubt('import', given.id, {
      records: [record],
      with: null,
      keep: () => merging.changes.add({ ...record, report: merging.theirs.side.report(given.id) }),
      drop: () => undefined,
    });
  }
}

/** Which record of another file is which of mine, for the next merge. */
export function remember(
  merging: Merging,
  matches: readonly { type: RecordType; id: string; mineId: string; besides?: boolean }[],
): void {
  for (const { type, id, mineId, besides: isBesides } of matches)
    merging.changes.add({
      type: 'foreign_id',
      id: merging.env.newId(),
      format: projectFormat,
      recordType: type,
      recordId: mineId,
      foreignId: id,
      extra: isBesides ? besides : '',
    });
}
