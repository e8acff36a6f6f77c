/** The calls about articles: bringing texts in, opening, describing and removing them, and readings. */
import fs from 'node:fs/promises';
import type { ArticleDraft, ArticleSource, DraftProblem, Handlers, OpenArticle } from '../../shared/api';
import { largestFile, longestText, tooLong } from '../../shared/article-size';
import { setReading } from '../../shared/commands';
import { addArticles, removeArticle, updateArticle } from '../../shared/commands-articles';
import { fits } from '../../shared/anchor';
import { FailureError, type Result, fail, ok } from '../../shared/result';
import { annotationsOf } from '../db/annotations';
import { dependentsOf, readArticle, readReading, titleOfText } from '../db/articles';
import { sha256 } from '../db/check';
import { importerFor } from '../exchange/registry';
import { soundBackups } from './backup';
import { type Session, openedForWriting, openedProject, write } from './session';

type ArticleHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `article.${string}`> | Extract<keyof Handlers, `reading.${string}`>
>;

/** @throws FailureError `missing` or `io` when the file cannot be read, `refused` when it is far too large */
async function readBytes(session: Session, source: ArticleSource): Promise<Uint8Array> {
  if ('pasted' in source) return new TextEncoder().encode(source.pasted);
  if ('bytes' in source) return source.bytes;
  const file = session.grants.pathOf(source.token);
  try {
    const { size } = await fs.stat(file);
    if (size > largestFile) throw new FailureError({ code: 'refused', message: tooLong('This file') });
    return await fs.readFile(file);
  } catch (error) {
    if (error instanceof FailureError) throw error;
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new FailureError(
      gone
        ? { code: 'missing', message: 'This file is not there any more; it may have been moved or renamed.' }
        : { code: 'io', message: 'This file cannot be read. Check that you are allowed to open it.' },
    );
  }
}

function fileNameOf(session: Session, source: ArticleSource): string {
  if ('pasted' in source) return '';
  return 'bytes' in source ? source.fileName : session.grants.nameOf(source.token);
}

const problem = (
  fileName: string,
  message: string,
  encodings: DraftProblem['encodings'] = [],
): DraftProblem => ({ fileName, message, encodings });

/** Reads one source, which may hold several texts; what cannot be an article becomes a problem. */
async function readDrafts(session: Session, source: ArticleSource): Promise<(ArticleDraft | DraftProblem)[]> {
  const fileName = fileNameOf(session, source);
  const bytes = await readBytes(session, source);
  if (bytes.length > largestFile) return [problem(fileName, tooLong('This text'))];
  const encoding = 'pasted' in source ? 'utf-8' : source.encoding;
  const outcome = importerFor(fileName, 'token' in source ? source.format : undefined).read(
    bytes,
    encoding === undefined ? { fileName } : { fileName, encoding },
  );
  if (!outcome.ok) return [problem(fileName, outcome.message, outcome.encodings)];
  const { db } = openedProject(session);
  return outcome.texts.map((read) => {
    if (read.text.length > longestText) return problem(fileName, tooLong('This text'));
    const encodings = 'pasted' in source ? [] : read.encodings;
    return session.drafts.add({ ...read, encodings, fileName }, (hash) => titleOfText(db, hash));
  });
}

async function draft(
  session: Session,
  sources: readonly ArticleSource[],
): Promise<{ drafts: ArticleDraft[]; problems: DraftProblem[] }> {
  openedForWriting(session);
  const drafts: ArticleDraft[] = [];
  const problems: DraftProblem[] = [];
  for (const source of sources) {
    const fileName = fileNameOf(session, source);
    const read = await readDrafts(session, source).catch((error: unknown) => {
      if (error instanceof FailureError) return [problem(fileName, error.message)];
      // A parser that overflowed its stack: one such file must not cost the others.
      if (error instanceof RangeError)
        return [problem(fileName, 'Its structure is too deeply nested to be read.')];
      throw error;
    });
    for (const entry of read) {
      if ('draftId' in entry) drafts.push(entry);
      else problems.push(entry);
    }
  }
  return { drafts, problems };
}

/** An article whose text is still what was stored, with everything annotated in it. */
function open(session: Session, articleId: string): Result<OpenArticle> {
  const { db, path: file } = openedProject(session);
  const article = readArticle(db, articleId);
  if (sha256(article.text) !== article.textSha256) {
    return fail({
      code: 'damaged',
      message: `The text of “${article.title}” is not what was stored: the project file is damaged. Nothing was changed.`,
      backups: soundBackups(session.options.profileFolder, file),
    });
  }
  const annotated = annotationsOf(db, articleId);
  const unplaced = annotated.spans.filter((span) => !fits(article.text, span));
  return ok({ article, ...annotated, unplacedSpanIds: unplaced.map(({ id }) => id) });
}

export const articleHandlers = (session: Session): ArticleHandlers => ({
  'article.draft': async ({ sources }) => ok(await draft(session, sources)),

  'article.add': ({ drafts }) => {
    const added = write(session, (_, env) =>
      addArticles(
        drafts.map(({ draftId, fields }) => ({ ...session.drafts.read(draftId), fields })),
        env,
      ),
    );
    if (added.ok) session.drafts.discard(drafts.map(({ draftId }) => draftId));
    return added;
  },

  'article.discard': ({ draftIds }) => {
    session.drafts.discard(draftIds);
    return ok(null);
  },

  'article.open': ({ articleId }) => open(session, articleId),

  'article.update': ({ articleId, fields }) =>
    write(session, (db) => updateArticle(readArticle(db, articleId), fields), articleId),

  'article.remove': ({ articleId }) =>
    write(session, (db) => removeArticle(readArticle(db, articleId), dependentsOf(db, articleId)), articleId),

  'reading.set': (input) =>
    write(
      session,
      (db, env) => {
        const article = readArticle(db, input.articleId);
        return setReading(readReading(db, article.id, env.coderId), input, env);
      },
      input.articleId,
    ),
});
