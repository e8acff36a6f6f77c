import { runAction } from '../actions';
import { Button } from '../ui/button';
import { registryActions } from './registry-actions';

/** What can be done to the entry that is shown. */
export function EntryButtons() {
  return (
    <div className="entry-buttons">
      {registryActions
        .filter(({ id }) => id !== 'registry.duplicates')
        .map(({ id, label, icon }) => (
          <Button key={id} {...(icon ? { icon } : {})} onPress={() => void runAction(id)}>
            {id === 'registry.remove' ? 'Remove…' : label}
          </Button>
        ))}
    </div>
  );
}
