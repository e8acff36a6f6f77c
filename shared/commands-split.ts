/** Taking an entry apart: the chosen passages and names go to another one. */
import type { ParsedInput } from './api';
import { type CommandEnv, type Decision, decide, refuse, shorten } from './commands';
import { type AboutFields, moveValues, ownedBy } from './commands-merge';
import type { AttributeValue, Distinction } from './records';
import { lookalikeKey } from './names';
import {
  type Alias,
  type Entry,
  entryIdOf,
  newDistinction,
  ownerOf,
  pairKey,
  pairOf,
  taken,
} from './registry';

/** An entry from which some passages are to go to another. */
export interface AboutSplit extends AboutFields {
  entry: Entry;
  /** The entry they go to, where it is there already. */
  existing: Entry | null;
  /** All entries of the type. */
  entries: readonly Entry[];
  /** The chosen values that name `entry`, and those that name `existing` in the same annotations. */
  values: readonly AttributeValue[];
  /** The other names of `entry` and of `existing`. */
  aliases: readonly Alias[];
  /** Those of `entry`. */
  distinctions: readonly Distinction[];
}

/** Lets the chosen passages and other names go to another entry, new or there already; the two are kept apart. */
export function splitEntry(
  about: AboutSplit,
  { type, to, valueIds, aliasIds }: ParsedInput<'entry.split'>,
  env: CommandEnv,
): Decision {
  const { entry, existing, values, aliases } = about;
  const name = shorten(entry.name);
  if (valueIds.length + aliasIds.length === 0) {
    return refuse(`Choose at least one passage of ${name} that goes; nothing was changed.`);
  }
  const chosen = new Set(valueIds);
  const moving = values.filter(({ id }) => chosen.has(id));
  const names = aliases.filter(({ id }) => aliasIds.includes(id));
  if (
    moving.length < chosen.size ||
    moving.some((value) => entryIdOf(type, value) !== entry.id) ||
    names.some((alias) => ownerOf(alias) !== entry.id)
  ) {
    return refuse(`Some of these passages are not about ${name} any more. Look again; nothing was changed.`);
  }
  if (existing?.id === entry.id) {
    return refuse(`These passages are already about ${name}; nothing was changed.`);
  }
  if ('name' in to) {
    const refusal = taken(type, to.name, about.entries);
    if (refusal) return refusal;
  }
  const target = existing ?? newPart(entry, to, env);
  const change = moveValues(type, values, target.id, ({ id }) => chosen.has(id), {
    ...about,
    entries: [entry, target],
  });
  if (!existing) change.added.push(target);
  const called = new Set(
    [target, ...aliases.filter((alias) => ownerOf(alias) === target.id)].map((part) =>
      lookalikeKey(part.name),
    ),
  );
  for (const alias of aliases) {
    if (ownerOf(alias) !== entry.id) continue;
    // The name of the new entry is no longer a name of the old one.
    const isItsName = existing === null && lookalikeKey(alias.name) === lookalikeKey(target.name);
    if (!isItsName && !aliasIds.includes(alias.id)) continue;
    if (called.has(lookalikeKey(alias.name))) change.removed.push(alias);
    else change.updated.push(ownedBy(alias, target.id));
    called.add(lookalikeKey(alias.name));
  }
  const apart = pairKey(entry.id, target.id);
  const isKnown = about.distinctions.some((distinction) => {
    const pair = pairOf(type, distinction);
    return pair !== null && pairKey(...pair) === apart;
  });
  if (!isKnown) {
    const stamp = { id: env.newId(), now: env.now };
    change.added.push(newDistinction(type, [entry.id, target.id], stamp));
  }
  return decide(`Split ${shorten(target.name)} from ${name}`, change);
}

function newPart(entry: Entry, to: ParsedInput<'entry.split'>['to'], env: CommandEnv): Entry {
  if (!('name' in to)) throw new Error(`the entry ${to.entryId} was not given`);
  const common = { id: env.newId(), name: to.name, createdAt: env.now };
  return entry.type === 'actor'
    ? { type: 'actor', ...common, kind: to.kind ?? entry.kind, note: '', authority: '' }
    : { type: 'concept', ...common, parentId: entry.parentId, definition: '' };
}
