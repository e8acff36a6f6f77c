/** Texts on their way in: read by the host, shown as drafts in the dialog, added when the user says so. */
import { v7 as newId } from 'uuid';
import type { ArticleSource } from '../../shared/api';
import { largestFile, tooLong } from '../../shared/article-size';
import { call, shell } from '../api';
import type { SourcedDraft, UnreadFile } from '../dialogs';
import { notify, openDialog, useStore } from '../store';

/** What is in the dialog "Add articles". */
interface InHand {
  drafts: SourcedDraft[];
  problems: UnreadFile[];
}

/** Has the host read a source; null, with a word to the user, when it takes none now. */
async function read(source: ArticleSource): Promise<InHand | null> {
  const result = await call('article.draft', { sources: [source] });
  if (!result.ok) {
    notify('problem', result.error.message);
    return null;
  }
  // Only what may be read again is kept: the bytes of a dropped file are many.
  const again = <T extends { encodings: readonly unknown[] }>(each: T) => ({
    ...each,
    source: each.encodings.length > 0 ? source : null,
  });
  return {
    drafts: result.value.drafts.map(again),
    problems: result.value.problems.map((problem) => ({ ...again(problem), id: newId() })),
  };
}

export function inHand(): InHand {
  const { dialog } = useStore.getState();
  return dialog?.kind === 'add-articles' ? dialog : { drafts: [], problems: [] };
}

const show = (next: InHand): void => openDialog({ kind: 'add-articles', ...next });

/**
 * Has the host read the sources, and adds what came of it to the dialog.
 * @param refused files that did not get as far as the host
 * @returns whether all of them became drafts
 */
async function draftSources(
  sources: readonly ArticleSource[],
  refused: readonly UnreadFile[] = [],
): Promise<boolean> {
  const drafts: SourcedDraft[] = [];
  const problems = [...refused];
  for (const source of sources) {
    const got = await read(source);
    if (!got) break;
    drafts.push(...got.drafts);
    problems.push(...got.problems);
  }
  if (drafts.length + problems.length === 0) return false;
  const before = inHand();
  // A pasted text that was refused has been seen; it has no name to tell it from the next one.
  const named = before.problems.filter(({ fileName }) => fileName !== '');
  show({ drafts: [...before.drafts, ...drafts], problems: [...named, ...problems] });
  return problems.length === 0 && drafts.length === sources.length;
}

/** Drafts a text; false where none came of it, which the dialog then says. */
export const draftPasted = (pasted: string): Promise<boolean> => draftSources([{ pasted }]);

/** Asks for files and drafts them. */
export async function chooseFiles(): Promise<void> {
  const picks = await shell.chooseArticles();
  await draftSources(picks.map(({ token }) => ({ token })));
}

/** Drafts files that were dropped on the window. */
export async function draftDropped(files: readonly File[]): Promise<void> {
  const each = await Promise.all(files.map(readDropped));
  await draftSources(
    each.flatMap((one) => ('bytes' in one ? [one] : [])),
    each.flatMap((one) => ('bytes' in one ? [] : [one])),
  );
}

/** A folder can be dropped too; that it is none is known only when it is read. */
async function readDropped(file: File): Promise<Extract<ArticleSource, { bytes: unknown }> | UnreadFile> {
  const fileName = file.name;
  const refused = (message: string): UnreadFile => ({
    id: newId(),
    fileName,
    message,
    encodings: [],
    source: null,
  });
  if (file.size > largestFile) return refused(tooLong('This file'));
  try {
    return { fileName, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return refused('This cannot be read. If it is a folder, drop the files in it.');
  }
}

/**
 * Reads a file again in the encoding that the user chose; what comes of it takes its place.
 * @returns the new draft's id; null when none came of it
 */
export async function readAgain(file: UnreadFile | SourcedDraft, encoding: string): Promise<string | null> {
  const { source } = file;
  if (source === null || 'pasted' in source) return null;
  const got = await read({ ...source, encoding });
  if (!got) return null;
  const newDraftId = got.drafts[0]?.draftId ?? null;
  const { drafts, problems } = inHand();
  if ('id' in file) {
    const others = problems.filter(({ id }) => id !== file.id);
    show({ drafts: [...drafts, ...got.drafts], problems: [...others, ...got.problems] });
    return newDraftId;
  }
  void call('article.discard', { draftIds: [file.draftId] });
  show({
    drafts: drafts.flatMap((draft) => (draft.draftId === file.draftId ? got.drafts : [draft])),
    problems: [...problems, ...got.problems],
  });
  return newDraftId;
}
