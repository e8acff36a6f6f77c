import { ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { actorKindOf } from '../../shared/actor-kind';
import { type Actor, actorKinds } from '../../shared/records';
import { lookalikeKey } from '../../shared/names';
import { counted } from '../../shared/registry';
import { writes } from '../project/session';
import { DuplicatesPanel } from '../registry/duplicates-panel';
import { DuplicatesSwitch } from '../registry/duplicates-switch';
import { aliasesByOwner } from '../registry/entries';
import { FindOrAdd, NotListed } from '../registry/find-or-add';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { Select } from '../ui/fields';
import { VirtualListBox } from '../ui/virtual-listbox';
import { showActor } from '../views';
import { ActorPage } from './actor-page';
import { foldedName } from './search';
import { type ActorRow, type Shown, type SortKey, actorRows } from './rows';
import '../registry/registry.css';
import { useUsage } from '../registry/use-entry';

/** The registry of actors: who they are, what else they are called, and how often they are named. */
export function ActorsView() {
  const count = useStore((state) => state.records.actor.size);
  const showsDuplicates = useStore((state) => state.showsDuplicates);
  const selected = useStore(({ records, shownActorId }) =>
    shownActorId === null ? undefined : records.actor.get(shownActorId),
  );
  return (
    <main className="view" aria-label="Actors">
      <header className="view-header">
        <h1>Actors</h1>
        <span className="count">{count.toLocaleString('en')}</span>
        <span className="spacer" />
        {count > 1 && <DuplicatesSwitch back="All actors" />}
      </header>
      {showsDuplicates ? (
        <DuplicatesPanel type="actor" />
      ) : (
        <div className="registry">
          <ActorTableView />
          {selected ? (
            <ActorPage key={selected.id} actor={selected} />
          ) : (
            <p className="empty in-middle">
              {count === 0
                ? 'No actors yet. They are created where you need them: type a name into a field such as Claimant, or above the list.'
                : 'Choose an actor to see more.'}
            </p>
          )}
        </div>
      )}
    </main>
  );
}

const rowHeight = 34;
const columns: { key: SortKey; label: string }[] = [
  { key: 'name', label: 'Name' },
  { key: 'kind', label: 'Kind' },
  { key: 'uses', label: 'Uses' },
];
const everything: Shown = { query: '', kind: null, unusedOnly: false, sortBy: 'name', isDescending: false };

function ActorTableView() {
  const actors = useStore((state) => state.records.actor);
  const aliases = useStore((state) => state.records.actor_alias);
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  const selectedId = useStore((state) => state.shownActorId);
  const usage = useUsage('actor');
  const [shown, setShown] = useState(everything);
  const asked = useDeferredValue(shown);
  const table = useMemo(
    () => ({ actors, aliases, aliasesByOwner: aliasesByOwner(aliases), usage }),
    [actors, aliases, usage],
  );
  const rows = useMemo(() => actorRows(table, asked), [table, asked]);
  const selected = selectedId === null ? undefined : actors.get(selectedId);
  const isListed = useMemo(() => rows.some(({ actor }) => actor.id === selectedId), [rows, selectedId]);
  const name = shown.query.trim();
  const canCreate = !isReadOnly && name !== '' && !rows.some(({ actor }) => isCalled(actor, name));
  const create = (): void =>
    void writes
      .push('actor.create', () => ({ name, kind: actorKindOf(name) }))
      .then((result) => {
        const id = result.ok ? result.value?.change.added[0]?.id : undefined;
        if (id === undefined) return;
        setShown((before) => ({ ...before, query: '' }));
        showActor(id);
      });
  /** Of what is typed now: the list may be behind by a key. */
  const found = (): string | null => {
    const now = asked === shown ? rows : actorRows(table, shown);
    if (name === '' && now.some(({ actor }) => actor.id === selectedId)) return selectedId;
    return (now.find(({ actor }) => isCalled(actor, name)) ?? now[0])?.actor.id ?? null;
  };
  const sort = (key: SortKey): void =>
    setShown((before) => ({
      ...before,
      sortBy: key,
      // The most used first is what is asked for; names begin with A.
      isDescending: before.sortBy === key ? !before.isDescending : key === 'uses',
    }));

  return (
    <div className="registry-list">
      <div className="registry-tools">
        <FindOrAdd
          label="Find actors"
          query={shown.query}
          onChange={(query) => setShown((before) => ({ ...before, query }))}
          found={found}
          onShow={showActor}
          add={isReadOnly || name === '' ? null : create}
        />
        <Select
          label="Kind shown"
          hideLabel
          value={shown.kind ?? 'all'}
          options={[
            { id: 'all', label: 'All kinds' },
            ...actorKinds.map((kind) => ({ id: kind, label: kind })),
          ]}
          onChange={(id) =>
            setShown((before) => ({ ...before, kind: actorKinds.find((kind) => kind === id) ?? null }))
          }
        />
        <label className="tick">
          <input
            type="checkbox"
            checked={shown.unusedOnly}
            onChange={({ target }) => setShown((before) => ({ ...before, unusedOnly: target.checked }))}
          />
          Unused
        </label>
      </div>
      <div className="registry-columns" role="toolbar" aria-label="Order">
        {columns.map(({ key, label }) => (
          <SortButton key={key} sortKey={key} label={label} shown={shown} onPress={() => sort(key)} />
        ))}
      </div>
      {rows.length > 0 && (
        <VirtualListBox
          label="Actors"
          items={rows}
          rowHeight={rowHeight}
          idOf={({ actor }) => actor.id}
          nameOf={describe}
          lettersOf={({ actor }) => foldedName(actor)}
          selectedId={selectedId}
          selectsOnMove
          onSelect={showActor}
          renderRow={(row) => <Row row={row} />}
        />
      )}
      {rows.length === 0 && actors.size > 0 && <p className="empty">No actor like that.</p>}
      {selected && !isListed && <NotListed name={selected.name} />}
      <footer className="registry-footer">
        {canCreate ? (
          <Button icon={Plus} onPress={create}>
            Add <bdi className="cut">{name}</bdi>
          </Button>
        ) : (
          <span className="count">
            {rows.length === actors.size
              ? counted(actors.size, 'actor')
              : `${rows.length.toLocaleString('en')} of ${counted(actors.size, 'actor')}`}
          </span>
        )}
      </footer>
    </div>
  );
}

const isCalled = (actor: Actor, name: string): boolean => lookalikeKey(actor.name) === lookalikeKey(name);

const describe = ({ actor, aliases, uses }: ActorRow): string =>
  [actor.name, actor.kind, ...(aliases === '' ? [] : [`also ${aliases}`]), counted(uses, 'use')].join(', ');

function Row({ row: { actor, aliases, uses } }: { row: ActorRow }) {
  return (
    <div className="actor-row" title={aliases === '' ? actor.name : `${actor.name}\nalso ${aliases}`}>
      <span className="actor-row-names">
        <bdi className="actor-row-name">{actor.name}</bdi>
        {aliases !== '' && <bdi className="actor-row-aliases">{aliases}</bdi>}
      </span>
      <span className="actor-row-kind">{actor.kind}</span>
      <span className="actor-row-uses">{uses === 0 ? '–' : uses.toLocaleString('en')}</span>
    </div>
  );
}

interface SortButtonProps {
  sortKey: SortKey;
  label: string;
  shown: Shown;
  onPress: () => void;
}

function SortButton({ sortKey, label, shown, onPress }: SortButtonProps) {
  const isSorted = shown.sortBy === sortKey;
  const Arrow = shown.isDescending ? ArrowDown : ArrowUp;
  const order = isSorted ? (shown.isDescending ? ', descending' : ', ascending') : '';
  return (
    <button
      type="button"
      className={`column-${sortKey}`}
      aria-pressed={isSorted}
      aria-label={`Sort by ${label.toLowerCase()}${order}`}
      onClick={onPress}
    >
      {label}
      {isSorted && <Arrow size={12} aria-hidden />}
    </button>
  );
}
