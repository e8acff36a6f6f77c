/** JSON and JSON Lines: the articles in them are found, in whatever shape, and what is broken is said. */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import { openJson } from '../../electron/exchange/json-articles';
import type { SourceFile } from '../../electron/exchange/reader';
import { usualSettings } from '../../shared/import-settings';
import { readFile, readOne } from '../support/read-files';

const inPieces = (name: string, bytes: Uint8Array, length: number): SourceFile => ({
  name,
  size: bytes.length,
  bytes: () => Promise.resolve(bytes),
  async *pieces() {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  },
});

const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        '\\',
        '\n',
        '\r\n',
        '\u2028',
        '\u2029',
        '🗳️',
        'مجلس',
        'e\u0301',
        '\u0000',
        '{',
        '}',
        ',',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join('').toWellFormed());

describe('any objects', () => {
  it('are read from JSON Lines and from a document as they were written, however the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ text: words, 'odd name': words }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        async (objects, end, encoding, length, isLines) => {
          const written = isLines
            ? objects.map((object) => JSON.stringify(object)).join(end)
            : JSON.stringify(objects, null, 1).replaceAll('\n', end);
          const bytes = iconv.encode(written, encoding, { addBOM: true });
          // What the name says does not count where the contents say otherwise.
          const { rows } = await openJson(
            inPieces('a.json', bytes, length),
            usualSettings,
            objects.length === 1 && isLines,
          );
          const found: Record<string, string>[] = [];
          for await (const row of rows) {
            if ('skipped' in row) throw new Error(row.skipped);
            found.push(Object.fromEntries(row.cells.map(({ name, value }) => [name, value])));
          }
          expect(found).toEqual(
            objects.map((object) =>
              Object.fromEntries(Object.entries(object).filter(([, value]) => value !== '')),
            ),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the articles in a document', () => {
  const one = { title: 'One', text: 'Words.' };
  const two = { title: 'Two', text: 'More words.' };
  it.each([
    ['a list', [one, two]],
    ['a list under any name', { status: 'ok', copyright: 'c'.repeat(80), articles: [one, two] }],
    ['a list further down', { response: { meta: { hits: 2 }, docs: [one, two] } }],
    ['the longest of several lists', { related: [{ title: 'x' }], data: [one, two] }],
    [
      'a table by columns, as pandas writes it',
      { title: { 0: 'One', 1: 'Two' }, text: { 0: 'Words.', 1: 'More words.' } },
    ],
    ['lists by columns', { title: ['One', 'Two'], text: ['Words.', 'More words.'] }],
    ['rows by their names', { a: one, b: two }],
    [
      'hits of Elasticsearch',
      {
        took: 3,
        hits: {
          hits: [
            { _id: '1', _source: one },
            { _id: '2', _source: two },
          ],
        },
      },
    ],
  ])('are found in %s', async (_, document) => {
    const { articles, problem, skipped } = await readFile('a.json', JSON.stringify(document));
    expect([problem, skipped]).toEqual([null, []]);
    expect(articles.map(({ fields, text }) => [fields.title, text])).toEqual([
      ['One', 'Words.'],
      ['Two', 'More words.'],
    ]);
  });

  it('are one, where it is one itself', async () => {
    const article = await readOne('a.json', JSON.stringify({ ...one, comments: [{ by: 'x', text: 'y' }] }));
    expect(article).toMatchObject({ text: 'Words.', place: '', fields: { title: 'One' } });
    expect(article.particulars).toEqual([{ name: 'comments', value: '[{"by":"x","text":"y"}]' }]);
  });
  it('are texts alone; what is no article is left out by its number', async () => {
    const { articles, skipped } = await readFile(
      'a.json',
      JSON.stringify(['First text.', 7, { text: 'Second.' }, [1]]),
    );
    expect(articles.map(({ text, place }) => [place, text])).toEqual([
      ['item 1', 'First text.'],
      ['item 3', 'Second.'],
    ]);
    expect(skipped.map(({ place }) => place)).toEqual(['item 2', 'item 4']);
  });
  it('keep names within names, lists of words, and numbers to their last digit', async () => {
    const written = `[{"id": 1050118621198921728, "source": {"id": null, "name": "Courier"}, "authors": ["Ada", "Ben"],
      "published_at": "2026-03-14T09:00:00Z", "count": 3, "live": true, "ratio": NaN,
      "text": "A sentence with NaN and 1234567890123456789 in it."}]`;
    const article = await readOne('a.json', written);
    expect(article).toMatchObject({
      text: 'A sentence with NaN and 1234567890123456789 in it.',
      fields: { source: 'Courier', author: 'Ada; Ben', date: '2026-03-14', accession: '1050118621198921728' },
    });
    expect(article.particulars).toEqual([
      { name: 'published_at', value: '2026-03-14T09:00:00Z' },
      { name: 'count', value: '3' },
      { name: 'live', value: 'true' },
    ]);
  });
  it('with claims come in as texts, and it is said that the claims did not', async () => {
    const article = await readOne(
      'a.json',
      JSON.stringify({
        text: 'We need a ban, said the minister.',
        date: '2026-01-02',
        claims: [{ begin: 0, end: 13, quote: 'We need a ban' }],
        entities: [],
        tokens: [{ begin: 0, end: 2 }],
      }),
    );
    expect(article).toMatchObject({ text: 'We need a ban, said the minister.', particulars: [] });
    expect(article.warnings.join()).toMatch(/What is annotated in its texts \(claims, tokens\) was left out/);
  });
  it('lists that nobody would read as a particular are left out, and said', async () => {
    const article = await readOne(
      'a.json',
      JSON.stringify([{ text: 'Words.', vectors: Array.from({ length: 900 }, () => [1, 2]) }]),
    );
    expect(article.warnings.join()).toMatch(/“vectors” holds a list that is no words about the article/);
  });
});

describe('JSON Lines', () => {
  it('a broken line is left out with its place, and reading goes on', async () => {
    const { articles, skipped, problem } = await readFile(
      'a.jsonl',
      '\ufeff{"text":"One."}\r\n\r\n{"text": "Two", oops}\r\n[1]\r\n{"text":"Three\u2028more."}\r\n{"text":"cut',
    );
    expect(articles.map(({ text, place }) => [place, text])).toEqual([
      ['line 1', 'One.'],
      ['line 5', 'Three\u2028more.'],
    ]);
    expect(skipped).toEqual([
      {
        place: 'line 3',
        why: 'It is not sound JSON: in column 17, Expected double-quoted property name.',
      },
      { place: 'line 4', why: 'It is no object with named fields, so it is no article.' },
      { place: 'line 6', why: 'It is not sound JSON: in column 13, its end is missing.' },
    ]);
    expect(problem).toBeNull();
  });
  it('are known by their contents, under the name of a document, and the other way round', async () => {
    const lines = '{"text":"One."}\n{"text":"Two."}\n';
    expect((await readFile('a.json', lines)).articles).toHaveLength(2);
    const document = JSON.stringify([{ text: 'One.' }, { text: 'Two.' }], null, 2);
    expect((await readFile('a.jsonl', document)).articles).toHaveLength(2);
    expect((await readFile('a.jsonl', JSON.stringify({ text: 'One.' }, null, 2))).articles).toHaveLength(1);
    expect((await readFile('a.jsonl', '{"text":"One."}')).articles).toHaveLength(1);
  });
  it('are read in the encoding that they have, and say what is lost', async () => {
    const latin = iconv.encode(
      '{"title":"Straße","text":"Größe und Grüße für schöne Bürger."}\n',
      'windows-1252',
    );
    expect(await readOne('a.jsonl', latin)).toMatchObject({
      text: 'Größe und Grüße für schöne Bürger.',
      fields: { title: 'Straße' },
    });
    const broken = Buffer.concat([
      Buffer.from('{"title":"Größe ü","text":"Größe und Grüße."}\n{"title":"x'),
      Buffer.from([0xfc]),
      Buffer.from('","text":"Words."}\n'),
    ]);
    const { articles } = await readFile('a.jsonl', broken);
    expect(articles[1]?.warnings.join()).toMatch(/In “title”, characters could not be read/);
  });
  it('halves of characters become one replacement each, and are counted', async () => {
    const { text, warnings } = await readOne('a.jsonl', String.raw`{"text":"a\ud83db\udc00c"}`);
    expect(text).toBe('a\ufffdb\ufffdc');
    expect(warnings.join()).toMatch(/^2 characters could not be read/);
  });
});

describe('what is no JSON is said with line and column', () => {
  it.each([
    ['an unknown word', '[{"text": "One"},\n {"text": Two}]', "in line 2, column 11, Unexpected token 'T'"],
    [
      'an end that is missing',
      '[{"text": "One"},\n {"text": "Tw',
      'in line 2, column 14, its end is missing',
    ],
    ['a comma too many', '{"text": "One",\n}', 'in line 2, column 1, Expected double-quoted property name'],
    [
      'a raw line break',
      '{"text": "One\nTwo"}',
      'in line 1, column 14, Bad control character in string literal',
    ],
    [
      'something after it',
      '{"text": "One"}\n\n;',
      'in line 3, column 1, Unexpected non-whitespace character after JSON',
    ],
  ])('%s', async (_, content, place) => {
    const { articles, problem } = await readFile('a.json', content);
    expect(articles).toEqual([]);
    expect(problem).toBe(
      `It is not sound JSON: ${place}. Nothing was read from it. Put it right, or export it anew.`,
    );
  });
  it('what is nested without end is left out, or refused, and hangs nothing', async () => {
    const deep = (inner: string): string => `${'[{"a":'.repeat(200_000)}${inner}${'}]'.repeat(200_000)}`;
    const article = await readOne('a.json', `[{"text":"x","deep":${deep('1')}}]`);
    expect(article.warnings.join()).toMatch(/“deep” holds a list/);
    const { skipped, articles } = await readFile(
      'a.jsonl',
      `{"text":"x","deep":${deep('12345678901234567')}}\n{"text":"y"}\n`,
    );
    expect(skipped).toEqual([{ place: 'line 1', why: 'It is nested too deeply to be read.' }]);
    expect(articles.map(({ text }) => text)).toEqual(['y']);
    expect((await readFile('a.json', '['.repeat(100_000))).problem).toMatch(/its end is missing/);
  });
  it('a document of more than 100 MB is refused before it is read', async () => {
    const file: SourceFile = {
      ...inPieces('a.json', Buffer.from('[ {"text":\n"x"}]'), 100),
      size: 100_000_001,
    };
    await expect(openJson(file, usualSettings, false)).rejects.toThrow(
      /100 MB, which is too much.*JSON Lines/,
    );
  });
});

test('an empty list, and a list without texts', async () => {
  expect((await readFile('a.json', '[]')).problem).toMatch(/There are no articles in it/);
  expect((await readFile('a.json', '{"articles":[{"title":"a","url":"b"}]}')).problem).toMatch(
    /None of its columns is known to hold the articles’ text \(title, url\)/,
  );
});
