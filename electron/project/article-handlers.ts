/** The calls about articles: opening, describing and removing them, and readings. */
import type { Handlers, OpenArticle } from '../../shared/api';
import { coderIn, setReading } from '../../shared/commands';
import { removeArticle, updateArticle } from '../../shared/commands-articles';
import { fits } from '../../shared/anchor';
import { type Result, fail, ok } from '../../shared/result';
import { annotationsSeenIn } from '../db/annotations';
import { ReadingPages } from '../../shared/formats/reading-page';
import { copiesOf, dependentsOf, readArticle, readReading } from '../db/articles';
import { sha256 } from '../db/check';
import { articleOfDataset } from '../exchange/project-dataset';
import { soundBackups } from './backup';
import { type Session, openedProject } from './session';
import { write } from './write';

type ArticleHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `article.${string}`> | Extract<keyof Handlers, `reading.${string}`>
>;

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
  const annotated = annotationsSeenIn(db, articleId);
  const unplaced = annotated.spans.filter((span) => !fits(article.text, span));
  return ok({ article, ...annotated, unplacedSpanIds: unplaced.map(({ id }) => id) });
}

export const articleHandlers = (session: Session): ArticleHandlers => ({
  'article.open': ({ articleId }) => open(session, articleId),

  'article.update': ({ articleId, fields }) =>
    write(session, (db) => updateArticle(readArticle(db, articleId), fields), articleId),

  'article.remove': ({ articleId }) =>
    write(
      session,
      (db) => removeArticle(readArticle(db, articleId), dependentsOf(db, articleId), copiesOf(db, articleId)),
      articleId,
    ),

  'article.page': ({ articleId }) => {
    const opened = open(session, articleId);
    if (!opened.ok) return opened;
    const { registries, coded } = articleOfDataset(openedProject(session).db, articleId);
    return ok({ html: new ReadingPages(registries).page(coded) });
  },

  'reading.set': (input) =>
    write(
      session,
      (db, env) => {
        const article = readArticle(db, input.articleId);
        return setReading(readReading(db, article.id, coderIn(env, article.id)), input, env);
      },
      input.articleId,
    ),
});
