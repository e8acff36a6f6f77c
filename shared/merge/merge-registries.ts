/** Merging what is not inside one article: coders, the codebook, actors and concepts, and what is said of them. */
import { nameKey } from '../commands';
import { byId } from '../formats/dataset';
import { lookalikeKey } from '../names';
import type {
  Actor,
  ActorAffiliation,
  Assignment,
  Concept,
  Distinction,
  Import,
  Merge,
  RecordOf,
  RecordType,
} from '../records';
import { offerForeignIds, remember } from './foreign-ids';
import { asMine } from './links';
import { entriesOf, type RegistryMap } from './match-registries';
import { mergePair } from './merge-pair';
import { matchedTypes } from './merge-plan';
import { mergeSaid } from './merge-said';
import type { Merging } from './merging';
import { bringEntry, keepEntry } from './one-sided-entry';
import type { Remembered } from './remembered';

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
  mergeSaid(merging, 'merge', mine.merges, mergesHeardOf(merging), { keyOf: ({ id }) => id });
  // A merge that was undone elsewhere stays where something is asked that came of it.
  for (const question of mine.questions) merging.stands(question);
  offerForeignIds(merging, mine.foreignIds, theirs.foreignIds);
  offerImports(merging, mine.imports, theirs.imports);
  remember(merging, map.toRemember);
}

/**
 * The merges of the other file. A copy that was cut, and perhaps made blind, may lack what they brought: the lines that
 * they took in have been heard of, and are not known for that.
 */
function mergesHeardOf({ whole, theirs: { side, news } }: Merging): Merge[] {
  const { merges } = side.registries;
  if (whole.theirs) return [...merges];
  const isItsOwn = (id: string): boolean => news.of('merge', id).some(({ kind }) => kind === 'added');
  return merges.flatMap((one) => (isItsOwn(one.id) ? [{ ...one, headChangeId: null }] : []));
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

/** What entries of mine are called after the merge. */
const named = (merging: Merging, entries: readonly (Actor | Concept)[]): string[] =>
  entries.map((entry) => `${entry.id} ${lookalikeKey(merging.changes.after(entry)?.name ?? entry.name)}`);

const affiliationKey = (one: ActorAffiliation): string =>
  JSON.stringify([one.actorId, one.organisationId, nameKey(one.office), one.fromDate, one.toDate]);

const distinctionKey = (one: Distinction): string =>
  JSON.stringify([
    [one.actorId, one.otherActorId].toSorted(),
    [one.conceptId, one.otherConceptId].toSorted(),
  ]);

const assignmentKey = (one: Assignment): string =>
  JSON.stringify([one.doubleCodingId, one.articleId, one.coderId]);

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
