import { type EntryType, counted } from '../../shared/registry';
import { focusEntries } from '../focus-after';
import { writes } from '../project/session';
import { closeDialog, openDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { entriesOf } from './entries';
import { useUsage } from './use-entry';

/** Asks before an actor or concept goes, and says what would go with it. */
export function RemoveEntryDialog({ type, entryId }: { type: EntryType; entryId: string }) {
  const entry = useStore(({ records }) => entriesOf(records, type).get(entryId));
  const below = useStore(
    ({ records }) => [...records.concept.values()].filter(({ parentId }) => parentId === entryId).length,
  );
  const members = useStore(
    ({ records }) =>
      [...records.actor_affiliation.values()].filter(({ organisationId }) => organisationId === entryId)
        .length,
  );
  const uses = useUsage(type)[entryId] ?? 0;
  const remove = (): void => {
    closeDialog();
    void writes
      .push('entry.remove', () => ({ type, entryIds: [entryId], withUses: uses + members > 0 }))
      .then(({ ok }) => {
        if (ok) focusEntries();
      });
  };
  return (
    <Dialog
      title={`Remove this ${type}?`}
      role="alertdialog"
      onClose={closeDialog}
      footer={
        <>
          <Button autoFocus onPress={closeDialog}>
            Keep
          </Button>
          {uses > 0 && (
            <Button onPress={() => openDialog({ kind: 'merge-entry', type, entryId })}>Merge instead…</Button>
          )}
          <Button look="danger" onPress={remove}>
            {uses > 0 ? `Remove with ${counted(uses, 'use')}` : 'Remove'}
          </Button>
        </>
      }
    >
      <p className="file-name">
        <bdi>{entry?.name}</bdi>
      </p>
      <p>
        {uses === 0
          ? 'Nothing in the texts names it.'
          : `${counted(uses, 'value')} of annotations ${uses === 1 ? 'names' : 'name'} it and would be cleared; the annotations stay.`}
        {below > 0 && ` The ${counted(below, 'concept')} below it would move up.`}
        {members > 0 &&
          ` ${counted(members, 'affiliation')} of others with it would lose the organisation.`}{' '}
        Undo brings everything back.
      </p>
    </Dialog>
  );
}
