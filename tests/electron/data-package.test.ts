/** The project as CSV tables with `datapackage.json`: what was written is read again, and packages of others. */
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { closeFile } from '../../electron/db/open';
import { csvExporter } from '../../electron/exchange/csv';
import { datasetOf } from '../../electron/exchange/project-dataset';
import {
  dataPackageFormat as info,
  readDataPackage as read,
  recogniseDataPackage,
} from '../../shared/formats/data-package';
import type { CodedArticle, Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { ReadProblem } from '../../shared/read-problem';
import { anyDataset, sha256, timeOf } from '../support/any-dataset';
import { dataPackageProfile } from '../support/data-package-profile';
import { projectOf } from '../support/dataset-file';
import { tempFolder } from '../support/make-project';
import { cpuSecondsOf } from '../support/cpu-time';
import { expectLaw, portraitOf } from '../support/portrait';
import { idMaker, inputOf, readBack } from '../support/round-trip';

type Profile = 'spreadsheet' | 'statistics';

/** The files of an export of this dataset. */
async function exported(dataset: Dataset, profile: Profile = 'statistics'): Promise<Map<string, Buffer>> {
  const folder = tempFolder();
  const db = projectOf(dataset, folder);
  const target = path.join(folder, 'tables');
  try {
    await csvExporter.run(db, { options: { profile } }, target, {
      signal: new AbortController().signal,
      progress: () => undefined,
    });
  } finally {
    closeFile(db);
  }
  const names = fs.readdirSync(target);
  return new Map(names.map((name) => [name, fs.readFileSync(path.join(target, name))]));
}

const readFiles = (files: ReadonlyMap<string, Uint8Array | string>) =>
  readBack({ info, read }, inputOf('study', files));

const articlesIn = (dataset: Dataset): CodedArticle[] => [...dataset.articles()];

test('any project is the same when its tables are read again, for spreadsheets and for statistics', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyDataset(),
      fc.constantFrom<Profile>('spreadsheet', 'statistics'),
      async (made, profile) => {
        const { dataset, report } = await readFiles(await exported(made, profile));
        const before = portraitOf(made, { keys: 'ids' });
        expect(report.losses).toEqual([]);
        expectLaw(before, portraitOf(dataset, { keys: 'ids', format: info.id }), report);
        expect(dataset.registries.project).toMatchObject({
          name: made.registries.project.name,
          description: made.registries.project.description,
        });
      },
    ),
    { numRuns: 25 },
  );
});

/** A small project with everything that made-up ones lack: headings, pages, particulars, foreign names. */
function fullProject(): Dataset {
  const builder = new DatasetBuilder({
    format: 'qdpx',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(1),
    sha256,
  });
  builder.project('Harbour', 'Who wants the harbour,\nand who does not.');
  const text = '😀 العنوان\none\ntwo 👍🏽 said “yes”';
  const layout = {
    blocks: [
      { kind: 'heading', level: 2, start: 0, end: 10 },
      { kind: 'item', level: 1, ordered: true, start: 11, end: 14 },
    ],
    pages: [
      { label: 'iv', start: 0, end: 14 },
      { label: '5', start: 14, end: text.length },
    ],
  };
  const articleId = builder.article({
    title: '=Harbour',
    text,
    layout: JSON.stringify(layout),
    particulars: JSON.stringify([{ name: 'Edition', value: 'Late\n"city"' }]),
  })!;
  const codeId = builder.code({ name: 'Claim', kind: 'claim' }, { id: 'C-1', extra: { weight: 3 } });
  const coderId = builder.coder({ name: 'Ada' });
  builder.coder({ name: 'Gold', role: 'gold' });
  const round = builder.coder({ name: 'Ada, second round', role: 'again' });
  builder.update('coder', round, { ofCoderId: coderId });
  const start = text.indexOf('“yes”');
  builder.annotation({ articleId, codeId, coderId, ranges: [{ start, end: start + 5 }] }, { id: 'T1' });
  return builder.build();
}

test('headings, pages, particulars and the names that third programs give come back', async () => {
  const made = fullProject();
  const { dataset, report } = await readFiles(await exported(made, 'spreadsheet'));
  expect(report.losses).toEqual([]);
  const [before, after] = [articlesIn(made)[0]!, articlesIn(dataset)[0]!];
  expect(JSON.parse(after.article.layout!)).toEqual(JSON.parse(before.article.layout!));
  expect(after.article.particulars).toBe(before.article.particulars);
  const said = [...dataset.registries.foreignIds, ...after.foreignIds].filter(
    ({ format }) => format === 'qdpx',
  );
  expect(said.map(({ recordType, foreignId, extra }) => [recordType, foreignId, extra])).toEqual([
    ['code', 'C-1', '{"weight":3}'],
    ['annotation', 'T1', ''],
  ]);
  expect(after.annotations[0]?.spans[0]).toMatchObject({
    quote: '“yes”',
    prefix: expect.stringContaining('👍🏽'),
  });
});

test('layers of coders come back: who is nobody, and whose second round is whose', async () => {
  const { dataset } = await readFiles(await exported(fullProject()));
  const { coders } = dataset.registries;
  const nameOf = (id: string | null) => coders.find((one) => one.id === id)?.name ?? null;
  expect(coders.map(({ name, role, ofCoderId }) => [name, role, nameOf(ofCoderId)])).toEqual([
    ['Ada', 'coder', null],
    ['Gold', 'gold', null],
    ['Ada, second round', 'again', 'Ada'],
  ]);
});

test('decisions and double codings stay in the other project, and that is said', async () => {
  const files = await exported(fullProject());
  const withRows = new Map<string, Buffer | string>([
    ...files,
    [
      'adjudications.csv',
      'id,article_id,coder_id,choice,note,created_at\r\nd1,a,c,one,,\r\nd2,a,c,both,,\r\n',
    ],
    ['double_codings.csv', 'id,name,kind,coder_id,created_at,seed,population\r\nx,Pilot,between,c,,1,9\r\n'],
  ]);
  const { report } = await readFiles(withRows);
  expect(
    report.losses.flatMap(({ aspect, count }) =>
      aspect === 'adjudication' || aspect === 'double coding' ? [[aspect, count]] : [],
    ),
  ).toEqual([
    ['adjudication', 2],
    ['double coding', 1],
  ]);
});

test('a package without texts finds them in the project that it is read for, by title or address and length', async () => {
  const files = await exported(fullProject());
  const [article] = articlesIn(fullProject());
  const { title, url, text } = article!.article;
  const rows = parse<Record<string, string>>(files.get('articles.csv')!, { columns: true });
  const without = stringify([
    Object.keys(rows[0]!),
    ...rows.map((row) => Object.values({ ...row, text: '' })),
  ]);
  const input = inputOf('study', new Map<string, Uint8Array | string>([...files, ['articles.csv', without]]));
  const found = await readBack({ info, read }, { ...input, articles: [{ title, url, text }] });
  expect(articlesIn(found.dataset)).toMatchObject([{ article: { text }, annotations: [{}] }]);
  for (const articles of [[], [{ title, url, text: `${text}!` }]]) {
    const { dataset, report } = await readBack({ info, read }, { ...input, articles });
    expect(dataset.articleCount).toBe(0);
    expect(report.losses.map(({ aspect }) => aspect)).toContain('article');
  }
});

test('a package that is read and written again is the same, row by row, with the same ids', async () => {
  const files = await exported(fullProject());
  const again = await exported((await readFiles(files)).dataset);
  const rows = (of: ReadonlyMap<string, Buffer>, name: string): string[] =>
    of.get(name)!.toString().split('\r\n').toSorted();
  for (const name of files.keys())
    if (name.endsWith('.csv') && name !== 'foreign_ids.csv')
      expect(rows(again, name), name).toEqual(rows(files, name));
  expect(rows(again, 'foreign_ids.csv')).toHaveLength(rows(files, 'foreign_ids.csv').length);
});

test('a package that was read twice into one project is written with ids of its own', async () => {
  const files = await exported(fullProject());
  const once = (await readFiles(files)).dataset;
  const db = projectOf(once, tempFolder());
  const { articles, registries } = datasetOf(db);
  const [article] = [...articles()];
  // A second coder of the same foreign name, as a second reading of the package would bring.
  const [coder] = registries.coders;
  const twin = { ...coder!, id: 'twin', name: 'Ada too' };
  const name = registries.foreignIds.find(({ recordType }) => recordType === 'coder')!;
  closeFile(db);
  const twice: Dataset = {
    ...once,
    registries: {
      ...registries,
      coders: [coder!, twin],
      foreignIds: [...registries.foreignIds, { ...name, id: 'other', recordId: 'twin' }],
    },
    articles: () => [article!],
  };
  const coders = (await exported(twice)).get('coders.csv')!.toString();
  expect(coders).toContain(`${coder!.id},Ada`);
  expect(coders).toContain('twin,Ada too');
});

test('what is written is a Data Package by version 2.0 of the standard', async () => {
  const isValid = new Ajv({ strict: true, allErrors: true }).compile(dataPackageProfile);
  for (const dataset of [fullProject(), fc.sample(anyDataset(), { numRuns: 1, seed: 1 })[0]!]) {
    const files = await exported(dataset, 'spreadsheet');
    const about = JSON.parse(files.get('datapackage.json')!.toString()) as {
      resources: { path: string; schema: { fields: object[]; foreignKeys?: object[] } }[];
    };
    expect(isValid(about), JSON.stringify(isValid.errors)).toBe(true);
    expect(isValid({ ...about, resources: [] })).toBe(false);
    expect(isValid({ ...about, resources: [{ ...about.resources[0], path: '../articles.csv' }] })).toBe(
      false,
    );
  }
});

const articleCsv = 'id,title,text\r\na1,Harbour,"😀 The minister said no.\nThe union said yes."\r\n';
const descriptor = (more: object = {}, tables: readonly string[] = ['articles', 'annotations']): string =>
  JSON.stringify({ resources: tables.map((name) => ({ name, path: `${name}.csv` })), ...more });

/** A package as another program would write it. */
const packageOf = (annotations: string, more: object = {}) =>
  new Map([
    ['datapackage.json', descriptor(more)],
    ['articles.csv', articleCsv],
    ['annotations.csv', annotations],
  ]);

describe('a package of another program', () => {
  it('may count in code points: its quotes tell, after an emoji too', async () => {
    const { dataset, report } = await readFiles(
      packageOf('id,article_id,code,start_offset,end_offset,quote\r\nx,a1,Demand,2,14,The minister\r\n'),
    );
    expect(report.losses).toEqual([]);
    const [{ annotations, article } = articlesIn(dataset)[0]!] = articlesIn(dataset);
    const [{ spans } = annotations[0]!] = annotations;
    expect(article.text.slice(spans[0]!.startOffset, spans[0]!.endOffset)).toBe('The minister');
    expect(dataset.registries.codes).toMatchObject([{ name: 'Demand', kind: 'other' }]);
    expect(dataset.registries.coders).toMatchObject([{ name: 'Unknown coder' }]);
  });

  it('that says UTF-16 and counts otherwise is placed by its words, and that is said', async () => {
    const { report } = await readFiles(
      packageOf('id,article_id,code,start_offset,end_offset,quote\r\nx,a1,Demand,2,14,The minister\r\n', {
        'x-offsets': 'utf-16',
      }),
    );
    expect(report.losses).toMatchObject([
      { severity: 'mismatch', examples: ['code points instead of utf-16'] },
    ]);
  });

  it('may have columns of code points only, or words without a place', async () => {
    const points = await readFiles(
      packageOf('id,article_id,code,start_codepoint,end_codepoint\r\nx,a1,Demand,2,14\r\n'),
    );
    const words = await readFiles(packageOf('id,article_id,code,quote\r\nx,a1,Demand,The minister\r\n'));
    for (const { dataset } of [points, words])
      expect(articlesIn(dataset)[0]?.annotations[0]?.spans[0]).toMatchObject({
        quote: 'The minister',
        startOffset: 3,
      });
    const twice = await readFiles(
      packageOf('id,article_id,code,quote\r\nx,a1,Demand,said\r\ny,a1,Demand,nix\r\n'),
    );
    expect(twice.dataset.annotationCount).toBe(0);
    expect(twice.report.losses.map(({ what }) => what)).toEqual([
      expect.stringContaining('several times'),
      expect.stringContaining('not in the text'),
    ]);
  });

  it('keeps its own ids and what we have no column for', async () => {
    const { dataset } = await readFiles(
      packageOf('id,article_id,code,quote,mood\r\nx,a1,Demand,The minister,angry\r\n'),
    );
    const [{ foreignIds } = articlesIn(dataset)[0]!] = articlesIn(dataset);
    expect(foreignIds).toMatchObject([
      { recordType: 'article', foreignId: 'a1' },
      { recordType: 'annotation', foreignId: 'x', extra: '{"mood":"angry"}' },
    ]);
  });

  it('may be written with other signs, in another encoding, in a folder, with rows in the descriptor', async () => {
    const files = new Map<string, Uint8Array | string>([
      [
        'study/datapackage.json',
        JSON.stringify({
          resources: [
            {
              name: 'articles',
              path: 'data/articles.csv',
              encoding: 'windows-1252',
              dialect: { delimiter: ';', quoteChar: "'" },
              schema: { fields: [{ name: 'id' }], missingValues: ['', '-'] },
            },
            { name: 'annotations', data: [{ id: 1, article_id: 'a1', code: 'Demand', quote: 'Zoë' }] },
          ],
        }),
      ],
      ['study/data/articles.csv', Buffer.from("id;title;date;text\na1;Harbour;-;'Zoë said; no'\n", 'latin1')],
    ]);
    const { dataset, report } = await readFiles(files);
    expect(report.losses).toEqual([]);
    expect(articlesIn(dataset)).toMatchObject([
      { article: { text: 'Zoë said; no', date: null }, annotations: [{ spans: [{ quote: 'Zoë' }] }] },
    ]);
  });
});

describe('what is wrong with a package', () => {
  const problem = (files: ReadonlyMap<string, Uint8Array | string>): Promise<string> =>
    readFiles(files).then(
      () => 'it was read',
      (error: unknown) => {
        if (!(error instanceof ReadProblem)) throw error;
        return error.message;
      },
    );
  const good = packageOf('id,article_id,code,quote\r\nx,a1,Demand,The minister\r\n');
  const withFile = (name: string, content: string) => new Map([...good, [name, content]]);

  it.each<[string, string, ReadonlyMap<string, string>]>([
    ['no descriptor', 'no datapackage.json', new Map([['articles.csv', articleCsv]])],
    [
      'a descriptor that is cut off',
      'is not JSON, or cut off',
      withFile('datapackage.json', descriptor().slice(0, 40)),
    ],
    ['no tables', 'resources', withFile('datapackage.json', '{"resources": []}')],
    [
      'a version to come',
      'version 3',
      withFile(
        'datapackage.json',
        descriptor({ $schema: 'https://datapackage.org/profiles/3.0/datapackage.json' }),
      ),
    ],
    [
      'a table that is missing',
      'lacks its table “actors.csv”',
      withFile('datapackage.json', descriptor({}, ['articles', 'actors'])),
    ],
    [
      'a path out of the folder',
      'outside of its folder',
      withFile(
        'datapackage.json',
        JSON.stringify({ resources: [{ name: 'articles', path: '../../articles.csv' }] }),
      ),
    ],
    [
      'a table in the web',
      'has a table elsewhere',
      withFile(
        'datapackage.json',
        JSON.stringify({ resources: [{ name: 'articles', path: 'https://example.org/a.csv' }] }),
      ),
    ],
    [
      'another thing in it',
      'Its tables are birds',
      new Map([['datapackage.json', descriptor({}, ['birds'])]]),
    ],
    [
      'articles without a text',
      'has the columns id, title',
      withFile('articles.csv', 'id,title\r\na1,Harbour\r\n'),
    ],
    [
      'a table that is cut off',
      '“articles.csv”, row 2: a cell begins',
      withFile('articles.csv', articleCsv.slice(0, 40)),
    ],
  ])('%s is refused: what, where and what to do', async (_what, words, files) => {
    expect(await problem(files)).toContain(words);
  });

  it('is named by table, row and column, and the rest comes in', async () => {
    const csv = [
      'id,article_id,code,code_id,start_offset,end_offset,quote,created_at,example',
      'ok,a1,Demand,,3,15,The minister,2026-01-01T10:00:00Z,best',
      'nowhere,a9,Demand,,3,15,,,',
      'no code,a1,,,3,15,,,',
      'lost code,a1,,c9,3,15,,,',
      'ok,a1,Demand,,3,15,,,',
      ',a1,Demand,,3,15,,,',
      'outside,a1,Demand,,3,999,,,',
      'cuts,a1,Demand,,1,5,,,',
      'word,a1,Demand,,three,15,,,',
      'other words,a1,Demand,,3,15,A judge,,',
      'odd,a1,Demand,,3,15,The minister,yesterday,worst',
    ];
    const { dataset, report } = await readFiles(packageOf(csv.join('\r\n')));
    expect(articlesIn(dataset)[0]?.annotations).toHaveLength(3);
    const told = report.losses.flatMap(({ examples }) => examples).join('\n');
    for (const place of [
      'annotations.csv, row 3, article_id: a9',
      'annotations.csv, row 4, code: ',
      'annotations.csv, row 5, code_id: c9',
      'annotations.csv, row 6, id: ok',
      'annotations.csv, row 7, id: ',
      'Harbour: Demand at 3–999, outside',
      'Harbour: Demand at 1–5, cuts',
      'annotations.csv, row 10, start_offset: three',
      'Harbour: “A judge” instead of “The minister”',
      'annotations.csv, row 12, created_at: yesterday',
      'annotations.csv, row 12, example: worst',
    ])
      expect(told).toContain(place);
    expect(report.losses.every(({ severity }) => severity === 'mismatch')).toBe(true);
  });

  it('in a table of codes is put right: circles are cut, references to nothing left out', async () => {
    const files = withFile('datapackage.json', descriptor({}, ['articles', 'codes', 'attributes']));
    files.set(
      'codes.csv',
      'id,parent_id,name,kind,color\r\n1,3,A,claim,red\r\n2,1,B,claim,\r\n3,2,C,idea,\r\n4,9,D,,\r\n',
    );
    files.set('attributes.csv', 'id,code_id,name,kind\r\n1,9,Who,actor\r\n2,1,Who,actor\r\n');
    const { dataset, report } = await readFiles(files);
    expect(dataset.registries.codes.map(({ name, parentId }) => [name, parentId === null])).toEqual([
      ['A', false],
      ['B', true],
      ['C', false],
      ['D', true],
    ]);
    expect(dataset.registries.attributes).toHaveLength(1);
    expect(report.losses.flatMap(({ examples }) => examples).toSorted()).toEqual([
      'attributes.csv, row 2, code_id: 9',
      'codes.csv, row 2, color: red',
      'codes.csv, row 3, parent_id: 1',
      'codes.csv, row 4, kind: idea',
      'codes.csv, row 5, parent_id: 9',
    ]);
  });

  it('like a text that a spreadsheet has cut, or a table of another size, is told', async () => {
    const files = withFile(
      'datapackage.json',
      JSON.stringify({ resources: [{ name: 'articles', path: 'articles.csv', bytes: 9999 }] }),
    );
    files.set(
      'articles.csv',
      `id,title,text,text_sha256\r\na1,Harbour,The min,${sha256('The minister')}\r\n`,
    );
    const { report } = await readFiles(files);
    expect(report.losses.map(({ aspect }) => aspect)).toEqual(['article text', 'foreign data']);
  });
});

test('100,000 codes, each below the one before it, are read in a few seconds', async () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => `${at},${at === 0 ? '' : at - 1},Code ${at},claim`);
  const files = new Map([
    ['datapackage.json', descriptor({}, ['articles', 'codes'])],
    ['articles.csv', articleCsv],
    ['codes.csv', ['id,parent_id,name,kind', ...rows].join('\r\n')],
  ]);
  const seconds = await cpuSecondsOf(async () => {
    const { dataset } = await readFiles(files);
    expect(dataset.registries.codes).toHaveLength(100_000);
  });
  expect(seconds).toBeLessThan(5);
});

test('a folder is known by its descriptor: ours and those with articles without a doubt', async () => {
  const sure = (files: ReadonlyMap<string, string>) => recogniseDataPackage(inputOf('study', files));
  expect(await sure(packageOf('id\r\n'))).toBe(3);
  expect(await sure(new Map([['datapackage.json', descriptor({}, ['birds'])]]))).toBe(1);
  expect(await sure(new Map([['datapackage.json', '{']]))).toBe(1);
  expect(await sure(new Map([['articles.csv', articleCsv]]))).toBe(0);
});
