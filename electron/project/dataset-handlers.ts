/** The calls that take in a dataset of another program: read, look, decide, and bring in. */
import fs from 'node:fs';
import path from 'node:path';
import type { Handlers } from '../../shared/api';
import type { DatasetPreview } from '../../shared/api-datasets';
import { keysOf } from '../../shared/article-keys';
import { adopt, type Adoption } from '../../shared/formats/adopt';
import type { MatchDecisions } from '../../shared/formats/adopt-registries';
import type { KnownArticle } from '../../shared/formats/format';
import { type Loss, Losses, type LossReport, reportInWords } from '../../shared/formats/losses';
import { foldForSearch } from '../../shared/fold';
import { isEmpty } from '../../shared/changes';
import { ReadProblem } from '../../shared/read-problem';
import { counted } from '../../shared/registry';
import { FailureError, ok } from '../../shared/result';
import { applyLongChange } from '../db/apply-change';
import { lastSeq } from '../db/project';
import { importers } from '../exchange/importers';
import { tableColumnsAt } from '../exchange/simple-table';
import type { ReadDataset } from '../exchange/read-dataset';
import { writeSafely } from '../exchange/write-safely';
import type { JobControls } from './jobs';
import { ownOf } from './own-records';
import { openedProject, type Session } from './session';
import { answerOf, openedForWriting } from './write';

type DatasetHandlers = Pick<Handlers, Extract<keyof Handlers, `dataset.${string}`>>;

/** A dataset that waits until the user brings it in. */
export interface Incoming extends ReadDataset {
  fileName: string;
  /** What was decided last comes to this, as long as the project is the same: every page of a list asks for it. */
  adopted?: { key: string; adoption: Adopted };
}

type Adopted = Adoption & { losses: Losses };

function incomingOf(session: Session): Incoming {
  if (session.incoming) return session.incoming;
  throw new FailureError({
    code: 'not-found',
    message: 'There is no dataset that waits to be brought in. Choose its file again; nothing was changed.',
  });
}

/** The change that these decisions would come to, with what is said of it. */
function adoptionOf(session: Session, decisions: MatchDecisions): Adopted {
  const incoming = incomingOf(session);
  const { dataset, format, adopted } = incoming;
  const { db } = openedProject(session);
  const key = JSON.stringify([lastSeq(db), decisions]);
  if (adopted?.key === key) return adopted.adoption;
  const { now, newId } = session.options;
  const losses = new Losses();
  const made = adopt(dataset, format, ownOf(db, format), decisions, { now: now(), newId }, losses);
  const adoption = { ...made, losses };
  incoming.adopted = { key, adoption };
  return adoption;
}

/** What the reader could not take in, and what the project cannot. */
function lossesOf(session: Session, decisions: MatchDecisions): Loss[] {
  const { report, format } = incomingOf(session);
  return [...report.losses, ...adoptionOf(session, decisions).losses.report(format, 'in').losses];
}

/** Articles that a preview names. */
const shownArticles = 100;

function previewOf(session: Session, decisions: MatchDecisions): DatasetPreview {
  const { dataset, format, formatName, fileName } = incomingOf(session);
  const { counts } = adoptionOf(session, decisions);
  const articles: DatasetPreview['articles'] = [];
  for (const { article, annotations } of dataset.articles()) {
    articles.push({ title: article.title, date: article.date, annotations: annotations.length });
    if (articles.length === shownArticles) break;
  }
  return {
    format,
    formatName,
    fileName,
    counts,
    losses: lossesOf(session, decisions),
    articles,
  };
}

async function bringIn(session: Session, decisions: MatchDecisions, { signal, progress }: JobControls) {
  const { db, env, changeId } = openedForWriting(session);
  const { change, bodies, counts } = adoptionOf(session, decisions);
  const { fileName } = incomingOf(session);
  const fresh = (type: string): string => counted(counts.find((one) => one.type === type)?.fresh ?? 0, type);
  const label = `Bring in ${fileName}: ${fresh('article')}, ${fresh('annotation')}`;
  if (isEmpty(change)) return ok(answerOf(session, { seq: lastSeq(db), label, change }));
  const written = await applyLongChange(
    db,
    change,
    { id: changeId, at: env.now, coderId: env.coderId, label },
    (articleId) => {
      const body = bodies.get(articleId);
      if (!body) throw new Error(`the article ${articleId} is added without a body`);
      const { text, layout, particulars, url, accession } = body;
      return { text, layout, particulars, keys: keysOf({ text: text ?? '', url, accession }) };
    },
    async (count) => {
      progress(count, change.added.length, 'Bringing in');
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    },
  );
  return ok(answerOf(session, { seq: written.seq, label, change: written.change }));
}

/** Formats whose files may hold annotations alone have these endings; a folder may hold such files. */
const mayLackTexts = /\.(?:json|jsonld|csv|tsv|xlsx)$|^[^.]*$/i;
/** UTF-16 code units of texts that are handed to the reader; of a larger project none are. */
const mostKnown = 200_000_000;

/** The project's articles, for a file that may be about them without holding their texts. */
function knownArticles(session: Session, file: string): KnownArticle[] {
  const { db } = openedProject(session);
  const units = db.prepare('SELECT coalesce(sum(text_length), 0) FROM article').pluck().get() as number;
  if (!mayLackTexts.test(path.basename(file)) || units > mostKnown) return [];
  return db.prepare('SELECT title, url, text FROM article').all() as KnownArticle[];
}

export const datasetHandlers = (session: Session): DatasetHandlers => ({
  'dataset.formats': () => ok(importers.map(({ info }) => info)),

  'dataset.read': ({ jobId, token, format, options }) => {
    openedForWriting(session);
    const file = session.grants.pathOf(token);
    return session.jobs.run(jobId, async ({ signal, progress }) => {
      progress(0, null, `Reading ${path.basename(file)}`);
      const articles = knownArticles(session, file);
      const read = await session.options.readDataset({ path: file, format, options, articles }, signal);
      session.incoming = { ...read, fileName: path.basename(file) };
      return ok(previewOf(session, {}));
    });
  },

  'dataset.columns': async ({ token }) => {
    try {
      return ok(await tableColumnsAt(session.grants.pathOf(token)));
    } catch (error) {
      if (!(error instanceof ReadProblem)) throw error;
      throw new FailureError({ code: 'refused', message: `${error.message} Nothing was changed.` });
    }
  },

  'dataset.preview': ({ decisions }) => ok(previewOf(session, decisions)),

  'dataset.matches': ({ decisions, type, words, from, count }) => {
    const wanted = foldForSearch(words);
    const matches = adoptionOf(session, decisions).matches.filter(
      (one) => one.type === type && foldForSearch(one.name).includes(wanted),
    );
    return ok({ matches: matches.slice(from, from + count), total: matches.length });
  },

  'dataset.run': ({ jobId, decisions }) =>
    session.jobs.run(jobId, async (job) => {
      const work = bringIn(session, decisions, job);
      session.longWrite = work.then(
        () => undefined,
        () => undefined,
      );
      try {
        const written = await work;
        session.incoming = null;
        return written;
      } finally {
        session.longWrite = null;
      }
    }),

  'dataset.saveReport': async ({ token, decisions }) => {
    const { format } = incomingOf(session);
    const file = session.grants.pathOf(token);
    const report: LossReport = { format, direction: 'in', losses: lossesOf(session, decisions) };
    const words = /\.json$/i.test(file) ? `${JSON.stringify(report, null, 2)}\n` : reportInWords(report);
    await writeSafely(file, 'file', (part) => fs.promises.writeFile(part, words));
    return ok(null);
  },

  'dataset.discard': () => {
    session.incoming = null;
    return ok(null);
  },
});
