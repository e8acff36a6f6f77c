/**
 * Zip archives that may come from anyone, read with yauzl. What comes out is counted as it comes: what an
 * archive says about its sizes is not believed. Names that lead out of the archive are refused by yauzl.
 */
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { ReadProblem } from './reader';

export interface ZipEntry {
  /** With folders, parted by `/`. */
  name: string;
  /** In bytes, as the archive says. */
  size: number;
}

export interface Zip {
  entries: readonly ZipEntry[];
  has(name: string): boolean;
  /** @throws ReadProblem when it is not there, is encrypted, damaged, or more than the limits allow */
  read(name: string): Promise<Uint8Array>;
  close(): void;
}

export interface ZipLimits {
  entries: number;
  /** Bytes of one entry, and of all that are read. */
  entry: number;
  total: number;
}

/** Of a document (Word, ODT, EPUB, XLSX). */
export const documentLimits: ZipLimits = { entries: 10_000, entry: 256e6, total: 1e9 };
/** Of an archive of articles, whose files are read one by one. */
export const corpusLimits: ZipLimits = { entries: 200_000, entry: 256e6, total: 4e9 };

/** An entry may grow so many times when it is unpacked, beyond the first megabytes. */
const mostGrowth = 200;
const growthCounts = 10e6;

const bomb = (name: string): ReadProblem =>
  new ReadProblem(
    `“${name}” in it unpacks to far more than any article has: this may be a trap. Nothing was read from it; unpack it with another program and choose the files that you need.`,
  );

const damaged = (why: string): ReadProblem =>
  new ReadProblem(
    `It is a damaged zip archive, or cut off (${why}). Get it anew, or open and save it again.`,
  );

const openOptions = { lazyEntries: true, autoClose: false, decodeStrings: true, validateEntrySizes: true };

/** Whether bytes begin as a zip archive does. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 &&
  head[1] === 0x4b &&
  (head[2] === 3 || head[2] === 5) &&
  (head[3] === 4 || head[3] === 6);

function openArchive(source: Uint8Array | string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, archive?: yauzl.ZipFile): void => {
      if (archive) resolve(archive);
      else reject(damaged(error?.message ?? 'no reason given'));
    };
    if (typeof source === 'string') yauzl.open(source, openOptions, opened);
    else
      yauzl.fromBuffer(Buffer.from(source.buffer, source.byteOffset, source.byteLength), openOptions, opened);
  });
}

/** Symbolic links have this kind in the upper half of the attributes that Unix writes. */
const isLink = ({ externalFileAttributes }: yauzl.Entry): boolean =>
  ((externalFileAttributes >>> 16) & 0xf000) === 0xa000;

function readEntries(archive: yauzl.ZipFile, limits: ZipLimits): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    archive.on('entry', (entry: yauzl.Entry) => {
      if (!entry.fileName.endsWith('/') && !isLink(entry) && !entries.has(entry.fileName))
        entries.set(entry.fileName, entry);
      if (entries.size > limits.entries) {
        reject(
          new ReadProblem(
            `It holds more than ${limits.entries.toLocaleString('en')} files, which is too many to read at once. Split it.`,
          ),
        );
        return;
      }
      archive.readEntry();
    });
    archive.on('end', () => resolve(entries));
    archive.on('error', (error: Error) =>
      reject(
        /invalid relative path|absolute path|invalid characters in fileName/.test(error.message)
          ? new ReadProblem(
              `It holds a file whose name leads out of the archive (${error.message}): this may be a trap. Nothing was read from it.`,
            )
          : damaged(error.message),
      ),
    );
    archive.readEntry();
  });
}

/**
 * Opens an archive and lists its files; folders and symbolic links are left out.
 * @throws ReadProblem for what is no archive, or one that tries to trick its reader
 */
export async function openZip(source: Uint8Array | string, limits = documentLimits): Promise<Zip> {
  const archive = await openArchive(source);
  let entries: Map<string, yauzl.Entry>;
  try {
    entries = await readEntries(archive, limits);
  } catch (error) {
    archive.close();
    throw error;
  }
  let total = 0;
  return {
    entries: [...entries.values()].map(({ fileName, uncompressedSize }) => ({
      name: fileName,
      size: uncompressedSize,
    })),
    has: (name) => entries.has(name),
    async read(name) {
      const entry = entries.get(name);
      if (!entry) throw damaged(`it lacks ${name}`);
      if (entry.isEncrypted())
        throw new ReadProblem(
          `“${name}” in it is encrypted. Unpack it with its password, and choose the file.`,
        );
      if (!entry.canDecodeFileData())
        throw new ReadProblem(
          `“${name}” in it is packed in a way that cannot be read. Pack it anew as a usual zip.`,
        );
      const bytes = await unpack(archive, entry, Math.min(limits.entry, limits.total - total));
      total += bytes.length;
      return bytes;
    },
    close: () => archive.close(),
  };
}

function unpack(archive: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    archive.openReadStream(entry, (error: Error | null, stream: Readable) => {
      if (error) {
        reject(damaged(error.message));
        return;
      }
      const pieces: Buffer[] = [];
      let length = 0;
      stream.on('data', (piece: Buffer) => {
        length += piece.length;
        const grows = length > growthCounts && length > mostGrowth * Math.max(1, entry.compressedSize);
        if (length > most || grows) stream.destroy(bomb(entry.fileName));
        else pieces.push(piece);
      });
      stream.on('end', () => {
        const bytes = Buffer.concat(pieces);
        if (crc32(bytes) === entry.crc32) resolve(bytes);
        else reject(damaged(`${entry.fileName}: its check sum is wrong`));
      });
      stream.on('error', (reason: Error) => {
        if (reason instanceof ReadProblem) reject(reason);
        else if (/too many bytes/.test(reason.message)) reject(bomb(entry.fileName));
        else reject(damaged(`${entry.fileName}: ${reason.message}`));
      });
    });
  });
}
