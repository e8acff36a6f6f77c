/**
 * Zip archives that may come from anyone, read with yauzl. What comes out is counted as it comes: what an
 * archive says about its sizes and checksums is checked. An archive with a name that leads out of it is refused.
 */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { diskProblem } from './reader';
import { ReadProblem } from '../../shared/read-problem';

export interface ZipEntry {
  /** With folders, parted by `/`. */
  name: string;
  /** In bytes, as the archive says. */
  size: number;
}

export interface Zip {
  entries: readonly ZipEntry[];
  /** What is never read, and why, as a sentence. */
  leftOut: readonly { name: string; why: string }[];
  has(name: string): boolean;
  /** @throws ReadProblem when it is not there, is encrypted, damaged, or more than the limits allow */
  read(name: string): Promise<Uint8Array>;
  /** The same piece by piece, for what may be too large to hold. @throws ReadProblem as `read` */
  pieces(name: string): AsyncIterable<Uint8Array>;
  close(): void;
}

export interface ZipLimits {
  entries: number;
  /** Bytes of one entry, and of all that are read. */
  entry: number;
  total: number;
}

/** Of a document (Word, ODT, EPUB, XLSX), whose parts may be in memory together. */
export const documentLimits: ZipLimits = { entries: 10_000, entry: 256e6, total: 1e9 };
/** Of an archive of articles, whose files are read one by one: a large corpus has 100,000 small ones. */
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

// Names are decoded here, because many archives do not say that theirs are UTF-8.
const openOptions = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };

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
      else if (error && 'errno' in error) reject(diskProblem(error));
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

/** Macs write UTF-8 without saying so; what is not UTF-8 is in the code page of DOS, as the format wants it. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: yauzl.Entry): string {
  const flags = generalPurposeBitFlag | (isUtf8(fileNameRaw) ? saysUtf8 : 0);
  return yauzl.getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

const saysUtf8 = 0x800;

interface Listed {
  entries: Map<string, yauzl.Entry>;
  leftOut: { name: string; why: string }[];
}

/** @throws ReadProblem when the archive holds more files than that, or one whose name leads out of it */
function list(entry: yauzl.Entry, { entries, leftOut }: Listed, limits: ZipLimits): void {
  const name = nameOf(entry);
  const trick = yauzl.validateFileName(name);
  if (trick !== null)
    throw new ReadProblem(
      `It holds a file whose name leads out of the archive (${trick}): this may be a trap. Nothing was read from it; unpack it with another program and choose the files that you need.`,
    );
  if (name.endsWith('/')) return;
  if (isLink(entry))
    leftOut.push({ name, why: 'It is a link to another file, which an archive cannot hold.' });
  else if (entries.has(name))
    leftOut.push({
      name,
      why: 'The archive holds two files of this name, of which the first was read. Unpack it, and choose the other by itself.',
    });
  else entries.set(name, entry);
  if (entries.size + leftOut.length > limits.entries)
    throw new ReadProblem(
      `It holds more than ${limits.entries.toLocaleString('en')} files, which is too many to read at once. Split it.`,
    );
}

function readEntries(archive: yauzl.ZipFile, limits: ZipLimits): Promise<Listed> {
  return new Promise((resolve, reject) => {
    const listed: Listed = { entries: new Map(), leftOut: [] };
    archive.on('entry', (entry: yauzl.Entry) => {
      try {
        list(entry, listed, limits);
        archive.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    archive.on('end', () => resolve(listed));
    archive.on('error', (error: Error) =>
      reject(
        /strong encryption/.test(error.message)
          ? new ReadProblem('It is encrypted. Unpack it with its password, and choose the files.')
          : damaged(error.message),
      ),
    );
    archive.readEntry();
  });
}

/**
 * Opens an archive and lists its files, without folders.
 * @throws ReadProblem for what is no archive, or one that tries to trick its reader
 */
export async function openZip(source: Uint8Array | string, limits = documentLimits): Promise<Zip> {
  const archive = await openArchive(source);
  let listed: Listed;
  try {
    listed = await readEntries(archive, limits);
  } catch (error) {
    archive.close();
    throw error;
  }
  const { entries, leftOut } = listed;
  let total = 0;
  const sound = (name: string): yauzl.Entry => {
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
    return entry;
  };
  return {
    entries: [...entries].map(([name, { uncompressedSize }]) => ({ name, size: uncompressedSize })),
    leftOut,
    has: (name) => entries.has(name),
    async read(name) {
      const entry = sound(name);
      const pieces: Buffer[] = [];
      for await (const piece of unpacked(archive, name, entry, Math.min(limits.entry, limits.total - total)))
        pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      total += bytes.length;
      return bytes;
    },
    async *pieces(name) {
      for await (const piece of unpacked(archive, name, sound(name), limits.total - total)) {
        total += piece.length;
        yield piece;
      }
    },
    close: () => archive.close(),
  };
}

/** The bytes of an entry as they are unpacked; what is wrong with it is found at the latest at its end. */
async function* unpacked(
  archive: yauzl.ZipFile,
  name: string,
  entry: yauzl.Entry,
  most: number,
): AsyncGenerator<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) => {
    archive.openReadStream(entry, (error: Error | null, opened: Readable) => {
      if (error) reject(damaged(`${name}: ${error.message}`));
      else resolve(opened);
    });
  });
  let length = 0;
  let checksum = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      length += piece.length;
      const grows = length > growthCounts && length > mostGrowth * Math.max(1, entry.compressedSize);
      if (length > most || grows) throw bomb(name);
      checksum = crc32(piece, checksum);
      yield piece;
    }
  } catch (error) {
    if (error instanceof ReadProblem) throw error;
    const { message } = error as Error;
    throw /too many bytes/.test(message) ? bomb(name) : damaged(`${name}: ${message}`);
  } finally {
    stream.destroy();
  }
  if (checksum !== entry.crc32) throw damaged(`the checksum of ${name} does not fit its contents`);
}
