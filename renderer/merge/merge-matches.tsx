import { useEffect, useState } from 'react';
import {
  type MergeMatch,
  type MergeMatchType,
  mergeMatchTypes,
  type MergePreview,
} from '../../shared/api-merge';
import { call } from '../api';
import { Fold } from '../exchange/fold';
import { MatchField } from '../exchange/match-field';
import { firstMatches, MatchTable, matchesPerPage } from '../exchange/match-table';
import { Problem } from '../exchange/problem';
import { Select } from '../ui/fields';
import type { Decided } from './deciding';

interface MergeMatchesProps {
  matches: MergePreview['matches'];
  decided: Decided;
  onDecide: (next: Decided) => void;
}

const names: Record<MergeMatchType, string> = {
  article: 'Articles',
  code: 'Codes',
  attribute: 'Attributes',
  choice: 'Choices',
  actor: 'Actors',
  concept: 'Concepts',
  coder: 'Coders',
};

const hows: Record<MergeMatch['how'], string> = {
  id: 'from the same project',
  remembered: 'as said before',
  equal: 'the same definition',
  text: 'the same text',
  similar: 'nearly the same text',
  user: 'as you say',
  new: 'comes in as new',
};

/** Which entry of the other file is which here: as it was found, and as the user says. */
export function MergeMatches({ matches, ...rest }: MergeMatchesProps) {
  const listed = mergeMatchTypes.flatMap((type) => matches.filter((one) => one.type === type));
  if (listed.length === 0)
    return <p className="options-empty">Everything that both files have is from the same project.</p>;
  return (
    <div className="merge-matches">
      <p className="help">What you say here is remembered for the next merge.</p>
      {listed.map(({ type, made, fresh, toConfirm }) => (
        <Fold
          key={type}
          title={names[type]}
          note={[
            toConfirm > 0 ? `${toConfirm.toLocaleString('en')} to confirm` : '',
            made > 0 ? `${made.toLocaleString('en')} matched` : '',
            fresh > 0 ? `${fresh.toLocaleString('en')} new` : '',
          ]
            .filter((part) => part !== '')
            .join(', ')}
          startsOpen={toConfirm > 0 || type === 'coder' || type === 'code'}
        >
          <MatchList type={type} {...rest} />
        </Fold>
      ))}
    </div>
  );
}

function MatchList({
  type,
  decided,
  onDecide,
}: Omit<MergeMatchesProps, 'matches'> & { type: MergeMatchType }) {
  const [place, setPlace] = useState(firstMatches);
  const [found, setFound] = useState<{ matches: MergeMatch[]; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const asked = { decisions: decided, type, ...place, count: matchesPerPage };
    void call('merge.matches', asked).then((result) => {
      if (!isCurrent) return;
      setProblem(result.ok ? null : result.error.message);
      if (result.ok) setFound(result.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [decided, type, place]);
  const say = (match: MergeMatch, own: string | null): void =>
    onDecide({ ...decided, matches: { ...decided.matches, [match.id]: own } });

  return (
    <>
      <Problem message={problem} />
      {found && (
        <MatchTable
          name={names[type]}
          headings={['In the other file', 'In this project', 'How it was found']}
          found={found}
          place={place}
          onGo={setPlace}
        >
          {(match) => (
            <>
              <td>
                <bdi>{match.name}</bdi>
                {match.detail !== '' && (
                  <small className="side-by" dir="auto">
                    {match.detail}
                  </small>
                )}
              </td>
              <td>
                {type === 'article' ? (
                  <ArticleField match={match} onDecide={(own) => say(match, own)} />
                ) : (
                  <MatchField match={{ ...match, type }} onDecide={(own) => say(match, own)} />
                )}
              </td>
              <td className="help">
                {hows[match.how]}
                {match.how === 'similar' && match.candidate && ` (${percent(match.candidate.likeness)})`}
              </td>
            </>
          )}
        </MatchTable>
      )}
    </>
  );
}

const percent = (likeness: number): string => `${Math.round(likeness * 100)} %`;

/** An article is never taken for another by itself: the user says whether it is the one that it resembles. */
function ArticleField({ match, onDecide }: { match: MergeMatch; onDecide: (own: string | null) => void }) {
  const other = match.own ?? match.candidate;
  if (!other) return <span className="help">comes in as new</span>;
  const asNew = 'new';
  return (
    <Select
      label={`${match.name} in this project`}
      hideLabel
      value={match.own?.id ?? asNew}
      options={[
        { id: asNew, label: 'Another article: comes in as new' },
        { id: other.id, label: `The same as: ${other.name}` },
      ]}
      onChange={(id) => onDecide(id === asNew ? null : id)}
    />
  );
}
