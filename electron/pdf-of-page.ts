/**
 * A page of our own making as PDF: a window that nobody sees lays it out and prints it. The page runs no scripts and
 * reaches nothing, neither the network nor files nor the app, whatever words of the project are in it.
 */
import { randomUUID } from 'node:crypto';
import { BrowserWindow, session } from 'electron';

const scheme = 'reading';

/**
 * The pages as the style sheet of the page has them, with tags for screen readers and headings as an outline.
 * @param html the whole page; it may be large, so it is no `data:` address
 */
export async function pdfOfPage(html: string): Promise<Uint8Array> {
  // A session of its own, in memory, that knows nothing but this page.
  const alone = session.fromPartition(`${scheme}-${randomUUID()}`);
  const address = `${scheme}://page/`;
  alone.protocol.handle(scheme, ({ url }) =>
    url === address
      ? new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
      : new Response(null, { status: 404 }),
  );
  alone.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== address }));
  alone.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: alone,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      spellcheck: false,
    },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  try {
    await window.loadURL(address);
    webContents.on('will-navigate', (event) => event.preventDefault());
    return await webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } finally {
    window.destroy();
    alone.protocol.unhandle(scheme);
  }
}
