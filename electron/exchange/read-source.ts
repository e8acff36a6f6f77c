/** Reads all files of a chosen path, or bytes: which reader fits each, what it finds, what went wrong. */
import path from 'node:path';
import type { EncodingChoice } from '../../shared/api-articles';
import type { ReadSettings } from '../../shared/import-settings';
import { isProjectFile } from '../../shared/shell-api';
import { decodeHead } from './decode';
import { firstBytes } from './first-bytes';
import { type PreparedArticle, prepareArticle } from './prepare-article';
import { type FileStart, type Reader, type SourceFile } from './reader';
import { ReadProblem } from '../../shared/read-problem';
import { plainReader, readers } from './readers';
import { entryNames, filesAt, filesOf, inMemory, type OwnFile } from './source-files';
import { isZip } from './zip';

/** What is read: a path that the user chose, or bytes under a name. */
export type Source = { path: string } | { name: string; bytes: Uint8Array };

/** What happens while a source is read, in order: of each file its beginning, what it holds, and its end. */
export type ReadEvent =
  | { type: 'file'; name: string; size: number }
  | { type: 'article'; article: PreparedArticle }
  | { type: 'skipped'; place: string; why: string }
  | {
      type: 'end';
      reader: Pick<Reader, 'id' | 'name'> | null;
      encoding: string;
      encodings: readonly EncodingChoice[];
      problem: string | null;
    };

export interface ReadRange {
  /** So many files are passed over: they have been read before. */
  skip?: number;
  /** Only the files of these names, of each name the first. */
  only?: readonly string[];
  /** The file of the open project, which is not touched. */
  own?: OwnFile | null;
}

/** Reads a source from its first file to its last. What is wrong with one file costs no other. */
export async function* readSource(
  source: Source,
  settings: ReadSettings,
  { skip = 0, only, own = null }: ReadRange = {},
): AsyncGenerator<ReadEvent> {
  let passed = 0;
  const wanted = only && new Set(only);
  for await (const found of 'path' in source
    ? filesAt(source.path, own)
    : filesOf(source.name, source.bytes)) {
    if (wanted && !wanted.delete(found.name)) continue;
    if (passed++ < skip) continue;
    if ('problem' in found) {
      yield { type: 'file', name: found.name, size: 0 };
      yield end(null, found.problem);
    } else if ('passedOver' in found) {
      yield { type: 'file', name: found.name, size: 0 };
      yield { type: 'skipped', place: '', why: found.passedOver };
      yield end(null, null);
    } else yield* readFile(found, settings);
    if (wanted?.size === 0) return;
  }
  if (passed === 0 && wanted === undefined && 'path' in source) {
    yield { type: 'file', name: path.basename(source.path), size: 0 };
    yield end(null, 'There is no file in it that could hold an article.');
  }
}

const end = (
  reader: Pick<Reader, 'id' | 'name'> | null,
  problem: string | null,
  encodings: readonly EncodingChoice[] = [],
  encoding = '',
): ReadEvent => ({
  type: 'end',
  reader: reader && { id: reader.id, name: reader.name },
  encoding,
  encodings,
  problem,
});

async function* readFile(file: SourceFile, settings: ReadSettings): AsyncGenerator<ReadEvent> {
  yield { type: 'file', name: file.name, size: file.size };
  let reader: Reader | null = null;
  let kind: Pick<Reader, 'id' | 'name'> | undefined;
  let encoding = '';
  let encodings: readonly EncodingChoice[] = [];
  let count = 0;
  let skipped = 0;
  try {
    if (isProjectFile(file.name)) {
      throw new ReadProblem(
        'This is a Claimbook project, not an article. Open it as a project; nothing was read from it.',
      );
    }
    const { start, file: kept } = await startOf(file);
    reader = readerFor(start, settings);
    for await (const found of reader.read(kept, settings)) {
      const row = 'skipped' in found ? found : prepareArticle(found, file.name, settings);
      if ('skipped' in row) {
        skipped += 1;
        yield { type: 'skipped', place: row.place, why: row.skipped };
        continue;
      }
      count += 1;
      kind ??= 'skipped' in found ? undefined : found.kind;
      encoding ||= row.encoding;
      if (encodings.length === 0) encodings = row.encodings;
      yield { type: 'article', article: row };
    }
    yield end(
      kind ?? reader,
      count + skipped === 0 ? 'There are no words in it.' : null,
      encodings,
      encoding,
    );
  } catch (error) {
    yield end(
      kind ?? reader,
      problemOf(error),
      error instanceof ReadProblem ? error.encodings : encodings,
      encoding,
    );
  }
}

/** A parser that was led astray by its file says so in its own words, which are kept for whoever looks. */
function problemOf(error: unknown): string {
  if (error instanceof ReadProblem) return error.message;
  if (error instanceof RangeError && /length|allocation/i.test(error.message))
    return 'It is too large to be read as one file. Split it, and read its parts.';
  if (error instanceof RangeError) return 'Its structure is too deeply nested to be read.';
  console.error('a reader stopped:', error);
  const words = error instanceof Error ? error.message : String(error);
  return `It is damaged, or of a kind that Claimbook cannot read (${words.slice(0, 200)}). Open it in the program that made it and save it anew.`;
}

/** The reader of a file: the one that is chosen, or the surest. @throws ReadProblem */
export async function readerOf(file: SourceFile, settings: ReadSettings): Promise<Reader> {
  const { start } = await startOf(file);
  return readerFor(start, settings);
}

/** The reader that the user chose, or the one that is surest of the file. */
function readerFor(start: FileStart, { format, split }: ReadSettings): Reader {
  const id = split ? 'split' : format;
  const chosen = id === null ? undefined : readers.find((reader) => reader.id === id);
  if (chosen) return chosen;
  let best: Reader = plainReader;
  let sureness = 0;
  for (const reader of readers) {
    const fits = reader.fits(start);
    if (fits > sureness) [best, sureness] = [reader, fits];
  }
  return best;
}

const headLength = 64 * 1024;
/** Files up to this size are read once, for their beginning and for their reader. */
const keptLength = 4 * 1024 * 1024;

async function startOf(file: SourceFile): Promise<{ start: FileStart; file: SourceFile }> {
  const bytes = file.size <= keptLength ? await file.bytes() : null;
  const head = bytes ? bytes.subarray(0, headLength) : await firstBytes(file, headLength);
  const name = file.name.split('/').at(-1)!.toLowerCase();
  const start: FileStart = {
    name,
    extension: /\.([^.]+)$/.exec(name)?.[1] ?? '',
    head,
    text: decodeHead(head),
    entries: isZip(head) ? await entryNames(file) : [],
  };
  if (!bytes) return { start, file };
  return { start, file: inMemory(file.name, bytes) };
}
