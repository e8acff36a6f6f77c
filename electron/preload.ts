/** Hands the window's two ports to the page, and nothing else. */
import { ipcRenderer } from 'electron';

for (const name of ['host', 'shell']) {
  ipcRenderer.on(`port:${name}`, ({ ports }) =>
    window.postMessage({ claimbook: name }, window.location.origin, ports),
  );
}
// The page must be listening before a port is handed over; main sends them on this word.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('window-ready'));
