import { type Actor, actorKinds } from '../../shared/records';
import { type Failure, failureIn } from '../../shared/result';
import { writes } from '../project/session';
import { EntryHeader } from '../registry/entry-header';
import { OtherNames } from '../registry/other-names';
import { Uses } from '../registry/uses';
import { useStore } from '../store';
import { Select } from '../ui/fields';
import { SavedField } from '../ui/saved-field';
import { Affiliations } from './affiliations';
import { authorityHint } from './authority';
import { useEntry } from '../registry/use-entry';

/** Everything about one actor. */
export function ActorPage({ actor }: { actor: Actor }) {
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  const aliases = useEntry('actor', actor.id)?.aliases ?? [];
  const save = async (
    patch: Partial<Pick<Actor, 'name' | 'kind' | 'note' | 'authority'>>,
  ): Promise<Failure | null> =>
    failureIn(await writes.push('actor.update', () => ({ actorId: actor.id, ...patch })));

  return (
    <section className="entry-page" aria-label="Actor">
      <EntryHeader name={actor.name} />
      <div className="entry-fields">
        <SavedField
          label="Name"
          value={actor.name}
          isDisabled={isReadOnly}
          check={(name) => (name === '' ? 'An actor needs a name.' : null)}
          save={(name) => save({ name })}
        />
        <Select
          label="Kind"
          value={actor.kind}
          isDisabled={isReadOnly}
          options={actorKinds.map((kind) => ({ id: kind, label: kind }))}
          onChange={(chosen) => {
            const kind = actorKinds.find((candidate) => candidate === chosen);
            if (kind) void save({ kind });
          }}
        />
      </div>
      <OtherNames type="actor" entry={actor} aliases={aliases} isDisabled={isReadOnly} />
      <Affiliations actor={actor} isDisabled={isReadOnly} />
      <section className="entry-part" aria-label="More">
        <SavedField
          label="Identifier elsewhere"
          help={authorityHint(actor.authority)}
          value={actor.authority}
          isDisabled={isReadOnly}
          save={(authority) => save({ authority })}
        />
        <SavedField
          label="Note"
          lines={3}
          value={actor.note}
          isDisabled={isReadOnly}
          save={(note) => save({ note })}
        />
      </section>
      <Uses type="actor" entryId={actor.id} />
    </section>
  );
}
