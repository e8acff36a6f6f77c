/** The registry of actors and the list of concepts. */
import type { ParsedInput } from './api';
import {
  type CommandEnv,
  type Decision,
  decide,
  named,
  nameKey,
  refuse,
  shorten,
  updatesOf,
} from './commands';
import { updateOf } from './changes';
import type { Actor, ActorKind, Concept } from './records';

export const newActor = (name: string, kind: ActorKind, env: CommandEnv): Actor => ({
  type: 'actor',
  id: env.newId(),
  name: name.trim(),
  kind,
  note: '',
  authority: '',
  createdAt: env.now,
});

export const newConcept = (name: string, env: CommandEnv): Concept => ({
  type: 'concept',
  id: env.newId(),
  parentId: null,
  name: name.trim(),
  definition: '',
  createdAt: env.now,
});

/** Refuses a name that another entry has; null when it is free. */
function taken(
  what: 'an actor' | 'a concept',
  name: string,
  entries: readonly (Actor | Concept)[],
): ReturnType<typeof refuse> | null {
  const same = entries.find((entry) => nameKey(entry.name) === nameKey(name));
  if (!same) return null;
  return refuse(
    `There is already ${what} named ${shorten(same.name)}. Add to the name what tells the two apart.`,
  );
}

/** `actors` are all of the registry. */
export function createActor(
  actors: readonly Actor[],
  { name, kind }: ParsedInput<'actor.create'>,
  env: CommandEnv,
): Decision {
  return (
    taken('an actor', name, actors) ??
    decide(`New actor ${shorten(name)}`, { added: [newActor(name, kind, env)] })
  );
}

/** `others` are the other actors of the registry. */
export function updateActor(
  actor: Actor,
  others: readonly Actor[],
  { actorId: _, ...fields }: ParsedInput<'actor.update'>,
): Decision {
  const refusal = fields.name === undefined ? null : taken('an actor', fields.name, others);
  const update = updateOf<'actor'>(actor, named(fields));
  return refusal ?? decide(`Edit actor ${shorten(actor.name)}`, { updated: updatesOf(update) });
}

/** `concepts` are all of the project. */
export function createConcept(
  concepts: readonly Concept[],
  { name }: ParsedInput<'concept.create'>,
  env: CommandEnv,
): Decision {
  return (
    taken('a concept', name, concepts) ??
    decide(`New concept ${shorten(name)}`, { added: [newConcept(name, env)] })
  );
}

/** `others` are the other concepts of the project. */
export function updateConcept(
  concept: Concept,
  others: readonly Concept[],
  { conceptId: _, ...fields }: ParsedInput<'concept.update'>,
): Decision {
  const refusal = fields.name === undefined ? null : taken('a concept', fields.name, others);
  const update = updateOf<'concept'>(concept, named(fields));
  return refusal ?? decide(`Edit concept ${shorten(concept.name)}`, { updated: updatesOf(update) });
}
