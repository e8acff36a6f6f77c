/** What a person's rules and decisions make of an item; where they say nothing, what is done by itself. */
import type { RecordType } from '../records';
import type { Category, MergeChoices, Take } from './merge-plan';

/** What can be done about items of each category; the first is what is done by itself. */
const takes: Record<Category, readonly [Take, ...Take[]]> = {
  theirs: ['theirs', 'mine'],
  mine: ['mine'],
  same: ['mine'],
  boundary: ['both', 'theirs', 'mine'],
  value: ['theirs', 'mine'],
  removed: ['theirs', 'mine'],
  conflict: ['open', 'theirs', 'mine'],
  unplaced: ['open', 'mine'],
};

export const takesOf = (category: Category): readonly Take[] => takes[category];

export interface Chosen {
  take: Take;
  /** Whether a person said so, by a rule or for this item. */
  said: boolean;
}

/**
 * @param byItself what is done where nobody says anything: for what one side changed or removed, that side's way
 */
export function choose(
  { items, rules }: MergeChoices,
  item: { key: string; category: Category; type: RecordType },
  byItself: Take = takes[item.category][0],
): Chosen {
  const rule = rules.findLast(
    ({ category, type }) => category === item.category && (type === undefined || type === item.type),
  );
  const said = [items[item.key], rule?.take].find(
    (take) => take !== undefined && takes[item.category].includes(take),
  );
  return said === undefined ? { take: byItself, said: false } : { take: said, said: true };
}
