/**
 * What a reader of a file format is: it finds the articles in one file, and says what the file says about
 * them. Readers know nothing of projects. They run in a worker, which is ended when one takes too long.
 */
import type { ArticleFields, EncodingChoice, Particular } from '../../shared/api-articles';
import type { ReadSettings } from '../../shared/import-settings';
import type { Layout } from '../../shared/layout';
import { ReadProblem } from '../../shared/read-problem';

/** A file to read. Its bytes may lie on disk, in a zip, or have come from the clipboard. */
export interface SourceFile {
  /** The name with the folders within what was chosen, parted by `/`: `Nexis/Files (3).docx`. */
  name: string;
  /** In bytes, as the disk or the zip says. */
  size: number;
  /** All bytes. @throws ReadProblem when the file is gone, or may not be read, or is not what its zip said */
  bytes(): Promise<Uint8Array>;
  /** The bytes in pieces, for what may be too large to hold. */
  pieces(): AsyncIterable<Uint8Array>;
}

/** The beginning of a file, by which readers know what is theirs. */
export interface FileStart {
  /** In lower case, without folders. */
  name: string;
  /** Without the dot, in lower case; empty where the name has none. */
  extension: string;
  /** At most the first 64 KiB. */
  head: Uint8Array;
  /** The head as text: UTF-8, or UTF-16 where a mark or NUL bytes say so, or else Windows-1252. */
  text: string;
  /** The names in a zip archive, at most 1,000; none for other files. */
  entries: readonly string[];
}

/** One article as a reader found it, before anything is guessed. */
export interface FoundArticle {
  /** Made with `Body`, which keeps it canonical. */
  text: string;
  layout: Layout;
  /** What the file says, in the form that a project keeps. What it does not say is left out. */
  fields: Partial<ArticleFields>;
  /** What the file says beyond that, and in its own words what was put into a field in other ones. */
  particulars: readonly Particular[];
  /** Sentences about what was changed on the way in, or is doubtful. */
  warnings: readonly string[];
  /** Where in the file it stands, as its user would say it: `document 3`, `row 12`; empty for the whole file. */
  place: string;
  /** As iconv names it; empty where the format has none of its own. */
  encoding: string;
  /** Other ways to read the file, where the encoding was guessed or chosen. */
  encodings: readonly EncodingChoice[];
  /** What it was found to be, where that is more than its file's format says; a reader's id and name. */
  kind?: Pick<Reader, 'id' | 'name'>;
}

/** A part of a file that gave no article, and why, as a sentence; reading goes on. */
export interface SkippedPart {
  place: string;
  skipped: string;
}

export interface Reader {
  id: string;
  /** As the assistant names it: `Nexis Uni (Word)`. */
  name: string;
  /** Without the dot, in lower case; for file dialogs. */
  extensions: readonly string[];
  /** How sure it is that a file is its own: 0 no, 1 it has the ending, 2 it looks like it, 3 no doubt. */
  fits(start: FileStart): 0 | 1 | 2 | 3;
  /** @throws ReadProblem when nothing can be made of the file; what came before it counts */
  read(file: SourceFile, settings: ReadSettings): AsyncIterable<FoundArticle | SkippedPart>;
}

/** Why the disk did not give a file, as a sentence. @param error what `node:fs` threw */
export function diskProblem(error: unknown): ReadProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT')
    return new ReadProblem('It is not there any more: it was moved or removed while it was read.');
  if (code === 'EACCES' || code === 'EPERM')
    return new ReadProblem('It may not be read. Ask its owner for the right to open it.');
  return new ReadProblem(
    `The disk gave an error (${code || String(error)}). Copy it to another disk and try again.`,
  );
}
