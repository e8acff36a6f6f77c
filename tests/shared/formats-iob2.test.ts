/** IOB2: two columns, tags without gaps, whole words, and a count of what one layer does not hold. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { iob2Format, writeIob2 } from '../../shared/formats/iob2';
import { Losses } from '../../shared/formats/losses';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { cpuSecondsOf } from '../support/cpu-time';
import { portraitOf } from '../support/portrait';
import { idMaker, written } from '../support/round-trip';
import { much, runs } from '../support/extent';

const format = { info: iob2Format, write: writeIob2 };
const linesOf = (dataset: Dataset, options = {}): string[] =>
  new TextDecoder().decode(written(format, dataset, options).files.get('study.conll')).split('\n');

/** A dataset of one text, with passages under codes. */
function textWith(text: string, passages: readonly (readonly [code: string, words: string])[]): Dataset {
  const builder = new DatasetBuilder({
    format: 'test',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(),
    sha256,
  });
  const articleId = builder.article({ title: 'A', text, language: 'en' })!;
  const coderId = builder.coder({ name: 'Ada' });
  const codes = new Map<string, string>();
  for (const [code, words] of passages) {
    if (!codes.has(code))
      codes.set(code, builder.code({ name: code, kind: code === 'Actor' ? 'actor' : 'claim' }));
    const start = text.indexOf(words);
    builder.annotation({
      articleId,
      coderId,
      codeId: codes.get(code)!,
      ranges: [{ start, end: start + words.length }],
    });
  }
  return builder.build();
}

describe('a text', () => {
  it('is a token and a tag on each line, with a blank line after each sentence', () => {
    const dataset = textWith('Mrs May said no. 😀 Then قالت الوزيرة left.', [
      ['Claim made', 'said no'],
      ['Claim made', 'قالت الوزيرة'],
    ]);
    expect(linesOf(dataset)).toEqual([
      '-DOCSTART-\tO',
      '',
      'Mrs\tO',
      'May\tO',
      'said\tB-Claim_made',
      'no\tI-Claim_made',
      '.\tO',
      '',
      '😀\tO',
      'Then\tO',
      'قالت\tB-Claim_made',
      'الوزيرة\tI-Claim_made',
      'left\tO',
      '.\tO',
      '',
      '',
    ]);
  });

  it('has no sentence end within an annotation', () => {
    const lines = linesOf(textWith('One. Two. Three.', [['Claim', 'One. Two']]));
    expect(lines.slice(2, 9)).toEqual([
      'One\tB-Claim',
      '.\tI-Claim',
      'Two\tI-Claim',
      '.\tO',
      '',
      'Three\tO',
      '.\tO',
    ]);
  });

  it('has whole words tagged, which the report says', () => {
    const dataset = textWith('unbelievable claims', [['Claim', 'believable cl']]);
    expect(linesOf(dataset).slice(2, 4)).toEqual(['unbelievable\tB-Claim', 'claims\tI-Claim']);
    expect(written(format, dataset).report.losses).toContainEqual(
      expect.objectContaining({ aspect: 'annotation', severity: 'approximated', count: 1 }),
    );
  });
});

describe('of annotations that overlap', () => {
  const dataset = textWith('We must open all borders now', [
    ['Claim', 'must open'],
    ['Claim', 'open all borders now'],
    ['Actor', 'We'],
  ]);
  const tagged = (options: object): string =>
    linesOf(dataset, options)
      .filter((line) => /\t[BI]-/.test(line))
      .join(' ')
      .replaceAll('\t', '/');

  it.each([
    ['longest', 'open/B-Claim all/I-Claim borders/I-Claim now/I-Claim'],
    ['first', 'must/B-Claim open/I-Claim'],
  ])('the %s remains, and the others are counted', (overlap, expected) => {
    expect(tagged({ overlap })).toBe(expected);
    const { losses } = written(format, dataset, { overlap }).report;
    expect(losses).toContainEqual(
      expect.objectContaining({ aspect: 'annotation', severity: 'dropped', count: 2 }),
    );
  });

  it('only those of the chosen layer go out', () => {
    expect(tagged({ layer: 'actor' })).toBe('We/B-Actor');
    expect(tagged({ layer: 'statement' })).toBe('');
    expect(tagged({ layer: 'all' })).toBe('We/B-Actor open/B-Claim all/I-Claim borders/I-Claim now/I-Claim');
  });
});

test.each(['longest', 'first'])(
  'whatever is annotated, tags are sound and all words are there (%s)',
  (overlap) => {
    fc.assert(
      fc.property(anyDataset(), (dataset) => {
        const { report } = written(format, dataset, { overlap, layer: 'all' });
        const lines = linesOf(dataset, { overlap, layer: 'all' });
        let before = 'O';
        for (const line of lines) {
          if (line !== '') expect(line.split('\t')).toHaveLength(2);
          expect(line.replace('\t', '')).not.toMatch(/\s/);
          const tag = line.split('\t')[1] ?? 'O';
          if (tag.startsWith('I-')) expect(before.slice(2)).toBe(tag.slice(2));
          before = tag;
        }
        const words = lines
          .filter((line) => line !== '' && !line.startsWith('-DOCSTART-'))
          .map((line) => line.split('\t')[0]!);
        const texts = [...dataset.articles()].map(({ article }) => article.text);
        expect(words.join('')).toBe(texts.join('').replaceAll(/\s+/g, ''));
        expect(lines.filter((line) => line.startsWith('-DOCSTART-'))).toHaveLength(dataset.articleCount);
        const dropped = report.losses.find(
          ({ aspect, severity }) => aspect === 'annotation' && severity === 'dropped',
        );
        const begun = lines.filter((line) => line.includes('\tB-')).length;
        const left = dataset.annotationCount - (dropped?.count ?? 0);
        // Each annotation that is left has at least one beginning, and one for each of its pieces at most.
        expect(begun).toBeGreaterThanOrEqual(left);
        expect(begun).toBeLessThanOrEqual(2 * left);
      }),
      { numRuns: runs(100) },
    );
  },
);

test('everything but words, codes and tags is lost, and the report counts each fact of it', () => {
  const kept = ['article', 'article text', 'code', 'annotation', 'order'];
  fc.assert(
    fc.property(anyDataset(), (dataset) => {
      const counts = new Map<string, number>();
      for (const { aspect, count } of written(format, dataset, { layer: 'all' }).report.losses)
        counts.set(aspect, (counts.get(aspect) ?? 0) + count);
      for (const [aspect, facts] of portraitOf(dataset, { keys: 'ids' })) {
        // Codes of the kind that a reader takes for granted keep it.
        const lost = aspect === 'code kind' ? facts.filter((fact) => !fact.endsWith('"other"]')) : facts;
        if (!kept.includes(aspect))
          expect(counts.get(aspect) ?? 0, aspect).toBeGreaterThanOrEqual(lost.length);
        if (!kept.includes(aspect)) expect(counts.get(aspect) ?? 0, aspect).toBeLessThanOrEqual(facts.length);
      }
    }),
    { numRuns: runs(100) },
  );
});

test('very many annotations in one text are written in seconds', async () => {
  const count = much(100_000);
  const text = 'word '.repeat(20_000);
  const builder = new DatasetBuilder({
    format: 'test',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(),
    sha256,
  });
  const articleId = builder.article({ title: 'A', text, language: 'en' })!;
  const coderId = builder.coder({ name: 'Ada' });
  const codeId = builder.code({ name: 'X', kind: 'claim' });
  for (let at = 0; at < count; at++) {
    const start = 5 * (at % 15_000);
    builder.annotation({
      articleId,
      coderId,
      codeId,
      ranges: [{ start, end: start + 4 + 5 * (at % 5_000) }],
    });
  }
  const dataset = builder.build();
  expect(await cpuSecondsOf(() => void written(format, dataset))).toBeLessThan(much(20));
}, 120_000);
