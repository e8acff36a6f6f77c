/** What a network has no place for, of coders, codebook, actors and concepts. */
import type { Registries } from './dataset';
import type { Aspect, Losses } from './losses';
import { withRoles } from './lost-facts';

const noCodebook = 'A network has no codebook.';
const nodesOnly = 'Of an actor or a concept a network tells the name, the kind and the identifier elsewhere.';
const silent = 'Actors and concepts of which no statement counts are left out.';
const coderless = 'A network does not tell who annotated what.';

/** @param nodes of all networks that are written, by their ids */
export function loseRegistries(
  registries: Registries,
  nodes: ReadonlyMap<string, unknown>,
  losses: Losses,
): void {
  const lose = (what: string, example: string, ...aspects: (Aspect | false)[]): void => {
    for (const aspect of aspects) if (aspect !== false) losses.add(aspect, 'dropped', what, example);
  };
  for (const { name } of registries.coders) lose(coderless, name, 'coder');
  for (const { name } of withRoles(registries.coders)) lose(coderless, name, 'coder role');
  for (const { name, parentId, definition, useWhen, useNot, retired } of registries.codes) {
    const isDefined = [definition, useWhen, useNot].some((words) => words !== '');
    lose(noCodebook, name, 'code', 'code kind', 'code look', parentId !== null && 'code parent');
    lose(noCodebook, name, isDefined && 'code definition', retired && 'code retired');
  }
  for (const { name } of registries.attributes) lose(noCodebook, name, 'attribute', 'attribute rules');
  for (const { name, number, definition } of registries.choices)
    lose(
      noCodebook,
      name,
      'choice',
      number !== null && 'choice number',
      definition !== '' && 'choice definition',
    );
  for (const { id, name, note, authority } of registries.actors) {
    if (!nodes.has(id)) lose(silent, name, 'actor', 'actor kind', authority !== '' && 'actor authority');
    lose(nodesOnly, name, note !== '' && 'actor note');
  }
  for (const { name } of registries.actorAliases) lose(nodesOnly, name, 'actor alias');
  for (const { office } of registries.actorAffiliations) lose(nodesOnly, office, 'actor affiliation');
  for (const { id, name, parentId, definition } of registries.concepts) {
    if (!nodes.has(id)) lose(silent, name, 'concept');
    lose(nodesOnly, name, parentId !== null && 'concept parent', definition !== '' && 'concept definition');
  }
  for (const { name } of registries.conceptAliases) lose(nodesOnly, name, 'concept alias');
  const distinctions = registries.distinctions.length;
  losses.add('distinction', 'dropped', 'That two look alike and differ is left out.', '', distinctions);
}
