/**
 * Which of those that share keys with an article are most likely the same: told from the keys alone, so that only
 * the texts of a few have to be looked at.
 */

/**
 * All that share a key, once each: first those that share a name, then those that share more stretches of text,
 * then as they are listed.
 * @param byName for each of the article's names (address, number): who has it, too
 * @param byText for each key of its text: who has it, too
 */
export function likeliest<Id>(byName: readonly (readonly Id[])[], byText: readonly (readonly Id[])[]): Id[] {
  const shared = new Map<Id, number>();
  const add = (ids: readonly Id[], weight: number): void => {
    for (const id of ids) shared.set(id, (shared.get(id) ?? 0) + weight);
  };
  // One name outweighs all stretches of text.
  for (const ids of byName) add(ids, byText.length + 1);
  for (const ids of byText) add(ids, 1);
  return [...shared].toSorted(([, one], [, other]) => other - one).map(([id]) => id);
}
