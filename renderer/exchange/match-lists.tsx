import { useEffect, useState } from 'react';
import type { AdoptCount } from '../../shared/formats/adopt';
import { type Match, type MatchedType, matchedTypes } from '../../shared/formats/adopt-registries';
import { call } from '../api';
import { Fold } from './fold';
import { MatchField } from './match-field';
import { firstMatches, MatchTable, matchesPerPage } from './match-table';

/** The project's id by the dataset's id; null for one that comes in as new. */
export type Decisions = Record<string, string | null>;

interface MatchListsProps {
  counts: readonly AdoptCount[];
  decisions: Decisions;
  onDecide: (decisions: Decisions) => void;
}

const names: Record<MatchedType, string> = {
  coder: 'Coders',
  code: 'Codes',
  actor: 'Actors',
  concept: 'Concepts',
};

const asked: Record<MatchedType, string> = {
  coder: 'who is who',
  code: 'which is which',
  actor: 'who is who',
  concept: 'which is which',
};

/** Lists up to this length are seen at once, where who is who matters most. */
const mostSeen = 8;

/** Who and what of the dataset is which record of the project: as it was found, and as the user says. */
export function MatchLists({ counts, ...rest }: MatchListsProps) {
  return matchedTypes.map((type) => {
    const { fresh = 0, known = 0 } = counts.find((count) => count.type === type) ?? {};
    if (fresh + known === 0) return null;
    return (
      <Fold
        key={type}
        title={`${names[type]}: ${asked[type]}`}
        note={`${fresh.toLocaleString('en')} new, ${known.toLocaleString('en')} in the project`}
        startsOpen={(type === 'coder' || type === 'code') && fresh + known <= mostSeen}
      >
        <MatchList type={type} {...rest} />
      </Fold>
    );
  });
}

function MatchList({ type, decisions, onDecide }: Omit<MatchListsProps, 'counts'> & { type: MatchedType }) {
  const [place, setPlace] = useState(firstMatches);
  const [found, setFound] = useState<{ matches: Match[]; total: number } | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void call('dataset.matches', { decisions, type, ...place, count: matchesPerPage }).then((result) => {
      if (isCurrent && result.ok) setFound(result.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [decisions, type, place]);

  if (!found) return null;
  return (
    <MatchTable
      name={names[type]}
      headings={['In the file', 'In the project']}
      found={found}
      place={place}
      onGo={setPlace}
    >
      {(match) => (
        <>
          <td>
            <bdi>{match.name}</bdi>
          </td>
          <td>
            <MatchField match={match} onDecide={(own) => onDecide({ ...decisions, [match.id]: own })} />
          </td>
        </>
      )}
    </MatchTable>
  );
}
