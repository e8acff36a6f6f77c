/** The files of what was chosen: a file itself, all files of a folder, or those in a zip archive. */
import { createReadStream } from 'node:fs';
import fs from 'node:fs';
import path from 'node:path';
import {
  countFiles,
  isClutter,
  isPartOfPage,
  pagePartsIn,
  pagePartsPassedOver,
  type PassedOver,
} from './passed-over';
import { diskProblem, type SourceFile } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { corpusLimits, isZip, openZip, type Zip, type ZipEntry } from './zip';

/** A file of which it is known before it is read that nothing can be made of it. */
export interface UnreadableFile {
  name: string;
  problem: string;
}

/** What is found at a path. */
export type Found = SourceFile | UnreadableFile | PassedOver;

/** The file of the open project, which is never opened here: closing it would end the project's lock. */
export interface OwnFile {
  dev: number;
  ino: number;
}

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

/** Files up to this size, in bytes, share memory: to get some for each takes longer than to read it. */
const smallFile = 64 * 1024;
const sharedSize = 2 * 1024 * 1024;
let shared = Buffer.alloc(0);

/** Reads a file that had this many bytes when it was found. */
function readSmall(file: string, size: number): Buffer {
  if (shared.length <= size) shared = Buffer.allocUnsafeSlow(sharedSize);
  const opened = fs.openSync(file, 'r');
  try {
    const length = fs.readSync(opened, shared, 0, size + 1, 0);
    // It has been changed since, or the disk gives it in pieces.
    if (length !== size) return fs.readFileSync(file);
  } finally {
    fs.closeSync(opened);
  }
  const bytes = shared.subarray(0, size);
  shared = shared.subarray(size);
  return bytes;
}

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
        return size <= smallFile ? readSmall(file, size) : fs.readFileSync(file);
      } catch (error) {
        throw diskProblem(error);
      }
    },
    async *pieces() {
      try {
        for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 }))
          yield piece as Buffer;
      } catch (error) {
        throw diskProblem(error);
      }
    },
  };
}

/**
 * The files at a path, in the order in which people count: `2` before `10`. Folders are read with all that is
 * in them; links to folders are not followed, nor are devices opened.
 * @throws ReadProblem when the path itself is gone
 */
export async function* filesAt(chosen: string, own: OwnFile | null): AsyncGenerator<Found> {
  let stats: fs.Stats;
  try {
    stats = fs.statSync(chosen);
  } catch (error) {
    yield { name: path.basename(chosen), problem: diskProblem(error).message };
    return;
  }
  if (stats.isDirectory()) yield* filesIn(chosen, path.basename(chosen), own);
  else yield* fileOrArchive(chosen, path.basename(chosen), stats, own);
}

async function* filesIn(folder: string, name: string, own: OwnFile | null): AsyncGenerator<Found> {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { name, problem: diskProblem(error).message };
    return;
  }
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()));
  const parts: string[] = [];
  for (const entry of entries.toSorted((one, other) => naturally(one.name, other.name))) {
    if (isClutter(entry.name)) continue;
    const inside = `${folder}${path.sep}${entry.name}`;
    const shown = `${name}/${entry.name}`;
    if (entry.isDirectory()) {
      if (isPartOfPage(entry.name, (page) => names.has(page))) parts.push(entry.name);
      else yield* filesIn(inside, shown, own);
      continue;
    }
    let stats: fs.Stats;
    try {
      stats = fs.statSync(inside);
    } catch (error) {
      yield { name: shown, problem: diskProblem(error).message };
      continue;
    }
    // A link to a folder could lead round in a circle.
    if (stats.isDirectory())
      yield { name: shown, problem: 'It is a link to another folder. Choose that folder itself.' };
    else yield* fileOrArchive(inside, shown, stats, own);
  }
  if (parts.length > 0) {
    const files = parts.map((part) => countFiles(path.join(folder, part)));
    yield pagePartsPassedOver(
      name,
      parts,
      files.reduce((sum, count) => sum + count, 0),
    );
  }
}

async function* fileOrArchive(
  file: string,
  name: string,
  stats: fs.Stats,
  own: OwnFile | null,
): AsyncGenerator<Found> {
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
  yield* filesOfZip(() => openZip(file, corpusLimits), onDisk(file, name, stats.size));
}

/** Whether an archive is one document, whatever it is called: some programs save them as `.zip`. */
const isDocument = ({ has }: Zip): boolean =>
  has('[Content_Types].xml') ||
  has('META-INF/container.xml') ||
  (has('content.xml') && has('META-INF/manifest.xml'));

/** The files in an archive of articles; an archive within it is not opened. */
async function* filesOfZip(open: () => Promise<Zip>, archive: SourceFile): AsyncGenerator<Found> {
  const { name } = archive;
  let zip: Zip;
  try {
    zip = await open();
  } catch (error) {
    if (!(error instanceof ReadProblem)) throw error;
    yield { name, problem: error.message };
    return;
  }
  try {
    if (isDocument(zip)) {
      yield archive;
      return;
    }
    const parts = pagePartsIn(zip);
    for (const entry of zip.entries.toSorted((one, other) => naturally(one.name, other.name))) {
      if (entry.name.split('/').some(isClutter) || parts.files.has(entry.name)) continue;
      yield fileInZip(zip, entry, `${name}/${entry.name}`);
    }
    for (const { name: entry, why } of zip.leftOut)
      if (!entry.split('/').some(isClutter)) yield { name: `${name}/${entry}`, problem: why };
    if (parts.files.size > 0) yield pagePartsPassedOver(name, [...parts.folders], parts.files.size);
  } finally {
    zip.close();
  }
}

function fileInZip(zip: Zip, { name, size }: ZipEntry, shown: string): Found {
  if (size === 0) return { name: shown, problem: 'It is empty.' };
  if (/\.zip$/i.test(name))
    return {
      name: shown,
      problem: 'It is an archive within an archive. Unpack it, and choose it by itself.',
    };
  // Some readers look at a file more than once; unpacking counts against the archive's limit each time.
  let unpacked: Promise<Uint8Array> | null = null;
  const bytes = (): Promise<Uint8Array> => (unpacked ??= zip.read(name));
  return {
    name: shown,
    size,
    bytes,
    async *pieces() {
      yield await bytes();
    },
  };
}

/** Bytes under a name: a file, or the files of an archive. */
export async function* filesOf(name: string, bytes: Uint8Array): AsyncGenerator<Found> {
  if (bytes.length === 0) yield { name, problem: 'It is empty.' };
  else if (/\.zip$/i.test(name) && isZip(bytes))
    yield* filesOfZip(() => openZip(bytes, corpusLimits), inMemory(name, bytes));
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
