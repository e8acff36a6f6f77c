/** Likely duplicates as groups: what is like something that is like something else belongs together. */
import type { Duplicate, DuplicateMember } from './api-imports';

export interface GroupMember {
  in: DuplicateMember['in'];
  /** Of the article or the row. */
  id: string;
  likeness: DuplicateMember['likeness'];
}

export interface MemberGroup {
  /** At least two. */
  members: GroupMember[];
}

/**
 * The groups, in the order of their first rows; in each, what is in the project comes first, then the rows
 * in their order.
 * @param pairs each row that is like another row, or like an article of the project, in the order of the rows
 */
export function duplicateGroups(pairs: readonly { rowId: string; duplicate: Duplicate }[]): MemberGroup[] {
  const leaderOf = new Map<string, string>();
  const lead = (key: string): string => {
    let leader = key;
    for (let next = leaderOf.get(leader); next !== undefined && next !== leader; next = leaderOf.get(leader))
      leader = next;
    leaderOf.set(key, leader);
    return leader;
  };
  const members = new Map<string, GroupMember>();
  for (const { rowId, duplicate } of pairs) {
    const row = `row ${rowId}`;
    const original =
      'rowId' in duplicate.of ? `row ${duplicate.of.rowId}` : `article ${duplicate.of.articleId}`;
    const { how, similarity } = duplicate;
    members.set(row, { in: 'import', id: rowId, likeness: { how, similarity } });
    if (!members.has(original)) {
      members.set(
        original,
        'rowId' in duplicate.of
          ? { in: 'import', id: duplicate.of.rowId, likeness: null }
          : { in: 'project', id: duplicate.of.articleId, likeness: null },
      );
    }
    leaderOf.set(lead(row), lead(original));
  }
  const groups = new Map<string, GroupMember[]>();
  for (const [key, member] of members) {
    const leader = lead(key);
    const group = groups.get(leader);
    if (group) group.push(member);
    else groups.set(leader, [member]);
  }
  const order = ({ in: place, id }: GroupMember): number => (place === 'project' ? -1 : Number(id));
  return [...groups.values()].map((group) => ({
    members: group.toSorted((one, other) => order(one) - order(other)),
  }));
}
