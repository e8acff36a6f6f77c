/** What must be done before the window closes or the project is left: fields hand in what was typed. */
const tasks = new Set<() => void>();

/** Registers a task; the answer takes it back. */
export function beforeLeaving(task: () => void): () => void {
  tasks.add(task);
  return () => tasks.delete(task);
}

export const handInFields = (): void => tasks.forEach((task) => task());
