/** The other names of actors and concepts, and which of them that look alike are not the same. */
import type { ParsedInput } from './api';
import { type CommandEnv, type Decision, decide, refuse, shorten } from './commands';
import type { Distinction } from './records';
import { lookalikeKey } from './names';
import { type Alias, type Entry, newAlias, newDistinction, pairKey, pairOf } from './registry';

/** Refuses a name that the entry itself has already; other entries may share it, as offices are shared. */
function alreadyCalled(
  entry: Entry,
  aliases: readonly Alias[],
  name: string,
): ReturnType<typeof refuse> | null {
  const key = lookalikeKey(name);
  const same = [entry, ...aliases].find((holder) => lookalikeKey(holder.name) === key);
  if (!same) return null;
  return refuse(`${shorten(entry.name)} has the name ${shorten(same.name)} already; nothing was changed.`);
}

/** `aliases` are all of the entry. */
export function addAlias(
  entry: Entry,
  aliases: readonly Alias[],
  { type, name }: ParsedInput<'entry.addAlias'>,
  env: CommandEnv,
): Decision {
  return (
    alreadyCalled(entry, aliases, name) ??
    decide(`Other name of ${shorten(entry.name)}`, {
      added: [newAlias(type, entry.id, name, env.newId())],
    })
  );
}

/** `others` are the other aliases of the entry. */
export function renameAlias(entry: Entry, alias: Alias, others: readonly Alias[], name: string): Decision {
  const refusal = alreadyCalled(entry, others, name);
  const { type, id } = alias;
  const updated = alias.name === name ? [] : [{ type, id, from: { name: alias.name }, to: { name } }];
  return refusal ?? decide(`Other name of ${shorten(entry.name)}`, { updated });
}

export const removeAlias = (entry: Entry, alias: Alias): Decision =>
  decide(`Remove a name of ${shorten(entry.name)}`, { removed: [alias] });

/** Remembers that two entries that look alike are not the same. `known` are the distinctions of either. */
export function distinguish(
  [one, other]: readonly [Entry, Entry],
  known: readonly Distinction[],
  { type }: ParsedInput<'entry.distinguish'>,
  env: CommandEnv,
): Decision {
  if (one.id === other.id) return refuse('An entry cannot be told apart from itself; nothing was changed.');
  const key = pairKey(one.id, other.id);
  const isKnown = known.some((distinction) => {
    const pair = pairOf(type, distinction);
    return pair !== null && pairKey(...pair) === key;
  });
  const fresh = newDistinction(type, [one.id, other.id], { id: env.newId(), now: env.now });
  return decide(`${shorten(one.name)} is not ${shorten(other.name)}`, { added: isKnown ? [] : [fresh] });
}
