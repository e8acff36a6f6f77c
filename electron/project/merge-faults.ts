/**
 * What is not as Claimbook writes it in a project file that someone sent. Its schema and pages are checked when it is
 * opened; this is about what the rows say: a damaged or tampered file can hold anything that its tables take. Each
 * fault has a mending that keeps what can be kept. A sound file has none, and is only read.
 */
import { isReadable } from '../../shared/question-contents';
import { partialDate } from '../../shared/record-fields';
import { recordSchemas, type RecordType, recordTypes } from '../../shared/records';
import { excerpt } from '../../shared/text';
import type { ReadableDb } from '../db/open';
import { readAll } from '../db/read';
import { columnsOf } from '../db/tables';
import { aRecord, type Fault, leftOut } from './merge-fault';
import { textFaults } from './merge-text-faults';

/** Rows that a query finds, which are left out. `example` is what names each. */
interface RowFault {
  table: RecordType;
  sql: string;
  message: string;
}

const rowFaults: readonly RowFault[] = [
  {
    table: 'annotation',
    sql: `SELECT rowid, note AS example FROM annotation
      WHERE NOT EXISTS (SELECT 1 FROM span WHERE annotation_id = annotation.id)`,
    message: 'An annotation marks no words; it was left out.',
  },
  {
    table: 'attribute_value',
    sql: `SELECT v.rowid, a.name AS example FROM attribute_value AS v
      CROSS JOIN attribute AS a ON a.id = v.attribute_id
      WHERE CASE a.kind WHEN 'text' THEN v.text WHEN 'number' THEN v.number WHEN 'date' THEN v.date
        WHEN 'choice' THEN v.choice_id WHEN 'actor' THEN v.actor_id WHEN 'concept' THEN v.concept_id
        ELSE v.target_annotation_id END IS NULL`,
    message: 'A value is of another kind than its field; it was left out.',
  },
  {
    table: 'attribute_value',
    sql: `SELECT v.rowid, choice.name AS example FROM attribute_value AS v
      CROSS JOIN choice ON choice.id = v.choice_id
      WHERE v.choice_id IS NOT NULL AND choice.attribute_id <> v.attribute_id`,
    message: 'A value is a choice of another field; it was left out.',
  },
  {
    table: 'attribute_value',
    sql: `SELECT v.rowid, a.name AS example FROM attribute_value AS v
      CROSS JOIN attribute AS a ON a.id = v.attribute_id
      CROSS JOIN annotation ON annotation.id = v.annotation_id
      WHERE a.code_id <> annotation.code_id`,
    message: 'A value answers what another code asks; it was left out.',
  },
  {
    table: 'attribute_value',
    sql: `SELECT max(rowid) AS rowid, example FROM (
        SELECT v.rowid, v.annotation_id, v.attribute_id, a.name AS example FROM attribute AS a
        CROSS JOIN attribute_value AS v ON v.attribute_id = a.id WHERE a.many = 0)
      GROUP BY annotation_id, attribute_id HAVING count(*) > 1`,
    message: 'A field that takes one value had several; the later ones were left out.',
  },
  {
    table: 'reading',
    sql: `SELECT max(rowid) AS rowid, state AS example FROM (SELECT rowid, * FROM reading NOT INDEXED)
      GROUP BY article_id, coder_id HAVING count(*) > 1`,
    message: 'An article was marked twice as read by one coder; one of the marks was left out.',
  },
  ...(['annotation', 'span', 'attribute_value', 'article'] as const).map((table): RowFault => ({
    table,
    sql: `SELECT rowid, substr(id, 1, 80) AS example FROM ${table} WHERE length(id) NOT BETWEEN 1 AND 64`,
    message: 'A record has an id that no record can have; it was left out.',
  })),
];

type Row = Record<string, unknown> & { rowid: number; example?: string | null };

const all = (db: ReadableDb, sql: string): Row[] => db.prepare(sql).all() as Row[];

/** Tables whose rows are many or long: queries check them as wholes. */
const largeTables: ReadonlySet<RecordType> = new Set([
  'annotation',
  'span',
  'attribute_value',
  'article',
  'import',
]);

/** Tables of some hundreds or thousands of rows, which are checked field by field. */
const smallTables = recordTypes.filter((type) => !largeTables.has(type));

/** What stands in for a field that is not right, where the record can be kept with it. */
const replacements: Readonly<Record<string, unknown>> = {
  color: '#888888',
  shortcut: null,
  date: null,
  fromDate: null,
  toDate: null,
};

/** @param rows the records with all of their columns */
function* recordFaults(db: ReadableDb, type: RecordType): Generator<Fault> {
  const schema = recordSchemas[type];
  const rowids = db.prepare(`SELECT rowid FROM ${type} WHERE id = ?`).pluck();
  for (const record of readAll(db, type)) {
    const checked = schema.safeParse(record);
    if (checked.success && (record.type !== 'question' || isReadable(record))) continue;
    const issues = checked.error?.issues ?? [];
    const fields = [...new Set(issues.map(({ path }) => String(path[0])))];
    const rowid = rowids.get(record.id) as number;
    const example = 'name' in record ? record.name : record.id;
    if (fields.length > 0 && fields.every((field) => field in replacements)) {
      const columns = columnsOf(type).filter(({ key }) => fields.includes(key));
      yield {
        table: type,
        rowid,
        set: Object.fromEntries(columns.map(({ key, column }) => [column, replacements[key]])),
        message: `${aRecord(type)} had a ${fields.join(' and a ')} that cannot be; it comes in without.`,
        example: excerpt(example, 80),
      };
    } else {
      yield leftOut(type, `${aRecord(type)} breaks the rules of a project file; it was left out.`, {
        rowid,
        example,
      });
    }
  }
}

/** The dates of values: few different ones, whatever the number of values. */
function* dateFaults(db: ReadableDb): Generator<Fault> {
  const dates = db.prepare('SELECT DISTINCT date FROM attribute_value WHERE date IS NOT NULL').pluck();
  for (const date of dates.all() as string[])
    if (!partialDate.safeParse(date).success)
      for (const row of db.prepare('SELECT rowid FROM attribute_value WHERE date = ?').all(date) as Row[])
        yield leftOut('attribute_value', 'A date that does not exist was left out.', {
          rowid: row.rowid,
          example: date,
        });
}

/** Trees that bite their own tail lose the link that closes the circle. */
function* circleFaults(db: ReadableDb): Generator<Fault> {
  for (const [table, column, what] of [
    ['code', 'parent_id', 'A code was its own ancestor'],
    ['concept', 'parent_id', 'A concept was its own ancestor'],
    ['article', 'copy_of_id', 'An article was a copy of itself'],
    ['coder', 'of_coder_id', 'A coder was the second round of itself'],
  ] as const) {
    const rows = all(
      db,
      `SELECT rowid, id, ${column} AS up, ${table === 'article' ? 'title' : 'name'} AS example
       FROM ${table} WHERE ${column} IS NOT NULL ORDER BY id`,
    );
    const ups = new Map(rows.map(({ id, up }) => [id, up]));
    /** Known to lead to a root. */
    const sound = new Set<unknown>();
    for (const { rowid, id, example } of rows) {
      const path = new Set<unknown>();
      let at: unknown = id;
      while (at !== undefined && !sound.has(at) && !path.has(at)) {
        path.add(at);
        at = ups.get(at);
      }
      if (at === id) {
        ups.delete(id);
        yield {
          table,
          rowid,
          set: { [column]: null },
          message: `${what}; the link was left out.`,
          example: excerpt(example ?? '', 80),
        };
      } else if (at === undefined || sound.has(at)) for (const one of path) sound.add(one);
    }
  }
}

/** Of two codes with one key the first keeps it. */
const keyFaults = (db: ReadableDb): Fault[] =>
  all(
    db,
    `SELECT rowid, name AS example FROM code AS c WHERE shortcut IS NOT NULL
     AND EXISTS (SELECT 1 FROM code WHERE shortcut = c.shortcut AND id < c.id)`,
  ).map(({ rowid, example }) => ({
    table: 'code',
    rowid,
    set: { shortcut: null },
    message: 'Two codes had one key; the second comes in without.',
    example: example ?? '',
  }));

/** Columns that may be empty: a reference to nothing is taken out there, elsewhere the row goes. */
const mayBeEmpty: ReadonlySet<string> = new Set([
  'parent_id',
  'target_code_id',
  'copy_of_id',
  'import_id',
  'of_coder_id',
  'answered_by_id',
]);

/** Rows that refer to rows that are not there. */
function* referenceFaults(db: ReadableDb): Generator<Fault> {
  const found = db.pragma('foreign_key_check') as {
    table: string;
    rowid: number;
    parent: string;
    fkid: number;
  }[];
  for (const { table, rowid, parent, fkid } of found) {
    // The tables of the history and of its index are not merged.
    if (!(table in recordSchemas)) continue;
    const keys = db.pragma(`foreign_key_list(${table})`) as { id: number; from: string }[];
    const column = keys.find(({ id }) => id === fkid)?.from ?? '';
    const isKept = mayBeEmpty.has(column);
    yield {
      table: table as RecordType,
      rowid,
      set: isKept ? { [column]: null } : null,
      message: `${aRecord(table)} refers to ${aRecord(parent).toLowerCase()} that is not in the file; ${isKept ? 'the reference' : 'it'} was left out.`,
      example: '',
    };
  }
}

/** The most of a project: records of these types are only looked up by ids of others. */
const bigTables = ['annotation', 'span', 'attribute_value'] as const;

/**
 * Records that have the id of another kind of record, in their file or in mine. Ids are made so that this never
 * happens by itself; the record comes in under another id.
 */
function* idFaults(db: ReadableDb, mine: ReadableDb, newId: () => string): Generator<Fault> {
  const types: readonly RecordType[] = ['article', ...smallTables];
  const known = new Map<string, RecordType>();
  for (const type of types)
    for (const id of mine.prepare(`SELECT id FROM ${type}`).pluck().all() as string[]) known.set(id, type);
  const isInBig = [db, mine].flatMap((file) =>
    bigTables.map((table) => file.prepare(`SELECT 1 FROM ${table} WHERE id = ?`)),
  );
  for (const type of types) {
    for (const { rowid, id } of db.prepare(`SELECT rowid, id FROM ${type}`).all() as {
      rowid: number;
      id: string;
    }[]) {
      const other = known.get(id);
      if ((other === undefined || other === type) && !isInBig.some((query) => query.get(id) !== undefined)) {
        known.set(id, type);
        continue;
      }
      const to = newId();
      yield {
        table: type,
        rowid,
        set: { id: to },
        renamed: { from: id, to },
        message: `${aRecord(type)} has the id of another kind of record; it comes in under a new one.`,
        example: id,
      };
    }
  }
}

/** What checking a file asks of the project that it is merged into. */
export interface Around {
  mine: ReadableDb;
  newId(): string;
}

/** All faults of a file, and null now and then, for whoever lets others have their turn. */
export function* faultsOf(db: ReadableDb, { mine, newId }: Around): Generator<Fault | null> {
  yield* referenceFaults(db);
  yield null;
  for (const type of smallTables) {
    yield* recordFaults(db, type);
    yield null;
  }
  for (const { table, sql, message } of rowFaults) {
    for (const row of all(db, sql)) yield leftOut(table, message, row);
    yield null;
  }
  yield* idFaults(db, mine, newId);
  yield null;
  yield* dateFaults(db);
  yield* circleFaults(db);
  yield* keyFaults(db);
  yield* textFaults(db);
}
