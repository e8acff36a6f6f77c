/** Reads a broken dataset into a project, and says what must not be: the law that fuzzing holds every reader to. */
import fs from 'node:fs';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import type { WritableDb } from '../../electron/db/open';
import { statement } from '../../electron/db/statement';
import { columnsOf, toRow } from '../../electron/db/tables';
import { readDataset } from '../../electron/exchange/read-dataset';
import { ownOf } from '../../electron/project/own-records';
import { adopt, type Adoption } from '../../shared/formats/adopt';
import type { Dataset } from '../../shared/formats/dataset';
import { DatasetBuilder } from '../../shared/formats/dataset-builder';
import { Losses } from '../../shared/formats/losses';
import { ReadProblem } from '../../shared/read-problem';
import { recordSchemas } from '../../shared/records';
import { sha256, timeOf } from './any-dataset';
import { projectOf } from './dataset-file';
import { mutatedText } from './dataset-mutations';
import { mutated, picker } from './mutations';
import { idMaker } from './round-trip';

/** A sound dataset as files: by their names, or one alone. */
export interface SampleDataset {
  format: string;
  /** What it is called on the disk: a folder where it has no ending. */
  name: string;
  files: ReadonlyMap<string, Uint8Array>;
}

/** Milliseconds that reading a small dataset may take. */
const slowest = 4_000;

/** The files with one of them broken: in its own words mostly, and else as mere bytes. */
export function brokenFiles({ files }: SampleDataset, seed: number): Map<string, Uint8Array> {
  if (seed === 0) return new Map(files);
  const pick = picker(seed);
  const names = [...files.keys()];
  const broken = new Map(files);
  for (let count = 1 + pick(3); count > 0; count--) {
    const name = names[pick(names.length)]!;
    const bytes = broken.get(name)!;
    const isText = !Buffer.from(bytes).includes(0);
    broken.set(
      name,
      isText && pick(5) > 0
        ? Buffer.from(mutatedText(name, Buffer.from(bytes).toString(), seed + count))
        : mutated(bytes, seed + count),
    );
  }
  return broken;
}

/** A project into which broken datasets are taken, each for a moment only. */
export interface FuzzProject {
  folder: string;
  db: WritableDb;
}

export function fuzzProject(folder: string): FuzzProject {
  // What it has already is met by what comes in: a code, an article, and who has read it.
  const builder = new DatasetBuilder({
    format: 'made-up',
    losses: new Losses(),
    now: timeOf(0),
    newId: idMaker(0xa00000),
    sha256,
  });
  const coderId = builder.coder({ name: 'Zoë' });
  const codeId = builder.code({ name: 'Taxes', kind: 'claim' });
  builder.attribute({ codeId, name: 'Taxes', kind: 'text' });
  const articleId = builder.article({ title: 'Taxes', text: 'Nobody spoke.' })!;
  builder.annotation({ articleId, codeId, coderId, ranges: [{ start: 0, end: 6 }] });
  builder.reading({ articleId, coderId, state: 'done' });
  builder.project('Fuzz');
  return { folder, db: projectOf(builder.build(), folder) as WritableDb };
}

const adoptionOf = (db: WritableDb, dataset: Dataset, format: string): Adoption =>
  adopt(dataset, format, ownOf(db, format), {}, { now: timeOf(0), newId: uuid }, new Losses());

function takeIn(db: WritableDb, { change, bodies }: Adoption): void {
  for (const record of change.added) {
    const whole = record.type === 'article' ? { ...record, ...bodies.get(record.id) } : record;
    recordSchemas[record.type].parse(whole);
    const columns = columnsOf(record.type).map(({ column }) => column);
    statement(
      db,
      `INSERT INTO ${record.type} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ).run(toRow(whole));
  }
}

/** @returns why the reading was wrong, as a sentence; null when it was right */
export async function faultOfDataset(
  { folder, db }: FuzzProject,
  sample: SampleDataset,
  seed: number,
): Promise<string | null> {
  const place = path.join(folder, `${seed}-${sample.name}`);
  const isFolder = path.extname(sample.name) === '';
  for (const [name, bytes] of brokenFiles(sample, seed)) {
    const file = isFolder ? path.join(place, name) : place;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, bytes);
  }
  const started = performance.now();
  let fault: string | null = null;
  try {
    const { dataset } = await readDataset({ path: place, format: sample.format, options: {}, articles: [] });
    db.exec('BEGIN');
    takeIn(db, adoptionOf(db, dataset, sample.format));
    fault = faultIn(db);
  } catch (error) {
    if (!(error instanceof ReadProblem))
      fault = `it threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    else if (!/[.!”]$/.test(error.message)) fault = `its refusal is no sentence: ${error.message}`;
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
    fs.rmSync(place, { recursive: true, force: true });
  }
  const time = performance.now() - started;
  return fault ?? (time > slowest ? `it took ${Math.round(time)} ms` : null);
}

const circle = (table: string): string => `
  WITH RECURSIVE up(id, above, steps) AS (
    SELECT id, parent_id, 1 FROM ${table} WHERE parent_id IS NOT NULL
    UNION ALL SELECT up.id, ${table}.parent_id, steps + 1 FROM up JOIN ${table} ON ${table}.id = up.above
      WHERE ${table}.parent_id IS NOT NULL AND steps < 100)
  SELECT id FROM up WHERE id = above`;

/** What no project may hold, whatever was read into it, and the query that finds it. */
const laws: readonly (readonly [what: string, sql: string])[] = [
  ['a code that is above itself', circle('code')],
  ['a concept that is above itself', circle('concept')],
  [
    'a value that is not of its annotation, or not of its attribute',
    `SELECT v.id FROM attribute_value AS v JOIN annotation ON annotation.id = annotation_id
       JOIN attribute ON attribute.id = v.attribute_id LEFT JOIN choice ON choice.id = choice_id
     WHERE attribute.code_id <> annotation.code_id OR choice.attribute_id <> v.attribute_id
       OR attribute.kind <> CASE WHEN v.text IS NOT NULL THEN 'text' WHEN v.number IS NOT NULL THEN 'number'
         WHEN v.date IS NOT NULL THEN 'date' WHEN choice_id IS NOT NULL THEN 'choice' WHEN actor_id IS NOT NULL THEN 'actor'
         WHEN concept_id IS NOT NULL THEN 'concept' ELSE 'annotation' END`,
  ],
  [
    'a span that ends outside its text',
    `SELECT span.id FROM span JOIN annotation ON annotation.id = annotation_id JOIN article ON article.id = article_id
     WHERE end_offset > text_length`,
  ],
];

const times =
  'SELECT created_at FROM coder UNION SELECT created_at FROM article UNION SELECT created_at FROM annotation UNION SELECT changed_at FROM reading';

function faultIn(db: WritableDb): string | null {
  for (const [what, sql] of laws) {
    const found = db.prepare(sql).pluck().get() as string | undefined;
    if (found !== undefined) return `the project has ${what}: ${found}`;
  }
  for (const time of db.prepare(times).pluck().all() as string[])
    if (Number.isNaN(Date.parse(time))) return `what should be a time is none: ${time.slice(0, 100)}`;
  for (const { text, sum } of statement(db, 'SELECT text, text_sha256 AS sum FROM article').all() as {
    text: string;
    sum: string;
  }[])
    if (sha256(text) !== sum) return 'a text is not the one of its checksum';
  const [dangling] = db.pragma('foreign_key_check') as { table: string; parent: string }[];
  return dangling ? `a row of ${dangling.table} refers to a ${dangling.parent} that is not there` : null;
}
