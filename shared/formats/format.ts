/**
 * What a dataset format is: what it is called, what it can hold, and how it is read and written. Readers and
 * writers are pure: files, archives and databases are made and opened for them in `electron/exchange/`.
 */
import type { Dataset } from './dataset';
import type { DatasetBuilder } from './dataset-builder';
import type { Losses } from './losses';

/** How well a format can hold something. */
export type Holding = 'yes' | 'partly' | 'no';

/** What researchers ask of a format before they choose one. */
export const holdables = [
  'overlapping annotations',
  'several spans in one annotation',
  'relations and attributes',
  'several coders',
  'actor registry',
  'codebook tree',
  'notes',
  'article details',
] as const;
export type Holdable = (typeof holdables)[number];

/** For formats that can hold all of it. */
export const holdsAll = Object.fromEntries(holdables.map((what) => [what, 'yes'])) as Record<
  Holdable,
  Holding
>;

/** How a format lies on the disk. */
export type Container = 'file' | 'folder' | 'zip';

export interface FormatInfo {
  id: string;
  /** As menus name it: `REFI-QDA project`. */
  name: string;
  /** One sentence: which programs take it, what it is good for. */
  what: string;
  /** Without the dot, in lower case, the one that is written first. Empty for a folder. */
  extensions: readonly string[];
  container: Container;
  holds: Readonly<Record<Holdable, Holding>>;
  /** Settings that the user may choose, each with a default; empty for none. */
  options: readonly FormatOption[];
  /** Settings of any words, which only reading has: a mapping of columns, as JSON. */
  freeOptions?: readonly string[];
}

export type Direction = 'reading' | 'writing';

/** A setting of a format, chosen among a few. */
export interface FormatOption {
  id: string;
  name: string;
  /** Where it changes something in one direction alone; then it is not offered in the other. */
  only?: Direction;
  choices: readonly { id: string; name: string; what: string }[];
  /** The id of the choice that is taken when none is said. */
  usual: string;
}

/** The settings that a person is offered who reads a format, or who writes it. */
export const optionsFor = (
  { options }: Pick<FormatInfo, 'options'>,
  direction: Direction,
): readonly FormatOption[] => options.filter(({ only = direction }) => only === direction);

/** The chosen settings: the id of a choice by the id of its option. Those of `FormatInfo.options`, all present. */
export type Options = Readonly<Record<string, string>>;

/** A piece of what is written. Pieces of one file come after one another; `file` is a path with `/` within the container. */
export interface Piece {
  file: string;
  content: string | Uint8Array;
}

/** What is beyond the dataset that a writer needs. */
export interface WritingTools {
  losses: Losses;
  options: Options;
  /** ISO 8601 in UTC. */
  now: string;
  newId(): string;
  /** The name of what is written, without ending; for titles within. */
  name: string;
}

/**
 * Writes a dataset in pieces; between two of them others get their turn, so none should take longer than one
 * article takes. For a dry run the pieces are thrown away and the losses kept.
 */
export type Writer = (dataset: Dataset, tools: WritingTools) => Iterable<Piece>;

/** A file of what is read. */
export interface InputFile {
  /** With folders within what was chosen, parted by `/`. */
  name: string;
  /** In bytes. */
  size: number;
  /** @throws ReadProblem when it cannot be had, or is too large */
  bytes(): Promise<Uint8Array>;
  /** As UTF-8, or UTF-16 with a mark; a byte order mark is taken off. @throws ReadProblem */
  text(): Promise<string>;
}

/** What was chosen for reading: one file, or all files of a folder or an archive. */
export interface Input {
  /** The name of the file or folder that was chosen. */
  name: string;
  /** Where it lies, for formats that are databases; null for what is in memory only. */
  path: string | null;
  files: readonly InputFile[];
  /** Articles of the project that it is read for, where the file may hold none of its own. */
  articles: readonly KnownArticle[];
}

/** An article that a project has. */
export interface KnownArticle {
  title: string;
  url: string;
  text: string;
}

/** Whether what was chosen is of this format: 0 no, 1 it has the ending, 2 it looks like it, 3 no doubt. */
export type Recogniser = (input: Input) => Promise<0 | 1 | 2 | 3>;

/**
 * Builds what it finds. What is wrong with a part is noted in the builder's losses, and reading goes on.
 * @throws ReadProblem when nothing can be made of it: what, where, and what to do
 */
export type DatasetReader = (input: Input, builder: DatasetBuilder, options: Options) => Promise<void>;
