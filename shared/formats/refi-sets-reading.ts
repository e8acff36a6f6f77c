/** Sets of REFI-QDA: ours say what codes are, all others are kept with the records that are in them. */
import type { XmlElement } from '../xml';
import type { DatasetBuilder } from './dataset-builder';
import { childrenNamed, descriptionOf, targetOf } from './refi-elements';
import { type Role, roleOfSet, type SetExtra } from './refi-roles';

/** The sets that are not ours, by the key of the GUID of each member. */
export type Memberships = ReadonlyMap<string, SetExtra[]>;

export interface ReadSets {
  roles: ReadonlyMap<string, ReadonlySet<Role>>;
  memberships: Memberships;
}

/** Ours say what a code is; all others are kept with their members. Those without any are noted. */
export function readSets(sets: XmlElement | null, builder: DatasetBuilder): ReadSets {
  const roles = new Map<string, Set<Role>>();
  const memberships = new Map<string, SetExtra[]>();
  for (const set of childrenNamed(sets, 'Set')) {
    const { guid = '', name = '' } = set.attributes;
    const role = roleOfSet(name);
    const members = ['MemberCode', 'MemberSource'].flatMap((kind) => childrenNamed(set, kind)).map(targetOf);
    for (const member of members)
      if (role) roles.set(member, (roles.get(member) ?? new Set()).add(role));
      else
        memberships.set(member, [
          ...(memberships.get(member) ?? []),
          { guid, name, description: descriptionOf(set) },
        ]);
    if (!role && members.length === 0)
      builder.losses.add('foreign data', 'dropped', 'A set without codes and sources is left out.', name);
    for (const note of childrenNamed(set, 'MemberNote'))
      builder.losses.add(
        'foreign data',
        'dropped',
        'That a note is in a set is left out.',
        `${name}: ${targetOf(note)}`,
      );
  }
  return { roles, memberships };
}
