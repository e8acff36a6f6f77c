import { useEffect, useState } from 'react';
import type { AdoptCount } from '../../shared/formats/adopt';
import { type Match, type MatchedType, matchedTypes } from '../../shared/formats/adopt-registries';
import { call } from '../api';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { Select } from '../ui/fields';

type Decisions = Readonly<Record<string, string | null>>;

interface MatchListsProps {
  counts: readonly AdoptCount[];
  decisions: Decisions;
  onDecide: (decisions: Record<string, string | null>) => void;
}

const names: Record<MatchedType, string> = {
  coder: 'Coders',
  code: 'Codes',
  actor: 'Actors',
  concept: 'Concepts',
};

/** Who and what of the dataset is which record of the project: as it was found, and as the user says. */
export function MatchLists({ counts, ...rest }: MatchListsProps) {
  return matchedTypes
    .filter((type) => counts.some((count) => count.type === type && count.fresh + count.known > 0))
    .map((type) => <MatchList key={type} type={type} {...rest} />);
}

const pageSize = 50;

function MatchList({ type, decisions, onDecide }: Omit<MatchListsProps, 'counts'> & { type: MatchedType }) {
  const [isOpen, setIsOpen] = useState(type === 'coder' || type === 'code');
  const [count, setCount] = useState(pageSize);
  const [found, setFound] = useState<{ matches: Match[]; total: number } | null>(null);
  const records = useStore((state) => state.records[type]);

  useEffect(() => {
    let isCurrent = true;
    if (!isOpen) return;
    void call('dataset.matches', { decisions: { ...decisions }, type, from: 0, count }).then((result) => {
      if (isCurrent && result.ok) setFound(result.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [isOpen, decisions, type, count]);

  const options = [
    { id: fresh, label: 'New' },
    ...[...records.values()]
      .map(({ id, name }) => ({ id, label: name }))
      .toSorted((one, other) => one.label.localeCompare(other.label)),
  ];
  return (
    <details className="selection" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{names[type]}: who is who</summary>
      {found && (
        <table className="table matches" aria-label={names[type]}>
          <thead>
            <tr>
              <th scope="col">In the file</th>
              <th scope="col">In the project</th>
            </tr>
          </thead>
          <tbody>
            {found.matches.map(({ id, name, own }) => (
              <tr key={id}>
                <td dir="auto">{name}</td>
                <td>
                  <Select
                    label={`${name} in the project`}
                    hideLabel
                    options={options}
                    value={own?.id ?? fresh}
                    onChange={(chosen) => onDecide({ ...decisions, [id]: chosen === fresh ? null : chosen })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {found && found.total > found.matches.length && (
        <Button onPress={() => setCount(Math.min(500, count + pageSize))}>
          Show more of {found.total.toLocaleString('en')}
        </Button>
      )}
    </details>
  );
}

/** Stands for a record that comes in as new. */
const fresh = 'new';
