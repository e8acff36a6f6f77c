/** Gamma, article by article: it may take minutes, so it is a job of its own. */
import type { AgreementSettings, GammaReport } from '../../shared/api';
import type { GammaPassage } from '../../shared/agreement/alignment';
import { Draws } from '../../shared/agreement/bootstrap';
import { gamma, shiftSampler } from '../../shared/agreement/gamma';
import { measureInfo, type Measured, notDefined } from '../../shared/agreement/measures';
import { hasRead } from '../../shared/agreement/pairing';
import { seeded } from '../../shared/agreement/random';
import { figuresOf, Tally } from '../../shared/agreement/tally';
import { articlesToCompare, comparedReader } from '../db/compared-articles';
import { statement } from '../db/statement';
import { breather, chosenCoders } from './agreement';
import type { JobControls } from './jobs';
import { openedProject, type Session } from './session';

const exactly =
  'Every best alignment was found exactly (as an assignment for two coders, by branch and bound for more).';
const nearly =
  'Best alignments were found exactly where that was feasible, otherwise by merging the two groups that save most, again and again.';

/** Gamma of all articles is 1 − their disorders together / the expected ones together, each by its passages. */
export async function gammaOf(
  session: Session,
  settings: AgreementSettings,
  samples: number,
  controls: JobControls,
): Promise<GammaReport> {
  const { db } = openedProject(session);
  chosenCoders(db, settings.coderIds);
  const articles = articlesToCompare(db, settings);
  const read = comparedReader(db, settings);
  const rest = breather(controls);
  const titleOf = statement(db, 'SELECT title FROM article WHERE id = ?');
  const categories = new Map<string, number>();
  const tally = new Tally(2);
  const found: GammaReport['articles'] = [];
  let exact = true;
  for (const [at, row] of articles.entries()) {
    controls.progress(at, articles.length, 'Aligning the passages');
    await rest();
    const { id, textLength, readings, annotations } = read(row);
    const coders = annotations
      .filter((_, coder) => hasRead(readings[coder]!))
      .map((own) =>
        own.map(({ start, end, codeId }): GammaPassage => {
          if (!categories.has(codeId)) categories.set(codeId, categories.size);
          return { start, end, category: categories.get(codeId)! };
        }),
      );
    const passages = coders.flat().length;
    if (coders.length < 2 || passages === 0) continue;
    // Each article draws from its own numbers, so that the others do not change when it does.
    const random = seeded(settings.seed + at);
    const result = gamma(coders, shiftSampler(textLength, coders), samples, random);
    const { title } = titleOf.get(id) as { title: string };
    found.push({ articleId: id, name: title, result: withoutMore(result) });
    if (!result.defined) continue;
    exact &&= result.exact;
    const mean = passages / coders.length;
    tally.add(found.length - 1, [result.observed * mean, result.expected * mean], new Map());
  }
  controls.progress(articles.length, articles.length, 'Aligning the passages');
  const { resamples, level, seed } = settings;
  const [figure] = figuresOf(
    tally.part(),
    ['gamma'],
    ({ sums: [observed, expected] }) =>
      () =>
        expected! > 0
          ? { defined: true, value: 1 - observed! / expected! }
          : notDefined('In no article that two of the coders have read did anybody mark anything.'),
    resamples > 0 ? new Draws(resamples, level, seed) : null,
  );
  return {
    measure: measureInfo('gamma'),
    result: figure!.result,
    method: exact ? exactly : nearly,
    samples,
    articles: found,
  };
}

const withoutMore = (result: Measured): Measured =>
  result.defined ? { defined: true, value: result.value } : result;
