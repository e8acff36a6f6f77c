/** The calls that merge another project file into the open one: read, look, decide, and bring in. */
import type { Applied, Handlers } from '../../shared/api';
import type { Merged, MergeDecisions, MergeMatch, MergePreview } from '../../shared/api-merge';
import { mergeDecisions, mergeMatchTypes } from '../../shared/api-merge';
import { keysOf } from '../../shared/article-keys';
import { isEmpty } from '../../shared/changes';
import { foldForSearch } from '../../shared/fold';
import { annotationsLost, isAlarming } from '../../shared/loss-alarm';
import type { MergePlan } from '../../shared/merge/merge-plan';
import { FailureError, ok, type Result } from '../../shared/result';
import { applyLongChange, type Body } from '../db/apply-change';
import type { ReadableDb } from '../db/open';
import { lastSeq, readProject } from '../db/project';
import { readAll } from '../db/read';
import { annotationsSeen, isCurtained, mergeSeen } from '../db/sight';
import { takeCheckpoint } from './backup';
import type { JobControls } from './jobs';
import { openTheirs } from './merge-file';
import { itemsShown } from './merge-shown';
import { changesOutside, hiddenArticles, lookAtTheirs } from './merge-sight';
import { newestIn, momentOf, workSince } from './merge-since';
import { candidatesOf, discardWaiting, exclusively, planOf, waitingIn } from './merge-waiting';
import { isOwnFile, openedProject, type Session } from './session';
import { lookingPerson } from './sight';
import { answerOf, openedForWriting } from './write';

type MergeHandlers = Pick<Handlers, Extract<keyof Handlers, `merge.${string}`>>;

const undecided: MergeDecisions = mergeDecisions.parse({});

async function previewOf(
  session: Session,
  decisions: MergeDecisions,
  controls?: JobControls,
): Promise<MergePreview> {
  const waiting = waitingIn(session);
  const plan = await planOf(session, decisions, controls);
  const { db } = openedProject(session);
  const { theirs } = waiting;
  await candidatesOf(db, waiting, plan, controls);
  const project = readProject(theirs.db);
  const matches = matchesOf(session, plan);
  const hidden = hiddenArticles(session, plan);
  lookAtTheirs(theirs.db, plan, hidden, lookingPerson(openedProject(session), session));
  return {
    fileName: theirs.fileName,
    projectName: project.name,
    isSameProject: project.id === readProject(db).id,
    base: plan.known.theirs === null ? null : momentOf(theirs.db, plan.known.theirs),
    newest: newestIn(theirs.db),
    since: { mine: workSince(db, plan.known.mine), theirs: workSince(theirs.db, plan.known.theirs) },
    coders: codersOf(theirs.db),
    hiddenArticles: [...hidden].filter((id) => plan.tally.has(id)).length,
    counts: plan.tally.counts(hidden).filter(({ count }) => count > 0),
    matches: mergeMatchTypes.flatMap((type) => {
      const some = matches.filter((one) => one.type === type && one.how !== 'id');
      const count = (...hows: MergeMatch['how'][]): number =>
        some.filter(({ how }) => hows.includes(how)).length;
      const counts = {
        type,
        made: count('remembered', 'equal', 'text', 'user'),
        fresh: count('new', 'similar'),
        toConfirm: count('similar'),
      };
      return some.length === 0 ? [] : [counts];
    }),
    questions: openIn(plan, hidden),
    changes: changesOutside(db, plan.change, hidden),
    problems: theirs.problems,
  };
}

function codersOf(db: ReadableDb): MergePreview['coders'] {
  const rows = db
    .prepare(
      `SELECT coder_id, count(*), count(DISTINCT article_id) FROM ${annotationsSeen(db)} GROUP BY coder_id`,
    )
    .raw()
    .all() as [string, number, number][];
  const counts = new Map(rows.map(([id, annotations, articles]) => [id, { annotations, articles }]));
  return readAll(db, 'coder', 'ORDER BY created_at, id')
    .map(({ id, name, role }) => ({
      id,
      name,
      role,
      ...(counts.get(id) ?? { annotations: 0, articles: 0 }),
    }))
    .toSorted((one, other) => other.annotations - one.annotations);
}

/** Who or what of the other file is which record here. To be called when there are candidates. */
function matchesOf(session: Session, plan: MergePlan): MergeMatch[] {
  const { theirs, candidates } = waitingIn(session);
  const codes = new Map(theirs.side.registries.codes.map(({ id, name }) => [id, name]));
  const attributes = new Map(theirs.side.registries.attributes.map((one) => [one.id, one]));
  const choices = new Map(theirs.side.registries.choices.map((one) => [one.id, one]));
  const heads = new Map(theirs.side.articles.map((article) => [article.id, article]));
  const detail = (type: MergeMatch['type'], id: string): string => {
    if (type === 'attribute') return codes.get(attributes.get(id)?.codeId ?? '') ?? '';
    if (type === 'choice') return attributes.get(choices.get(id)?.attributeId ?? '')?.name ?? '';
    if (type !== 'article') return '';
    const { source = '', date = null } = heads.get(id) ?? {};
    return [source, date ?? ''].filter((words) => words !== '').join(', ');
  };
  return [
    ...plan.articles.map(({ id, title, mine, how }): MergeMatch => {
      const candidate = candidates?.get(id) ?? null;
      return {
        type: 'article',
        id,
        name: title,
        detail: detail('article', id),
        own: mine && { id: mine.id, name: mine.title },
        how: how === 'new' && candidate ? 'similar' : how,
        candidate,
      };
    }),
    ...plan.matches.map(({ type, id, name, mine, how }): MergeMatch => ({
      type,
      id,
      name,
      detail: detail(type, id),
      own: mine,
      how,
      candidate: null,
    })),
  ];
}

/** How many questions each merge has left, of those that are seen. */
function questionsByMerge(db: ReadableDb): Map<string, { open: number; answered: number }> {
  const counts = new Map<string, { open: number; answered: number }>();
  const rows = db.prepare('SELECT merge_id, article_id, answer IS NULL FROM question').raw().all() as [
    string,
    string | null,
    number,
  ][];
  for (const [id, articleId, isOpen] of rows) {
    if (isCurtained(db, articleId)) continue;
    const count = counts.get(id) ?? { open: 0, answered: 0 };
    counts.set(id, count);
    count[isOpen === 1 ? 'open' : 'answered'] += 1;
  }
  return counts;
}

function bodyIn({ bodies }: MergePlan): (articleId: string) => Body {
  return (articleId) => {
    const body = bodies.get(articleId);
    if (!body) throw new Error(`the article ${articleId} is added without a body`);
    const { text, layout, particulars, url, accession } = body;
    return { text, layout, particulars, keys: keysOf({ text: text ?? '', url, accession }) };
  };
}

/** Questions that are decided beforehand are kept, too, but are not left open; hidden ones are not told. */
const openIn = ({ questions }: MergePlan, hidden: ReadonlySet<string>): number =>
  questions.filter(
    ({ answer, articleId }) => answer === null && (articleId === null || !hidden.has(articleId)),
  ).length;

async function run(session: Session, decisions: MergeDecisions, controls: JobControls) {
  const { signal, progress } = controls;
  const { fileName } = waitingIn(session).theirs;
  const { db, env, changeId } = openedForWriting(session);
  const plan = await planOf(session, decisions, controls);
  const { change } = plan;
  const label = `Merge ${fileName}`;
  if (isEmpty(change))
    return ok<Merged>({
      ...answerOf(session, { seq: lastSeq(db), label, change }),
      mergeId: null,
      questions: 0,
    });
  const { path } = openedProject(session);
  const { profileFolder, now } = session.options;
  progress(0, null, 'Taking a checkpoint');
  const checkpointId = takeCheckpoint(db, profileFolder, path, now(), label);
  signal.throwIfAborted();
  const total = db.prepare('SELECT count(*) FROM annotation').pluck().get() as number;
  const all = change.added.length + change.updated.length + change.removed.length;
  const written = await applyLongChange(
    db,
    change,
    { id: changeId, at: env.now, coderId: env.coderId, label },
    bodyIn(plan),
    async (count) => {
      progress(count, all, 'Merging');
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
  ).catch(rethrow);
  const lost = annotationsLost(change);
  return ok<Merged>({
    ...answerOf(session, { seq: written.seq, label, change: written.change }),
    mergeId: plan.merge.id,
    // What is seen now: the last reading of an article may have come with the merge.
    questions: openIn(plan, new Set(session.sight.curtains.keys())),
    ...(isAlarming({ lost, named: 0, total }) ? { alarm: { lost, label, checkpointId } } : {}),
  });
}

/** What a merge that was done before answers when it is sent again. */
export function mergedBefore(session: Session, applied: Applied): Result<Merged> {
  // Merges that came in with the other file stand before the one by which they came.
  const merge = applied.change.added.findLast(({ type }) => type === 'merge');
  if (!merge) throw new Error(`line ${applied.seq} was written as a merge and adds none`);
  const { open = 0 } = questionsByMerge(openedProject(session).db).get(merge.id) ?? {};
  return ok({ ...applied, mergeId: merge.id, questions: open });
}

/** A file whose rows contradict those here in a way that no check foresaw is refused by SQLite itself. */
function rethrow(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_CONSTRAINT')) throw error;
  console.error('a merge did not fit', error);
  throw new FailureError({
    code: 'refused',
    message: `The other file contradicts itself or this project (${(error as Error).message}), so it cannot be merged. Nothing was changed.`,
  });
}

export const mergeHandlers = (session: Session): MergeHandlers => ({
  'merge.read': ({ jobId, token }) => {
    openedProject(session);
    const file = session.grants.projectOf(token);
    if (isOwnFile(session, file))
      throw new FailureError({
        code: 'refused',
        message: `${session.grants.nameOf(token)} is the project that is open. Choose the file of someone else; nothing was changed.`,
      });
    return session.jobs.run(jobId, async (controls) => {
      const { newId } = session.options;
      const theirs = await openTheirs(file, controls, { mine: openedProject(session).db, newId });
      discardWaiting(session);
      session.merging = { theirs, planned: null, candidates: null };
      try {
        return ok(await exclusively(session, () => previewOf(session, undecided, controls)));
      } catch (error) {
        discardWaiting(session);
        throw error;
      }
    });
  },

  'merge.preview': ({ decisions }) =>
    exclusively(session, async () => ok(await previewOf(session, decisions))),

  'merge.items': ({ decisions, ...query }) =>
    exclusively(session, async () => {
      const plan = await planOf(session, decisions);
      const hidden = hiddenArticles(session, plan);
      return ok(itemsShown(openedProject(session).db, waitingIn(session).theirs, plan, hidden, query));
    }),

  'merge.matches': ({ decisions, type, words, from, count }) =>
    exclusively(session, async () => {
      const plan = await planOf(session, decisions);
      await candidatesOf(openedProject(session).db, waitingIn(session), plan);
      const wanted = foldForSearch(words);
      const matches = matchesOf(session, plan).filter(
        (one) => one.type === type && foldForSearch(one.name).includes(wanted),
      );
      return ok({ matches: matches.slice(from, from + count), total: matches.length });
    }),

  'merge.run': ({ jobId, decisions }) =>
    session.jobs.run(jobId, async (controls) => {
      const merged = await exclusively(session, () => run(session, decisions, controls));
      discardWaiting(session);
      return merged;
    }),

  'merge.discard': () => {
    discardWaiting(session);
    return ok(null);
  },

  'merge.list': () => {
    const { db } = openedProject(session);
    const questions = questionsByMerge(db);
    const names = new Map(readAll(db, 'coder').map(({ id, name }) => [id, name]));
    return ok(
      readAll(db, 'merge', 'ORDER BY created_at DESC, id DESC').map((merge) => ({
        merge: mergeSeen(db, merge),
        coder: names.get(merge.coderId) ?? '',
        questions: questions.get(merge.id) ?? { open: 0, answered: 0 },
      })),
    );
  },
});
