/**
 * Hands the window's two ports to the page, and nothing else. Files that are dropped on the window go to
 * main, as if they had been opened from the desktop or chosen in a dialog: the page knows no paths.
 */
import { ipcRenderer, webUtils } from 'electron';
import { isProjectFile } from '../shared/shell-api';

for (const name of ['host', 'shell']) {
  ipcRenderer.on(`port:${name}`, ({ ports }) =>
    window.postMessage({ claimbook: name }, window.location.origin, ports),
  );
}
// The page must be listening before a port is handed over; main sends them on this word.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('window-ready'));
window.addEventListener('drop', ({ isTrusted, dataTransfer }) => {
  // The page could make up an event, but not one that the browser vouches for.
  if (!isTrusted) return;
  const files = [...(dataTransfer?.files ?? [])];
  const pathsOf = (which: File[]): string[] => which.map((file) => webUtils.getPathForFile(file));
  for (const path of pathsOf(files.filter(({ name }) => isProjectFile(name))))
    ipcRenderer.send('project-dropped', path);
  const others = pathsOf(files.filter(({ name }) => !isProjectFile(name)));
  if (others.length > 0) ipcRenderer.send('files-dropped', others);
});
