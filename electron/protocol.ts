/** Serves the built window over its own scheme, with a strict content security policy. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';

export const scheme = 'app';
export const startPage = `${scheme}://claimbook/index.html`;

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, codeCache: true, supportFetchAPI: true } },
  ]);
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** The nonce lets React Aria and the panels add their few style elements; nothing else may be inline. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Answers every request of the scheme from `folder`; anything outside it does not exist. */
export function serveWindow(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const { pathname } = new URL(request.url);
    const file = path.join(folder, decodeURIComponent(pathname));
    const type = contentTypes[path.extname(file)];
    if (!file.startsWith(folder + path.sep) || type === undefined) return new Response(null, { status: 404 });
    try {
      const nonce = randomBytes(16).toString('base64');
      const body = await fs.readFile(file);
      const isPage = file.endsWith('.html');
      const content = isPage ? withNonce(body.toString('utf8'), nonce) : new Uint8Array(body);
      return new Response(content, {
        headers: {
          'content-type': type,
          'content-security-policy': policy(nonce),
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

/** React Aria finds the nonce in the meta element, the resizable panels in the script's. */
const withNonce = (page: string, nonce: string): string =>
  page
    .replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}" />`)
    .replaceAll('<script ', `<script nonce="${nonce}" `);
