/** The file that waits to be merged, and the plan of what merging it would do. */
import { keysOfNames, keysOfText, similarEnough, similarity } from '../../shared/article-keys';
import type { MergeDecisions, MergeMatch } from '../../shared/api-merge';
import { planning } from '../../shared/merge/merge';
import type { MergeChoices, MergePlan } from '../../shared/merge/merge-plan';
import type { Side } from '../../shared/merge/side';
import { FailureError } from '../../shared/result';
import { articlesSharing, hasAnyKey } from '../db/article-keys';
import { readArticle } from '../db/articles';
import { lastSeq } from '../db/project';
import type { ReadableDb } from '../db/open';
import type { JobControls } from './jobs';
import type { TheirFile } from './merge-file';
import { sideOf, UnreadableLine } from './merge-side';
import { openedProject, type Session } from './session';

export interface Waiting {
  theirs: TheirFile;
  /** What was decided last comes to this, as long as the project is the same: every page of a list asks for it. */
  planned: { key: string; plan: MergePlan } | null;
  /** Articles of the project that are like new ones of the other file, by the id there. */
  candidates: Map<string, NonNullable<MergeMatch['candidate']>> | null;
}

export function waitingIn(session: Session): Waiting {
  if (session.merging) return session.merging;
  throw new FailureError({
    code: 'not-found',
    message: 'There is no project file that waits to be merged. Choose the file again; nothing was changed.',
  });
}

export function discardWaiting(session: Session): void {
  session.merging?.theirs.close();
  session.merging = null;
}

/**
 * Runs work of several turns in which nothing is written by others: a plan is about the project as it is.
 * Not within another such work.
 */
export async function exclusively<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const promise = work();
  session.longWrite = promise.then(
    () => undefined,
    () => undefined,
  );
  try {
    return await promise;
  } finally {
    session.longWrite = null;
  }
}

/** Milliseconds of work between two breaths. */
const stretch = 12;

function choicesOf(theirs: Side, { matches, rules, items }: MergeDecisions): MergeChoices {
  const articleIds = new Set(theirs.articles.map(({ id }) => id));
  const isArticle = ([id]: [string, unknown]): boolean => articleIds.has(id);
  const all = Object.entries(matches);
  return {
    matches: Object.fromEntries(all.filter((entry) => !isArticle(entry))),
    articles: Object.fromEntries(all.filter(isArticle)),
    rules: rules.map(({ category, type, take }) => ({ category, take, ...(type === null ? {} : { type }) })),
    items,
  };
}

/** What these decisions would come to. To be called within `exclusively`. */
export async function planOf(
  session: Session,
  decisions: MergeDecisions,
  controls?: JobControls,
): Promise<MergePlan> {
  const waiting = waitingIn(session);
  const { db, coderId } = openedProject(session);
  const { now, newId } = session.options;
  const key = JSON.stringify([lastSeq(db), decisions]);
  if (waiting.planned?.key === key) return waiting.planned.plan;
  waiting.planned = null;
  const plan = async (): Promise<MergePlan> => {
    const { side, fileName } = waiting.theirs;
    const steps = planning(sideOf(db), side, choicesOf(side, decisions), {
      now: now(),
      newId,
      // A project that is open for reading can be compared; merging is refused then.
      coderId: coderId ?? '',
      fileName,
    });
    for (let last = performance.now(); ;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() - last < stretch) continue;
      controls?.progress(step.value.done, step.value.total, 'Comparing the two projects');
      await new Promise((resolve) => setImmediate(resolve));
      controls?.signal.throwIfAborted();
      last = performance.now();
    }
  };
  let made: MergePlan;
  try {
    made = await plan();
  } catch (error) {
    if (!(error instanceof UnreadableLine)) throw error;
    // Without its history the file is merged by what it holds alone, and what differs becomes a question.
    const { theirs } = waiting;
    theirs.side = sideOf(theirs.db, false);
    theirs.problems.push({
      message:
        'The history of the file cannot be read, so it is compared as if it had none: what differs becomes a question.',
      count: 1,
      examples: [`line ${error.seq}`],
    });
    made = await plan();
  }
  waiting.planned = { key, plan: made };
  return made;
}

/** As many candidates of each article are compared word by word. */
const mostCompared = 8;

/** Articles of the project that are nearly those which would come in as new. */
export async function candidatesOf(
  db: ReadableDb,
  waiting: Waiting,
  plan: MergePlan,
  controls?: JobControls,
): Promise<NonNullable<Waiting['candidates']>> {
  if (waiting.candidates) return waiting.candidates;
  const candidates: NonNullable<Waiting['candidates']> = new Map();
  const { side } = waiting.theirs;
  const heads = new Map(side.articles.map((article) => [article.id, article]));
  const fresh = plan.articles.filter(({ how }) => how === 'new');
  let last = performance.now();
  for (const [at, { id }] of fresh.entries()) {
    const head = heads.get(id);
    if (head) {
      const found = candidateFor(db, head, side.body(id).text);
      if (found) candidates.set(id, found);
    }
    if (performance.now() - last < stretch) continue;
    controls?.progress(at, fresh.length, 'Looking for articles that are nearly the same');
    await new Promise((resolve) => setImmediate(resolve));
    controls?.signal.throwIfAborted();
    last = performance.now();
  }
  waiting.candidates = candidates;
  return candidates;
}

function candidateFor(
  db: ReadableDb,
  { url, accession }: { url: string; accession: string },
  text: string,
): NonNullable<MergeMatch['candidate']> | null {
  const names = keysOfNames({ url, accession });
  const texts = keysOfText(text);
  if (!hasAnyKey(db, [...names, ...texts])) return null;
  let best: NonNullable<MergeMatch['candidate']> | null = null;
  for (const id of articlesSharing(db, names, texts).slice(0, mostCompared)) {
    const article = readArticle(db, id);
    const likeness = similarity(text, article.text);
    if (likeness >= similarEnough && (!best || likeness > best.likeness))
      best = { id, name: article.title, likeness };
  }
  return best;
}
