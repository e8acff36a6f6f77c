import { useEffect, useState } from 'react';
import type { Change, HistoryEntry } from '../../shared/changes';
import { call } from '../api';
import { useStore } from '../store';
import { Button } from '../ui/button';

/** Changes read at once, of which those that concern the code are kept. */
const pageSize = 200;

/** What was done to one code, its attributes and their choices, the latest first. */
export function CodeHistory({ codeId }: { codeId: string }) {
  const coders = useStore((state) => state.records.coder);
  const undo = useStore((state) => state.undo);
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  /** The oldest change that was read; null when all were. */
  const [oldest, setOldest] = useState<number | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void readPage(codeId, null).then((page) => {
      if (!isCurrent || !page) return;
      setEntries(page.found);
      setOldest(page.oldest);
    });
    return () => {
      isCurrent = false;
    };
  }, [codeId, undo]);
  const readMore = async (): Promise<void> => {
    const page = await readPage(codeId, oldest);
    if (!page) return;
    setEntries((shown) => [...shown, ...page.found]);
    setOldest(page.oldest);
  };

  return (
    <section className="code-section" aria-label="History of the code">
      <h2>History</h2>
      {entries.length === 0 && <p className="help">Nothing in the last changes concerns this code.</p>}
      {entries.length > 0 && (
        <ul className="code-history">
          {entries.map(({ seq, at, kind, label, coderId }) => (
            <li key={seq}>
              <span dir="auto">
                {kind === 'do' ? label : `${kind === 'undo' ? 'Undo' : 'Redo'}: ${label}`}
              </span>
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
      )}
      {oldest !== null && <Button onPress={() => void readMore()}>Look further back</Button>}
    </section>
  );
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The changes of one page that concern the code, and where the next page begins; null where none can be read. */
async function readPage(
  codeId: string,
  beforeSeq: number | null,
): Promise<{ found: HistoryEntry[]; oldest: number | null } | null> {
  const result = await call('history.list', {
    limit: pageSize,
    ...(beforeSeq === null ? {} : { beforeSeq }),
  });
  if (!result.ok) return null;
  const own = recordIdsOf(codeId);
  return {
    found: result.value.filter(({ change }) => concerns(change, own)),
    oldest: result.value.length < pageSize ? null : (result.value.at(-1)?.seq ?? null),
  };
}

/** The code, its attributes and their choices, as far as they are there now. */
function recordIdsOf(codeId: string): Set<string> {
  const { attribute, choice } = useStore.getState().records;
  const ids = new Set([codeId]);
  for (const { id, codeId: owner } of attribute.values()) if (owner === codeId) ids.add(id);
  for (const { id, attributeId } of choice.values()) if (ids.has(attributeId)) ids.add(id);
  return ids;
}

const concerns = ({ added, updated, removed }: Change, ids: ReadonlySet<string>): boolean =>
  [added, updated, removed].some((list) => list.some(({ id }) => ids.has(id)));
