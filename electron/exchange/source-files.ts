/** The files of what was chosen: a file itself, all files of a folder, or those in a zip archive. */
import { createReadStream } from 'node:fs';
import fs from 'node:fs';
import path from 'node:path';
import { ReadProblem, type SourceFile } from './reader';
import { corpusLimits, isZip, openZip, type Zip } from './zip';

/** A file of which it is known before it is read that nothing can be made of it. */
export interface UnreadableFile {
  name: string;
  problem: string;
}

/** The file of the open project, which is never opened here: closing it would end the project's lock. */
export interface OwnFile {
  dev: number;
  ino: number;
}

/** What systems and programs leave in folders, and nobody means. */
const isClutter = (name: string): boolean =>
  name.startsWith('.') ||
  name.startsWith('~$') ||
  ['thumbs.db', 'desktop.ini', '__macosx'].includes(name.toLowerCase());

/** Browsers save the images and scripts of `page.html` into a folder beside it. */
const partsOfPage = /^(.+)[_-](?:files|dateien|fichiers|archivos|file|bestanden|arquivos)$/i;

const naturally = new Intl.Collator('en', { numeric: true }).compare;

/** A file that is in memory already. */
export const inMemory = (name: string, bytes: Uint8Array): SourceFile => ({
  name,
  size: bytes.length,
  bytes: () => Promise.resolve(bytes),
  async *pieces() {
    yield bytes;
  },
});

/** More than JavaScript can hold at once; tables and line-wise formats are read in pieces. */
const mostAtOnce = 500_000_000;

const cannotRead = (error: unknown): ReadProblem => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT')
    return new ReadProblem('It is not there any more: it was moved or removed while it was read.');
  if (code === 'EACCES' || code === 'EPERM')
    return new ReadProblem('It may not be read. Ask its owner for the right to open it.');
  return new ReadProblem(
    `The disk gave an error (${code || String(error)}). Copy it to another disk and try again.`,
  );
};

function onDisk(file: string, name: string, size: number): SourceFile {
  return {
    name,
    size,
    // At once: this runs in a thread of its own, where waiting for the pool would only cost time.
    async bytes() {
      if (size > mostAtOnce) {
        throw new ReadProblem(
          `It has ${Math.round(size / 1e6).toLocaleString('en')} MB, which is too much for one file of this kind. Split it.`,
        );
      }
      try {
        return fs.readFileSync(file);
      } catch (error) {
        throw cannotRead(error);
      }
    },
    async *pieces() {
      try {
        for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 }))
          yield piece as Buffer;
      } catch (error) {
        throw cannotRead(error);
      }
    },
  };
}

/**
 * The files at a path, in the order in which people count: `2` before `10`. Folders are read with all that is
 * in them; links to folders are not followed, nor are devices opened.
 * @throws ReadProblem when the path itself is gone
 */
export async function* filesAt(
  chosen: string,
  own: OwnFile | null,
): AsyncGenerator<SourceFile | UnreadableFile> {
  let stats: fs.Stats;
  try {
    stats = fs.statSync(chosen);
  } catch (error) {
    yield { name: path.basename(chosen), problem: cannotRead(error).message };
    return;
  }
  if (stats.isDirectory()) yield* filesIn(chosen, path.basename(chosen), own);
  else yield* fileOrArchive(chosen, path.basename(chosen), stats, own);
}

async function* filesIn(
  folder: string,
  name: string,
  own: OwnFile | null,
): AsyncGenerator<SourceFile | UnreadableFile> {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { name, problem: cannotRead(error).message };
    return;
  }
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()));
  const isPartOfPage = (entry: string): boolean => {
    const page = partsOfPage.exec(entry)?.[1]?.toLowerCase();
    return page !== undefined && (names.has(`${page}.html`) || names.has(`${page}.htm`));
  };
  for (const entry of entries.toSorted((one, other) => naturally(one.name, other.name))) {
    if (isClutter(entry.name)) continue;
    const inside = path.join(folder, entry.name);
    const shown = `${name}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!isPartOfPage(entry.name)) yield* filesIn(inside, shown, own);
      continue;
    }
    let stats: fs.Stats;
    try {
      stats = fs.statSync(inside);
    } catch (error) {
      yield { name: shown, problem: cannotRead(error).message };
      continue;
    }
    // A link to a folder could lead round in a circle.
    if (stats.isDirectory())
      yield { name: shown, problem: 'It is a link to another folder. Choose that folder itself.' };
    else yield* fileOrArchive(inside, shown, stats, own);
  }
}

async function* fileOrArchive(
  file: string,
  name: string,
  stats: fs.Stats,
  own: OwnFile | null,
): AsyncGenerator<SourceFile | UnreadableFile> {
  if (!stats.isFile()) {
    yield { name, problem: 'It is a device, not a file.' };
    return;
  }
  if (stats.size === 0) {
    yield { name, problem: 'It is empty.' };
    return;
  }
  if (own && stats.ino === own.ino && stats.dev === own.dev) {
    yield { name, problem: 'It is the project that is open, not an article.' };
    return;
  }
  if (!/\.zip$/i.test(name)) {
    yield onDisk(file, name, stats.size);
    return;
  }
  yield* filesOfZip(() => openZip(file, corpusLimits), name);
}

/** The files in an archive of articles; an archive within it is not opened. */
async function* filesOfZip(
  open: () => Promise<Zip>,
  name: string,
): AsyncGenerator<SourceFile | UnreadableFile> {
  let zip: Zip;
  try {
    zip = await open();
  } catch (error) {
    if (!(error instanceof ReadProblem)) throw error;
    yield { name, problem: error.message };
    return;
  }
  try {
    for (const entry of zip.entries.toSorted((one, other) => naturally(one.name, other.name))) {
      if (entry.name.split('/').some(isClutter)) continue;
      const shown = `${name}/${entry.name}`;
      if (entry.size === 0) yield { name: shown, problem: 'It is empty.' };
      else if (/\.zip$/i.test(entry.name))
        yield {
          name: shown,
          problem: 'It is an archive within an archive. Unpack it, and choose it by itself.',
        };
      else {
        // Some readers look at a file more than once; unpacking counts against the archive's limit each time.
        let unpacked: Promise<Uint8Array> | null = null;
        const bytes = (): Promise<Uint8Array> => (unpacked ??= zip.read(entry.name));
        yield {
          name: shown,
          size: entry.size,
          bytes,
          async *pieces() {
            yield await bytes();
          },
        };
      }
    }
  } finally {
    zip.close();
  }
}

/** Bytes under a name: a file, or the files of an archive. */
export async function* filesOf(name: string, bytes: Uint8Array): AsyncGenerator<SourceFile | UnreadableFile> {
  if (bytes.length === 0) yield { name, problem: 'It is empty.' };
  else if (/\.zip$/i.test(name) && isZip(bytes)) yield* filesOfZip(() => openZip(bytes, corpusLimits), name);
  else yield inMemory(name, bytes);
}

/** The names in a zip archive, at most 1,000; none for what is no sound archive. */
export async function entryNames(file: SourceFile): Promise<string[]> {
  try {
    const zip = await openZip(await file.bytes());
    zip.close();
    return zip.entries.slice(0, 1000).map(({ name }) => name);
  } catch {
    return [];
  }
}
