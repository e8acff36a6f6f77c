import { Pencil, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { isBackwards, officeName } from '../../shared/offices';
import { partialDate } from '../../shared/record-fields';
import type { Actor, ActorAffiliation } from '../../shared/records';
import { writes } from '../project/session';
import { affiliationsByActor } from '../registry/entries';
import { type Found, FindEntry } from '../registry/find-entry';
import { useStore } from '../store';
import { Button, IconButton } from '../ui/button';
import { TextField } from '../ui/fields';
import { timeOf } from './search';

/** What an actor belongs to and which offices it held, when. */
export function Affiliations({ actor, isDisabled }: { actor: Actor; isDisabled: boolean }) {
  const actors = useStore((state) => state.records.actor);
  const all = useStore((state) => state.records.actor_affiliation);
  const [editing, setEditing] = useState<ActorAffiliation | 'new' | null>(null);
  const list = affiliationsByActor(all).get(actor.id) ?? [];
  const close = (): void => setEditing(null);
  return (
    <section className="entry-part" aria-label="Affiliations and offices">
      <h3>Affiliations and offices</h3>
      {list.length > 0 && (
        <ul className="affiliations">
          {list.map((affiliation) =>
            editing !== null && editing !== 'new' && editing.id === affiliation.id ? (
              <li key={affiliation.id}>
                <AffiliationForm actor={actor} affiliation={affiliation} onClose={close} />
              </li>
            ) : (
              <li key={affiliation.id} className="affiliation">
                <bdi className="affiliation-name">{officeName(affiliation, actors)}</bdi>
                <span className="affiliation-time">{timeOf(affiliation)}</span>
                {!isDisabled && (
                  <>
                    <IconButton
                      label={`Edit ${officeName(affiliation, actors)}`}
                      icon={Pencil}
                      onPress={() => setEditing(affiliation)}
                    />
                    <IconButton
                      label={`Remove ${officeName(affiliation, actors)}`}
                      icon={X}
                      onPress={() =>
                        void writes.push('actor.removeAffiliation', () => ({ affiliationId: affiliation.id }))
                      }
                    />
                  </>
                )}
              </li>
            ),
          )}
        </ul>
      )}
      {list.length === 0 && editing === null && (
        <p className="help">
          None yet. An office with its time lets “the minister” find the one of the day when you code.
        </p>
      )}
      {editing === 'new' && <AffiliationForm actor={actor} affiliation={null} onClose={close} />}
      {!isDisabled && editing === null && (
        <Button icon={Plus} onPress={() => setEditing('new')}>
          Add affiliation or office
        </Button>
      )}
    </section>
  );
}

interface AffiliationFormProps {
  actor: Actor;
  /** Null for one that is to be added. */
  affiliation: ActorAffiliation | null;
  onClose: () => void;
}

function AffiliationForm({ actor, affiliation, onClose }: AffiliationFormProps) {
  const [organisation, setOrganisation] = useState<Found | null>(
    affiliation?.organisationId ? { entryId: affiliation.organisationId } : null,
  );
  const [office, setOffice] = useState(affiliation?.office ?? '');
  const [from, setFrom] = useState(affiliation?.fromDate ?? '');
  const [to, setTo] = useState(affiliation?.toDate ?? '');
  const problems = { from: dateProblem(from), to: dateProblem(to) ?? orderProblem(from, to) };
  const isReady =
    problems.from === null && problems.to === null && (organisation !== null || office.trim() !== '');

  const save = async (): Promise<void> => {
    if (!isReady) return;
    const organisationId = await idOf(organisation);
    if (organisationId === undefined) return;
    const result = await writes.push('actor.setAffiliation', () => ({
      affiliationId: affiliation?.id ?? null,
      actorId: actor.id,
      organisationId,
      office,
      fromDate: from.trim() || null,
      toDate: to.trim() || null,
    }));
    if (result.ok) onClose();
  };

  return (
    <div className="affiliation-form" role="group" aria-label="Affiliation or office">
      <TextField
        label="Office or function"
        value={office}
        onChange={setOffice}
        placeholder="minister of the interior"
        autoFocus
        onEnter={() => void save()}
      />
      <FindEntry
        type="actor"
        label="Organisation"
        help="Party, ministry, country"
        chosen={organisation}
        onChange={setOrganisation}
        without={new Set([actor.id])}
        canCreate
      />
      <TextField
        label="From"
        value={from}
        onChange={setFrom}
        placeholder="2018-03"
        error={problems.from}
        onEnter={() => void save()}
      />
      <TextField
        label="To"
        value={to}
        onChange={setTo}
        placeholder="open"
        error={problems.to}
        onEnter={() => void save()}
      />
      <div className="affiliation-buttons">
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={!isReady} onPress={() => void save()}>
          {affiliation ? 'Save' : 'Add'}
        </Button>
      </div>
    </div>
  );
}

/** The id of what was found, which is made as an organisation if it is new; undefined when that was refused. */
async function idOf(found: Found | null): Promise<string | null | undefined> {
  if (found === null) return null;
  if ('entryId' in found) return found.entryId;
  const made = await writes.push('actor.create', () => ({ name: found.name, kind: 'organisation' }));
  return made.ok ? made.value?.change.added[0]?.id : undefined;
}

const dateProblem = (typed: string): string | null =>
  typed.trim() === '' || partialDate.safeParse(typed.trim()).success
    ? null
    : 'A date is a year (2020), a month (2020-08) or a day (2020-08-03).';

const orderProblem = (from: string, to: string): string | null =>
  dateProblem(from) === null && isBackwards(from.trim() || null, to.trim() || null)
    ? 'This is before it begins.'
    : null;
