/** The actors that were last given for each attribute: whoever spoke last is offered first. */
import type { Applied } from '../../shared/api';
import type { Result } from '../../shared/result';
import { useStore } from '../store';

/** Ids of actors by the name of the attribute (`Speaker`), the last one first. */
export type LastActors = Readonly<Record<string, readonly string[]>>;

/** How many are remembered for an attribute. */
const most = 5;

const keyOf = (projectId: string): string => `last-actors-of-${projectId}`;
let known: { projectId: string; actors: LastActors } | null = null;

const projectNow = (): string | null => [...useStore.getState().records.project.keys()][0] ?? null;

/** Those of the open project; remembered on this machine. */
export function lastActors(): LastActors {
  const projectId = projectNow();
  if (projectId === null) return {};
  if (known?.projectId !== projectId) known = { projectId, actors: read(projectId) };
  return known.actors;
}

function read(projectId: string): LastActors {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(projectId)) ?? '{}');
    return Object.fromEntries(
      Object.entries(stored ?? {}).map(([name, ids]) => [
        name,
        Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [],
      ]),
    );
  } catch {
    // What is remembered is a convenience: where it cannot be read, nothing is offered.
    return {};
  }
}

/** `ids` with one more in front, each once. */
export const withLast = (ids: readonly string[], id: string): string[] =>
  [id, ...ids.filter((other) => other !== id)].slice(0, most);

/** Remembers the actors that a write has given; answers with the write's own result. */
export function rememberActors(result: Result<Applied | null>): Result<Applied | null> {
  const projectId = projectNow();
  if (!result.ok || !result.value || projectId === null) return result;
  const { attribute } = useStore.getState().records;
  const actors: Record<string, readonly string[]> = { ...lastActors() };
  let isChanged = false;
  for (const record of result.value.change.added) {
    if (record.type !== 'attribute_value' || record.actorId === null) continue;
    const name = attribute.get(record.attributeId)?.name;
    if (name === undefined) continue;
    actors[name] = withLast(actors[name] ?? [], record.actorId);
    isChanged = true;
  }
  if (isChanged) {
    known = { projectId, actors };
    localStorage.setItem(keyOf(projectId), JSON.stringify(actors));
  }
  return result;
}
