/** Web Annotations: what is written is read again and is sound JSON-LD; files of others come in. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { w3cFormat } from '../../shared/formats/w3c';
import { readW3c, recogniseW3c } from '../../shared/formats/w3c-reading';
import type { KnownArticle } from '../../shared/formats/format';
import { writeW3c } from '../../shared/formats/w3c-writing';
import { expandSafely } from '../support/annotation-context';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { expectLaw, portraitOf } from '../support/portrait';
import { idMaker, inputOf, readBack, written } from '../support/round-trip';
import { much } from '../support/extent';

const format = { info: w3cFormat, write: writeW3c, read: readW3c };
const annotationsOf = (dataset: Dataset) => [...dataset.articles()].flatMap(({ annotations }) => annotations);
const jsonOf = (files: ReadonlyMap<string, Uint8Array>): unknown =>
  JSON.parse(new TextDecoder().decode(files.get('study.jsonld')));

/** Reads files of others, with the articles of a project beside them. */
async function read(files: Record<string, unknown>, articles: readonly KnownArticle[] = []) {
  const losses = new Losses();
  const builder = new DatasetBuilder({ format: 'w3c', losses, now: timeOf(0), newId: idMaker(), sha256 });
  const texts = Object.entries(files).map(
    ([name, content]) => [name, typeof content === 'string' ? content : JSON.stringify(content)] as const,
  );
  await readW3c({ ...inputOf('found.json', new Map(texts)), articles }, builder, {});
  return { dataset: builder.build(), losses: losses.report('w3c', 'in').losses };
}

describe.each(['collection', 'array'])('as %s', (shape) => {
  it.each(['code points', 'utf-16'])(
    'counted in %s, it says the same when it is read again',
    async (offsets) => {
      await fc.assert(
        fc.asyncProperty(anyDataset(), async (dataset) => {
          const { files, report } = written(format, dataset, { shape, offsets });
          const { dataset: back, report: reading } = await readBack(format, inputOf('study.jsonld', files));
          expect(reading.losses).toEqual([]);
          expectLaw(
            portraitOf(dataset, { keys: 'ids' }),
            portraitOf(back, { keys: 'ids', format: 'w3c' }),
            report,
          );
        }),
        { numRuns: 15 },
      );
    },
  );

  it('is sound JSON-LD: nothing of it would be dropped', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataset(), async (dataset) => {
        const json = jsonOf(written(format, dataset, { shape }).files);
        for (const one of Array.isArray(json) ? (json as unknown[]) : [json]) await expandSafely(one);
      }),
      { numRuns: 15 },
    );
  });
});

test('a processor that drops what it does not know would drop a term of another vocabulary', async () => {
  const json = { '@context': 'http://www.w3.org/ns/anno.jsonld', id: 'urn:a', type: 'Annotation', bogus: 1 };
  await expect(expandSafely(json)).rejects.toThrow(/safe mode/i);
});

test('positions are code points by the standard, and UTF-16 where it is asked for', async () => {
  const { dataset } = await read({
    'found.json': [
      {
        id: 'urn:a',
        type: 'Annotation',
        target: { source: 'urn:s', selector: { type: 'TextQuoteSelector', exact: 'Ada' } },
      },
    ],
    's.txt': '😀😀 Ada',
  });
  const position = (offsets: string) =>
    /"start":(\d+),"end":(\d+)/
      .exec(JSON.stringify(jsonOf(written(format, dataset, { offsets }).files)))!
      .slice(1);
  expect(position('code points')).toEqual(['3', '6']);
  expect(position('utf-16')).toEqual(['5', '8']);
});

const text = 'The minister said that taxes will rise. Taxes, said the union, must fall.';
const at = (words: string, source = 'https://news.example/a.html') => {
  const start = text.indexOf(words);
  return {
    source,
    selector: [
      { type: 'TextQuoteSelector', exact: words },
      { type: 'TextPositionSelector', start, end: start + words.length },
    ],
  };
};
const tag = (value: string) => ({ type: 'TextualBody', purpose: 'tagging', value });
const known = [{ title: 'Taxes', url: 'http://www.news.example/a.html', text }];

describe('annotations of others', () => {
  const recogito = [
    {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: '#1',
      type: 'Annotation',
      body: [{ type: 'TextualBody', value: 'a comment' }, tag('Claim'), tag('Quote')],
      creator: { id: 'ktKo' },
      created: '2024-01-05T13:19:14Z',
      target: at('taxes will rise'),
    },
    { id: '#2', type: 'Annotation', body: [tag('Actor')], target: at('minister') },
    {
      id: '#3',
      type: 'Annotation',
      motivation: 'linking',
      body: [tag('saidBy')],
      target: [{ id: '#1' }, { id: '#2' }],
    },
  ];

  it('find the text among the articles of the project by its address', async () => {
    const { dataset, losses } = await read({ 'found.json': recogito }, known);
    expect(losses).toEqual([]);
    expect([...dataset.articles()].map(({ article }) => [article.title, article.text])).toEqual([
      ['Taxes', text],
    ]);
    const codes = new Map(dataset.registries.codes.map(({ id, name }) => [id, name]));
    expect(
      annotationsOf(dataset).map(({ annotation, spans }) => [codes.get(annotation.codeId), spans[0]!.quote]),
    ).toEqual([
      ['Actor', 'minister'],
      ['Claim', 'taxes will rise'],
      ['Quote', 'taxes will rise'],
    ]);
    const [actor, claim] = annotationsOf(dataset);
    expect(claim!.annotation).toMatchObject({ note: 'a comment', createdAt: '2024-01-05T13:19:14Z' });
    expect(claim!.values).toMatchObject([{ targetAnnotationId: actor!.annotation.id }]);
    expect(dataset.registries.attributes).toMatchObject([{ name: 'saidBy', kind: 'annotation' }]);
    expect(dataset.registries.coders.map(({ name }) => name)).toEqual(['ktKo', 'W3C']);
  });

  it('are the same when they are written and read again, by their own ids', async () => {
    const { dataset } = await read({ 'found.json': recogito }, known);
    const { files, report } = written(format, dataset);
    const { dataset: back } = await readBack(format, inputOf('study.jsonld', files));
    const portrait = (of: Dataset) => portraitOf(of, { keys: 'ids', format: 'w3c' });
    expectLaw(portrait(dataset), portrait(back), report);
    const json = JSON.stringify(jsonOf(files));
    for (const id of ['"id":"#1"', '"id":"#2"', '"id":"#3"', '"https://news.example/a.html"'])
      expect(json).toContain(id);
  });

  it('take the text from a file of the same name, or from the only one', async () => {
    const one = [recogito[1]];
    expect((await read({ 'found.json': one, 'a.txt': text, 'b.txt': 'other' })).dataset.annotationCount).toBe(
      1,
    );
    expect((await read({ 'found.json': one, 'page.txt': text })).dataset.annotationCount).toBe(1);
    const without = [{ ...recogito[1], target: { selector: at('minister').selector } }];
    expect((await read({ 'found.json': without, 'page.txt': text })).dataset.annotationCount).toBe(1);
  });

  it('are refused with a remedy where no text is there', async () => {
    await expect(read({ 'found.json': recogito })).rejects.toThrow(
      /2 annotations.*news\.example.*Bring the articles into the project first/s,
    );
  });

  it('come from collections, chained pages, single ones and Hypothesis', async () => {
    const item = (id: string, words: string) => ({
      id,
      type: 'Annotation',
      body: tag('Claim'),
      target: at(words),
    });
    const collection = {
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      type: 'AnnotationCollection',
      first: {
        type: 'AnnotationPage',
        items: [item('urn:1', 'minister')],
        next: { type: 'AnnotationPage', items: [item('urn:2', 'union')] },
      },
    };
    expect((await read({ 'found.json': collection }, known)).dataset.annotationCount).toBe(2);
    expect((await read({ 'found.json': item('urn:1', 'minister') }, known)).dataset.annotationCount).toBe(1);
    const hypothesis = {
      total: 1,
      rows: [
        {
          id: 'XyZ',
          uri: 'https://news.example/a.html',
          user: 'acct:ada@hypothes.is',
          text: 'note',
          tags: ['Claim'],
          target: [{ selector: [{ type: 'RangeSelector' }, ...at('union').selector] }],
        },
      ],
    };
    const { dataset } = await read({ 'found.json': hypothesis }, known);
    expect(annotationsOf(dataset)).toMatchObject([
      { annotation: { note: 'note' }, spans: [{ quote: 'union' }] },
    ]);
    expect(dataset.registries.coders).toMatchObject([{ name: 'ada' }]);
  });

  it('find quotes without positions by what stands around them', async () => {
    const quote = { type: 'TextQuoteSelector', exact: 'axes', prefix: 'T', suffix: ', said' };
    const { dataset } = await read({
      'found.json': [
        {
          type: 'Annotation',
          target: { source: 'x', selector: { type: 'FragmentSelector', refinedBy: quote } },
        },
      ],
      'x.txt': text,
    });
    expect(annotationsOf(dataset)[0]!.spans[0]!.startOffset).toBe(text.indexOf('Taxes,') + 1);
  });

  it('are placed by their words where they count in UTF-16', async () => {
    const selector = [
      { type: 'TextQuoteSelector', exact: 'a' },
      { type: 'TextPositionSelector', start: 7, end: 8 },
    ];
    const { dataset, losses } = await read({
      'f.json': [{ type: 'Annotation', target: { source: 'x', selector } }],
      'x.txt': 'a 😀😀 a b',
    });
    expect(annotationsOf(dataset)[0]!.spans[0]!.startOffset).toBe(7);
    expect(losses).toMatchObject([{ what: expect.stringContaining('utf-16') }]);
  });

  it('keep what we have no field for, and write it again', async () => {
    const choice = { type: 'Choice', items: [{ type: 'TextualBody', value: 'x' }] };
    const given = {
      id: 'urn:1',
      type: 'Annotation',
      motivation: 'bookmarking',
      rights: 'https://example.org/cc',
      body: [tag('A'), choice],
      target: at('union'),
    };
    const { dataset } = await read({ 'found.json': [given] }, known);
    const json = jsonOf(written(format, dataset).files) as { first: { items: unknown[] } };
    expect(json.first.items).toMatchObject([
      { motivation: 'bookmarking', rights: 'https://example.org/cc', body: [{ value: 'A' }, choice] },
    ]);
  });
});

describe('what is wrong in a file', () => {
  const item = { id: 'urn:1', type: 'Annotation', body: tag('A'), target: at('union') };
  it.each([
    ['without a place', { ...item, target: 'https://news.example/a.html' }, 'as a whole'],
    [
      'placed by the page',
      {
        ...item,
        target: { source: 'https://news.example/a.html', selector: { type: 'XPathSelector', value: '/p' } },
      },
      'structure of a page',
    ],
    [
      'outside the text',
      {
        ...item,
        target: {
          source: 'https://news.example/a.html',
          selector: { type: 'TextPositionSelector', start: 5, end: 999 },
        },
      },
      'outside its text',
    ],
    [
      'with positions that are no numbers',
      {
        ...item,
        target: {
          source: 'https://news.example/a.html',
          selector: { type: 'TextPositionSelector', start: '5', end: '9' },
        },
      },
      'no number',
    ],
    [
      'of a text that is not there',
      { ...item, target: at('union', 'https://other.example/b') },
      'carry no texts',
    ],
    [
      'with words that are nowhere',
      {
        ...item,
        target: {
          source: 'https://news.example/a.html',
          selector: { type: 'TextQuoteSelector', exact: 'nowhere' },
        },
      },
      'not in its text',
    ],
    ['of nothing', { ...item, target: [] }, 'of nothing'],
  ])('is noted, and the rest comes in: %s', async (_, wrong, what) => {
    const { dataset, losses } = await read({ 'found.json': [{ ...item, id: 'urn:0' }, wrong] }, known);
    expect(dataset.annotationCount).toBe(1);
    expect(losses.map((loss) => loss.what).join(' ')).toContain(what);
  });

  it('is noted: an id that came before, a link to nowhere, words that are others', async () => {
    const other = {
      ...item,
      id: 'urn:2',
      target: {
        ...at('union'),
        selector: [
          { type: 'TextQuoteSelector', exact: 'onion' },
          { type: 'TextPositionSelector', start: 56, end: 61 },
        ],
      },
    };
    const link = {
      id: 'urn:3',
      type: 'Annotation',
      motivation: 'linking',
      body: [tag('x')],
      target: [{ id: 'urn:1' }, { id: 'urn:9' }],
    };
    const { dataset, losses } = await read({ 'found.json': [item, item, other, link] }, known);
    expect(dataset.annotationCount).toBe(2);
    const said = losses.map((loss) => loss.what).join(' ');
    for (const what of ['same id', 'not there', 'not those at its place']) expect(said).toContain(what);
    expect(
      annotationsOf(dataset)
        .flatMap(({ spans }) => spans.map(({ quote }) => quote))
        .toSorted(),
    ).toEqual(['onion', 'union']);
  });

  it('stops reading where nothing can be made of it', async () => {
    await expect(read({ 'f.json': '{"a": [1, 2' })).rejects.toThrow(/line 1, column \d+.*export it anew/s);
    await expect(read({ 'f.json': { total: 3, papers: [] } })).rejects.toThrow(/no Web Annotations/);
    await expect(read({ 'f.json': '7' })).rejects.toThrow(/no Web Annotations/);
    await expect(read({ 'f.txt': 'words' })).rejects.toThrow(/no file ending in \.jsonld/);
    await expect(
      read({ 'f.json': { type: 'AnnotationCollection', claimbook: { version: 9 } } }),
    ).rejects.toThrow(/another version/);
  });

  it('reads our own file where its registries are damaged', async () => {
    const { dataset } = await read({ 'found.json': [item] }, known);
    const json = jsonOf(written(format, dataset).files) as { claimbook: { registries: { codes: unknown } } };
    json.claimbook.registries.codes = [{ name: 7 }];
    const { dataset: back, losses } = await read({ 'f.jsonld': json });
    expect(back.annotationCount).toBe(1);
    expect(back.registries.codes).toMatchObject([{ name: 'A' }]);
    expect(losses).toMatchObject([{ what: expect.stringContaining('damaged') }]);
  });

  it('is recognised by what it says', async () => {
    const sure = (name: string, content: string) => recogniseW3c(inputOf('x', new Map([[name, content]])));
    expect(await sure('a.txt', '')).toBe(0);
    expect(await sure('a.json', '{}')).toBe(0);
    expect(await sure('a.jsonld', '{}')).toBe(1);
    expect(await sure('a.json', '[{"selector":{"type":"TextQuoteSelector"}}]')).toBe(2);
    expect(await sure('a.json', '{"@context":"http://www.w3.org/ns/anno.jsonld"}')).toBe(3);
  });
});

test('what someone changed in our own file counts: another tag, another choice', async () => {
  const { dataset } = await read(
    { 'found.json': [{ id: 'urn:1', type: 'Annotation', body: [tag('A')], target: at('union') }] },
    known,
  );
  const json = JSON.stringify(jsonOf(written(format, dataset).files)).replace(
    '"purpose":"tagging","value":"A"',
    '"purpose":"tagging","value":"B"',
  );
  const { dataset: back } = await read({ 'f.jsonld': json });
  const [one] = annotationsOf(back);
  expect(back.registries.codes.find(({ id }) => id === one!.annotation.codeId)!.name).toBe('B');
});

test('very many tags are read and written in a few seconds', async () => {
  const count = much(100_000);
  const start = process.cpuUsage();
  const items = Array.from({ length: 100 }, (_, number) => ({
    id: `urn:${number}`,
    type: 'Annotation',
    body: [tag(`Tag ${number}`)],
    target: at('union'),
  }));
  const { dataset } = await read({ 'found.json': items }, known);
  const [first] = dataset.registries.codes;
  const codes = Array.from({ length: count }, (_, number) => ({
    ...first!,
    id: `code-${number}`,
    name: `Code ${number}`,
  }));
  const many: Dataset = {
    ...dataset,
    registries: { ...dataset.registries, codes: [...dataset.registries.codes, ...codes] },
  };
  const { files } = written(format, many);
  const { dataset: back } = await readBack(format, inputOf('study.jsonld', files));
  expect(back.registries.codes).toHaveLength(count + 100);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(much(20));
});
