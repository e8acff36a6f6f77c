/** The calls that measure how far coders agree. They write nothing. */
import type { Handlers, ParsedInput } from '../../shared/api';
import { measuresIn, methodsParagraph } from '../../shared/agreement/methods';
import { measureInfo } from '../../shared/agreement/measures';
import { ok } from '../../shared/result';
import { codersAtWork } from '../db/compared-articles';
import { readArticle } from '../db/articles';
import { compared, tablesOf } from './agreement';
import { gammaOf } from './agreement-gamma';
import { disagreementsOf, neighbourOf, passageOf } from './agreement-passages';
import { openedProject, type Session } from './session';

type AgreementHandlers = Pick<Handlers, Extract<keyof Handlers, `agreement.${string}`>>;

async function articlePage(
  session: Session,
  { settings, order, page: { from, count } }: ParsedInput<'agreement.articles'>,
) {
  const { comparison, reporter } = await compared(session, settings);
  const { db } = openedProject(session);
  const places = [...comparison.articles.keys()];
  const disagreements = (place: number): number => comparison.articles[place]!.disagreements;
  // Sorting is stable: of articles with as many, the order of the library decides.
  if (order === 'disagreeing') places.sort((one, other) => disagreements(other) - disagreements(one));
  return ok({
    articles: places
      .slice(from, from + count)
      .map((place) => reporter.article(place, readArticle(db, comparison.articles[place]!.id).title)),
    total: places.length,
  });
}

export const agreementHandlers = (session: Session): AgreementHandlers => ({
  'agreement.coders': () => ok(codersAtWork(openedProject(session).db)),

  'agreement.compute': ({ jobId, settings }) =>
    session.jobs.run(jobId, async (controls) => ok(await tablesOf(session, settings, controls))),

  'agreement.articles': (query) => articlePage(session, query),

  'agreement.passages': async (query) => {
    const agreement = await compared(session, query.settings);
    const { db } = openedProject(session);
    const { from, count } = query.page;
    const all = disagreementsOf(agreement, query);
    return ok({
      passages: all.slice(from, from + count).map((one) => passageOf(db, agreement, one)),
      total: all.length,
    });
  },

  'agreement.neighbour': async ({ settings, articleId, direction }) => {
    const agreement = await compared(session, settings);
    return ok(neighbourOf(openedProject(session).db, agreement, articleId, direction));
  },

  'agreement.gamma': ({ jobId, settings, samples }) =>
    session.jobs.run(jobId, async (controls) => ok(await gammaOf(session, settings, samples, controls))),

  'agreement.methods': async ({ settings }) => {
    const report = await tablesOf(session, settings);
    return ok({
      text: methodsParagraph(report, settings, session.options.appVersion),
      measures: measuresIn(report).map(measureInfo),
    });
  },
});
