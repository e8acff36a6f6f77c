/**
 * The files of a brat collection: which texts and `.ann` files belong together, which copies of one text are one
 * article, and which folders are coders.
 */
import { ReadProblem } from '../read-problem';
import { keptFile } from './brat';
import type { Input, InputFile } from './format';

/** A text with its `.ann` file, in one folder. */
export interface BratDocument {
  /** Within the collection, without ending. */
  path: string;
  /** With its byte order mark, if it has one: brat counts it. */
  raw: string;
  /** Null where there is none. */
  ann: string | null;
}

export interface BratFiles {
  documents: BratDocument[];
  /** Paths of `.ann` files without a text. */
  withoutText: string[];
  annotationConf: string | null;
  visualConf: string | null;
  kept: string | null;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
/** What macOS and editors leave lying about. */
const isLitter = (path: string): boolean =>
  path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

/** The text with the mark that `text()` takes off. */
async function withMark(file: InputFile): Promise<string> {
  const bytes = await file.bytes();
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = await file.text();
  return hasMark && !text.startsWith('\ufeff') ? `\ufeff${text}` : text;
}

/** @throws ReadProblem where there is no `.ann` file, and nothing that says it is an empty project of ours */
export async function bratFiles({ name, files: all }: Input): Promise<BratFiles> {
  const files = all.filter((file) => !isLitter(file.name));
  const heads = files.filter((file) => [keptFile, 'annotation.conf'].includes(baseName(file.name)));
  const root = heads.map((file) => folderOf(file.name)).toSorted((a, b) => a.length - b.length)[0] ?? '';
  const within = new Map(
    files.filter((file) => file.name.startsWith(root)).map((file) => [file.name.slice(root.length), file]),
  );
  const textOf = async (path: string): Promise<string | null> => (await within.get(path)?.text()) ?? null;
  const stems = (ending: string): string[] =>
    [...within.keys()].filter((path) => path.endsWith(ending)).map((path) => path.slice(0, -ending.length));
  const anns = stems('.ann');
  if (anns.length === 0 && !within.has(keptFile))
    throw new ReadProblem(
      `${name} holds no .ann file. Choose the folder of a brat collection, with a .txt and an .ann file for each article.`,
    );
  const texts = new Set(stems('.txt'));
  const documents: BratDocument[] = [];
  for (const path of [...texts].toSorted((a, b) => (a < b ? -1 : 1)))
    documents.push({
      path,
      raw: await withMark(within.get(`${path}.txt`)!),
      ann: await textOf(`${path}.ann`),
    });
  return {
    documents,
    withoutText: anns.filter((path) => !texts.has(path)),
    annotationConf: await textOf('annotation.conf'),
    visualConf: await textOf('visual.conf'),
    kept: await textOf(keptFile),
  };
}

/** Where a document belongs: `folder` is its coder's; null where folders say nothing of coders. */
export interface DocumentPlace {
  article: string;
  folder: string | null;
}

/**
 * Which article a document is, and in whose folder it lies. A folder is a coder's when our own file says so, or when
 * the same text lies under the same name in another folder too.
 */
export function placesOf(
  documents: readonly BratDocument[],
  knownFolders: ReadonlySet<string>,
  knownArticles: ReadonlySet<string>,
): ReadonlyMap<BratDocument, DocumentPlace> {
  const split = (path: string): [string, string] | null => {
    const slash = path.indexOf('/');
    return slash === -1 ? null : [path.slice(0, slash), path.slice(slash + 1)];
  };
  const seen = new Map<string, number>();
  for (const { path, raw } of documents) {
    const rest = split(path)?.[1];
    if (rest !== undefined) seen.set(`${rest}\n${raw}`, (seen.get(`${rest}\n${raw}`) ?? 0) + 1);
  }
  const coders = new Set(knownFolders);
  for (const { path, raw } of documents) {
    const [folder, rest] = split(path) ?? [];
    if (folder === undefined || rest === undefined) continue;
    if (knownArticles.has(rest) || (seen.get(`${rest}\n${raw}`) ?? 0) > 1) coders.add(folder);
  }
  return new Map(
    documents.map((document) => {
      const [folder, rest] = split(document.path) ?? [];
      const isCoder = folder !== undefined && rest !== undefined && coders.has(folder);
      return [document, isCoder ? { article: rest, folder } : { article: document.path, folder: null }];
    }),
  );
}
