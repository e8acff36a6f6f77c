/** What all formats stand on: the builder that checks what is read, the loss report, and how files count. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { calibrate, placingIn, type Unit } from '../../shared/formats/calibrate';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses, lossInWords, reportInWords } from '../../shared/formats/losses';
import { canonicalText } from '../../shared/text';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { expectLaw, portraitOf } from '../support/portrait';
import { idMaker } from '../support/round-trip';

const makeBuilder = () =>
  new DatasetBuilder({ format: 'test', losses: new Losses(), now: timeOf(0), newId: idMaker(), sha256 });

test('made-up datasets say the same of themselves, and have what formats get wrong', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyDataset(), (dataset) => {
      const portrait = portraitOf(dataset, { keys: 'ids' });
      expectLaw(portrait, portraitOf(dataset, { keys: 'ids' }), {
        format: 'test',
        direction: 'out',
        losses: [],
      });
      for (const aspect of portrait.keys()) seen.add(aspect);
    }),
  );
  for (const aspect of [
    'annotation fragments',
    'value evidence',
    'article copy',
    'concept parent',
    'distinction',
  ])
    expect(seen).toContain(aspect);
});

describe('a reader that places an annotation', () => {
  const placed = (text: string, start: number, end: number, quote?: string) => {
    const builder = makeBuilder();
    const articleId = builder.article({ title: 'A', text })!;
    const codeId = builder.code({ name: 'Claim', kind: 'claim' });
    const coderId = builder.coder({ name: 'Ada' });
    const id = builder.annotation({
      articleId,
      codeId,
      coderId,
      ranges: [{ start, end }],
      quotes: [quote ?? null],
    });
    return { id, builder, losses: builder.losses.report('test', 'in').losses };
  };

  it.each([
    ['outside its text', 2, 9],
    ['covers no character', 2, 2],
    ['cut a character in two', 1, 3],
    ['whose place is no number', 0.5, 2],
  ])('leaves it out and says why where it %s', (why, start, end) => {
    const { id, losses } = placed('😀😀 ab', start, end);
    expect(id).toBeNull();
    expect(losses).toMatchObject([{ aspect: 'annotation', severity: 'mismatch', count: 1 }]);
    expect(losses[0]?.what).toContain(why);
  });

  it('keeps the words that the file has where they are others, so that they count as unplaced', () => {
    const { builder, losses } = placed('one two three', 4, 7, 'too');
    expect(builder.all('annotation')).toHaveLength(1);
    expect(builder.build().articles()).toMatchObject([{ annotations: [{ spans: [{ quote: 'too' }] }] }]);
    expect(losses).toMatchObject([{ severity: 'mismatch', examples: ['A: “too” instead of “two”'] }]);
  });
});

describe('a loss report', () => {
  it('counts equal losses, keeps a few examples, and says both in words', () => {
    const losses = new Losses();
    for (let number = 1; number <= 7; number++)
      losses.add('article note', 'dropped', 'Notes are left out.', `Article ${number}`);
    losses.add('article note', 'dropped', 'Notes are left out.', '', 0);
    const report = losses.report('brat', 'out');
    expect(report.losses.map(lossInWords)).toEqual([
      '7 × Notes are left out. (Article 1; Article 2; Article 3; Article 4; Article 5; …)',
    ]);
    expect(reportInWords(report)).toContain('[dropped]');
    expect(reportInWords(new Losses().report('brat', 'out'))).toContain('Nothing was lost.');
  });
});

test('whatever a file counts in, the words that it carries tell', () => {
  const words = fc.array(fc.constantFrom('a', '😀', 'é', 'قال', '\r\n', '\n', ' ', '市'), {
    minLength: 4,
    maxLength: 30,
  });
  fc.assert(
    fc.property(
      words,
      words,
      fc.constantFrom<Unit>('utf-16', 'code points'),
      fc.constantFrom('as they are' as const, 'counted as one' as const),
      fc.boolean(),
      (before, quoted, unit, lineEnds, countsMark) => {
        const quote = `Q${quoted.join('')}Q`;
        const raw = `\ufeff${before.join('')}${quote} tail`;
        const body = raw.slice(1);
        const lines = (part: string): string =>
          lineEnds === 'as they are' ? part : part.replaceAll('\r\n', '\n');
        const length = (part: string): number => (unit === 'utf-16' ? part.length : [...part].length);
        const start = length(lines(before.join(''))) + (countsMark ? 1 : 0);
        const end = start + length(lines(quote));
        const stored = canonicalText(raw).text;
        const place = placingIn(raw, { unit, lineEnds, countsMark });
        expect(stored.slice(place(start), place(end))).toBe(canonicalText(quote).text);
        const found = calibrate([{ raw, stored, placed: [{ start, end, quote }] }], {
          unit: 'code points',
          lineEnds: 'as they are',
          countsMark: false,
        });
        expect(found.fitting, body).toBe(1);
      },
    ),
  );
});
