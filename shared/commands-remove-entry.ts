/** Removing actors and concepts: refused while they are used, unless the uses may go with them. */
import { type Decision, decide, invalid, refuse, shorten, updatesOf } from './commands';
import { ancestorsOf } from './commands-concepts';
import { emptyChange, updateOf } from './changes';
import type { ActorAffiliation, AttributeValue, Concept, Distinction } from './records';
import { type Alias, type Entry, type EntryType, counted } from './registry';

/** Entries with everything that names any of them. */
export interface AboutEntryRemoval {
  entries: readonly Entry[];
  aliases: readonly Alias[];
  values: readonly AttributeValue[];
  distinctions: readonly Distinction[];
  /** For actors: what any of them belongs to, and what belongs to any of them. */
  affiliations: readonly ActorAffiliation[];
  /** For concepts: all of the project. */
  concepts: readonly Concept[];
}

/**
 * Removes entries. Concepts below one that goes move up into its place; an affiliation with an actor that
 * goes keeps its office, if it has one.
 */
export function removeEntries(type: EntryType, about: AboutEntryRemoval, withUses: boolean): Decision {
  const { entries, values, affiliations, concepts } = about;
  const [first] = entries;
  if (!first) return invalid(`There is no ${type} to remove.`);
  const gone = new Set(entries.map(({ id }) => id));
  const name = entries.length === 1 ? shorten(first.name) : counted(entries.length, type);
  const members = affiliations.filter(
    ({ actorId, organisationId }) => !gone.has(actorId) && gone.has(organisationId ?? ''),
  );
  if (!withUses && values.length + members.length > 0) {
    const uses = [
      ...(values.length > 0 ? [counted(values.length, 'annotation value')] : []),
      ...(members.length > 0
        ? [counted(members.length, 'affiliation of others', 'affiliations of others')]
        : []),
    ].join(' and ');
    return refuse(
      `${name} is still used, by ${uses}. Merge it into another ${type}, or remove it together with its uses; nothing was changed.`,
    );
  }
  const change = emptyChange();
  for (const affiliation of affiliations) {
    if (!members.includes(affiliation) || affiliation.office === '') change.removed.push(affiliation);
    else {
      const update = updateOf<'actor_affiliation'>(affiliation, { organisationId: null });
      change.updated.push(...updatesOf(update));
    }
  }
  for (const concept of concepts) {
    if (gone.has(concept.id) || concept.parentId === null || !gone.has(concept.parentId)) continue;
    const parentId = ancestorsOf(concept.id, concepts).find((id) => !gone.has(id)) ?? null;
    change.updated.push(...updatesOf(updateOf<'concept'>(concept, { parentId })));
  }
  change.removed.push(...values, ...about.aliases, ...about.distinctions, ...entries);
  return decide(`Remove ${name}`, change);
}
