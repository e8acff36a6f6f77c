import type { Decision, DuplicateGroup, DuplicateMember } from '../../shared/api';
import { Button } from '../ui/button';
import { Select } from '../ui/fields';
import { sideOf } from './describe';
import { decide, pageSize, useImporting } from './importing';
import { Pager } from './pager';

/** Likely duplicates side by side: for each of those that come in, the user decides. */
export function DuplicateGroups() {
  const groups = useImporting((state) => state.groups);
  const count = useImporting((state) => state.state.groups);
  if (count === 0) return <p className="empty">No two of these articles are alike.</p>;
  return (
    <div className="duplicate-groups">
      {groups.map((group, index) => (
        <Group key={group.groupId} group={group} number={index + 1} />
      ))}
      <Pager size={pageSize} />
    </div>
  );
}

/** What a member can be a copy of: the first of its group. */
const originalOf = ({ members: [first] }: DuplicateGroup): Exclude<Decision, string>['copyOf'] =>
  first?.in === 'project' ? { articleId: first.id } : { rowId: first?.id ?? '' };

function Group({ group, number }: { group: DuplicateGroup; number: number }) {
  const { members } = group;
  const [, ...others] = members;
  const coming = others.filter((member) => member.in === 'import').map(({ id }) => id);
  const all = (decision: Decision): void => void decide(coming, decision);
  return (
    <section className="duplicate-group" aria-label={`Group ${number}`}>
      <ul>
        {members.map((member, index) => (
          <Member key={`${member.in}/${member.id}`} member={member} group={group} isFirst={index === 0} />
        ))}
      </ul>
      {coming.length > 1 && (
        <div className="duplicate-group-all">
          <span>All but the first:</span>
          <Button onPress={() => all('skip')}>Leave out</Button>
          <Button onPress={() => all({ copyOf: originalOf(group) })}>Bring in as copies</Button>
          <Button onPress={() => all('take')}>Take as articles of their own</Button>
        </div>
      )}
    </section>
  );
}

const choices = [
  { id: 'take', label: 'Take' },
  { id: 'copy', label: 'Bring in as a copy' },
  { id: 'skip', label: 'Leave out' },
];

function Member({
  member,
  group,
  isFirst,
}: {
  member: DuplicateMember;
  group: DuplicateGroup;
  isFirst: boolean;
}) {
  const { title, source, date, textLength, excerpt, likeness, decision, id } = member;
  const origin = [source, date ?? '', `${textLength.toLocaleString('en')} characters`];
  const chosen = decision === null || typeof decision === 'string' ? (decision ?? 'take') : 'copy';
  return (
    <li className={decision === 'skip' ? 'left-out' : undefined}>
      <div className={sideOf(title)}>
        <p className="duplicate-title" dir="auto">
          {title}
        </p>
        <p className="help">
          {member.in === 'project' ? 'In the project' : 'In this import'}
          {likeness && ` · ${wordsFor(likeness)}`} ·{' '}
          <bdi>{origin.filter((part) => part !== '').join(' · ')}</bdi>
        </p>
        <p className="import-excerpt" dir="auto">
          {excerpt}
        </p>
      </div>
      {member.in === 'import' && (
        <Select
          label={`What to do with ${title}`}
          hideLabel
          value={chosen}
          options={isFirst ? choices.filter((choice) => choice.id !== 'copy') : choices}
          onChange={(next) =>
            void decide(
              [id],
              next === 'copy' ? { copyOf: originalOf(group) } : next === 'skip' ? 'skip' : 'take',
            )
          }
        />
      )}
    </li>
  );
}

const wordsFor = ({ how, similarity }: NonNullable<DuplicateMember['likeness']>): string =>
  how === 'similar text' ? `${Math.round(similarity * 100)} % of the words are the same` : how;
