/**
 * What lies among articles and is none of them: what systems and programs leave in folders, and the images, styles and
 * scripts of pages that a browser saved.
 */
import fs from 'node:fs';
import type { Zip } from './zip';

/** Files of which it is known that they are no articles, and why, as a sentence. */
export interface PassedOver {
  name: string;
  passedOver: string;
}

/** What systems and programs leave in folders, and nobody means. */
export const isClutter = (name: string): boolean =>
  name.startsWith('.') ||
  name.startsWith('~$') ||
  ['thumbs.db', 'desktop.ini', '__macosx'].includes(name.toLowerCase());

/** Browsers save the images and scripts of `page.html` into a folder beside it. */
const partsOfPage = /^(.+)[_-](?:files|dateien|fichiers|archivos|file|bestanden|arquivos)$/i;

/** Whether a folder of this name belongs to a page that lies beside it. @param has by a name in lower case */
export const isPartOfPage = (folder: string, has: (name: string) => boolean): boolean => {
  const page = partsOfPage.exec(folder)?.[1]?.toLowerCase();
  return page !== undefined && ['.html', '.htm', '.xhtml'].some((ending) => has(page + ending));
};

/** Said once for all such folders in one folder, not for each page. */
export function pagePartsPassedOver(name: string, folders: readonly string[], files: number): PassedOver {
  const what = folders.length === 1 ? `“${folders[0]}”` : `${folders.length} folders such as “${folders[0]}”`;
  const count = files === 1 ? '1 file' : `${files.toLocaleString('en')} files`;
  return {
    name,
    passedOver: `${what} with ${count} (images, styles, scripts) belong to saved pages beside them.`,
  };
}

/** How many files are in a folder that nobody wants to read. */
export function countFiles(folder: string): number {
  try {
    return fs
      .readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory()).length;
  } catch {
    return 0;
  }
}

/** What belongs to saved pages in an archive: the files, and the folders that they are in. */
export function pagePartsIn({ entries }: Zip): { files: Set<string>; folders: Set<string> } {
  const pages = new Set(
    entries.filter(({ name }) => /html?$/i.test(name)).map(({ name }) => name.toLowerCase()),
  );
  const files = new Set<string>();
  const folders = new Set<string>();
  if (pages.size === 0) return { files, folders };
  for (const { name } of entries) {
    const steps = name.split('/').slice(0, -1);
    const at = steps.findIndex((step, index) => {
      const around = steps.slice(0, index).map((each) => `${each.toLowerCase()}/`);
      return isPartOfPage(step, (page) => pages.has(around.join('') + page));
    });
    if (at === -1) continue;
    files.add(name);
    folders.add(steps.slice(0, at + 1).join('/'));
  }
  return { files, folders };
}
