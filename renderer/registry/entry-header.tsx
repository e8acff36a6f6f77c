import { History } from 'lucide-react';
import { runAction } from '../actions';
import { historyActions } from '../history/history-actions';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { registryActions } from './registry-actions';

/** Whose page this is, and what can be done to the entry. */
export function EntryHeader({ name }: { name: string }) {
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  return (
    <header className="entry-header">
      <h2 dir="auto" title={name} tabIndex={-1}>
        {name}
      </h2>
      {!isReadOnly && <EntryButtons />}
    </header>
  );
}

/** What can be done to the entry that is shown, and its history. */
function EntryButtons() {
  const history = useStore((state) => historyActions.find((action) => action.isAvailable(state)));
  return (
    <div className="entry-buttons">
      {registryActions
        .filter(({ id }) => id !== 'registry.duplicates')
        .map(({ id, label, icon }) => (
          <Button key={id} {...(icon ? { icon } : {})} onPress={() => void runAction(id)}>
            {id === 'registry.remove' ? 'Remove…' : label}
          </Button>
        ))}
      {history && (
        <Button icon={History} label={history.label} onPress={() => void runAction(history.id)}>
          History
        </Button>
      )}
    </div>
  );
}
