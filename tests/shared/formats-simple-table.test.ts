/** The simple table: one row for each annotation, ours read again, and tables of other programs by their headings. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { CodedArticle, Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import type { Options } from '../../shared/formats/format';
import { Losses } from '../../shared/formats/losses';
import { recogniseSimpleTable, simpleTableFormat as info } from '../../shared/formats/simple-table';
import { readSimpleTableFile as read } from '../../electron/exchange/simple-table';
import { writeSimpleTable as write } from '../../shared/formats/simple-table-writing';
import { guessTableMapping } from '../../shared/formats/table-mapping';
import { joinValues, splitValues } from '../../shared/formats/value-list';
import { ReadProblem } from '../../shared/read-problem';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { cpuSecondsOf } from '../support/cpu-time';
import { expectLaw, portraitOf } from '../support/portrait';
import { idMaker, inputOf, readBack, written } from '../support/round-trip';

const format = { info, write, read };
const articlesIn = (dataset: Dataset): CodedArticle[] => [...dataset.articles()];
const readCsv = (csv: string, options: Options = {}) =>
  readBack(format, inputOf('codings', new Map([['codings.csv', csv]])), options);

test('whatever a project says that the table holds comes back, and the report counts exactly what does not', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyDataset().filter(({ articleCount }) => articleCount > 0),
      fc.constantFrom('spreadsheet', 'statistics'),
      async (dataset, profile) => {
        const { files, report } = written(format, dataset, { texts: 'first', profile });
        const again = await readBack(format, inputOf('study', files));
        expect(again.report.losses).toEqual([]);
        expectLaw(
          portraitOf(dataset, { keys: 'ids' }),
          portraitOf(again.dataset, { keys: 'ids', format: info.id }),
          report,
        );
      },
    ),
    { numRuns: 100 },
  );
});

test('values in a cell are told apart, whatever signs they hold', () => {
  const word = fc.constantFrom('Merkel', 'Smith; Sons', '"quoted"', ' edge ', '', 'a "b" c', '市長', 'x;');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      expect(splitValues(joinValues(words), ';')).toEqual(words);
    }),
  );
  expect(splitValues('Merkel, Scholz', ',')).toEqual(['Merkel', 'Scholz']);
  expect(splitValues('"Foo" Inc; Bar', ';')).toEqual(['"Foo" Inc', 'Bar']);
  expect(splitValues('a; b', null)).toEqual(['a; b']);
  expect(splitValues('  ', ';')).toEqual([]);
});

/** Two speakers, a position with its figure, an addressee, and an emoji before the words. */
function debate(): Dataset {
  const builder = new DatasetBuilder({
    format: info.id,
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(1),
    sha256,
  });
  const text = '😀 قال الوزير “no”, and the union “yes”.';
  const articleId = builder.article(
    { title: '=Harbour', text, date: '2020-08-03', source: 'Courier' },
    { id: 'A7' },
  )!;
  const codeId = builder.code({ name: 'Claim', kind: 'claim' });
  const claimant = builder.attribute({ codeId, name: 'Claimant', kind: 'actor', many: true });
  const addressee = builder.attribute({ codeId, name: 'Addressee', kind: 'actor' });
  const topic = builder.attribute({ codeId, name: 'Topic', kind: 'concept' });
  const position = builder.attribute({ codeId, name: 'Position', kind: 'choice' });
  const against = builder.choice({ attributeId: position, name: 'against', number: -1 });
  const coderId = builder.coder({ name: 'Ada' });
  const start = text.indexOf('“no”');
  const id = builder.annotation({
    articleId,
    codeId,
    coderId,
    ranges: [{ start, end: start + 4 }],
    note: '-5',
  })!;
  for (const name of ['Minister', 'Smith; Sons'])
    builder.value(id, claimant, { actorId: builder.actor({ name }) });
  builder.value(id, addressee, { actorId: builder.actor({ name: 'City' }) });
  builder.value(id, topic, { conceptId: builder.concept({ name: 'Taxes' }) });
  builder.value(id, position, { choiceId: against });
  return builder.build();
}

/** The rows of a table as objects. */
const rowsOf = (files: ReadonlyMap<string, Uint8Array>): Record<string, string>[] =>
  parse(Buffer.from(files.get('study.csv')!), { columns: true, bom: true });

test('a row has its words, all speakers, the position as word and figure, and both kinds of offsets', () => {
  const { files, report } = written(format, debate(), { profile: 'statistics' });
  const [row] = rowsOf(files);
  expect(row).toMatchObject({
    article_id: 'A7',
    article_title: '=Harbour',
    article_date: '2020-08-03',
    article_source: 'Courier',
    code: 'Claim',
    speaker: 'Minister; "Smith; Sons"',
    concept: 'Taxes',
    position: 'against',
    position_number: '-1',
    'Addressee (actor)': 'City',
    note: '-5',
    coder: 'Ada',
    start: '14',
    start_codepoint: '13',
    speaker_attribute: 'Claimant',
  });
  expect(report.losses.map(({ aspect }) => aspect)).toContain('article text');
});

test('for spreadsheets cells that would run get an apostrophe, which is taken away where the row says so', async () => {
  const { files } = written(format, debate(), { texts: 'first' });
  const [row] = rowsOf(files);
  expect(row).toMatchObject({
    article_title: "'=Harbour",
    note: "'-5",
    position_number: '-1',
    escaped: 'yes',
  });
  const [{ article, annotations } = articlesIn(debate())[0]!] = articlesIn(
    (await readBack(format, inputOf('study', files))).dataset,
  );
  expect(article.title).toBe('=Harbour');
  expect(annotations[0]?.annotation.note).toBe('-5');
  const raw = await readCsv("article_text,quote,note\r\nSaid no.,no,'-5\r\n");
  expect(articlesIn(raw.dataset)[0]?.annotations[0]?.annotation.note).toBe("'-5");
});

test('a table that is read and written again has the same ids', async () => {
  const { files } = written(format, debate(), { texts: 'first', profile: 'statistics' });
  const { dataset } = await readBack(format, inputOf('study', files));
  const again = written(format, dataset, { texts: 'first', profile: 'statistics' });
  expect(rowsOf(again.files)).toEqual(rowsOf(files));
});

describe('the mapping of columns', () => {
  it.each([
    [
      'English',
      ['Document', 'Date', 'Code', 'Coded segment', 'Comment', 'Created by'],
      'article title|article date|code|quote|note|coder',
    ],
    [
      'German',
      [
        'Dokumentname',
        'Datum',
        'Kategorie',
        'Codiertes Segment',
        'Sprecherin',
        'Thema',
        'Haltung',
        'Anmerkung',
        'Codierer',
      ],
      'article title|article date|code|quote|speaker|concept|position|note|coder',
    ],
    [
      'French',
      ['Titre', 'Catégorie', 'Extrait', 'Locuteur', 'Sujet', 'Début', 'Fin', 'Remarque'],
      'article title|code|quote|speaker|concept|start|end|note',
    ],
    [
      'Spanish',
      ['Título', 'Fecha', 'Fuente', 'Etiqueta', 'Cita', 'Orador', 'Concepto', 'Posición'],
      'article title|article date|article source|code|quote|speaker|concept|position',
    ],
    [
      'Italian',
      ['Titolo', 'Etichetta', 'Citazione', 'Attore', 'Argomento', 'Posizione', 'Inizio', 'Fine'],
      'article title|code|quote|speaker|concept|position|start|end',
    ],
    [
      'Dutch',
      ['Titel', 'Bron', 'Categorie', 'Citaat', 'Spreker', 'Onderwerp', 'Standpunt', 'Opmerking'],
      'article title|article source|code|quote|speaker|concept|position|note',
    ],
  ])('is guessed from %s headings', (_language, columns, roles) => {
    expect(Object.values(guessTableMapping(columns)).join('|')).toBe(roles);
  });

  it('takes a column called text for the quote, or for the article where a quote or the offsets say so', () => {
    expect(guessTableMapping(['title', 'text', 'code'])).toMatchObject({ text: 'quote' });
    expect(guessTableMapping(['title', 'text', 'quote'])).toMatchObject({ text: 'article text' });
    const columns = ['id', 'text', 'start', 'end', 'label'];
    expect(guessTableMapping(columns, [['1', 'A long text', '2', '6', 'X']])).toMatchObject({
      text: 'article text',
    });
    expect(guessTableMapping(columns, [['1', 'long', '2', '6', 'X']])).toMatchObject({ text: 'quote' });
  });

  it('keeps attributes of any kind, and what nobody knows beside the annotation', () => {
    expect(guessTableMapping(['Form (choice)', 'Mood', '名称'])).toEqual({
      'Form (choice)': 'choice: Form',
      Mood: 'beside',
      名称: 'beside',
    });
  });

  it('can be put right by the caller', async () => {
    const csv = 'title,words,whole,mood\r\nHarbour,no,The minister said no.,angry\r\n';
    const mapping = { title: 'article title', words: 'quote', whole: 'article text', mood: 'choice: Mood' };
    const { dataset } = await readCsv(csv, { mapping: JSON.stringify(mapping) });
    expect(dataset.registries).toMatchObject({
      attributes: [{ name: 'Mood', kind: 'choice' }],
      choices: [{ name: 'angry' }],
    });
    await expect(readCsv(csv, { mapping: '{"title": "headline"}' })).rejects.toThrow(ReadProblem);
  });
});

describe('a table of another program', () => {
  it('is placed by words that stand in the text once; others are named', async () => {
    const { dataset, report } = await readCsv(
      [
        'Document;Document text;Code;Coded segment;Speaker;Position;Weight',
        'Harbour;"😀 No, said the minister. No, said she.";Demand;the minister;Merkel;1;7',
        'Harbour;;Demand;No;;;',
        'Harbour;;Demand;the judge;;;',
      ].join('\n'),
    );
    const [{ annotations, foreignIds } = articlesIn(dataset)[0]!] = articlesIn(dataset);
    expect(annotations).toHaveLength(1);
    expect(annotations[0]?.spans[0]).toMatchObject({ quote: 'the minister', startOffset: 12 });
    expect(foreignIds.map(({ extra }) => extra)).toContain('{"Weight":"7"}');
    expect(dataset.registries).toMatchObject({
      codes: [{ name: 'Demand', kind: 'other' }],
      coders: [{ name: 'Unknown coder' }],
      actors: [{ name: 'Merkel' }],
      choices: [{ name: '1', number: 1 }],
    });
    expect(report.losses.map(({ what, examples }) => [what, examples])).toEqual([
      [expect.stringContaining('several times'), ['codings.csv, row 3: No']],
      [expect.stringContaining('not in the text'), ['codings.csv, row 4: the judge']],
    ]);
  });

  it('may count in code points: the quotes tell', async () => {
    const { dataset, report } = await readCsv('fulltext,quote,start,end\r\n😀 No one,one,5,8\r\n');
    expect(report.losses).toEqual([]);
    expect(articlesIn(dataset)[0]?.annotations[0]?.spans[0]).toMatchObject({ startOffset: 6, endOffset: 9 });
  });

  it('may name texts that lie beside it, or in the project; else it is said what cannot be placed', async () => {
    const csv = 'title,quote,code\r\nHarbour,no,Demand\r\nStrike,yes,Demand\r\n';
    const files = new Map([
      ['codings.csv', csv],
      ['texts/Harbour.txt', 'She said no.'],
    ]);
    const { dataset, report } = await readBack(format, inputOf('study', files));
    expect(articlesIn(dataset)).toMatchObject([
      { article: { title: 'Harbour' }, annotations: [{ spans: [{ startOffset: 9 }] }] },
    ]);
    expect(report.losses).toMatchObject([
      { aspect: 'annotation', severity: 'dropped', count: 1, examples: ['codings.csv, row 3: yes'] },
    ]);
    const project = [
      { title: 'Strike', url: '', text: 'She said yes.' },
      { title: 'Harbour', url: 'https://example.org/1', text: 'no' },
      { title: 'Harbour', url: 'https://example.org/2', text: 'He said no.' },
    ];
    const own = { ...inputOf('codings', new Map([['codings.csv', csv]])), articles: project };
    const known = await readBack(format, own);
    expect(articlesIn(known.dataset)).toMatchObject([{ article: { title: 'Strike' }, annotations: [{}] }]);
    expect(known.report.losses).toMatchObject([{ count: 1, examples: ['codings.csv, row 2: no'] }]);
  });

  it('tells articles by their ids, or by what is said of them and their texts', async () => {
    const byIds = await readCsv('docid,fulltext,quote\r\n1,One.,One\r\n2,One.,One\r\n1,Other.,One\r\n');
    expect(byIds.dataset).toMatchObject({ articleCount: 2, annotationCount: 3 });
    expect(byIds.report.losses).toMatchObject([{ aspect: 'article text', severity: 'mismatch', count: 1 }]);
    const byTexts = await readCsv('fulltext,quote\r\nOne.,One\r\nTwo.,Two\r\nOne.,One\r\n');
    expect(byTexts.dataset).toMatchObject({ articleCount: 2, annotationCount: 3 });
  });

  it('has bad rows left out by name, and the rest comes in', async () => {
    const { dataset, report } = await readCsv(
      [
        'id,fulltext,quote,start,end,When (date),Answers (annotation)',
        'a,😀 No one said no.,No,3,5,2020-02-30,b',
        'a,😀 No one said no.,No,3,5,,',
        'b,😀 No one said no.,no,900,902,,',
        'c,😀 No one said no.,no,x,5,,',
        'd,😀 No one said no.,yes,3,5,,',
        'e,😀 No one said no.,,1,5,,',
      ].join('\r\n'),
    );
    expect(dataset.annotationCount).toBe(2);
    const told = report.losses.flatMap(({ what, examples }) => [what, ...examples]).join('\n');
    for (const words of [
      'id of another annotation',
      'row 3',
      'outside its text',
      'no number',
      '“yes” instead of “No”',
      'cut a character in two',
      'When: 2020-02-30',
      'Answers: b',
    ])
      expect(told).toContain(words);
  });

  it.each([
    ['without annotated words', 'title,author\r\nHarbour,Ada\r\n', 'which words are annotated'],
    ['without articles', 'code,quote\r\nDemand,no\r\n', 'which articles'],
    ['without rows', 'title,quote\r\n', 'has no rows'],
    ['that is cut off within a cell', 'title,quote\r\nHarbour,"no', 'row 2: a cell begins'],
  ])('%s is refused', async (_what, csv, words) => {
    const problem = await readCsv(csv).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ReadProblem);
    expect(String(problem)).toContain(words);
  });
});

test('a table is known by our headings without a doubt, by those of others likely', async () => {
  const sure = (name: string, text: string) => recogniseSimpleTable(inputOf(name, new Map([[name, text]])));
  const { files } = written(format, debate());
  expect(await sure('study.csv', new TextDecoder().decode(files.get('study.csv')))).toBe(3);
  expect(await sure('a.csv', 'Document;Code;Coded segment\n')).toBe(2);
  expect(await sure('a.csv', 'bird,weight\n')).toBe(1);
  expect(await sure('a.xlsx', '')).toBe(1);
  expect(await sure('a.txt', 'annotation_id,quote\n')).toBe(0);
});

test('30,000 rows with a code each are read in a few seconds', async () => {
  const rows = Array.from(
    { length: 30_000 },
    (_, at) => `1,${at === 0 ? 'She said no.' : ''},Code ${at},no,9,11`,
  );
  const seconds = await cpuSecondsOf(async () => {
    const { dataset } = await readCsv(['article_id,article_text,code,quote,start,end', ...rows].join('\r\n'));
    expect(dataset.registries.codes).toHaveLength(30_000);
  });
  expect(seconds).toBeLessThan(5);
});
