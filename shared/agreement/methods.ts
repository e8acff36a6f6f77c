/** The paragraph for the methods section of a paper: what was compared, by which measures, with which figures. */
import type { AgreementFigure, AgreementReport, AgreementRow, AgreementSettings } from '../api-agreement';
import { type MeasureId, measureInfo } from './measures';

const numeral = (count: number): string => count.toLocaleString('en');

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** `.71`, `−.03`, `1.00`: as journals print coefficients. */
export const coefficient = (value: number): string =>
  value
    .toFixed(2)
    .replace(/^-0\.00$/, '0.00')
    .replace('-', '−')
    .replace(/^(−?)0\./, '$1.');

export function figureInWords({ measure, result }: AgreementFigure, level: number): string {
  const { name } = measureInfo(measure);
  if (!result.defined) return `${name} not defined`;
  const { interval } = result;
  const value = measure === 'percent' ? `${Math.round(result.value * 100)}%` : coefficient(result.value);
  if (!interval) return `${name} = ${value}`;
  const between =
    measure === 'percent'
      ? [interval.low, interval.high].map((one) => `${Math.round(one * 100)}%`)
      : [interval.low, interval.high].map(coefficient);
  return `${name} = ${value} [${Math.round(level * 100)}% CI ${between.join(', ')}]`;
}

/** The figures that a paper reports of a line: the first one, its rivals where they differ in kind, and percent. */
const reported = ({ stage, primary, figures }: AgreementRow, coders: number): AgreementFigure[] => {
  const kappa: MeasureId = coders === 2 ? 'cohen-kappa' : 'fleiss-kappa';
  const wanted: MeasureId[] =
    stage === 'mark'
      ? ['u-alpha', 'u-alpha-marked', 'cu-alpha', 'f1-exact', 'f1-tolerant']
      : [primary, kappa, 'percent'];
  return figures.filter(({ measure }) => wanted.includes(measure));
};

/** What stands in the way of a figure, once for each reason. */
const reasons = (rows: readonly AgreementRow[], coders: number): string[] => [
  ...new Set(
    rows.flatMap((row) =>
      reported(row, coders).flatMap(({ measure, result }) =>
        result.defined ? [] : [`${measureInfo(measure).name} of “${row.name}” is not defined: ${result.why}`],
      ),
    ),
  ),
];

/** The measures that the paragraph names. */
export const measuresIn = ({ rows, coders }: AgreementReport): MeasureId[] => [
  ...new Set(rows.flatMap((row) => reported(row, coders.length).map(({ measure }) => measure))),
];

/** @param version of Claimbook */
export function methodsParagraph(
  report: AgreementReport,
  settings: AgreementSettings,
  version: string,
): string {
  const { coders, articles, annotations, rows } = report;
  const { tolerance, minOverlap, resamples, level, seed } = settings;
  const sentences = [
    `Intercoder agreement was computed with Claimbook ${version} for ${numeral(coders.length)} coders over the ${numeral(articles.compared)} articles that at least two of them had read (${numeral(annotations)} annotations); articles read without finding a claim count, unread ones do not.`,
    `It was measured in stages: whether the coders marked the same passages, and, for passages that they did, whether they gave the same code and the same values.`,
    `Passages of two coders count as the same where they overlap${minOverlap > 0 ? ` by at least ${Math.round(minOverlap * 100)}%` : ''} under the same code, or by at least half under different codes, each passage being paired at most once, the larger overlap first; boundaries that differ by no more than ${numeral(tolerance)} characters count as the same in the tolerant F1. Values that point to actors and concepts are compared by their entry in the project’s registry, several values of a slot as a set, and no value as a value of its own.`,
    ...rows.map(
      (row) =>
        `${row.name} (${numeral(row.units)} units): ${listed(
          reported(row, coders.length).map((figure) => figureInWords(figure, level)),
        )}.`,
    ),
    ...reasons(rows, coders.length),
    ...(resamples > 0
      ? [
          `Intervals are percentile intervals from ${numeral(resamples)} bootstrap samples of articles (seed ${seed}).`,
        ]
      : []),
    `Sources: ${[...new Set(measuresIn(report).map((id) => `${measureInfo(id).name}: ${measureInfo(id).source}`))].join(' ')}`,
  ];
  return sentences.join(' ');
}
