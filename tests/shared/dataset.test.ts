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

describe('a reader that gives what no project can hold', () => {
  const made = () => {
    const builder = makeBuilder();
    const codeId = builder.code({ name: 'Claim', kind: 'claim' });
    const coderId = builder.coder({ name: 'Ada' });
    const articleId = builder.article({ title: 'News', text: 'She said no.' })!;
    const annotationId = builder.annotation({ articleId, codeId, coderId, ranges: [{ start: 9, end: 11 }] })!;
    return { builder, codeId, coderId, articleId, annotationId };
  };
  const told = (builder: DatasetBuilder): string[] =>
    builder.losses.report('test', 'in').losses.map(({ aspect }) => aspect);

  it('as a time, a colour or a key gets what is usual, and it is noted', () => {
    const { builder, articleId, codeId, coderId } = made();
    const code = builder.code({ name: 'Odd', kind: 'other', color: 'red', shortcut: 'a'.repeat(30) });
    expect(builder.get('code', code)).toMatchObject({ color: expect.stringMatching(/^#/), shortcut: null });
    const at = (createdAt: string | undefined) =>
      builder.get(
        'annotation',
        builder.annotation({ articleId, codeId, coderId, ranges: [{ start: 0, end: 3 }], createdAt })!,
      ).createdAt;
    expect(at('yesterday')).toBe(timeOf(0));
    expect(at(undefined)).toBe(timeOf(0));
    expect(at('2026-02-03T04:05:06+02:00')).toBe('2026-02-03T02:05:06.000Z');
    expect(builder.get('coder', builder.coder({ name: 'Bo', createdAt: '\u0000' })).createdAt).toBe(
      timeOf(0),
    );
    expect(told(builder)).toEqual(['coder', 'code look', 'code look', 'annotation time']);
  });

  it('as an affiliation or a difference leaves it out, and it is noted', () => {
    const { builder } = made();
    const [one, other] = ['Merkel', 'Scholz'].map((name) => builder.actor({ name }));
    expect(builder.actorAffiliation({ actorId: one! })).toBeNull();
    const member = builder.actorAffiliation({ actorId: one!, office: 'Chancellor', fromDate: '2005-13' })!;
    expect(builder.get('actor_affiliation', member)).toMatchObject({ office: 'Chancellor', fromDate: null });
    const no = { conceptId: null, otherConceptId: null };
    expect(builder.distinction({ actorId: one!, otherActorId: one!, ...no })).toBeNull();
    expect(builder.distinction({ actorId: one!, otherActorId: other!, ...no })).not.toBeNull();
    expect(told(builder)).toEqual(['actor affiliation', 'actor affiliation', 'distinction']);
  });

  it('as a value leaves it out: of another code, of another kind, a choice of another attribute, no number', () => {
    const { builder, codeId, annotationId } = made();
    const otherCode = builder.code({ name: 'Other', kind: 'other' });
    const elsewhere = builder.attribute({ codeId: otherCode, name: 'Where', kind: 'text' });
    const [tone, form] = ['Tone', 'Form'].map((name) => builder.attribute({ codeId, name, kind: 'choice' }));
    const score = builder.attribute({ codeId, name: 'Score', kind: 'number' });
    const choiceId = builder.choice({ attributeId: tone!, name: 'angry' });
    for (const [attributeId, value] of [
      [elsewhere, { text: 'here' }],
      [tone!, { text: 'angry' }],
      [form!, { choiceId }],
      [score, { number: Number.NaN }],
      [score, {}],
      [score, { number: 1, text: 'one' }],
    ] as const)
      expect(builder.value(annotationId, attributeId, value)).toBeNull();
    expect(builder.value(annotationId, tone!, { choiceId })).not.toBeNull();
    expect(builder.build().articles()).toMatchObject([{ annotations: [{ values: [{ choiceId }] }] }]);
  });

  it('as parents in a circle, or copies of copies of themselves, cuts the circle', () => {
    const { builder, codeId, articleId } = made();
    const below = builder.code({ name: 'Below', kind: 'claim', parentId: codeId });
    builder.update('code', codeId, { parentId: below });
    const copy = builder.article({ title: 'Copy', text: 'She said no.' })!;
    builder.copyOf(copy, articleId);
    builder.copyOf(articleId, copy);
    const { registries, articles } = builder.build();
    expect(registries.codes.filter(({ parentId }) => parentId === null)).toHaveLength(1);
    expect([...articles()].filter(({ article }) => article.copyOfId === null)).toHaveLength(1);
    expect(told(builder)).toEqual(['article copy', 'code parent']);
  });

  it('as two states of one coder with one article takes the first', () => {
    const { builder, articleId, coderId } = made();
    builder.reading({ articleId, coderId, state: 'done' });
    builder.reading({ articleId, coderId, state: 'unread' });
    expect(builder.build().articles()).toMatchObject([{ readings: [{ state: 'done' }] }]);
    expect(told(builder)).toEqual(['reading']);
  });

  it('as halves of characters replaces them, so that the file says what the history says', () => {
    const { builder, codeId } = made();
    const attributeId = builder.attribute({ codeId, name: 'Said', kind: 'text', help: 'half \ud83d' });
    expect(builder.get('attribute', attributeId).help).toBe('half \ufffd');
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
