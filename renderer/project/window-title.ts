/** The window is called after its project, also when that gets another name, or has its old one again. */
import { shell } from '../api';
import { type AppState, useStore } from '../store';

const nameOf = ({ records }: AppState): string | undefined => [...records.project.values()][0]?.name;

export function keepTitle(): void {
  useStore.subscribe((state, before) => {
    const { project } = state;
    const title = nameOf(state);
    // Whoever opens a project or a backup gives the window its title.
    if (!project || project !== before.project || title === undefined || title === nameOf(before)) return;
    void shell.opened({ token: project.pick.token, title, coderName: '' });
  });
}
