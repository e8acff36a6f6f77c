import type { ReactNode } from 'react';
import { countOf } from '../articles/describe';
import { TextField } from '../ui/fields';
import { Pages } from '../ui/pages';

/** How many matches a page has. */
export const matchesPerPage = 50;

interface MatchTableProps<T> {
  /** What is matched: `Actors`. */
  name: string;
  headings: readonly string[];
  found: { matches: readonly T[]; total: number };
  /** What is looked for among them, and where the page begins. */
  place: { words: string; from: number };
  onGo: (place: { words: string; from: number }) => void;
  children: (match: T) => ReactNode;
}

/** One page of who or what of a file is which record here; of many, found by typing. `children` makes the cells. */
export function MatchTable<T extends { id: string }>({
  name,
  headings,
  found: { matches, total },
  place: { words, from },
  onGo,
  children,
}: MatchTableProps<T>) {
  return (
    <>
      {(total > matchesPerPage || words !== '') && (
        <TextField
          label={`Find in the ${name.toLowerCase()} of the file`}
          value={words}
          onChange={(next) => onGo({ words: next, from: 0 })}
        />
      )}
      {matches.length === 0 ? (
        <p className="help" role="status">
          None is called that.
        </p>
      ) : (
        <table className="table matches" aria-label={name}>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matches.map((match) => (
              <tr key={match.id}>{children(match)}</tr>
            ))}
          </tbody>
        </table>
      )}
      <Pages
        label={`Pages of ${name.toLowerCase()}`}
        from={from}
        size={matchesPerPage}
        total={total}
        onGo={(next) => onGo({ words, from: next })}
      />
      <p className="visually-hidden" role="status">
        {words !== '' && countOf(total, 'match', 'matches')}
      </p>
    </>
  );
}

/** Where one begins to look. */
export const firstMatches = { words: '', from: 0 };
