/**
 * Every measure of agreement that Claimbook computes: its name, its formula in words and where it comes from.
 * The page and the methods paragraph say what stands here; the functions beside this file do it.
 */

/** A figure, or why there is none: never NaN, and never a 1.00 that only says that nothing varied. */
export type Measured<Extra = unknown> = ({ defined: true; value: number } & Extra) | Undefined;

export interface Undefined {
  defined: false;
  /** A whole sentence. */
  why: string;
}

export const notDefined = (why: string): Undefined => ({ defined: false, why });

export const measureIds = [
  'percent',
  'bennett-s',
  'scott-pi',
  'cohen-kappa',
  'weighted-kappa',
  'fleiss-kappa',
  'gwet-ac1',
  'alpha-nominal',
  'alpha-ordinal',
  'alpha-interval',
  'alpha-ratio',
  'alpha-masi',
  'u-alpha',
  'u-alpha-marked',
  'cu-alpha',
  'ku-alpha',
  'alpha-unitizing-1995',
  'gamma',
  'f1-exact',
  'f1-tolerant',
  'f1-partial',
] as const;
export type MeasureId = (typeof measureIds)[number];

export interface MeasureInfo {
  id: MeasureId;
  /** As it heads a column. */
  name: string;
  /** In words, with the letters that the literature uses. */
  formula: string;
  /** Where the formula comes from. */
  source: string;
}

const krippendorff2019 = 'Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12. Sage.';
const krippendorff2016 =
  'Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). Quality & Quantity 50(6), 2347–2364.';
const semeval2013 =
  'Segura-Bedmar, I., Martínez, P. & Herrero-Zazo, M. (2013). SemEval-2013 Task 9, 341–350; as a measure of agreement: Hripcsak, G. & Rothschild, A. (2005). JAMIA 12(3), 296–298.';

const infos: Record<MeasureId, Omit<MeasureInfo, 'id'>> = {
  percent: {
    name: 'Percent agreement',
    formula:
      'Po: of all pairs of codings of the same unit by two coders, the share that are equal. Not corrected for chance.',
    source: 'Artstein, R. & Poesio, M. (2008). Computational Linguistics 34(4), 555–596.',
  },
  'bennett-s': {
    name: 'Bennett’s S',
    formula: '(Po − Pe) / (1 − Pe), where Pe is one divided by the number of categories.',
    source: 'Bennett, E., Alpert, R. & Goldstein, A. (1954). Public Opinion Quarterly 18(3), 303–308.',
  },
  'scott-pi': {
    name: 'Scott’s pi',
    formula:
      '(Po − Pe) / (1 − Pe), where Pe is the sum of the squared shares of the categories in both coders’ codings together.',
    source: 'Scott, W. (1955). Public Opinion Quarterly 19(3), 321–325.',
  },
  'cohen-kappa': {
    name: 'Cohen’s kappa',
    formula:
      '(Po − Pe) / (1 − Pe), where Pe is the sum, over the categories, of the product of the two coders’ own shares. Two coders.',
    source: 'Cohen, J. (1960). Educational and Psychological Measurement 20(1), 37–46.',
  },
  'weighted-kappa': {
    name: 'Weighted kappa',
    formula:
      '1 − (observed distance / distance expected from the two coders’ own shares), for a given distance between categories.',
    source: 'Cohen, J. (1968). Psychological Bulletin 70(4), 213–220.',
  },
  'fleiss-kappa': {
    name: 'Fleiss’ kappa',
    formula:
      '(P̄ − P̄e) / (1 − P̄e) over the units that all coders coded: P̄ is the mean share of agreeing pairs in a unit, P̄e the sum of the squared shares of the categories in all codings. With two coders it is Scott’s pi.',
    source: 'Fleiss, J. (1971). Psychological Bulletin 76(5), 378–382.',
  },
  'gwet-ac1': {
    name: 'Gwet’s AC1',
    formula: '(Po − Pe) / (1 − Pe), where Pe is the sum of p(1 − p) over the q categories, divided by q − 1.',
    source: 'Gwet, K. (2008). British Journal of Mathematical and Statistical Psychology 61(1), 29–48.',
  },
  'alpha-nominal': {
    name: 'Krippendorff’s alpha, nominal',
    formula: '1 − Do / De over the coincidences of values within units; two values are equal or not.',
    source: krippendorff2019,
  },
  'alpha-ordinal': {
    name: 'Krippendorff’s alpha, ordinal',
    formula:
      '1 − Do / De; the distance of two values is the square of the number of codings between them in rank, with half of those at both.',
    source: krippendorff2019,
  },
  'alpha-interval': {
    name: 'Krippendorff’s alpha, interval',
    formula: '1 − Do / De; the distance of two values is the square of their difference.',
    source: krippendorff2019,
  },
  'alpha-ratio': {
    name: 'Krippendorff’s alpha, ratio',
    formula:
      '1 − Do / De; the distance of two values is the square of their difference divided by their sum.',
    source: krippendorff2019,
  },
  'alpha-masi': {
    name: 'Krippendorff’s alpha, MASI',
    formula:
      '1 − Do / De for sets of values; their distance is 1 − J × M, where J is what both hold divided by what either holds, and M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they share something, and 0 otherwise.',
    source: 'Passonneau, R. (2006). Measuring Agreement on Set-valued Items (MASI). LREC 2006, 831–836.',
  },
  'u-alpha': {
    name: 'u-alpha',
    formula:
      '1 − Do / De over the lengths of all intersections of the coders’ passages and gaps; the value of a passage is its code (or the combination of codes that lie there), a gap is a value of its own.',
    source: krippendorff2016,
  },
  'u-alpha-marked': {
    name: '|u-alpha',
    formula: 'u-alpha with only two values: marked, and not marked.',
    source: krippendorff2016,
  },
  'cu-alpha': {
    name: 'cu-alpha',
    formula: 'u-alpha over the intersections of passages with passages alone: gaps do not count.',
    source: krippendorff2016,
  },
  'ku-alpha': {
    name: '(k)u-alpha',
    formula:
      'What of the intersections of passages valued k with passages is of another value, against the share that is expected.',
    source: krippendorff2016,
  },
  'alpha-unitizing-1995': {
    name: 'alpha-U (1995)',
    formula:
      '1 − Do / De over squared differences of boundaries, for each category on a continuum of its own. Not the same coefficient as u-alpha.',
    source: 'Krippendorff, K. (1995). Sociological Methodology 25, 47–76.',
  },
  gamma: {
    name: 'Gamma',
    formula:
      '1 − the disorder of the best alignment of the coders’ passages / the mean disorder of such alignments of random passages; dissimilarity combines place and code.',
    source: 'Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). Computational Linguistics 41(3), 437–479.',
  },
  'f1-exact': {
    name: 'F1, exact',
    formula: '2 × passages whose boundaries both coders set alike / all passages of both coders.',
    source: semeval2013,
  },
  'f1-tolerant': {
    name: 'F1, tolerant',
    formula:
      '2 × pairs of passages whose boundaries differ by no more than the tolerance / all passages of both coders.',
    source: semeval2013,
  },
  'f1-partial': {
    name: 'F1, partial',
    formula:
      '2 × (pairs of passages with the same boundaries + half of the other pairs that overlap) / all passages of both coders.',
    source: semeval2013,
  },
};

export const measureInfo = (id: MeasureId): MeasureInfo => ({ id, ...infos[id] });
export const allMeasures: readonly MeasureInfo[] = measureIds.map(measureInfo);
