/**
 * What must hold of all records together, whatever came from which side: no entry lies beneath itself, no
 * annotation leads back to itself, no key tags with two codes, no two entries of a list look the same unnoticed.
 */
import type { AnyRecord, AttributeValue, Code, Concept } from '../records';
import { lookalikeKey } from '../names';
import { type Alias, ownerOf } from '../registry';
import type { Merging } from './merging';
import { askWhetherOne } from './perhaps-one';

/** The records of a type as they are after the merge. */
function after<T extends AnyRecord>(merging: Merging, type: T['type'], own: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const record of own) {
    const standing = merging.changes.after(record);
    if (standing) found.set(record.id, standing);
  }
  for (const record of merging.changes.additions) if (record.type === type) found.set(record.id, record as T);
  return [...found.values()];
}

export function tidy(merging: Merging): void {
  const { registries } = merging.mine.side;
  const codes = after(merging, 'code', registries.codes);
  const concepts = after(merging, 'concept', registries.concepts);
  straighten(merging, codes, registries.codes);
  straighten(merging, concepts, registries.concepts);
  freeKeys(merging, codes, registries.codes);
  sayNamesOnce(merging);
  askWhetherOne(merging, {
    code: codes,
    actor: after(merging, 'actor', registries.actors),
    concept: concepts,
  });
}

/** Of other names that this merge put beside ones that look the same, one is enough. */
function sayNamesOnce(merging: Merging): void {
  const { registries } = merging.mine.side;
  const own = [...registries.actorAliases, ...registries.conceptAliases];
  const before = new Map<string, Alias>(own.map((alias) => [alias.id, alias]));
  const all = [
    ...after(merging, 'actor_alias', registries.actorAliases),
    ...after(merging, 'concept_alias', registries.conceptAliases),
  ];
  const stood = (alias: Alias): boolean => {
    const known = before.get(alias.id);
    return known !== undefined && ownerOf(known) === ownerOf(alias) && known.name === alias.name;
  };
  for (const same of Map.groupBy(all, (alias) => `${ownerOf(alias)} ${lookalikeKey(alias.name)}`).values()) {
    if (same.length < 2) continue;
    const keeper = same.find(stood) ?? same[0];
    for (const alias of same)
      if (alias !== keeper && !stood(alias)) merging.changes.remove(before.get(alias.id) ?? alias);
  }
}

/** Takes entries out of circles: what theirs moved stays where mine has it. */
function straighten<T extends Code | Concept>(merging: Merging, all: readonly T[], own: readonly T[]): void {
  const parents = new Map<string, string | null>(all.map(({ id, parentId }) => [id, parentId]));
  const before = new Map(own.map((entry) => [entry.id, entry]));
  const isInCircle = (id: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | null = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null) {
      if (at === id) return true;
      if (seen.has(at)) return false;
      seen.add(at);
    }
    return false;
  };
  // Those that this merge moved first; then those that came in.
  const moved = all.filter(({ id, parentId }) => before.has(id) && before.get(id)?.parentId !== parentId);
  const fresh = all.filter(({ id }) => !before.has(id));
  for (const entry of [...moved, ...fresh].toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!isInCircle(entry.id)) continue;
    const back = before.get(entry.id)?.parentId ?? null;
    // Where it was may have gone with this merge.
    const parentId = back !== null && parents.has(back) ? back : null;
    parents.set(entry.id, parentId);
    merging.changes.update(before.get(entry.id) ?? entry, { parentId });
    merging.ask({
      kind: 'order',
      articleId: null,
      recordType: entry.type,
      recordId: entry.id,
      field: 'parentId',
      mine: parentId,
      theirs: entry.parentId,
      mineLast: null,
      theirLast: null,
      answer: null,
    });
  }
}

/** A key tags with one code; the one that has it in mine keeps it. */
function freeKeys(merging: Merging, codes: readonly Code[], own: readonly Code[]): void {
  const before = new Map(own.map((code) => [code.id, code]));
  const isMine = ({ id, shortcut }: Code): boolean => before.get(id)?.shortcut === shortcut;
  for (const [shortcut, users] of Map.groupBy(codes, (code) => code.shortcut)) {
    if (shortcut === null || users.length < 2) continue;
    const keeper = users.find(isMine) ?? users[0];
    for (const code of users) {
      if (code === keeper || isMine(code)) continue;
      const back = before.get(code.id)?.shortcut ?? null;
      const isFree = back !== null && !codes.some((other) => other.id !== code.id && other.shortcut === back);
      merging.changes.update(before.get(code.id) ?? code, { shortcut: isFree ? back : null });
      merging.ask({
        kind: 'name',
        articleId: null,
        recordType: 'code',
        recordId: code.id,
        field: 'shortcut',
        mine: null,
        theirs: shortcut,
        mineLast: null,
        theirLast: null,
        answer: null,
      });
    }
  }
}

/**
 * Drops values of theirs by which an annotation would lead back to itself; what they said is kept in a question.
 * @param standing values of mine that point to annotations and stand
 */
export function cutTargetCircles(merging: Merging, standing: readonly AttributeValue[]): void {
  const isTarget = (record: AnyRecord): record is AttributeValue =>
    record.type === 'attribute_value' && record.targetAnnotationId !== null;
  const targets = new Map<string, Set<string>>();
  const lead = ({ annotationId, targetAnnotationId }: AttributeValue): void => {
    if (targetAnnotationId === null) return;
    const known = targets.get(annotationId);
    if (known) known.add(targetAnnotationId);
    else targets.set(annotationId, new Set([targetAnnotationId]));
  };
  const leadsTo = (from: string, to: string): boolean => {
    const seen = new Set([from]);
    for (const at of seen) {
      if (at === to) return true;
      for (const next of targets.get(at) ?? []) seen.add(next);
    }
    return false;
  };
  const fresh: { value: AttributeValue; before: AttributeValue | null }[] = [];
  for (const value of standing) {
    const now = merging.changes.after(value);
    if (now === null || now.targetAnnotationId === null) continue;
    if (now.targetAnnotationId === value.targetAnnotationId) lead(now);
    else fresh.push({ value: now, before: value });
  }
  for (const record of merging.changes.additions)
    if (isTarget(record)) fresh.push({ value: record, before: null });
  for (const { value, before } of fresh.toSorted((a, b) => (a.value.id < b.value.id ? -1 : 1))) {
    const target = value.targetAnnotationId;
    if (target === null || !leadsTo(target, value.annotationId)) {
      lead(value);
      continue;
    }
    if (before) {
      merging.changes.update(before, before);
      lead(before);
    } else merging.changes.remove(value);
    merging.ask({
      kind: 'order',
      articleId: null,
      recordType: 'annotation',
      recordId: value.annotationId,
      field: `value ${value.attributeId}`,
      mine: [],
      theirs: [value],
      mineLast: null,
      theirLast: null,
      answer: null,
    });
  }
}
