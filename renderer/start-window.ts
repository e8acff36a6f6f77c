/** What happens once when the window opens: listeners, theme, and the project it was opened for. */
import { menuOf, runAction } from './actions';
import { foldNamesWhenIdle } from './actors/fold-ahead';
import { onShellEvent, shell } from './api';
import { keepFocus } from './focus-keeper';
import { listenForShortcuts } from './keyboard';
import { handInFields } from './leaving';
import { openProject, unlessFailing, writes } from './project/session';
import { keepTitle } from './project/window-title';
import { restoreKeys } from './shortcut-settings';
import { notify, openDialog, useStore } from './store';
import { restoreTheme } from './theme';
import { restoreViewSettings } from './view-settings';

export async function startWindow(): Promise<void> {
  restoreTheme();
  restoreViewSettings();
  restoreKeys();
  foldNamesWhenIdle();
  listenForShortcuts();
  keepFocus();
  onShellEvent('runAction', (id) => void runAction(id));
  onShellEvent('openProject', (pick) => void openProject(pick));
  onShellEvent('projectDropped', (pick) => {
    if (useStore.getState().dialog === null) openDialog({ kind: 'dropped-project', pick });
    else notify('problem', 'Close the dialog first; then drop the project on the window.');
  });
  onShellEvent('beforeClose', async () => {
    handInFields();
    await unlessFailing(writes.idle().then(() => true));
  });
  keepMenu();
  keepTitle();
  const start = await shell.start();
  useStore.setState({ start });
  if (!start.open) return;
  await openProject(start.open);
  useStore.setState({ start: { ...start, open: null } });
}

/** Tells main what the menu bar may offer, whenever that changes. */
function keepMenu(): void {
  let sent = '';
  const send = (): void => {
    const menu = menuOf(useStore.getState());
    const next = JSON.stringify(menu);
    if (next === sent) return;
    sent = next;
    void shell.setMenu(menu);
  };
  useStore.subscribe(send);
  send();
}
