/** The tree of concepts: the issues and demands that claims are about. */
import type { ParsedInput } from './api';
import { type CommandEnv, type Decision, decide, named, refuse, shorten, updatesOf } from './commands';
import { updateOf } from './changes';
import type { Concept } from './records';
import { taken } from './registry';

export const newConcept = (name: string, env: CommandEnv, parentId: string | null = null): Concept => ({
  type: 'concept',
  id: env.newId(),
  parentId,
  name: name.trim(),
  definition: '',
  createdAt: env.now,
});

/** `concepts` are all of the project. */
export function createConcept(
  concepts: readonly Concept[],
  { name, parentId }: ParsedInput<'concept.create'>,
  env: CommandEnv,
): Decision {
  return (
    taken('concept', name, concepts) ??
    decide(`New concept ${shorten(name)}`, { added: [newConcept(name, env, parentId)] })
  );
}

/** `others` are the other concepts of the project. */
export function updateConcept(
  concept: Concept,
  others: readonly Concept[],
  { conceptId: _, ...fields }: ParsedInput<'concept.update'>,
): Decision {
  const refusal = fields.name === undefined ? null : taken('concept', fields.name, others);
  const update = updateOf<'concept'>(concept, named(fields));
  return refusal ?? decide(`Edit concept ${shorten(concept.name)}`, { updated: updatesOf(update) });
}

/** Puts a concept, with all below it, under another one, or at the top. `concepts` are all of the project. */
export function moveConcept(
  concept: Concept,
  parent: Concept | null,
  concepts: readonly Concept[],
): Decision {
  const name = shorten(concept.name);
  if (parent && [parent.id, ...ancestorsOf(parent.id, concepts)].includes(concept.id)) {
    const where = parent.id === concept.id ? 'itself' : `${shorten(parent.name)}, which is below it`;
    return refuse(`${name} cannot be under ${where}. Choose another place; nothing was changed.`);
  }
  const update = updateOf<'concept'>(concept, { parentId: parent?.id ?? null });
  return decide(parent ? `Move ${name} under ${shorten(parent.name)}` : `Move ${name} to the top`, {
    updated: updatesOf(update),
  });
}

/** Ids of all that a concept is under, the nearest first. A tree that contains itself is gone round once. */
export function ancestorsOf(id: string, concepts: readonly Pick<Concept, 'id' | 'parentId'>[]): string[] {
  const parents = new Map(concepts.map((concept) => [concept.id, concept.parentId]));
  const found = new Set<string>();
  for (let at = parents.get(id) ?? null; at !== null && !found.has(at); at = parents.get(at) ?? null) {
    found.add(at);
  }
  return [...found];
}
