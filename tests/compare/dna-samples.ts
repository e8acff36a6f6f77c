/** Reads the sample database of Discourse Network Analyzer, and compares the schema that we write with its own. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { v7 as newId } from 'uuid';
import { readDna, recogniseDna, writeDna } from '../../electron/exchange/dna';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { dnaFormat } from '../../shared/formats/dna';
import { dnaTableNames } from '../../shared/formats/dna-tables';
import { Losses } from '../../shared/formats/losses';
import { brokenInvariants } from '../support/dna-invariants';
import { usualOptions } from '../support/round-trip';
import type { SampleCheck } from './sample-check';

const now = new Date().toISOString();
const breathe = async (): Promise<void> => undefined;
const builderOf = (): DatasetBuilder =>
  new DatasetBuilder({
    format: 'dna',
    losses: new Losses(),
    now,
    newId,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  });

/** Names and types of the columns of each table. */
export function columnsOf(db: Database.Database): string {
  return dnaTableNames
    .map((table) => {
      const columns = db.pragma(`table_info(${table})`) as { name: string; type: string }[];
      return `${table}(${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`;
    })
    .join('\n');
}

/** Facts of the sample, as its list of contents gives them; the Admin, who coded nothing, and three entities for nothing are no records. */
const expected = {
  recognised: 'yes',
  documents: 7,
  statements: 41,
  coders: 3,
  'statement types': 3,
  'variables but for the note': 10,
  'entities with a name': 20,
  booleans: 40,
  'short texts that say something': 120,
  notes: 1,
  regexes: 6,
  mismatches: 0,
};

export async function check(samplesFolder: string): Promise<SampleCheck[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'dna-samples-'));
  try {
    return await checkIn(folder, path.join(samplesFolder, 'dna'));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function checkIn(folder: string, samples: string): Promise<SampleCheck[]> {
  const sample = path.join(samples, 'dna3_sample.dna');
  const options = usualOptions(dnaFormat);
  const builder = builderOf();
  await readDna(sample, builder, options, breathe);
  const values = builder.all('attribute_value');
  const { losses } = builder.losses.report('dna', 'in');
  const countOf = (severity: string): number =>
    losses.filter((one) => one.severity === severity).reduce((sum, { count }) => sum + count, 0);
  const facts = {
    recognised: recogniseDna(sample) === 3 ? 'yes' : 'no',
    documents: builder.all('article').length,
    statements: builder.all('annotation').length,
    coders: builder.all('coder').length,
    'statement types': builder.all('code').length,
    'variables but for the note': builder.all('attribute').length,
    'entities with a name': builder.all('actor').length + builder.all('concept').length,
    booleans: values.filter(({ choiceId }) => choiceId !== null).length,
    'short texts that say something': values.filter((one) => one.actorId ?? one.conceptId).length,
    notes: builder.all('annotation').filter(({ note }) => note !== '').length,
    regexes: countOf('dropped'),
    mismatches: countOf('mismatch'),
  };
  const again = path.join(folder, 'again.dna');
  const tools = { losses: new Losses(), options, now, newId, name: 'again' };
  await writeDna(builder.build(), tools, again, breathe);
  const [theirs, ours] = [new Database(sample, { readonly: true }), new Database(again, { readonly: true })];
  const [from, to] = [new Database(':memory:'), new Database(':memory:')];
  try {
    from.exec(fs.readFileSync(path.join(samples, 'dna3_schema_from_sample.sql'), 'utf8'));
    to.exec(
      (ours.prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL').pluck().all() as string[]).join(
        ';',
      ),
    );
    const rows = (db: Database.Database, sql: string): string[] =>
      db
        .prepare(sql)
        .all()
        .map((row) => JSON.stringify(row));
    const same = (what: string, sql: string): SampleCheck => {
      const [expectedRows, foundRows] = [rows(theirs, sql), rows(ours, sql)];
      const other = foundRows.find((row, at) => row !== expectedRows[at]);
      return {
        file: `dna3_sample.dna, read and written again: ${what}`,
        expected: `${expectedRows.length} rows`,
        found: `${foundRows.length} rows${other === undefined ? '' : `, this not as it was: ${other}`}`,
      };
    };
    return [
      ...Object.entries(expected).map(([what, count]) => ({
        file: `dna3_sample.dna: ${what}`,
        expected: String(count),
        found: String(facts[what as keyof typeof facts]),
      })),
      { file: 'dna3_schema_from_sample.sql: columns', expected: columnsOf(from), found: columnsOf(to) },
      {
        file: 'dna3_sample.dna, read and written again',
        expected: '',
        found: brokenInvariants(again).join(),
      },
      same('statements', 'SELECT * FROM STATEMENTS ORDER BY ID'),
      same('documents', 'SELECT * FROM DOCUMENTS ORDER BY ID'),
      same('types', 'SELECT * FROM STATEMENTTYPES ORDER BY ID'),
      same('variables', 'SELECT * FROM VARIABLES ORDER BY ID'),
      same('entities', "SELECT * FROM ENTITIES WHERE Value <> '' ORDER BY ID"),
      same(
        'booleans',
        'SELECT StatementId, VariableId, Value FROM DATABOOLEAN ORDER BY StatementId, VariableId',
      ),
      same(
        'short texts',
        'SELECT StatementId, d.VariableId, Value FROM DATASHORTTEXT d JOIN ENTITIES ON ENTITIES.ID = Entity ORDER BY StatementId, d.VariableId',
      ),
      same('notes', 'SELECT StatementId, VariableId, Value FROM DATALONGTEXT ORDER BY StatementId'),
      same(
        'attributes that say something',
        `SELECT e.Value, AttributeVariable, AttributeValue FROM ATTRIBUTEVALUES v JOIN ENTITIES e ON e.ID = EntityId
         JOIN ATTRIBUTEVARIABLES a ON a.ID = AttributeVariableId WHERE AttributeValue <> '' ORDER BY e.ID, AttributeVariable`,
      ),
      same(
        'coders',
        `SELECT ID, Name, Red, Green, Blue, PermissionEditCoders FROM CODERS WHERE ID > 1 ORDER BY ID`,
      ),
      same('relations', 'SELECT Coder, OtherCoder, viewStatements FROM CODERRELATIONS ORDER BY 1, 2'),
    ];
  } finally {
    for (const db of [theirs, ours, from, to]) db.close();
  }
}
