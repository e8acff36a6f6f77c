/** Texts on their way in: read by the host, shown as drafts in the dialog, added when the user says so. */
import type { ArticleSource, Outputs } from '../../shared/api';
import { largestFile, tooLong } from '../../shared/article-size';
import { ok, type Result } from '../../shared/result';
import { call, shell } from '../api';
import type { UnreadFile } from '../dialogs';
import { notify, openDialog, useStore } from '../store';

/** A source together with the file name under which the host reports on it. */
export interface NamedSource {
  fileName: string;
  source: ArticleSource;
}

/**
 * Has the host read the sources, and adds what came of it to the dialog "Add articles".
 * @param refused files that did not get as far as the host
 */
export async function draftSources(
  sources: readonly NamedSource[],
  refused: readonly UnreadFile[] = [],
): Promise<void> {
  if (sources.length + refused.length === 0) return;
  const result = await readByHost(sources);
  if (!result.ok) {
    notify('problem', result.error.message);
    return;
  }
  const { drafts, problems } = result.value;
  const unread = problems.map((problem): UnreadFile => {
    const named = sources.find(({ fileName }) => fileName === problem.fileName);
    return { ...problem, source: named?.source ?? null };
  });
  const { dialog } = useStore.getState();
  const before = dialog?.kind === 'add-articles' ? dialog : { drafts: [], problems: [] };
  const isRetried = ({ fileName }: UnreadFile): boolean =>
    sources.some((source) => source.fileName === fileName);
  openDialog({
    kind: 'add-articles',
    drafts: [...before.drafts, ...drafts],
    problems: [...before.problems.filter((problem) => !isRetried(problem)), ...refused, ...unread],
  });
}

const readByHost = async (sources: readonly NamedSource[]): Promise<Result<Outputs['article.draft']>> =>
  sources.length === 0
    ? ok({ drafts: [], problems: [] })
    : call('article.draft', { sources: sources.map(({ source }) => source) });

/** Asks for files and drafts them. */
export async function chooseFiles(): Promise<void> {
  const picks = await shell.chooseArticles();
  await draftSources(picks.map(({ token, fileName }) => ({ fileName, source: { token } })));
}

/** Drafts files that were dropped on the window. */
export async function draftDropped(files: readonly File[]): Promise<void> {
  const read = await Promise.all(files.map(readDropped));
  await draftSources(
    read.filter((each): each is NamedSource => !isRefused(each)),
    read.filter(isRefused),
  );
}

const isRefused = (each: NamedSource | UnreadFile): each is UnreadFile => 'message' in each;

/** A folder can be dropped too; that it is none is known only when it is read. */
async function readDropped(file: File): Promise<NamedSource | UnreadFile> {
  const fileName = file.name;
  const refused = (message: string): UnreadFile => ({ fileName, message, encodings: [], source: null });
  if (file.size > largestFile) return refused(tooLong('This file'));
  try {
    return { fileName, source: { fileName, bytes: new Uint8Array(await file.arrayBuffer()) } };
  } catch {
    return refused('cannot be read. If it is a folder, drop the files in it.');
  }
}

/** Reads a file again in the encoding that the user chose. */
export async function draftAgain({ fileName, source }: UnreadFile, encoding: string): Promise<void> {
  if (source === null || 'pasted' in source) return;
  await draftSources([{ fileName, source: { ...source, encoding } }]);
}
