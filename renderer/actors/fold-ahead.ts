/** Folds the names of a project in idle moments after it was opened, so that the first key press finds them. */
import { useStore } from '../store';
import { type Named, foldedName } from './search';

/** So many names are folded between two looks at the clock. */
const atOnce = 100;

export function foldNamesWhenIdle(): void {
  let names: Iterator<Named> | null = null;
  const work = (deadline: IdleDeadline): void => {
    while (names && deadline.timeRemaining() > 1) {
      for (let count = 0; count < atOnce && names; count++) {
        const next = names.next();
        if (next.done) names = null;
        else foldedName(next.value);
      }
    }
    if (names) requestIdleCallback(work);
  };
  useStore.subscribe(({ project, records }, before) => {
    if (project === before.project) return;
    const isWaiting = names !== null;
    names = project && namesIn(records.actor, records.actor_alias, records.concept, records.concept_alias);
    if (names && !isWaiting) requestIdleCallback(work);
  });
}

function* namesIn(...maps: ReadonlyMap<string, Named>[]): Generator<Named, void> {
  for (const map of maps) yield* map.values();
}
