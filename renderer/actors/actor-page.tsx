import { type Actor, actorKinds } from '../../shared/records';
import { writes } from '../project/session';
import { EntryHeader } from '../registry/entry-header';
import { OtherNames } from '../registry/other-names';
import { SavedField } from '../registry/saved-field';
import { Uses } from '../registry/uses';
import { useStore } from '../store';
import { Select } from '../ui/fields';
import { Affiliations } from './affiliations';
import { authorityHint } from './authority';
import { useEntry } from '../registry/use-entry';

/** Everything about one actor. */
export function ActorPage({ actor }: { actor: Actor }) {
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  const aliases = useEntry('actor', actor.id)?.aliases ?? [];
  const save = async (
    patch: Partial<Pick<Actor, 'name' | 'kind' | 'note' | 'authority'>>,
  ): Promise<boolean> => (await writes.push('actor.update', () => ({ actorId: actor.id, ...patch }))).ok;

  return (
    <section className="entry-page" aria-label="Actor">
      <EntryHeader name={actor.name} />
      <div className="entry-fields">
        <SavedField
          label="Name"
          stored={actor.name}
          isDisabled={isReadOnly}
          onSave={(name) => save({ name })}
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
          stored={actor.authority}
          isOptional
          isDisabled={isReadOnly}
          onSave={(authority) => save({ authority })}
        />
        <SavedField
          label="Note"
          lines={3}
          stored={actor.note}
          isOptional
          isDisabled={isReadOnly}
          onSave={(note) => save({ note })}
        />
      </section>
      <Uses type="actor" entryId={actor.id} />
    </section>
  );
}
