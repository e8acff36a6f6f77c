/** Databases of Discourse Network Analyzer on the disk: what we make, and what we open or refuse. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { createFile, closeFile } from '../../electron/db/open';
import { readDna, recogniseDna, writeDna, writeDnaFor } from '../../electron/exchange/dna';
import { dnaPasswordHash } from '../../electron/exchange/dna-password';
import { dnaSchema } from '../../electron/exchange/dna-schema';
import type { Dataset } from '../../shared/formats/dataset';
import type { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { dnaFormat } from '../../shared/formats/dna';
import type { WritingTools } from '../../shared/formats/format';
import { Losses } from '../../shared/formats/losses';
import { ReadProblem } from '../../shared/read-problem';
import { anyDataset, timeOf } from '../support/any-dataset';
import { brokenInvariants } from '../support/dna-invariants';
import { dnaBuilder } from '../support/dna-tables';
import { tempFolder } from '../support/make-project';
import { expectLaw, portraitOf } from '../support/portrait';
import { idMaker, usualOptions } from '../support/round-trip';

const breathe = async (): Promise<void> => undefined;
const toolsFor = (types = 'codes'): WritingTools => ({
  losses: new Losses(),
  options: usualOptions(dnaFormat, { types }),
  now: timeOf(0),
  newId: idMaker(0xe00000),
  name: 'study',
});

async function read(file: string): Promise<DatasetBuilder> {
  const builder = dnaBuilder();
  await readDna(file, builder, usualOptions(dnaFormat), breathe);
  return builder;
}

function smallDataset(text = 'He said: 😀 no new taxes.'): Dataset {
  const builder = dnaBuilder();
  const codeId = builder.code({ name: 'Claim', kind: 'claim' });
  const coderId = builder.coder({ name: 'Ada' });
  const articleId = builder.article({ title: 'Taxes', text })!;
  builder.annotation({ articleId, codeId, coderId, ranges: [{ start: 0, end: 2 }] });
  return builder.build();
}

/** A database of ours, to be opened or spoilt. */
async function writtenFile(name = 'study.dna'): Promise<string> {
  const file = path.join(tempFolder(), name);
  await writeDnaFor({ password: 'x', hash: 'a'.repeat(64) }, smallDataset(), toolsFor(), file, breathe);
  return file;
}

function spoil(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

test('what is written holds all that DNA relies on, and says the same when it is read', async () => {
  const hash = dnaPasswordHash('x');
  const folder = tempFolder();
  let count = 0;
  await fc.assert(
    fc.asyncProperty(anyDataset(), fc.constantFrom('codes', 'dna-standard'), async (dataset, types) => {
      const file = path.join(folder, `${(count += 1)}.dna`);
      const tools = toolsFor(types);
      await writeDnaFor({ password: 'x', hash }, dataset, tools, file, breathe);
      expect(brokenInvariants(file)).toEqual([]);
      const builder = await read(file);
      expect(builder.losses.report('dna', 'in').losses).toEqual([]);
      expectLaw(
        portraitOf(dataset, { keys: 'ids' }),
        portraitOf(builder.build(), { keys: 'ids', format: 'dna' }),
        tools.losses.report('dna', 'out'),
      );
      fs.rmSync(file);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

describe('passwords', () => {
  it('are kept as DNA keeps them, whichever way their accents are written', () => {
    const salt = Uint8Array.from({ length: 16 }, (_, at) => at);
    // Made by Python's hashlib after the same rule.
    const expected = 'AAECAwQFBgcICQoLDA0OD7wNMrUrZgIsdpOvCw5N9st/CDIcThckrmK9aGI+1/Ns';
    expect(dnaPasswordHash('café market', salt)).toBe(expected);
    expect(dnaPasswordHash('cafe\u0301 market', salt)).toBe(expected);
  });

  it('are new for each file, and the report says them', async () => {
    const file = path.join(tempFolder(), 'study.dna');
    const tools = toolsFor();
    await writeDna(smallDataset(), tools, file, breathe);
    const said = tools.losses.report('dna', 'out').losses.find(({ aspect }) => aspect === 'coder');
    const [, password = ''] = /the password (\S+),/.exec(said?.what ?? '') ?? [];
    expect(said).toMatchObject({ count: 2, examples: ['Admin', 'Ada'] });
    const db = new Database(file, { readonly: true });
    const kept = db.prepare('SELECT DISTINCT Password FROM CODERS').pluck().all() as string[];
    db.close();
    expect(kept).toHaveLength(1);
    const salt = Buffer.from(kept[0]!, 'base64').subarray(0, 16);
    expect(dnaPasswordHash(password, salt)).toBe(kept[0]);
  });
});

test('writing stops when the user cancels', async () => {
  const dataset = smallDataset();
  const endless: Dataset = {
    ...dataset,
    *articles() {
      for (;;) yield* dataset.articles();
    },
  };
  const file = path.join(tempFolder(), 'study.dna');
  const cancelled = new Error('cancelled');
  const begun = performance.now();
  const stop = async (): Promise<void> => {
    throw cancelled;
  };
  const writing = writeDnaFor({ password: '', hash: 'x' }, endless, toolsFor(), file, stop);
  await expect(writing).rejects.toBe(cancelled);
  expect(performance.now() - begun).toBeLessThan(5000);
});

describe('a file that is no database of DNA is refused with what to do', () => {
  const fileOf = (content: string | Uint8Array, name = 'study.dna'): string => {
    const file = path.join(tempFolder(), name);
    fs.writeFileSync(file, content);
    return file;
  };

  it.each([
    [
      'the XML of DNA 1',
      () => fileOf('\ufeff<?xml version="1.0"?><discourse/>'),
      /DNA 1 .* Import it into DNA 2/,
    ],
    ['something else', () => fileOf('hello'), /no database/],
    ['an empty file', () => fileOf(''), /no database/],
    [
      'a project of ours',
      () => {
        const file = path.join(tempFolder(), 'study.dna');
        closeFile(createFile(file));
        return file;
      },
      /project of Claimbook/,
    ],
    [
      'a database of another program',
      () => {
        const file = path.join(tempFolder(), 'study.dna');
        spoil(file, 'CREATE TABLE moz_places (id INTEGER); CREATE TABLE SETTINGS (a)');
        return file;
      },
      /another program.*SETTINGS has no Property/,
    ],
  ])('%s', async (_name, make, message) => {
    const file = make();
    expect(recogniseDna(file)).toBe(1);
    await expect(read(file)).rejects.toThrow(message);
    await expect(read(file)).rejects.toBeInstanceOf(ReadProblem);
  });

  it.each([
    ['of a newer version', "UPDATE SETTINGS SET Value = '4.0' WHERE Property = 'version'", /of DNA 4.0/],
    ['without a table', 'DROP TABLE DATALONGTEXT', /DATALONGTEXT is missing/],
    [
      'with a view in place of a table',
      'DROP TABLE DATALONGTEXT; CREATE VIEW DATALONGTEXT AS SELECT 1 AS StatementId, 1 AS VariableId, 2 AS Value',
      /DATALONGTEXT is missing/,
    ],
    ['with a number beyond all numbers', 'UPDATE DOCUMENTS SET Date = 9223372036854775807', null],
  ])('one %s', async (_name, sql, message) => {
    const file = await writtenFile();
    spoil(file, sql);
    if (message) await expect(read(file)).rejects.toThrow(message);
    else expect((await read(file)).all('article')).toMatchObject([{ date: null }]);
  });

  it('one that is cut off', async () => {
    const file = await writtenFile();
    fs.truncateSync(file, fs.statSync(file).size / 2);
    await expect(read(file)).rejects.toThrow(/damaged/);
    await expect(read(file)).rejects.toBeInstanceOf(ReadProblem);
  });
});

test('a file is recognised by its tables, whatever it is called, and stays as it is', async () => {
  const file = await writtenFile('study.db');
  const before = fs.readFileSync(file);
  expect(recogniseDna(file)).toBe(3);
  await read(file);
  expect(fs.readFileSync(file).equals(before)).toBe(true);
  expect(fs.readdirSync(path.dirname(file))).toEqual(['study.db']);
});

test('what another program has written but not put into the file yet is read too', async () => {
  const file = await writtenFile();
  const db = new Database(file);
  onTestFinished(() => {
    db.close();
  });
  db.pragma('journal_mode = WAL');
  db.exec("UPDATE DOCUMENTS SET Title = 'Renamed'");
  expect((await read(file)).all('article')).toMatchObject([{ title: 'Renamed' }]);
});

test('triggers of a file do nothing', async () => {
  const file = await writtenFile();
  spoil(file, 'CREATE TRIGGER evil AFTER UPDATE ON DOCUMENTS BEGIN DELETE FROM STATEMENTS; END');
  expect((await read(file)).all('annotation')).toHaveLength(1);
});

test('the schema refuses what DNA would', () => {
  const db = new Database(':memory:');
  onTestFinished(() => {
    db.close();
  });
  db.exec(dnaSchema);
  const refused = [
    `INSERT INTO CODERS (ID, Name, Password) VALUES (1, '${'x'.repeat(191)}', '')`,
    "INSERT INTO CODERS (ID, Name, Password, Red) VALUES (1, 'A', '', 256)",
    "INSERT INTO CODERS (ID, Name) VALUES (1, 'A')",
    'INSERT INTO STATEMENTS (ID, Start, Stop) VALUES (1, 3, 3)',
    "INSERT INTO VARIABLES (ID, Variable, DataType) VALUES (1, 'a', 'date')",
    'INSERT INTO CODERRELATIONS (ID, Coder, OtherCoder) VALUES (1, 1, 1)',
  ];
  for (const sql of refused) expect(() => db.exec(sql), sql).toThrow(/constraint failed/);
});
