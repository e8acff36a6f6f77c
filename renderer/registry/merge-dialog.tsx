import { useState } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { type EntryType, counted } from '../../shared/registry';
import { focusShownEntry } from '../focus-after';
import { writes } from '../project/session';
import { closeDialog, useStore } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { aliasesByOwner, aliasesIn, entriesOf } from './entries';
import { type Found, FindEntry } from './find-entry';
import { useUsage } from './use-entry';

/** Shows the entry that stays after a merge, and goes on there. */
function showMerged(type: EntryType, id: string): void {
  useStore.setState(type === 'actor' ? { shownActorId: id } : { shownConceptId: id });
  focusShownEntry();
}

/** Chooses with which other entry one is the same, and whose name stays. */
export function MergeDialog({ type, entryId }: { type: EntryType; entryId: string }) {
  const records = useStore((state) => state.records);
  const usage = useUsage(type);
  const [other, setOther] = useState<Found | null>(null);
  const [staysId, setStaysId] = useState(entryId);
  const entries = entriesOf(records, type);
  const otherId = other && 'entryId' in other ? other.entryId : null;
  const both = [entryId, ...(otherId === null ? [] : [otherId])].flatMap((id) => entries.get(id) ?? []);
  const gone = both.find(({ id }) => id !== staysId);

  const merge = (): void => {
    if (!gone) return;
    closeDialog();
    void writes
      .push('entry.merge', () => ({ type, fromIds: [gone.id], intoId: staysId }))
      .then(({ ok }) => {
        if (ok) showMerged(type, staysId);
      });
  };

  return (
    <Dialog
      title={`Merge ${type === 'actor' ? 'actors' : 'concepts'}`}
      size="medium"
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look="primary" isDisabled={!gone} onPress={merge}>
            Merge
          </Button>
        </>
      }
    >
      <p className="file-name">
        <bdi>{entries.get(entryId)?.name}</bdi>
      </p>
      <FindEntry
        autoFocus
        type={type}
        label="is the same as"
        help="Type a name"
        chosen={other}
        onChange={(found) => {
          setOther(found);
          setStaysId(entryId);
        }}
        without={new Set([entryId])}
        canCreate={false}
      />
      {both.length === 2 && (
        <RadioGroup className="field" value={staysId} onChange={setStaysId}>
          <Label className="label">The name that stays</Label>
          <div className="cards">
            {both.map(({ id, name }) => {
              const aliases = aliasesByOwner(aliasesIn(records, type)).get(id)?.length ?? 0;
              return (
                <Radio key={id} value={id} className="card name-card">
                  <bdi>{name}</bdi>
                  <span>
                    {counted(usage[id] ?? 0, 'use')}, {counted(aliases, 'other name')}
                  </span>
                </Radio>
              );
            })}
          </div>
        </RadioGroup>
      )}
      {gone && (
        <p className="help">
          Whatever names <bdi>{gone.name}</bdi> follows, and its name becomes another name. Where one field
          names both, they become one value; words that only the second is bound to are kept in the note. One
          undo takes everything back.
        </p>
      )}
    </Dialog>
  );
}
