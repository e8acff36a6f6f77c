/** The registry of actors: who they are, and what they belong to when. */
import type { ParsedInput } from './api';
import {
  type CommandEnv,
  type Decision,
  decide,
  invalid,
  named,
  refuse,
  shorten,
  updatesOf,
} from './commands';
import { updateOf } from './changes';
import { isBackwards } from './offices';
import type { Actor, ActorAffiliation, ActorKind } from './records';
import { taken } from './registry';

export const newActor = (name: string, kind: ActorKind, env: CommandEnv): Actor => ({
  type: 'actor',
  id: env.newId(),
  name: name.trim(),
  kind,
  note: '',
  authority: '',
  createdAt: env.now,
});

/** `actors` are all of the registry. */
export function createActor(
  actors: readonly Actor[],
  { name, kind }: ParsedInput<'actor.create'>,
  env: CommandEnv,
): Decision {
  return (
    taken('actor', name, actors) ??
    decide(`New actor ${shorten(name)}`, { added: [newActor(name, kind, env)] })
  );
}

/** `others` are the other actors of the registry. */
export function updateActor(
  actor: Actor,
  others: readonly Actor[],
  { actorId: _, ...fields }: ParsedInput<'actor.update'>,
): Decision {
  const refusal = fields.name === undefined ? null : taken('actor', fields.name, others);
  const update = updateOf<'actor'>(actor, named(fields));
  return refusal ?? decide(`Edit actor ${shorten(actor.name)}`, { updated: updatesOf(update) });
}

export interface AboutAffiliation {
  actor: Actor;
  /** Null for an office without one. */
  organisation: Actor | null;
  /** The affiliations of the actor so far. */
  affiliations: readonly ActorAffiliation[];
}

/** Says what an actor belongs to, or corrects it where `affiliationId` names one of theirs. */
export function setAffiliation(
  { actor, organisation, affiliations }: AboutAffiliation,
  { affiliationId, office, fromDate, toDate }: ParsedInput<'actor.setAffiliation'>,
  env: CommandEnv,
): Decision {
  const name = shorten(actor.name);
  if (organisation === null && office === '') {
    return refuse(`Say what ${name} belongs to, or which office it is; nothing was changed.`);
  }
  if (organisation?.id === actor.id) {
    return refuse(`${name} cannot belong to itself. Choose another organisation; nothing was changed.`);
  }
  if (isBackwards(fromDate, toDate)) {
    return refuse(`This ends (${toDate}) before it begins (${fromDate}). Correct one of the two dates.`);
  }
  const fields = { organisationId: organisation?.id ?? null, office, fromDate, toDate };
  const same = affiliations.find((other) => other.id !== affiliationId && placeOf(other) === placeOf(fields));
  if (same) return refuse(`The same is already said of ${name}; nothing was changed.`);
  const label = `Affiliation of ${name}`;
  if (affiliationId === null) {
    const added: ActorAffiliation = {
      type: 'actor_affiliation',
      id: env.newId(),
      actorId: actor.id,
      ...fields,
    };
    return decide(label, { added: [added] });
  }
  const before = affiliations.find(({ id }) => id === affiliationId);
  if (!before) return invalid(`This is not an affiliation of ${name}.`);
  return decide(label, { updated: updatesOf(updateOf<'actor_affiliation'>(before, fields)) });
}

/** What an affiliation says, so that the same is not said twice. */
export const placeOf = ({
  organisationId,
  office,
  fromDate,
  toDate,
}: Pick<ActorAffiliation, 'organisationId' | 'office' | 'fromDate' | 'toDate'>): string =>
  JSON.stringify([organisationId, office, fromDate, toDate]);

export const removeAffiliation = (actor: Actor, affiliation: ActorAffiliation): Decision =>
  decide(`Remove an affiliation of ${shorten(actor.name)}`, { removed: [affiliation] });
