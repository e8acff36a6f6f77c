import { officeName } from '../../shared/offices';
import type { EntryType } from '../../shared/registry';
import { timeOf } from '../actors/search';
import { useStore } from '../store';
import { affiliationsByActor } from './entries';
import { UsePassage } from './uses';
import { useAnswer, useEntry } from './use-entry';

const examples = 4;

/** One of two that look alike: what it is, what else it is called, and some passages. */
export function DuplicateCard({ type, entryId }: { type: EntryType; entryId: string }) {
  const shown = useEntry(type, entryId);
  const actors = useStore((state) => state.records.actor);
  const affiliations = useStore((state) => state.records.actor_affiliation);
  const page = useAnswer('entry.page', { type, entryId, limit: examples }, entryId);
  if (!shown) return null;
  const { entry, aliases } = shown;
  const places = type === 'actor' ? (affiliationsByActor(affiliations).get(entryId) ?? []) : [];
  const about = entry.type === 'actor' ? [entry.kind, entry.authority, entry.note] : [entry.definition];
  return (
    <article className="duplicate-card" aria-label={entry.name}>
      <h3 dir="auto">{entry.name}</h3>
      {about
        .filter((text) => text !== '')
        .map((text) => (
          <p key={text} className="help" dir="auto">
            {text}
          </p>
        ))}
      {aliases.length > 0 && (
        <p>
          <span className="help">Also</span> <bdi>{aliases.map(({ name }) => name).join(', ')}</bdi>
        </p>
      )}
      {places.map((place) => (
        <p key={place.id}>
          <bdi>{officeName(place, actors)}</bdi> <span className="help">{timeOf(place)}</span>
        </p>
      ))}
      <p className="help">
        {page === null
          ? '…'
          : page.total === 0
            ? 'Nothing in the texts names it.'
            : page.total === 1
              ? 'Named once:'
              : `Named ${page.total.toLocaleString('en')} times:`}
      </p>
      <ul className="uses">
        {page?.uses.map((use) => (
          <li key={use.valueId} className="use">
            <UsePassage use={use} />
          </li>
        ))}
      </ul>
    </article>
  );
}
