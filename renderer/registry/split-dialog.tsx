import { useCallback, useEffect, useMemo, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { EntryUse } from '../../shared/api';
import { type ActorKind, actorKinds } from '../../shared/records';
import { type EntryType, counted } from '../../shared/registry';
import { call } from '../api';
import { writes } from '../project/session';
import { closeDialog, notify } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Select } from '../ui/fields';
import { foldForSearch } from '../ui/fold';
import { type Found, FindEntry } from './find-entry';
import { UsePassage } from './uses';
import { useEntry } from './use-entry';

const pageSize = 500;

/** Chooses which passages that name one entry are about another. */
export function SplitDialog({ type, entryId }: { type: EntryType; entryId: string }) {
  const shown = useEntry(type, entryId);
  const [to, setTo] = useState<Found | null>(null);
  const [kind, setKind] = useState<ActorKind | null>(null);
  const [uses, setUses] = useState<readonly EntryUse[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  const load = useCallback(
    async (offset: number): Promise<void> => {
      const result = await call('entry.page', { type, entryId, offset, limit: pageSize });
      if (!result.ok) {
        notify('problem', result.error.message);
        return;
      }
      setTotal(result.value.total);
      setUses((before) => (offset === 0 ? result.value.uses : [...before, ...result.value.uses]));
    },
    [type, entryId],
  );
  useEffect(() => void load(0), [load]);

  const listed = useMemo(() => {
    const words = foldForSearch(filter).split(' ');
    return uses.filter(({ quote, prefix, suffix, articleTitle, articleDate }) => {
      const text = foldForSearch(`${articleDate ?? ''} ${articleTitle} ${prefix}${quote}${suffix}`);
      return words.every((word) => text.includes(word));
    });
  }, [uses, filter]);
  const toggle = (ids: readonly string[], isChosen: boolean): void =>
    setChosen((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (isChosen) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  if (!shown) return null;
  const { entry, aliases } = shown;
  const valueIds = uses.filter(({ valueId }) => chosen.has(valueId)).map(({ valueId }) => valueId);
  const aliasIds = aliases.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const isReady = to !== null && valueIds.length + aliasIds.length > 0;
  const areAllChosen = listed.length > 0 && listed.every(({ valueId }) => chosen.has(valueId));

  const split = (): void => {
    if (!isReady) return;
    closeDialog();
    const target = 'name' in to && kind !== null ? { ...to, kind } : to;
    void writes.push('entry.split', () => ({ type, entryId, to: target, valueIds, aliasIds }));
  };

  return (
    <Dialog
      title={`Split this ${type}`}
      size="large"
      onClose={closeDialog}
      footer={
        <>
          <span className="footer-note" role="status">
            {counted(valueIds.length, 'passage')} chosen
          </span>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look="primary" isDisabled={!isReady} onPress={split}>
            Split
          </Button>
        </>
      }
    >
      <p className="help">
        Some passages that name <bdi className="file-name">{entry.name}</bdi> are about someone or something
        else. Choose which ones go, and to whom.
      </p>
      <div className="two-columns">
        <FindEntry
          autoFocus
          type={type}
          label="They go to"
          help="Type a name, new or known"
          chosen={to}
          onChange={setTo}
          without={new Set([entryId])}
          canCreate
        />
        {entry.type === 'actor' && to !== null && 'name' in to && (
          <Select
            label="Kind"
            value={kind ?? entry.kind}
            options={actorKinds.map((id) => ({ id, label: id }))}
            onChange={(id) => setKind(actorKinds.find((candidate) => candidate === id) ?? null)}
          />
        )}
      </div>
      {aliases.length > 0 && (
        <fieldset className="split-names">
          <legend className="label">Other names that go, too</legend>
          {aliases.map(({ id, name }) => (
            <label key={id} className="tick">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={(event) => toggle([id], event.target.checked)}
              />
              <bdi>{name}</bdi>
            </label>
          ))}
        </fieldset>
      )}
      <div className="split-tools">
        <SearchField aria-label="Filter passages" className="search" value={filter} onChange={setFilter}>
          <Input className="input" dir="auto" placeholder="Filter by words, title, date" />
        </SearchField>
        <label className="tick">
          <input
            type="checkbox"
            checked={areAllChosen}
            disabled={listed.length === 0}
            onChange={(event) =>
              toggle(
                listed.map(({ valueId }) => valueId),
                event.target.checked,
              )
            }
          />
          All {listed.length.toLocaleString('en')} shown
        </label>
      </div>
      {total === 0 && <p className="help">Nothing in the texts names it.</p>}
      {uses.length > 0 && listed.length === 0 && <p className="help">No passage has these words.</p>}
      <ul className="uses choosing" aria-label="Passages">
        {listed.map((use) => (
          <li key={use.valueId}>
            <label className="use">
              <input
                type="checkbox"
                checked={chosen.has(use.valueId)}
                onChange={(event) => toggle([use.valueId], event.target.checked)}
              />
              <span>
                <UsePassage use={use} />
              </span>
            </label>
          </li>
        ))}
      </ul>
      {total !== null && uses.length < total && (
        <Button onPress={() => void load(uses.length)}>
          Show more ({counted(total - uses.length, 'other')})
        </Button>
      )}
    </Dialog>
  );
}
