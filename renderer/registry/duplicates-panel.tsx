import { ArrowRight, Check, RotateCw, X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DuplicatePair } from '../../shared/api';
import { type EntryType, counted, pairKey, pairOf } from '../../shared/registry';
import { call } from '../api';
import { writes } from '../project/session';
import { notify, useStore } from '../store';
import { Button } from '../ui/button';
import { entriesOf } from './entries';
import { DuplicateCard } from './duplicate-card';

/** Goes through the pairs that look like the same, one by one. */
export function DuplicatesPanel({ type }: { type: EntryType }) {
  const records = useStore((state) => state.records);
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  const [found, setFound] = useState<{ pairs: readonly DuplicatePair[]; total: number } | null>(null);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const deciding = useRef<HTMLDivElement>(null);

  const look = useCallback(async (): Promise<void> => {
    setFound(null);
    setLater(new Set());
    const result = await call('entry.duplicates', { type });
    if (result.ok) setFound(result.value);
    else notify('problem', result.error.message);
  }, [type]);
  useEffect(() => void look(), [look]);

  const entries = entriesOf(records, type);
  const apart = useMemo(
    () =>
      new Set(
        [...records.distinction.values()].flatMap((distinction) => {
          const pair = pairOf(type, distinction);
          return pair === null ? [] : [pairKey(...pair)];
        }),
      ),
    [records.distinction, type],
  );
  // What was merged or told apart goes from the list, and an undo brings it back.
  const open = (found?.pairs ?? []).filter(
    ({ ids: [one, other] }) => entries.has(one) && entries.has(other) && !apart.has(pairKey(one, other)),
  );
  const left = open.filter(({ ids }) => !later.has(pairKey(...ids)));
  const pair = left[0];
  const [oneId, otherId] = pair?.ids ?? [];
  const one = oneId === undefined ? undefined : entries.get(oneId);
  const other = otherId === undefined ? undefined : entries.get(otherId);

  // Whoever decides goes on deciding: the keys work from here, and a screen reader reads the next pair.
  useEffect(() => {
    deciding.current?.focus();
  }, [oneId, otherId]);

  if (found === null) {
    return (
      <p className="empty" role="status">
        Comparing all names…
      </p>
    );
  }
  if (!pair || !one || !other) {
    return (
      <div className="empty" role="status">
        <p>
          {found.pairs.length === 0
            ? 'No names look like the same.'
            : open.length === 0
              ? 'No names look like the same any more.'
              : `${counted(open.length, 'pair')} left for later.`}
        </p>
        <Button icon={RotateCw} autoFocus onPress={() => void look()}>
          Look again
        </Button>
      </div>
    );
  }

  const merge = (stays: string, goes: string): void => {
    if (!isReadOnly) void writes.push('entry.merge', () => ({ type, fromIds: [goes], intoId: stays }));
  };
  const distinguish = (): void => {
    if (!isReadOnly) void writes.push('entry.distinguish', () => ({ type, ids: [one.id, other.id] }));
  };
  const skip = (): void => setLater((before) => new Set([...before, pairKey(one.id, other.id)]));
  const byKey: Record<string, () => void> = {
    1: () => merge(one.id, other.id),
    2: () => merge(other.id, one.id),
    n: distinguish,
    l: skip,
  };

  return (
    <div
      ref={deciding}
      className="duplicates"
      role="group"
      tabIndex={-1}
      aria-label={`Are they the same? ${one.name} and ${other.name}`}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const decide = byKey[event.key.toLowerCase()];
        if (!decide) return;
        event.preventDefault();
        decide();
      }}
    >
      <div className="duplicates-head">
        <h2>Are they the same?</h2>
        <span className="count" role="status">
          {counted(left.length, 'pair')} to decide
          {found.total > found.pairs.length && `, the likeliest of ${found.total.toLocaleString('en')}`}
        </span>
      </div>
      <ul className="reasons">
        {pair.reasons.map((reason) => (
          <li key={reason} dir="auto">
            {reason}
          </li>
        ))}
      </ul>
      <div className="duplicate-cards">
        <DuplicateCard key={one.id} type={type} entryId={one.id} />
        <DuplicateCard key={other.id} type={type} entryId={other.id} />
      </div>
      <div className="duplicate-buttons">
        {!isReadOnly && (
          <>
            <Button icon={Check} onPress={() => merge(one.id, other.id)}>
              Same: keep <bdi className="cut">{one.name}</bdi> <kbd>1</kbd>
            </Button>
            <Button icon={Check} onPress={() => merge(other.id, one.id)}>
              Same: keep <bdi className="cut">{other.name}</bdi> <kbd>2</kbd>
            </Button>
            <Button icon={X} onPress={distinguish}>
              Not the same <kbd>N</kbd>
            </Button>
          </>
        )}
        <Button icon={ArrowRight} onPress={skip}>
          Later <kbd>L</kbd>
        </Button>
      </div>
    </div>
  );
}
