/** Published examples of agreement on coded units, with the precision to which their sources print them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alpha,
  alphaOfValue,
  type Coincidences,
  coincidences,
  type Distance,
  interval,
  nominal,
  ordinal,
  ratio,
} from '../../shared/agreement/alpha';
import {
  bennettS,
  cohenKappa,
  cohenKappaMax,
  gwetAc1,
  percentAgreement,
  scottPi,
  twoCoders,
  weightedKappa,
} from '../../shared/agreement/contingency';
import { countsOf, fleissKappa, fleissKappaOf, itemAgreement } from '../../shared/agreement/fleiss';
import type { Measured } from '../../shared/agreement/measures';
import { masiLikeness } from '../../shared/agreement/sets';

/** The figure, or NaN with what is missing in the message of the failed test. */
const valueOf = (measured: Measured): number => (measured.defined ? measured.value : Number.NaN);

function near(figure: Measured | number, published: number, tolerance: number): void {
  const value = typeof figure === 'number' ? figure : valueOf(figure);
  expect(Math.abs(value - published), `${value} for ${published}`).toBeLessThanOrEqual(tolerance);
}

const expectedOf = (measured: Measured<{ expected: number }>): number =>
  measured.defined ? measured.expected : Number.NaN;
const observedOf = (measured: Measured<{ observed: number }>): number =>
  measured.defined ? measured.observed : Number.NaN;

describe('two coders, from the table of their codings', () => {
  it('Cohen 1960, p. 45', () => {
    const two = twoCoders([
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]);
    near(percentAgreement(two), 0.7, 0.005);
    near(expectedOf(cohenKappa(two)), 0.41, 0.005);
    near(cohenKappa(two), 0.492, 0.0006);
    near(cohenKappaMax(two), 0.831, 0.0006);
  });

  it('Cohen 1960, p. 37: less than by chance', () => {
    const two = twoCoders([
      [25, 12, 3],
      [13, 2, 15],
      [12, 16, 2],
    ]);
    near(percentAgreement(two), 0.29, 0.005);
    near(expectedOf(cohenKappa(two)), 0.35, 0.006);
    near(cohenKappa(two), -0.0923, 0.0005);
    near(gwetAc1(two), -0.04797, 1e-5);
  });

  it('Artstein and Poesio 2008, p. 558', () => {
    const two = twoCoders([
      [20, 10],
      [20, 50],
    ]);
    near(percentAgreement(two), 0.7, 0.0005);
    near(bennettS(two), 0.4, 0.001);
    near(expectedOf(scottPi(two)), 0.545, 0.001);
    near(scottPi(two), 0.341, 0.001);
    near(expectedOf(cohenKappa(two)), 0.54, 0.001);
    near(cohenKappa(two), 0.348, 0.001);
  });

  it('Artstein and Poesio 2008, p. 568, with distances between dialogue acts', () => {
    const table = [
      [46, 0, 0],
      [6, 32, 6],
      [0, 0, 10],
    ];
    const acts = ['STAT', 'IReq', 'Chck'];
    const far = (one: string, other: string): number =>
      one === other ? 0 : one === 'Chck' || other === 'Chck' ? 0.5 : 1;
    const two = twoCoders(table);
    near(percentAgreement(two), 0.88, 0.0005);
    near(bennettS(two), 0.82, 0.001);
    near(scottPi(two), 0.79953, 1e-5);
    near(cohenKappa(two), 0.8013, 0.0001);
    near(
      weightedKappa(table, (row, column) => far(acts[row]!, acts[column]!)),
      0.8163,
      0.0001,
    );
    const units = table.flatMap((row, first) =>
      row.flatMap((count, second) => Array.from({ length: count }, () => [acts[first]!, acts[second]!])),
    );
    const all = coincidences(units);
    near(alpha(all, nominal()), 0.8, 0.001);
    near(
      alpha(all, (place, other) => far(all.values[place]!, all.values[other]!)),
      0.8156,
      0.0001,
    );
  });

  it.each([
    {
      table: [
        [12, 9, 9],
        [9, 14, 9],
        [9, 9, 20],
      ],
      kappa: 0.186,
    },
    {
      table: [
        [12, 18, 18],
        [0, 14, 18],
        [0, 0, 20],
      ],
      kappa: 0.258,
    },
  ])('Krippendorff 2004, p. 246: the same agreement, other margins (kappa $kappa)', ({ table, kappa }) => {
    const two = twoCoders(table);
    near(percentAgreement(two), 0.46, 0.001);
    near(bennettS(two), 0.19, 0.001);
    near(scottPi(two), 0.186, 0.001);
    near(cohenKappa(two), kappa, 0.001);
  });

  it('the paradox of kappa, as irrCAC computes it', () => {
    const two = twoCoders([
      [80, 7],
      [8, 5],
    ]);
    near(percentAgreement(two), 0.85, 1e-9);
    near(expectedOf(gwetAc1(two)), 0.21875, 1e-9);
    near(gwetAc1(two), 0.808, 0.0001);
    near(cohenKappa(two), 0.31444, 0.0005);
    near(scottPi(two), 0.31429, 0.0005);
  });
});

describe('Fleiss’ kappa', () => {
  it('Fleiss 1971: six raters, thirty patients, five diagnoses', () => {
    const rows =
      '444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333 144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155 224444 133333 555555';
    const diagnoses = ['1', '2', '3', '4', '5'];
    const units = rows.split(' ').map((row) => countsOf([...row], diagnoses));
    const kappa = fleissKappa(units);
    near(observedOf(kappa), 0.5556, 0.001);
    near(expectedOf(kappa), 0.2201, 0.001);
    near(kappa, 0.43, 0.001);
    for (const [at, published] of [0.248, 0.248, 0.517, 0.47, 0.565].entries())
      near(fleissKappaOf(at, units), published, 0.005);
    near(itemAgreement(units[0]!), 1, 0.001);
    near(itemAgreement(units[7]!), 0.267, 0.001);
  });

  it('is not for units with different numbers of codings', () => {
    expect(() =>
      fleissKappa([
        [2, 1],
        [2, 0],
      ]),
    ).toThrow('2 codings where another has 3');
  });
});

/** Units as columns of digits, one row per coder, a dot for a missing value. */
const inColumns = (...coders: string[]): (number | null)[][] =>
  [...coders[0]!].map((_, unit) =>
    coders.map((values) => (values[unit] === '.' ? null : Number(values[unit]))),
  );

const measured = (all: Coincidences<number>, distance: (all: Coincidences<number>) => Distance) =>
  alpha(all, distance(all));
const byRank = ({ margins }: Coincidences<number>): Distance => ordinal(margins);

describe('Krippendorff’s alpha', () => {
  it('1980, p. 139: three observers', () => {
    const all = coincidences(inColumns('112412132', '122442232', '122442332'));
    const result = alpha(all, nominal());
    near(result, 0.642, 0.001);
    near(observedOf(result), 0.259, 0.001);
    near(expectedOf(result), 0.724, 0.001);
    near(measured(all, interval), 0.547, 0.001);
    near(measured(all, ratio), 0.483, 0.001);
    for (const [at, published] of [0.381, 0.711, 0.717, 0.764].entries())
      near(alphaOfValue(all, at), published, 0.001);
  });

  it('2004, p. 224: two values', () => {
    const all = coincidences(inColumns('1100000000', '0110010100'));
    const result = alpha(all, nominal());
    near(
      percentAgreement(
        twoCoders([
          [5, 3],
          [1, 1],
        ]),
      ),
      0.6,
      0.001,
    );
    near(result, 0.095, 0.001);
    near(observedOf(result), 0.4, 0.001);
    near(expectedOf(result), 0.442, 0.001);
    expect(all.cells).toEqual([
      [10, 4],
      [4, 2],
    ]);
  });

  it('2004, p. 227: three values', () => {
    const all = coincidences(inColumns('112222233333', '122222333333'));
    const result = alpha(all, nominal());
    near(result, 0.734, 0.001);
    near(observedOf(result), 0.1667, 0.001);
    near(expectedOf(result), 0.6268, 0.001);
  });

  it('2011, section B', () => {
    near(alpha(coincidences(inColumns('112243335441', '212223335444')), nominal()), 0.692, 0.0006);
  });

  it('2011, section C: four observers, missing values, a unit with a single value', () => {
    const all = coincidences(inColumns('123321412...', '1233224125..', '.33323422513', '12332441251.'));
    const result = alpha(all, nominal());
    near(result, 0.743421052632, 1e-9);
    near(observedOf(result), 0.2, 0.001);
    near(expectedOf(result), 0.779, 0.001);
    const spaced = measured(all, interval);
    near(spaced, 0.849, 0.001);
    near(observedOf(spaced), 0.433, 0.001);
    near(expectedOf(spaced), 2.872, 0.001);
    near(measured(all, byRank), 0.815, 0.0006);
    near(measured(all, ratio), 0.797, 0.0006);
    expect(all.total).toBe(40);
  });

  it('the example of Wikipedia', () => {
    const all = coincidences(inColumns('.....34121133.3', '1.213343.......', '..21344.21133.4'));
    near(alpha(all, nominal()), 0.691, 0.0006);
    near(measured(all, interval), 0.811, 0.0006);
  });

  it('Hayes and Krippendorff 2007: five observers, ordinal', () => {
    const all = coincidences(
      inColumns(
        '112.001122.01311211000201001111223222221',
        '1130000.21102311121000302102111122222221',
        '203000222100221123001.30.1012202.2232.21',
        '.13....0.10022...31.103021122..122...12.',
        '2..0001.2....3112..0.0..2.0..20.2.2222.1',
      ),
    );
    near(measured(all, byRank), 0.7598, 0.0001);
    near(alpha(all, nominal()), 0.47651, 0.0005);
  });

  it('three coders of whom one is alone with a unit', () => {
    near(
      alpha(
        coincidences([
          ['YES', 'NO', 'NO'],
          ['YES', 'NO', null],
          [null, null, 'NO'],
        ]),
        nominal(),
      ),
      -0.3333333,
      1e-6,
    );
  });
});

const codings = fc.array(
  fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { freq: 5 }), { minLength: 3, maxLength: 3 }),
  { minLength: 1, maxLength: 25 },
);
const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 40 });
const tableOf = (both: readonly (readonly [number, number])[]): number[][] => {
  const table = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  for (const [first, second] of both) table[first]![second]!++;
  return table;
};
const same = (one: Measured, other: Measured): void => {
  expect(one.defined).toBe(other.defined);
  if (one.defined && other.defined) expect(one.value).toBeCloseTo(other.value, 9);
};

describe('whatever the codings', () => {
  it('alpha does not change with the order of coders or units, nor nominal alpha with names', () => {
    fc.assert(
      fc.property(codings, (units) => {
        const turned = units.map((unit) => unit.toReversed()).toReversed();
        for (const distance of [interval, ratio, byRank, nominal])
          same(measured(coincidences(units), distance), measured(coincidences(turned), distance));
        const renamed = units.map((unit) => unit.map((value) => value && `name ${5 - value}`));
        same(alpha(coincidences(units), nominal()), alpha(coincidences(renamed), nominal()));
      }),
    );
  });

  it('interval alpha does not change with unit and zero of the scale, ordinal alpha not while the order stays', () => {
    fc.assert(
      fc.property(codings, (units) => {
        const scaled = units.map((unit) => unit.map((value) => value && value * 10 - 7));
        same(measured(coincidences(units), interval), measured(coincidences(scaled), interval));
        const bent = units.map((unit) => unit.map((value) => value && value ** 3));
        same(measured(coincidences(units), byRank), measured(coincidences(bent), byRank));
      }),
    );
  });

  it('alpha of two coders is Scott’s pi plus (1 − pi) / 2n', () => {
    fc.assert(
      fc.property(pairs, (both) => {
        const pi = scottPi(twoCoders(tableOf(both)));
        const result = alpha(coincidences(both), nominal());
        expect(result.defined).toBe(pi.defined);
        if (pi.defined) near(result, pi.value + (1 - pi.value) / (2 * both.length), 1e-9);
      }),
    );
  });

  it('Fleiss’ kappa of two coders is Scott’s pi', () => {
    fc.assert(
      fc.property(pairs, (both) =>
        same(
          fleissKappa(both.map((unit) => countsOf(unit, [0, 1, 2, 3]))),
          scottPi(twoCoders(tableOf(both))),
        ),
      ),
    );
  });

  it('identical codings agree by 1, or not at all where they never vary', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }), (values) => {
        const table = tableOf(values.map((value) => [value, value]));
        const all = coincidences(values.map((value) => [value, value, value]));
        const varied = new Set(values).size > 1;
        for (const result of [
          cohenKappa(twoCoders(table)),
          scottPi(twoCoders(table)),
          weightedKappa(table, (one, other) => Math.abs(one - other)),
          alpha(all, nominal()),
          measured(all, interval),
          measured(all, byRank),
        ])
          expect(result).toMatchObject(varied ? { defined: true, value: 1 } : { defined: false });
      }),
    );
  });
});

describe('where there is no figure, the reason is said', () => {
  it('nothing to compare', () => {
    const nothing = twoCoders([
      [0, 0],
      [0, 0],
    ]);
    for (const result of [
      percentAgreement(nothing),
      cohenKappa(nothing),
      scottPi(nothing),
      gwetAc1(nothing),
      fleissKappa([]),
      alpha(
        coincidences([
          [1, null],
          [null, 2],
          [null, null],
        ]),
        nominal(),
      ),
    ])
      expect(result).toEqual({ defined: false, why: expect.stringMatching(/nothing to compare/) });
  });

  it('one category in all codings: not 1, not 0, not NaN', () => {
    const one = twoCoders([
      [9, 0],
      [0, 0],
    ]);
    for (const result of [
      cohenKappa(one),
      scottPi(one),
      alpha(
        coincidences([
          [1, 1],
          [1, 1],
        ]),
        nominal(),
      ),
    ])
      expect(result).toEqual({ defined: false, why: expect.stringMatching(/Where nothing varies/) });
    expect(percentAgreement(one)).toMatchObject({ value: 1 });
  });

  it('one category to choose from', () => {
    for (const result of [bennettS(twoCoders([[5]])), gwetAc1(twoCoders([[5]]))])
      expect(result).toEqual({ defined: false, why: expect.stringMatching(/only one category/) });
  });
});

describe('sets of values', () => {
  it.each([
    ['ab', 'ab', 1],
    ['ab', 'a', 1 / 3],
    ['ab', 'bc', 1 / 9],
    ['ab', 'cd', 0],
    ['', 'a', 0],
    ['', '', 1],
  ])('{%s} and {%s} are alike by %d', (one, other, likeness) => {
    expect(masiLikeness([...one], [...other])).toBeCloseTo(likeness, 12);
    expect(masiLikeness([...other], [...one])).toBeCloseTo(likeness, 12);
  });
});
