/** The calls that settle disagreements: the queue, decisions, and completing gold. */
import type { Applied, Handlers, ParsedInput } from '../../shared/api';
import { type CommandEnv, type Decision, invalid } from '../../shared/commands';
import { complete } from '../../shared/commands-complete-gold';
import { goldCoder } from '../../shared/gold-layer';
import { reopen, settle } from '../../shared/commands-adjudication';
import type { Coder } from '../../shared/records';
import { type Result, fail, ok } from '../../shared/result';
import { codedAnnotation, decisionsAbout, linksIn, readDecision } from '../db/adjudications';
import { readArticle, readReading } from '../db/articles';
import { goldIn } from '../db/double-codings';
import type { ReadableDb } from '../db/open';
import { goneFromProject, readExisting } from '../db/read';
import { lastSeq } from '../db/project';
import { readSeen } from '../db/sight';
import { disputed, queueOf, readyForGold, stillDisputed } from './adjudication-queue';
import { takenId } from './annotation-handlers';
import { bringInCoder } from './double-coding-handlers';
import { type Session, openedProject } from './session';
import { openedForWriting, write } from './write';

type AdjudicationHandlers = Pick<Handlers, Extract<keyof Handlers, `adjudication.${string}`>>;

/**
 * A write into the gold layer, whose coder record is made when it is first needed.
 * @param decideWith is asked with an id that nobody has first: what is refused must not leave a coder behind
 */
function writeGold(
  session: Session,
  decideWith: (db: ReadableDb, goldId: string, env: CommandEnv) => Decision,
  articleId: string | null,
): Result<Applied> {
  const { db: file } = openedForWriting(session);
  const seqBefore = lastSeq(file);
  let gold: Coder | null = goldIn(file);
  let added: Coder | null = null;
  const written = write(
    session,
    (db, env) => {
      if (!gold) {
        const tried = decideWith(db, 'nobody', env);
        if (!tried.ok) return tried;
        gold = added = bringInCoder(file, goldCoder(env.now, env.newId), env);
      }
      return decideWith(db, gold.id, env);
    },
    articleId,
  );
  if (written.ok) stillDisputed(file, seqBefore);
  if (!written.ok || !added) return written;
  const { change } = written.value;
  return ok({ ...written.value, change: { ...change, added: [added, ...change.added] } });
}

function settlePassage(session: Session, input: ParsedInput<'adjudication.settle'>): Result<Applied> {
  const { db: file } = openedForWriting(session);
  const ids = [...new Set(input.annotationIds)];
  const annotations = ids.flatMap((id) => readSeen(file, 'annotation', 'WHERE id = ?', id));
  const [first] = annotations;
  if (!first || annotations.length < ids.length) return fail(goneFromProject('annotation'));
  if (annotations.some(({ articleId }) => articleId !== first.articleId))
    return invalid('A passage is in one article, and these annotations are in several.');
  const { third } = input;
  return writeGold(
    session,
    (db, goldId, env) => {
      const taken = third ? takenId(db, [third.annotationId]) : null;
      if (taken) return taken;
      const like = third?.likeId ? readExisting(db, 'annotation', third.likeId) : null;
      return settle(
        {
          article: readArticle(db, first.articleId),
          considered: annotations.map((annotation) => codedAnnotation(db, annotation)),
          before: decisionsAbout(db, ids),
          goldId,
          reading: readReading(db, first.articleId, goldId),
          links: linksIn(db),
          coderName: (id) => readExisting(db, 'coder', id).name,
          third: third
            ? { code: readExisting(db, 'code', third.codeId), like: like && codedAnnotation(db, like) }
            : null,
        },
        { ...input, annotationIds: ids },
        env,
      );
    },
    first.articleId,
  );
}

export const adjudicationHandlers = (session: Session): AdjudicationHandlers => ({
  'adjudication.queue': async (input) => {
    const all = await disputed(session, input.settings);
    return ok(queueOf(openedProject(session).db, all, input));
  },

  'adjudication.settle': (input) => settlePassage(session, input),

  'adjudication.reopen': ({ adjudicationId }) => {
    const { db: file } = openedForWriting(session);
    const { articleId } = readExisting(file, 'adjudication', adjudicationId);
    const seqBefore = lastSeq(file);
    const written = write(session, (db) => reopen(readDecision(db, adjudicationId), linksIn(db)), articleId);
    if (written.ok) stillDisputed(file, seqBefore);
    return written;
  },

  'adjudication.complete': async ({ settings }) => {
    const { writeId } = session;
    openedForWriting(session);
    const all = await disputed(session, settings);
    // Other calls came meanwhile, each with an id of its own.
    session.writeId = writeId;
    return writeGold(
      session,
      (db, goldId, env) => complete(readyForGold(db, all, goldId), { goldId, links: linksIn(db) }, env),
      null,
    );
  },
});
