import { History } from 'lucide-react';
import { runAction } from '../actions';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { historyActions } from '../history/history-actions';
import { registryActions } from './registry-actions';

/** What can be done to the entry that is shown, and its history. */
export function EntryButtons() {
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
