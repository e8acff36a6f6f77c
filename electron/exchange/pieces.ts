/** From the pieces that a writer gives to a file, a folder or a zip archive. */
import fs from 'node:fs';
import path from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import type { Container, Piece } from '../../shared/formats/format';
import { FailureError } from '../../shared/result';
import { breathe } from './write-safely';

/** What was written of one file. */
export interface WrittenFile {
  name: string;
  /** Uncompressed, in bytes. */
  bytes: number;
}

/** Milliseconds of work between two looks at the cancel signal. */
const stretch = 50;

interface Target {
  begin(file: string): void;
  write(bytes: Uint8Array): void;
  end(): void;
}

/** Writes nothing: for a dry run. */
const nowhere: Target = { begin: () => undefined, write: () => undefined, end: () => undefined };

function intoFile(part: string): Target {
  const handle = fs.openSync(part, 'w');
  return {
    begin: () => undefined,
    write: (bytes) => writeAll(handle, bytes),
    end: () => fs.closeSync(handle),
  };
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += fs.writeSync(handle, bytes, at);
}

function intoFolder(part: string): Target {
  fs.mkdirSync(part);
  let handle: number | null = null;
  const close = (): void => {
    if (handle !== null) fs.closeSync(handle);
    handle = null;
  };
  return {
    begin(file) {
      close();
      const place = path.join(part, ...checkedName(file).split('/'));
      fs.mkdirSync(path.dirname(place), { recursive: true });
      handle = fs.openSync(place, 'wx');
    },
    write: (bytes) => writeAll(handle!, bytes),
    end: close,
  };
}

/** What a zip archive can count without the extension (ZIP64) that many programs do not read, nor our library write. */
const mostInZip = { files: 65_534, bytes: 4_000_000_000 };

const tooMuchForZip = (what: string): FailureError =>
  new FailureError({
    code: 'refused',
    message: `A zip archive cannot hold so much: ${what}. Export the articles in several parts, by their dates or sources; nothing was written.`,
  });

function intoZip(part: string, most: typeof mostInZip): Target {
  const handle = fs.openSync(part, 'w');
  let files = 0;
  let written = 0;
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    written += bytes.length;
    writeAll(handle, bytes);
  });
  let unpacked = 0;
  let entry: ZipDeflate | null = null;
  return {
    begin(file) {
      entry?.push(new Uint8Array(), true);
      entry = null;
      files += 1;
      unpacked = 0;
      if (files > most.files)
        throw tooMuchForZip(`it would be more than ${most.files.toLocaleString('en')} files`);
      entry = new ZipDeflate(checkedName(file), { level: 1 });
      zip.add(entry);
    },
    write(bytes) {
      unpacked += bytes.length;
      if (unpacked > most.bytes || written > most.bytes) throw tooMuchForZip('it would be more than 4 GB');
      entry?.push(bytes);
    },
    end() {
      try {
        entry?.push(new Uint8Array(), true);
        zip.end();
      } finally {
        fs.closeSync(handle);
      }
    },
  };
}

/** A name that leads nowhere else. @throws Error for another: writers make their names safe */
function checkedName(file: string): string {
  const parts = file.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:]/.test(part)))
    throw new Error(`a writer named a file “${file}”`);
  return file;
}

const targets: Record<Container, (part: string, most: typeof mostInZip) => Target> = {
  file: intoFile,
  folder: intoFolder,
  zip: intoZip,
};

/**
 * Writes pieces to `part`, or nowhere where that is null; others get their turn between them.
 * @param most of files, and bytes, in a zip archive
 * @throws FailureError `cancelled`, or `refused` for more than a zip archive can hold
 */
export async function writePieces(
  pieces: Iterable<Piece>,
  container: Container,
  part: string | null,
  signal: AbortSignal,
  most = mostInZip,
): Promise<WrittenFile[]> {
  const target = part === null ? nowhere : targets[container](part, most);
  const encoder = new TextEncoder();
  const files: WrittenFile[] = [];
  const seen = new Set<string>();
  let last = performance.now();
  try {
    for (const { file, content } of pieces) {
      const bytes = typeof content === 'string' ? encoder.encode(content) : content;
      if (files.at(-1)?.name !== file) {
        if (seen.has(file)) throw new Error(`the pieces of ${file} do not come after one another`);
        seen.add(file);
        files.push({ name: file, bytes: 0 });
        target.begin(file);
      }
      target.write(bytes);
      files.at(-1)!.bytes += bytes.length;
      if (performance.now() - last < stretch) continue;
      await breathe(signal);
      last = performance.now();
    }
  } finally {
    target.end();
  }
  await breathe(signal);
  return files;
}
