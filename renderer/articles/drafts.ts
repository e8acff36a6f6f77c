/** Texts on their way in: read by the host, shown as drafts in the dialog, added when the user says so. */
import type { ArticleSource } from '../../shared/api';
import { call, shell } from '../api';
import type { UnreadFile } from '../dialogs';
import { notify, openDialog, useStore } from '../store';

/** A source together with the file name under which the host reports on it. */
export interface NamedSource {
  fileName: string;
  source: ArticleSource;
}

/** Has the host read the sources, and adds what came of it to the dialog "Add articles". */
export async function draftSources(sources: readonly NamedSource[]): Promise<void> {
  if (sources.length === 0) return;
  const result = await call('article.draft', { sources: sources.map(({ source }) => source) });
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
    problems: [...before.problems.filter((problem) => !isRetried(problem)), ...unread],
  });
}

/** Asks for files and drafts them. */
export async function chooseFiles(): Promise<void> {
  const picks = await shell.chooseArticles();
  await draftSources(picks.map(({ token, fileName }) => ({ fileName, source: { token } })));
}

/** Drafts files that were dropped on the window. */
export async function draftDropped(files: readonly File[]): Promise<void> {
  const sources = await Promise.all(
    files.map(async (file): Promise<NamedSource> => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return { fileName: file.name, source: { fileName: file.name, bytes } };
    }),
  );
  await draftSources(sources);
}

/** Reads a file again in the encoding that the user chose. */
export async function draftAgain({ fileName, source }: UnreadFile, encoding: string): Promise<void> {
  if (source === null || 'pasted' in source) return;
  await draftSources([{ fileName, source: { ...source, encoding } }]);
}
