import { useEffect, useState } from 'react';
import type { HistoryEntry } from '../../shared/changes';
import { call } from '../api';
import { useStore } from '../store';
import { Button } from '../ui/button';

const pageSize = 100;

/** What was done in this project, the latest first: what, when and by whom. */
export function HistoryView() {
  const coders = useStore((state) => state.records.coder);
  const articles = useStore((state) => state.records.article);
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [isComplete, setComplete] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const load = async (beforeSeq: number | undefined): Promise<void> => {
    const result = await call('history.list', {
      limit: pageSize,
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
    });
    if (!result.ok) {
      setProblem(result.error.message);
      return;
    }
    setEntries((shown) => (beforeSeq === undefined ? result.value : [...shown, ...result.value]));
    setComplete(result.value.length < pageSize);
  };
  useEffect(() => {
    void load(undefined);
  }, []);

  return (
    <main className="view" aria-label="History">
      <header className="view-header">
        <h1>History</h1>
      </header>
      <div className="view-page">
        {problem !== null && (
          <p role="alert" className="error">
            {problem}
          </p>
        )}
        {entries.length === 0 && problem === null && <p className="help">Nothing has been changed yet.</p>}
        {entries.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Article</th>
                <th scope="col">When</th>
                <th scope="col">Who</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.seq}>
                  <td dir="auto">{labelOf(entry)}</td>
                  <td dir="auto">{entry.articleId === null ? '' : articles.get(entry.articleId)?.title}</td>
                  <td className="time-cell">{timeFormat.format(new Date(entry.at))}</td>
                  <td dir="auto">{entry.coderId === null ? '' : coders.get(entry.coderId)?.name}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {!isComplete && <Button onPress={() => void load(entries.at(-1)?.seq)}>Show earlier changes</Button>}
      </div>
    </main>
  );
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

function labelOf({ kind, label }: HistoryEntry): string {
  if (kind === 'do') return label;
  return kind === 'undo' ? `Undo: ${label}` : `Redo: ${label}`;
}
