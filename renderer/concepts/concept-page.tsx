import { useMemo } from 'react';
import type { Concept } from '../../shared/records';
import { type Failure, failureIn } from '../../shared/result';
import { writes } from '../project/session';
import { EntryHeader } from '../registry/entry-header';
import { FindEntry } from '../registry/find-entry';
import { OtherNames } from '../registry/other-names';
import { Uses } from '../registry/uses';
import { useStore } from '../store';
import { SavedField } from '../ui/saved-field';
import { withAllBelow } from './tree-rows';
import { useEntry } from '../registry/use-entry';

/** Everything about one concept. */
export function ConceptPage({ concept }: { concept: Concept }) {
  const isReadOnly = useStore(({ project }) => project?.readOnly ?? true);
  const concepts = useStore((state) => state.records.concept);
  const aliases = useEntry('concept', concept.id)?.aliases ?? [];
  const below = useMemo(() => withAllBelow(concept.id, concepts), [concept.id, concepts]);
  const save = async (patch: Partial<Pick<Concept, 'name' | 'definition'>>): Promise<Failure | null> =>
    failureIn(await writes.push('concept.update', () => ({ conceptId: concept.id, ...patch })));
  const move = (parentId: string | null): void =>
    void writes.push('concept.move', () => ({ conceptId: concept.id, parentId }));

  return (
    <section className="entry-page" aria-label="Concept">
      <EntryHeader name={concept.name} />
      <div className="entry-fields">
        <SavedField
          label="Name"
          value={concept.name}
          isDisabled={isReadOnly}
          check={(name) => (name === '' ? 'A concept needs a name.' : null)}
          save={(name) => save({ name })}
        />
        <FindEntry
          type="concept"
          label="Under"
          help="At the top"
          chosen={concept.parentId === null ? null : { entryId: concept.parentId }}
          onChange={(found) => {
            if (found === null) move(null);
            else if ('entryId' in found) move(found.entryId);
          }}
          without={below}
          canCreate={false}
          isDisabled={isReadOnly}
        />
      </div>
      <section className="entry-part" aria-label="Meaning">
        <SavedField
          label="Definition"
          lines={3}
          value={concept.definition}
          isDisabled={isReadOnly}
          save={(definition) => save({ definition })}
        />
      </section>
      <OtherNames type="concept" entry={concept} aliases={aliases} isDisabled={isReadOnly} />
      <Uses type="concept" entryId={concept.id} />
    </section>
  );
}
