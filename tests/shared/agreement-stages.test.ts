/** Agreement in stages: who marked the same passage, and who said the same of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alpha, coincidences, interval, nominal, ordinal } from '../../shared/agreement/alpha';
import { Draws, percentileInterval } from '../../shared/agreement/bootstrap';
import { Comparison } from '../../shared/agreement/compare';
import type { MeasureId } from '../../shared/agreement/measures';
import {
  type CoderReading,
  type ComparedAnnotation,
  type ComparedValue,
  unitsOf,
} from '../../shared/agreement/pairing';
import { Reporter, type Tables } from '../../shared/agreement/report';
import { slotsOf } from '../../shared/agreement/slots';
import { weekOf } from '../../shared/agreement/week';
import type { AgreementRow } from '../../shared/api-agreement';
import { mark } from '../../shared/marked-text';
import type { Attribute, Choice, Code } from '../../shared/records';

const code = (id: string, position: number): Code =>
  ({ type: 'code', id, name: id, kind: 'claim', position }) as Code;
const codes = [code('claim', 0), code('actor', 1)];
const attribute = (name: string, kind: Attribute['kind'], many = false): Attribute =>
  ({ type: 'attribute', id: name, codeId: 'claim', name, kind, many, position: 0 }) as Attribute;
const attributes = [
  attribute('speaker', 'actor', true),
  attribute('concept', 'concept'),
  attribute('position', 'choice'),
  attribute('strength', 'number'),
  attribute('answers', 'annotation'),
];
const choices = [-1, 0, 1].map(
  (number): Choice => ({ id: String(number), attributeId: 'position', name: '', number }) as Choice,
);
const slots = slotsOf(codes, attributes, choices);

/** What is said of a mark, such as `speaker: ['ann', 'bo'], position: '1'`. */
type Says = Record<string, string | number | readonly (string | number)[]>;

/** A coder's passages: marks that begin with `a` are actors, others are claims. */
function coded(coder: string, marked: string, says: Record<string, Says> = {}): ComparedAnnotation[] {
  return Object.entries(mark(marked).ranges)
    .flatMap(([name, ranges]) =>
      ranges.map((range): ComparedAnnotation => ({
        id: `${coder}-${name}`,
        codeId: name.startsWith('a') ? 'actor' : 'claim',
        ...range,
        spans: [range],
        values: Object.entries(says[name] ?? {}).flatMap(([attributeId, values]) =>
          [values].flat().map((says): ComparedValue => ({ attributeId, says })),
        ),
      })),
    )
    .toSorted((one, other) => one.start - other.start);
}

interface Given {
  date?: string;
  readings?: CoderReading[];
  annotations: ComparedAnnotation[][];
}

function compareAll(articles: readonly Given[], { tolerance = 0, minOverlap = 0, length = 100 } = {}) {
  const coders = articles[0]!.annotations.length;
  const comparison = new Comparison({ coders, tolerance, minOverlap }, slots, ['claim', 'actor']);
  for (const [at, { date = null, readings, annotations }] of articles.entries())
    comparison.add({
      id: `article ${at}`,
      textLength: length,
      date,
      readings: readings ?? annotations.map(() => 'done'),
      annotations,
    });
  const named = Array.from({ length: coders }, (_, at) => ({ id: `coder ${at}`, name: `Coder ${at}` }));
  return { comparison, reporter: new Reporter(comparison, slots, named, codes) };
}

function tables(reporter: Reporter, draws: Draws | null = null): Tables {
  const steps = reporter.tables(draws);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const rowOf = (
  rows: readonly AgreementRow[],
  stage: AgreementRow['stage'],
  attributeId: string | null = null,
) => rows.find((row) => row.stage === stage && row.attributeId === attributeId)!;
const figure = (row: AgreementRow, measure: MeasureId) =>
  row.figures.find((one) => one.measure === measure)!.result;
const valueOf = (row: AgreementRow, measure: MeasureId): number => {
  const result = figure(row, measure);
  return result.defined ? result.value : Number.NaN;
};

describe('which passages are the same', () => {
  const pairs = (one: string, other: string, minOverlap = 0) => {
    const [a, b] = [coded('A', one), coded('B', other)];
    return unitsOf([a, b], minOverlap)
      .map(([first, second]) => [a[first!]?.id ?? '–', b[second!]?.id ?? '–'].join(' '))
      .toSorted();
  };

  it('passages of one code that overlap are paired, others stay alone', () => {
    expect(
      pairs(
        '[c:Taxes must fall]c said Ann. [d:Rents]d too.',
        'Taxes [c:must fall]c said Ann. Rents [d:too]d.',
      ),
    ).toEqual(['A-c B-c', 'A-d –', '– B-d']);
  });

  it('a claim and an actor on the same words each find their like', () => {
    expect(pairs('[c:[a:Ann]a says no]c', '[a:Ann]a [c:says no]c')).toEqual(['A-a B-a', 'A-c B-c']);
    expect(pairs('[c:[a:Ann says]a no]c', '[a:[c:Ann says]c]a no')).toEqual(['A-a B-a', 'A-c B-c']);
  });

  it('different codes meet only where they share at least a half, and no like is left', () => {
    expect(pairs('[c:Ann says no]c', '[a:Ann says]a no')).toEqual(['A-c B-a']);
    expect(pairs('[c:Ann says no]c', '[a:Ann]a says no')).toEqual(['A-c –', '– B-a']);
  });

  it('the larger overlap comes first, and each passage is paired once', () => {
    expect(pairs('[c:one two three four]c', '[c:one]c [d:two three four]d')).toEqual(['A-c B-d', '– B-c']);
  });

  it('a least overlap can be asked for', () => {
    expect(pairs('[c:one two]c three', 'one [c:two three]c', 0.5)).toEqual(['A-c –', '– B-c']);
  });

  it('three coders make one unit, in any order', () => {
    const three = [
      coded('A', '[c:one two three]c four'),
      coded('B', 'one [c:two three]c four'),
      coded('C', 'one two [c:three four]c'),
    ];
    expect(unitsOf(three, 0)).toEqual([[0, 0, 0]]);
    expect(unitsOf(three.toReversed(), 0)).toEqual([[0, 0, 0]]);
  });

  const passage = fc.record({
    start: fc.nat(40),
    length: fc.integer({ min: 1, max: 20 }),
    actor: fc.boolean(),
  });
  const own = (coder: number) =>
    fc.array(passage, { maxLength: 6 }).map((passages) =>
      passages
        .map(({ start, length, actor }, at): ComparedAnnotation => ({
          id: `${coder}-${at}`,
          codeId: actor ? 'actor' : 'claim',
          start,
          end: start + length,
          spans: [{ start, end: start + length }],
          values: [],
        }))
        .toSorted((one, other) => one.start - other.start),
    );

  it('every passage is in one unit, and the order of coders changes nothing', () => {
    fc.assert(
      fc.property(fc.tuple(own(0), own(1), own(2)), (coders) => {
        const named = (order: readonly number[]) =>
          unitsOf(
            order.map((coder) => coders[coder]!),
            0,
          )
            .map((unit) =>
              unit
                .flatMap((place, at) => coders[order[at]!]![place]?.id ?? [])
                .toSorted()
                .join(' '),
            )
            .toSorted();
        const units = named([0, 1, 2]);
        expect(units.flatMap((unit) => unit.split(' ')).toSorted()).toEqual(
          coders
            .flat()
            .map(({ id }) => id)
            .toSorted(),
        );
        expect(named([2, 0, 1])).toEqual(units);
      }),
    );
  });
});

describe('who counts', () => {
  const one = [coded('A', '[c:Ann says no]c'), []];

  it('read and no claim found counts, unread and in progress do not', () => {
    const states: CoderReading[][] = [
      ['done', 'no claim found'],
      ['done', 'unread'],
      ['done', null],
      ['done', 'in progress'],
    ];
    const { comparison, reporter } = compareAll(states.map((readings) => ({ readings, annotations: one })));
    expect(comparison.articles.map(({ id }) => id)).toEqual(['article 0']);
    expect(comparison).toMatchObject({ leftOut: 3, inProgress: 1, annotations: 1 });
    expect(rowOf(tables(reporter).rows, 'mark')).toMatchObject({ units: 1, disagreements: 1 });
    expect(valueOf(rowOf(tables(reporter).rows, 'mark'), 'f1-partial')).toBe(0);
  });

  it('articles that nobody found a claim in count for |u-alpha', () => {
    const agreeing = { annotations: [coded('A', '[c:Ann says no]c'), coded('B', 'Ann [c:says no]c')] };
    const empty: Given = { readings: ['no claim found', 'no claim found'], annotations: [[], []] };
    const alone = tables(compareAll([agreeing]).reporter).rows;
    const more = tables(compareAll([agreeing, empty]).reporter).rows;
    expect(valueOf(rowOf(more, 'mark'), 'u-alpha-marked')).toBeGreaterThan(
      valueOf(rowOf(alone, 'mark'), 'u-alpha-marked'),
    );
  });

  it('nobody marked anything: nothing is defined, and every figure says why', () => {
    const { rows } = tables(compareAll([{ annotations: [[], []] }]).reporter);
    for (const row of rows)
      for (const { result } of row.figures)
        expect(result).toMatchObject({ defined: false, why: expect.stringMatching(/\.$/) });
  });

  it('a third coder who has not read an article is missing there, not empty', () => {
    const three = [coded('A', '[c:Ann says no]c'), coded('B', '[c:Ann says no]c'), []];
    const { comparison, reporter } = compareAll([
      { readings: ['done', 'done', 'unread'], annotations: three },
    ]);
    expect(comparison.disagreements).toEqual([]);
    const { rows, pairs } = tables(reporter);
    expect(valueOf(rowOf(rows, 'mark'), 'f1-exact')).toBe(1);
    expect(pairs.map(({ name, articles }) => `${name}: ${articles}`)).toEqual(['Coder 0 and Coder 1: 1']);
  });
});

describe('the stages', () => {
  const said = (speaker: readonly string[], position: string): Record<string, Says> => ({
    c: { speaker, concept: 'taxes', position, strength: 3 },
  });

  it('names each disagreement where it is', () => {
    const text = '[c:Ann says no]c to taxes';
    const { comparison } = compareAll([
      { annotations: [coded('A', text, said(['ann'], '1')), coded('B', text, said(['ann', 'bo'], '1'))] },
      { annotations: [coded('A', text, said(['ann'], '1')), coded('B', text, said(['ann'], '-1'))] },
      { annotations: [coded('A', text), coded('B', 'Ann [c:says no]c to taxes')] },
      { annotations: [coded('A', '[c:Ann says no]c'), coded('B', '[a:Ann says no]a')] },
      { annotations: [coded('A', text), []] },
    ]);
    expect(
      comparison.disagreements.map(({ article, stage, kind, attributeId, start, end, without }) => [
        article,
        stage,
        kind,
        attributeId,
        start,
        end,
        without,
      ]),
    ).toEqual([
      [0, 'actor', 'actor', 'speaker', 0, 11, []],
      [1, 'value', 'value', 'position', 0, 11, []],
      [2, 'mark', 'boundary', null, 0, 11, []],
      [3, 'code', 'code', null, 0, 11, []],
      [4, 'mark', 'only some', null, 0, 11, [1]],
    ]);
    expect(comparison.articles.map(({ disagreements }) => disagreements)).toEqual([1, 1, 1, 1, 1]);
  });

  it('names where those who marked a passage differ in its boundaries, also where one marked nothing', () => {
    const text = '[c:Ann says no]c to taxes';
    const given = [
      { annotations: [coded('A', text), coded('B', 'Ann [c:says no]c to taxes'), []] },
      { annotations: [coded('A', text), coded('B', text), []] },
    ];
    const { comparison, reporter } = compareAll(given);
    const marks = comparison.disagreements.filter(({ stage }) => stage === 'mark');
    expect(marks.map(({ article, kind, without }) => [article, kind, without])).toEqual([
      [0, 'only some', [2]],
      [0, 'boundary', []],
      [1, 'only some', [2]],
    ]);
    // The figure counts what its list shows.
    expect(rowOf(tables(reporter).rows, 'mark').disagreements).toBe(3);
  });

  it('boundaries that are off by less than the tolerance are the same', () => {
    const both = [{ annotations: [coded('A', '[c:Ann says no]c'), coded('B', 'Ann [c:says no]c')] }];
    const strict = rowOf(tables(compareAll(both, { tolerance: 3 }).reporter).rows, 'mark');
    const lax = rowOf(tables(compareAll(both, { tolerance: 4 }).reporter).rows, 'mark');
    expect(['f1-exact', 'f1-tolerant', 'f1-partial'].map((id) => valueOf(strict, id as MeasureId))).toEqual([
      0, 0, 0.5,
    ]);
    expect(valueOf(lax, 'f1-tolerant')).toBe(1);
    expect([strict.disagreements, lax.disagreements]).toEqual([1, 0]);
  });

  it('several speakers are a set: the order does not count, and a common one counts for MASI', () => {
    const text = '[c:Ann says no]c';
    const speakers = (one: string[], other: string[]): Given => ({
      annotations: [coded('A', text, said(one, '1')), coded('B', text, said(other, '1'))],
    });
    const row = rowOf(
      tables(
        compareAll([
          speakers(['ann', 'bo'], ['bo', 'ann']),
          speakers(['cy'], ['cy', 'ann']),
          speakers(['di'], ['di']),
        ]).reporter,
      ).rows,
      'actor',
      'speaker',
    );
    expect(row).toMatchObject({ units: 3, disagreements: 1, many: true });
    expect(valueOf(row, 'percent')).toBeCloseTo(2 / 3);
    expect(valueOf(row, 'alpha-masi')).toBeGreaterThan(valueOf(row, 'alpha-nominal'));
  });

  it('a value that nobody gave is an answer in names, and none on a scale', () => {
    const text = '[c:Ann says no]c';
    const { rows } = tables(
      compareAll([
        { annotations: [coded('A', text, { c: { strength: 1 } }), coded('B', text)] },
        { annotations: [coded('A', text, { c: { strength: 1 } }), coded('B', text, { c: { strength: 1 } })] },
        { annotations: [coded('A', text, { c: { strength: 5 } }), coded('B', text, { c: { strength: 4 } })] },
      ]).reporter,
    );
    const row = rowOf(rows, 'value', 'strength');
    expect(valueOf(row, 'percent')).toBeCloseTo(1 / 3);
    const expected = alpha(
      coincidences([
        [1, 1],
        [5, 4],
      ]),
      interval(
        coincidences([
          [1, 1],
          [5, 4],
        ]),
      ),
    );
    expect(valueOf(row, 'alpha-interval')).toBeCloseTo(expected.defined ? expected.value : Number.NaN, 9);
  });

  it('an answer to another claim is the same where that claim is the same passage', () => {
    const text = '[c:Ann says no]c but [d:Bo says yes]d';
    const answer = (coder: string) => ({ d: { answers: `${coder}-c` } });
    const { comparison, reporter } = compareAll([
      { annotations: [coded('A', text, answer('A')), coded('B', text, answer('B'))] },
    ]);
    expect(comparison.disagreements).toEqual([]);
    expect(rowOf(tables(reporter).rows, 'value', 'answers').units).toBe(2);
  });

  it('slots that nobody has used are left out', () => {
    const text = '[c:Ann says no]c';
    const { rows } = tables(
      compareAll([{ annotations: [coded('A', text, said(['ann'], '1')), coded('B', text)] }]).reporter,
    );
    expect(rows.map(({ stage, name }) => `${stage} ${name}`)).toEqual([
      'mark Marked',
      'code Code',
      'actor claim: speaker',
      'concept claim: concept',
      'value claim: position',
      'value claim: strength',
    ]);
  });

  const given = fc.array(fc.tuple(fc.constantFrom('-1', '0', '1', ''), fc.constantFrom('-1', '0', '1', '')), {
    minLength: 1,
    maxLength: 20,
  });
  it('figures of a slot are those of the measures by themselves', () => {
    fc.assert(
      fc.property(given, (both) => {
        const text = '[c:Ann says no]c';
        const says = (choice: string): Record<string, Says> => ({
          c: choice === '' ? {} : { position: choice },
        });
        const { rows } = tables(
          compareAll(
            both.map(([one, other]) => ({
              annotations: [coded('A', text, says(one)), coded('B', text, says(other))],
            })),
          ).reporter,
        );
        const row = rowOf(rows, 'value', 'position');
        if (!row) {
          expect(both.flat().every((one) => one === '')).toBe(true);
          return;
        }
        const close = (measure: MeasureId, expected: ReturnType<typeof alpha>): void => {
          const result = figure(row, measure);
          expect(result.defined, measure).toBe(expected.defined);
          if (expected.defined) expect(valueOf(row, measure)).toBeCloseTo(expected.value, 9);
        };
        close('alpha-nominal', alpha(coincidences(both), nominal()));
        const numbers = coincidences(
          both.map((unit) => unit.map((one) => (one === '' ? null : Number(one)))),
        );
        close('alpha-interval', alpha(numbers, interval(numbers)));
        close('alpha-ordinal', alpha(numbers, ordinal(numbers.margins)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('parts', () => {
  const text = '[c:Ann says no]c and [a:Bo]a';
  const alike = (): ComparedAnnotation[][] => [coded('A', text), coded('B', text)];

  it('by code: where it was marked, and it against all others', () => {
    const { codes: parts } = tables(
      compareAll([
        { annotations: alike() },
        { annotations: [coded('A', '[c:x y z]c'), coded('B', '[a:x y z]a')] },
      ]).reporter,
    );
    expect(parts.map(({ name, rows }) => [name, ...rows.map(({ units }) => units)])).toEqual([
      ['claim', 2, 3],
      ['actor', 2, 3],
    ]);
    for (const { rows } of parts) {
      expect(valueOf(rows[0]!, 'f1-exact')).toBeCloseTo(2 / 3);
      expect(valueOf(rows[1]!, 'percent')).toBeCloseTo(2 / 3);
    }
  });

  it('by week, with articles without a full date last', () => {
    const dates = ['2026-01-05', '2025-12-31', '2026-01', '2026-01-11', undefined];
    const { weeks } = tables(
      compareAll(dates.map((date) => ({ ...(date ? { date } : {}), annotations: alike() }))).reporter,
    );
    expect(weeks.map(({ key, articles }) => [key, articles])).toEqual([
      ['2026-W01', 1],
      ['2026-W02', 2],
      ['', 2],
    ]);
  });

  it('by pair of coders: the figures are those of these two alone', () => {
    const third = coded('C', 'Ann says [c:no]c and [a:Bo]a');
    const three = tables(compareAll([{ annotations: [...alike(), third] }]).reporter);
    const two = tables(compareAll([{ annotations: [alike()[0]!, third] }]).reporter);
    const part = three.pairs.find(({ key }) => key === 'coder 0,coder 2')!;
    expect(part.rows).toEqual(two.rows);
    expect(three.pairs).toHaveLength(3);
    expect(figure(rowOf(three.rows, 'code'), 'cohen-kappa')).toMatchObject({
      defined: false,
      why: expect.stringMatching(/each pair/),
    });
    expect(valueOf(rowOf(three.rows, 'code'), 'fleiss-kappa')).toBe(1);
  });

  it('by article, without intervals', () => {
    const { reporter } = compareAll([{ annotations: alike() }, { annotations: [coded('A', text), []] }]);
    expect(valueOf(reporter.article(0, 'First').rows[0]!, 'f1-exact')).toBe(1);
    expect(valueOf(reporter.article(1, 'Second').rows[0]!, 'f1-exact')).toBe(0);
  });

  it.each([
    ['2024-12-30', '2025-W01'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
  ])('%s is in %s', (date, week) => {
    expect(weekOf(date)).toBe(week);
    expect(weekOf(date.slice(0, 7))).toBeNull();
  });
});

describe('intervals', () => {
  const articles = Array.from({ length: 40 }, (_, at): Given => {
    const text = '[c:Ann says no]c and [d:Bo says yes]d';
    const position = (of: number) => ({ c: { position: '1' }, d: { position: String((at % of) - 1) } });
    return { annotations: [coded('A', text, position(3)), coded('B', text, position(at % 4 === 0 ? 2 : 3))] };
  });
  const primary = (seed: number) => {
    const { rows } = tables(compareAll(articles).reporter, new Draws(500, 0.95, seed));
    const result = figure(rowOf(rows, 'value', 'position'), 'alpha-nominal');
    if (!result.defined) throw new Error(result.why);
    return { value: result.value, low: result.interval!.low, high: result.interval!.high };
  };

  it('lie around the figure, are the same for the same seed, and others for another', () => {
    const { value, low, high } = primary(1);
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(primary(1)).toEqual({ value, low, high });
    expect(primary(2)).not.toEqual({ value, low, high });
  });

  it('are those of drawing articles and computing everything anew', () => {
    const draws = new Draws(40, 0.9, 3);
    const { reporter } = compareAll(articles);
    const result = figure(rowOf(tables(reporter, draws).rows, 'value', 'position'), 'alpha-ordinal');
    const anew: number[] = [];
    for (const { draws: count, weights } of draws.of(articles.length))
      for (let draw = 0; draw < count; draw++) {
        const drawn = articles.flatMap((article, at) =>
          Array.from({ length: weights[at * count + draw]! }, () => article),
        );
        expect(drawn).toHaveLength(articles.length);
        const { rows } = tables(compareAll(drawn).reporter);
        anew.push(valueOf(rowOf(rows, 'value', 'position'), 'alpha-ordinal'));
      }
    const expected = percentileInterval(Float64Array.from(anew), 0.9)!;
    expect(result).toMatchObject({ defined: true });
    if (!result.defined) return;
    expect(result.interval!.low).toBeCloseTo(expected.low, 9);
    expect(result.interval!.high).toBeCloseTo(expected.high, 9);
  });

  it('a single article has none', () => {
    const { rows } = tables(compareAll(articles.slice(0, 1)).reporter, new Draws(100, 0.95, 1));
    for (const { result } of rowOf(rows, 'mark').figures)
      if (result.defined) expect(result.interval).toBeNull();
  });

  it('percentiles, and none where too often there was no figure', () => {
    const hundred = Float64Array.from({ length: 101 }, (_, at) => at);
    const middle = percentileInterval(hundred, 0.9)!;
    expect(middle.low).toBeCloseTo(5, 9);
    expect(middle.high).toBeCloseTo(95, 9);
    expect(percentileInterval(hundred.fill(Number.NaN, 0, 3), 0.9)).not.toBeNull();
    expect(percentileInterval(hundred.fill(Number.NaN, 0, 10), 0.9)).toBeNull();
  });
});
