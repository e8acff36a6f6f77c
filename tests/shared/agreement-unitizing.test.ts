/** Published examples of agreement on where passages are, with the precision to which their sources print them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  disorderOf,
  dissimilarity,
  type GammaPassage,
  groupDisorder,
  usualGamma,
} from '../../shared/agreement/alignment';
import { gamma, observedDisorder, shiftSampler, statisticalSampler } from '../../shared/agreement/gamma';
import type { Measured } from '../../shared/agreement/measures';
import { seeded } from '../../shared/agreement/random';
import { f1Of, outcomeOf, spanF1 } from '../../shared/agreement/span-f1';
import {
  coverage,
  coverageOf,
  cuAlpha,
  kuAlpha,
  lengthsOf,
  markedAlpha,
  squaresOf,
  uAlpha,
} from '../../shared/agreement/unitizing';
import { alphaUnitizing1995, disagreements1995 } from '../../shared/agreement/unitizing-1995';

function near(figure: Measured | number, published: number, tolerance: number): void {
  const value = typeof figure === 'number' ? figure : figure.defined ? figure.value : Number.NaN;
  expect(Math.abs(value - published), `${value} for ${published}`).toBeLessThanOrEqual(tolerance);
}

/** `2-9=1 11-17=2`: from, to, value. */
const passages = (words: string) =>
  words
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [start, end, value] = word.split(/[-=]/).map(Number);
      return { start: start!, end: end!, value: value! };
    });

const family = (length: number, ...coders: string[]) => {
  const all = lengthsOf(length, coders.map(passages));
  return {
    all,
    u: uAlpha(all, squaresOf(all.values, 'all')),
    marked: markedAlpha(all),
    cu: cuAlpha(all, squaresOf(all.values, 'met')),
    ku: (value: number) => kuAlpha(all, all.values.get(value)!),
    coverageOf: (value: number) => coverageOf(all.values.get(value)!),
  };
};

describe('the u-alpha family', () => {
  it('Krippendorff 2019, figure 12.11: Alex, Paul and Suzan', () => {
    const { all, u, marked, cu, ku, coverageOf } = family(
      60,
      '2-9=1 11-17=2 24-30=5 32-36=6 36-44=6 44-60=7',
      '2-9=1 11-17=3 19-25=5 32-44=6',
      '2-9=1 11-17=4 21-27=5 32-36=6 36-40=6 40-44=6',
    );
    near(u, 0.51, 0.0006);
    near(marked, 0.413, 0.0006);
    // .7256 where what others have marked is put together first.
    near(cu, 0.724, 0.0006);
    for (const value of [1, 5, 6]) near(ku(value), 1, 1e-6);
    near(ku(2), 0, 1e-6);
    near(coverageOf(5), 0.4444, 0.01);
    near(coverageOf(7), 0, 1e-9);
    near(coverage(all), 0.46111, 0.0005);
  });

  it('the data of unitized_alpha', () => {
    const { all, u, marked, cu, ku, coverageOf } = family(
      20,
      '2-5=1 9-11=1 12-20=2',
      '2-5=1 7-15=2',
      '2-5=1 10-15=2',
    );
    near(u, 0.474, 0.0006);
    near(marked, 0.433, 0.0006);
    near(cu, 0.779, 0.0006);
    near(ku(1), 0.769, 0.0006);
    near(ku(2), 0.787, 0.0006);
    near(coverage(all), 0.3833, 0.0001);
    near(coverageOf(1), 0.9545, 0.0001);
    near(coverageOf(2), 0.5952, 0.0001);
  });

  it('nobody marked anything, and everything is marked: not defined', () => {
    const nobody = family(50, '', '');
    const everything = family(50, '0-50=1', '0-50=1');
    for (const { u, marked } of [nobody, everything])
      for (const result of [u, marked]) expect(result).toMatchObject({ defined: false });
    expect(nobody.u).toMatchObject({ why: expect.stringMatching(/Nobody marked/) });
    expect(nobody.cu).toMatchObject({ defined: false, why: expect.stringMatching(/No passage/) });
    expect(everything.cu).toMatchObject({ defined: false, why: expect.stringMatching(/same value/) });
    expect(family(50, '3-9=1').u).toMatchObject({ defined: false });
  });
});

const coded = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 9 }), fc.nat(2)), {
    maxLength: 8,
  })
  .map((parts) => {
    let at = 0;
    return parts.map(([gap, length, value]) => {
      const start = at + gap;
      at = start + length;
      return { start, end: at, value };
    });
  });

describe('whatever is marked', () => {
  it('u-alpha counts what counting every character counts', () => {
    fc.assert(
      fc.property(fc.array(coded, { minLength: 2, maxLength: 4 }), (coders) => {
        const all = lengthsOf(130, coders);
        const at = (place: number) =>
          coders.map((own) => own.find(({ start, end }) => start <= place && place < end)?.value ?? -1);
        let [gapsOnGaps, same, met] = [0, 0, 0];
        for (let place = 0; place < 130; place++)
          for (const [one, value] of at(place).entries())
            for (const [other, otherValue] of at(place).entries()) {
              if (one === other) continue;
              if (value < 0 && otherValue < 0) gapsOnGaps++;
              if (value >= 0 && otherValue >= 0) met++;
              if (value >= 0 && otherValue === value) same++;
            }
        const pairs = coders.length - 1;
        expect(all.gapsOnGaps).toBeCloseTo(gapsOnGaps / pairs, 6);
        expect(all.same).toBeCloseTo(same / pairs, 6);
        expect(all.met).toBeCloseTo(met / pairs, 6);
      }),
    );
  });

  it('the order of coders does not count, and the same passages agree by 1 or not at all', () => {
    fc.assert(
      fc.property(coded, coded, (one, other) => {
        const [there, back] = [lengthsOf(130, [one, other]), lengthsOf(130, [other, one])];
        expect(markedAlpha(there)).toEqual(markedAlpha(back));
        const identical = lengthsOf(130, [one, one]);
        for (const result of [
          uAlpha(identical, squaresOf(identical.values, 'all')),
          markedAlpha(identical),
          cuAlpha(identical, squaresOf(identical.values, 'met')),
        ])
          if (result.defined) expect(result.value).toBe(1);
        if (one.length > 0) expect(markedAlpha(identical).defined).toBe(true);
      }),
    );
  });
});

describe('alpha-U of 1995', () => {
  const units = (words: string) =>
    passages(words.replaceAll(/(\d+)\+(\d+)/g, (_, from, long) => `${from}-${Number(from) + Number(long)}`));

  it('Krippendorff 2004, p. 254: two categories that overlap each other', () => {
    const from = (words: string) =>
      units(words).map(({ start, end }) => ({ start: start - 150, end: end - 150 }));
    const c = [from('225+70 370+30'), from('220+80 355+20 400+20')];
    const k = [from('180+60 300+50'), from('180+60 300+50')];
    near(alphaUnitizing1995(300, [c, k]), 0.8591, 0.0005);
    near(disagreements1995(300, c).observed, 0.0144, 0.0001);
    near(disagreements1995(300, c).expected, 0.0532, 0.0001);
    near(alphaUnitizing1995(300, [c]), 0.7286, 0.0001);
    near(disagreements1995(300, k).observed, 0, 0.0001);
    near(disagreements1995(300, k).expected, 0.049, 0.0001);
    near(alphaUnitizing1995(300, [k]), 1, 0.0001);
  });

  it('one long passage against three fragments', () => {
    const both = [units('1+8'), units('2+1 4+1 6+1')];
    near(disagreements1995(10, both).observed, 0.91, 0.0001);
    near(disagreements1995(10, both).expected, 0.5351, 0.0001);
    near(alphaUnitizing1995(10, [both]), -0.7003, 0.0001);
  });

  it.each([
    { one: '2+8 14+6', other: '4+4 15+2', observed: 0.03125, stretched: 0.553 },
    {
      one: '0+18',
      other: '0+2 2+1 3+1 4+1 5+1 6+3 9+1',
      observed: 2.26736,
      stretched: -0.926,
    },
    { one: '2+6 10+2 14+4 20+2', other: '0+2 4+4 10+4 16+2 20+2', observed: 0.02777, stretched: 0.679 },
    { one: '0+2 2+8 10+4 14+6 20+4', other: '0+4 4+4 8+7 15+2 17+7', observed: 0.38715, stretched: 0.066 },
  ])('Krippendorff 1995, p. 57: $one against $other', ({ one, other, observed, stretched }) => {
    const both = [units(one), units(other)];
    near(disagreements1995(24, both).observed, observed, 1e-5);
    const longer = both.map((own) =>
      own.map(({ start, end }) => ({ start: start * 50_000, end: end * 50_000 })),
    );
    near(alphaUnitizing1995(24 * 50_000, [longer]), stretched, 0.02);
  });

  it('nothing marked: not defined', () => {
    expect(alphaUnitizing1995(10, [[[], []]])).toMatchObject({ defined: false });
  });
});

/** `1-5a 6-10b`: from, to, category. */
const marked = (words: string): GammaPassage[] =>
  words.split(' ').map((word) => {
    const [, start, end, category] = /^(\d+)-(\d+)(\w)$/.exec(word)!;
    return { start: Number(start), end: Number(end), category: category!.charCodeAt(0) };
  });
const every10 = (words: string): GammaPassage[] => {
  const [first] = marked(words);
  const length = first!.end - first!.start;
  return Array.from({ length: 16 }, (_, at) => ({
    start: first!.start + at * 10,
    end: first!.start + at * 10 + length,
    category: 97 + ((first!.category - 97 + at) % 3),
  }));
};

describe('gamma, against pygamma-agreement', () => {
  const cases = [
    { coders: ['1-5a 6-10b 11-15a', '2-6a 7-11b 12-16a'].map(marked), disorder: 0.0625, value: 0.8836 },
    { coders: ['1-5a 6-10b 20-24a 30-34b', '2-6a 31-35b'].map(marked), disorder: 0.708333, value: 0.5668 },
    { coders: ['1-5a 10-15b 20-25c', '1-5a 10-15b 20-25c'].map(marked), disorder: 0, value: 1 },
    { coders: ['1-5a 10-14b', '2-6a 11-15b', '1-4a 9-14c'].map(marked), disorder: 0.4087564, value: 0.6588 },
    {
      coders: ['1-5a 6-10b 11-15c', '2-7a 8-12b 11-15a'].map(marked),
      settings: { alpha: 3, beta: 2, deltaEmpty: 1 },
      disorder: 1.0277778,
      value: 0.24428,
    },
    { coders: ['1-6a', '2-8b'].map(every10), disorder: 1.0743802, value: -0.10082 },
  ];

  it.each(cases)('the best alignment has a disorder of $disorder', ({ coders, settings, disorder }) => {
    const best = observedDisorder(coders, settings);
    near(best.disorder, disorder, 1e-5);
    expect(best.alignment.exact).toBe(true);
  });

  it.each(cases)('with its sampler gamma is near $value', ({ coders, settings, value }) => {
    near(
      gamma(coders, statisticalSampler(coders), 200, seeded(1), settings),
      value,
      value === 1 ? 1e-9 : 0.1,
    );
  });

  it('combines place and category', () => {
    const [one] = marked('1-5a');
    near(dissimilarity(one!, marked('2-6a')[0]!, usualGamma), 0.0625, 1e-9);
    near(dissimilarity(one!, marked('7-11b')[0]!, usualGamma), 3.25, 1e-9);
    near(dissimilarity(one!, marked('8-12b')[0]!, { alpha: 3, beta: 2, deltaEmpty: 1 }), 11.1875, 1e-9);
  });

  it('three coders with distances between categories', () => {
    // The matrix counts the names in the order of the alphabet: a, b, c, j.
    const far = [
      [0, 0.5, 0.3, 0.7],
      [0.5, 0, 0.6, 0.4],
      [0.3, 0.6, 0, 0.7],
      [0.7, 0.4, 0.7, 0],
    ];
    const placeOf = (category: number): number => 'abcj'.indexOf(String.fromCharCode(category));
    const settings = {
      alpha: 3,
      beta: 1,
      deltaEmpty: 0.5,
      categoryDistance: (one: number, other: number) => far[placeOf(one)]![placeOf(other)]!,
    };
    const coders = [
      marked('1-5c 6-8b 12-18c 7-20a'),
      marked('2-6c 7-8b 12-18a 8-10a 7-19j'),
      marked('1-6c 8-10a 7-19j 19-20a'),
    ];
    near(observedDisorder(coders, settings).disorder, 0.43478875578596043, 0.001);
    const given = ['1-5c 2-6c 1-6c', '6-8b 7-8b 8-10a', '7-20a 7-19j 7-19j', '12-18c 12-18a', '8-10a 19-20a'];
    const sum = given.reduce((all, group) => all + groupDisorder(marked(group), 3, settings), 0);
    near(disorderOf(sum, coders), 6.1655581547663765, 0.001);
  });

  it('the same seed gives the same gamma, the same passages exactly 1, none no gamma', () => {
    const { coders } = cases[1]!;
    const sampler = shiftSampler(40, coders);
    const once = gamma(coders, sampler, 30, seeded(7));
    expect(gamma(coders, sampler, 30, seeded(7))).toEqual(once);
    expect(gamma(coders, sampler, 30, seeded(8))).not.toEqual(once);
    const alike = [coders[0]!, coders[0]!];
    expect(gamma(alike, shiftSampler(40, alike), 30, seeded(7))).toMatchObject({ value: 1, exact: true });
    expect(gamma([[], []], shiftSampler(40, []), 30, seeded(7))).toMatchObject({ defined: false });
  });

  const few = fc
    .array(fc.record({ start: fc.nat(30), length: fc.integer({ min: 1, max: 12 }), category: fc.nat(1) }), {
      maxLength: 4,
    })
    .map((own) => own.map(({ start, length, category }) => ({ start, end: start + length, category })));

  /** The least sum over all ways of grouping, one by one. */
  function leastOf(coders: readonly GammaPassage[][]): number {
    const [first, ...rest] = coders.flatMap((own, coder) => own.map((passage) => ({ passage, coder })));
    const place = (left: typeof rest, groups: (typeof rest)[]): number => {
      const [next, ...others] = left;
      if (!next)
        return groups.reduce(
          (sum, group) =>
            sum +
            groupDisorder(
              group.map(({ passage }) => passage),
              coders.length,
              usualGamma,
            ),
          0,
        );
      return Math.min(
        place(others, [...groups, [next]]),
        ...groups.flatMap((group, at) =>
          group.some(({ coder }) => coder === next.coder)
            ? []
            : [place(others, groups.with(at, [...group, next]))],
        ),
      );
    };
    return first ? place(rest, [[first]]) : 0;
  }

  it('finds what trying every alignment finds, for two and for three coders', () => {
    fc.assert(
      fc.property(fc.array(few, { minLength: 2, maxLength: 3 }), (coders) => {
        fc.pre(coders.flat().length <= 7);
        const { alignment } = observedDisorder(coders);
        expect(alignment.exact).toBe(true);
        expect(alignment.sum).toBeCloseTo(leastOf(coders), 9);
        expect(alignment.groups.flat().toSorted((a, b) => a - b)).toEqual(coders.flat().map((_, at) => at));
      }),
      { numRuns: 60 },
    );
  });
});

describe('F1 of passages', () => {
  it('bratiaa: labels and both offsets', () => {
    const one =
      '1 PER 4-17, 1 LOC 18-24, 1 ORG 34-37, 1 PER 361-397, 1 PER 563-567, 1 PER 720-724, 1 PER 1074-1078, 1 PER 1081-1096, 1 MISC 2376-2387, 1 LOC 2498-2504, 2 LOC 0-8, 2 ORG 18-21, 2 ORG 192-195, 2 PER 327-344, 2 PER 454-465, 2 ORG 650-653'.split(
        ', ',
      );
    const other =
      '1 PER 4-17, 1 ORG 34-37, 1 PER 361-397, 1 PER 563-567, 1 PER 720-724, 1 PER 1081-1096, 1 MISC 2376-2387, 1 LOC 2498-2504, 2 LOC 0-8, 2 ORG 18-21, 2 LOC 42-54, 2 ORG 161-190, 2 PER 327-344, 2 ORG 408-426, 2 PER 454-465, 2 ORG 516-523, 2 ORG 650-653'.split(
        ', ',
      );
    const correct = one.filter((span) => other.includes(span)).length;
    const [missing, spurious] = [one.length - correct, other.length - correct];
    expect([correct, missing, spurious]).toEqual([13, 3, 4]);
    near(spanF1({ correct, incorrect: 0, partial: 0, missing, spurious }), 0.787878, 0.0001);
  });

  it('SemEval-2013: figures from counts', () => {
    const f1 = (correct: number, incorrect: number, partial: number) =>
      spanF1({ correct, incorrect, partial, missing: 1, spurious: 1 });
    near(f1(3, 2, 0), 0.5, 0.01);
    near(f1(3, 0, 2), 0.66, 0.01);
    near(f1(2, 3, 0), 0.33, 0.01);
  });

  it('SemEval-2013: outcomes of pairs', () => {
    const span = (label: string, start: number, end: number) => ({ label, start, end });
    const inShort = (one: ReturnType<typeof span>, other: ReturnType<typeof span>) => {
      const { type, partial, exact, strict } = outcomeOf(one, other);
      return [type, partial, exact, strict].map((word) => word.slice(0, 3).toUpperCase()).join(' ');
    };
    expect(inShort(span('DRUG', 3, 11), span('DRUG', 0, 11))).toBe('COR PAR INC INC');
    expect(inShort(span('DRUG', 0, 11), span('BRAND', 0, 11))).toBe('INC COR COR INC');
    expect(inShort(span('DRUG', 0, 9), span('DRUG', 0, 9))).toBe('COR COR COR COR');
    expect(inShort(span('GROUP', 5, 9), span('DRUG', 0, 9))).toBe('INC PAR INC INC');
  });

  it('is 0 where only one marked something, and not defined where nobody did', () => {
    expect(f1Of(0, 3, 0)).toMatchObject({ defined: true, value: 0 });
    expect(f1Of(0, 0, 0)).toMatchObject({ defined: false, why: expect.stringMatching(/Neither coder/) });
  });
});
