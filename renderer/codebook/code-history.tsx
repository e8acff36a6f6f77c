import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { HistoryLine } from '../../shared/api';
import { call } from '../api';
import { showHistoryOf } from '../history/go-to';
import { useStore } from '../store';
import { Button } from '../ui/button';

/** As many as are taken in at a glance; the history itself has the rest. */
const latest = 8;

/** What was last done to one code, its attributes and their choices. */
export function CodeHistory({ codeId }: { codeId: string }) {
  const coders = useStore((state) => state.records.coder);
  const name = useStore((state) => state.records.code.get(codeId)?.name ?? '');
  const undo = useStore((state) => state.undo);
  const [lines, setLines] = useState<readonly HistoryLine[]>([]);

  useEffect(() => {
    let isCurrent = true;
    void call('history.list', { recordId: codeId, limit: latest }).then((result) => {
      if (isCurrent && result.ok) setLines(result.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [codeId, undo]);

  return (
    <section className="code-section" aria-label="History of the code">
      <h2>History</h2>
      <ul className="code-history">
        {lines.map(({ seq, at, kind, label, coderId }) => (
          <li key={seq}>
            <span dir="auto">{kind === 'do' ? label : `${kind === 'undo' ? 'Undo' : 'Redo'}: ${label}`}</span>
            <span className="passage-title">
              {timeFormat.format(new Date(at))}
              {coderId !== null && (
                <>
                  , <bdi>{coders.get(coderId)?.name}</bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Button icon={History} look="quiet" onPress={() => showHistoryOf({ label: name, recordId: codeId })}>
        All of its history
      </Button>
    </section>
  );
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
