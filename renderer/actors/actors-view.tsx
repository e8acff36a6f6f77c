import { History } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { type Actor, actorKinds } from '../../shared/records';
import { runAction } from '../actions';
import { writes } from '../project/session';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { Select, TextField } from '../ui/fields';
import { foldForSearch } from '../ui/fold';
import { VirtualListBox } from '../ui/virtual-listbox';
import { showActor } from '../views';

const rowHeight = 34;

/** The registry of actors: who they are, what kind, and a note. */
export function ActorsView() {
  const actors = useStore((state) => state.records.actor);
  const selectedId = useStore((state) => state.shownActorId);
  const [query, setQuery] = useState('');
  const shown = useMemo(() => {
    const wanted = foldForSearch(query);
    return [...actors.values()]
      .filter(({ name }) => foldForSearch(name).includes(wanted))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }, [actors, query]);
  const selected = selectedId === null ? undefined : actors.get(selectedId);

  return (
    <main className="view" aria-label="Actors">
      <header className="view-header">
        <h1>Actors</h1>
        <span className="count">{actors.size.toLocaleString('en')}</span>
      </header>
      {actors.size === 0 ? (
        <p className="empty">
          No actors yet. They are created where you need them: type a name into a field such as Claimant.
        </p>
      ) : (
        <div className="registry">
          <div className="registry-list">
            <SearchField
              aria-label="Filter actors"
              className="search"
              value={query}
              onChange={setQuery}
              autoFocus
            >
              <Input className="input" dir="auto" placeholder="Filter by name" />
            </SearchField>
            {shown.length > 0 && (
              <VirtualListBox
                label="Actors"
                items={shown}
                rowHeight={rowHeight}
                idOf={({ id }) => id}
                nameOf={({ name, kind }) => `${name}, ${kind}`}
                selectedId={selectedId}
                selectsOnMove
                onSelect={showActor}
                renderRow={({ name, kind }) => (
                  <div className="registry-row">
                    <span className="option-label" dir="auto" title={name}>
                      {name}
                    </span>
                    <span className="option-detail">{kind}</span>
                  </div>
                )}
              />
            )}
          </div>
          {selected ? (
            <ActorForm key={selected.id} actor={selected} />
          ) : (
            <p className="empty">Choose an actor to see more.</p>
          )}
        </div>
      )}
    </main>
  );
}

function ActorForm({ actor }: { actor: Actor }) {
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  const aliases = useStore((state) => state.records.actor_alias);
  const [name, setName] = useState(actor.name);
  const [note, setNote] = useState(actor.note);
  const [authority, setAuthority] = useState(actor.authority);
  const others = [...aliases.values()].filter(({ actorId }) => actorId === actor.id);

  const save = (patch: Partial<Pick<Actor, 'name' | 'kind' | 'note' | 'authority'>>): void =>
    void writes.push('actor.update', () => ({ actorId: actor.id, ...patch }));
  const saveName = (): void => {
    const trimmed = name.trim();
    if (trimmed === '') setName(actor.name);
    else if (trimmed !== actor.name) save({ name: trimmed });
  };

  return (
    <div className="registry-form">
      <TextField
        label="Name"
        value={name}
        isDisabled={isReadOnly}
        onChange={setName}
        onBlur={saveName}
        onEnter={saveName}
      />
      <Select
        label="Kind"
        value={actor.kind}
        isDisabled={isReadOnly}
        options={actorKinds.map((kind) => ({ id: kind, label: kind }))}
        onChange={(chosen) => {
          const kind = actorKinds.find((candidate) => candidate === chosen);
          if (kind) save({ kind });
        }}
      />
      {others.length > 0 && (
        <p className="help">Also known as {others.map((alias) => alias.name).join(', ')}</p>
      )}
      <TextField
        label="Identifier elsewhere"
        help="Such as a Wikidata or VIAF number"
        value={authority}
        isDisabled={isReadOnly}
        onChange={setAuthority}
        onBlur={() => {
          if (authority !== actor.authority) save({ authority });
        }}
      />
      <TextField
        label="Note"
        lines={4}
        value={note}
        isDisabled={isReadOnly}
        onChange={setNote}
        onBlur={() => {
          if (note !== actor.note) save({ note });
        }}
      />
      <Button icon={History} look="quiet" onPress={() => runAction('history.of-actor')}>
        History of this actor
      </Button>
    </div>
  );
}
