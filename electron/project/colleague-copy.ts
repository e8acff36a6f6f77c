/**
 * Writes a copy of the project for a colleague. It is made of a snapshot, so the project itself is only ever read;
 * what is left out is deleted from the snapshot and the rest written anew by `VACUUM INTO`, so that not a byte of it
 * is in the copy.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { emptyChange } from '../../shared/changes';
import { copyLabel, type CopyReport, type CopyRequest, keepsHistory } from '../../shared/colleague-copy';
import { recordTypes } from '../../shared/records';
import { FailureError } from '../../shared/result';
import { closeFile, failureOf, openForReading, type ReadableDb } from '../db/open';
import { readProject } from '../db/project';
import { annotationsSeen } from '../db/sight';
import { breathe, writeSafely } from '../exchange/write-safely';
import type { JobControls } from './jobs';

const countOf = (db: Database.Database, table: string): number =>
  db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

/**
 * @param db the project, which is only read
 * @param target where nothing is yet, or no project
 * @param now ISO 8601 in UTC
 * @throws FailureError `refused` for a target that is a project or a folder, `disk-full`, `read-only`, `cancelled`
 */
export async function writeColleagueCopy(
  db: ReadableDb,
  target: string,
  request: CopyRequest,
  now: string,
  { signal, progress }: JobControls,
): Promise<CopyReport> {
  const isWhole = keepsHistory(request);
  const steps = isWhole ? 2 : 3;
  // What is told of the work of others is what may be seen of it.
  const annotations = countOf(db, annotationsSeen(db));
  return writeSafely(target, 'file', async (part) => {
    progress(0, steps, 'Reading the project');
    await breathe(signal);
    if (isWhole) vacuumInto(db, part);
    else
      await writePart(db, part, request, now, async () => {
        progress(1, steps, 'Leaving out what stays here');
        await breathe(signal);
      });
    progress(steps - 1, steps, 'Checking the copy');
    await breathe(signal);
    const copy = openForReading(part);
    try {
      const kept = countOf(copy, 'annotation');
      progress(steps, steps, 'Done');
      return {
        fileName: path.basename(target),
        bytes: fs.statSync(part).size,
        articles: countOf(copy, 'article'),
        annotations: Math.min(kept, annotations),
        leftOut: Math.max(0, annotations - kept),
        lines: isWhole ? countOf(copy, 'change') : 0,
      };
    } finally {
      closeFile(copy);
    }
  });
}

function vacuumInto(db: Database.Database, file: string): void {
  try {
    db.prepare('VACUUM INTO ?').run(file);
  } catch (error) {
    throw new FailureError(failureOf(error, 'copying the project'));
  }
}

async function writePart(
  db: ReadableDb,
  part: string,
  request: CopyRequest,
  now: string,
  between: () => Promise<void>,
): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-share-'));
  try {
    const file = path.join(folder, 'snapshot.claimbook');
    vacuumInto(db, file);
    await between();
    const snapshot = new Database(file);
    try {
      leaveOut(snapshot, request, now);
      vacuumInto(snapshot, part);
    } finally {
      snapshot.close();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes out of a private snapshot what is not to go along. @throws Error where something is left that hangs loose */
function leaveOut(db: Database.Database, request: CopyRequest, now: string): void {
  db.pragma('foreign_keys = OFF');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec('BEGIN');
  if (!request.others) leaveOutOthers(db, request.coderId);
  if (!request.notes) leaveOutNotes(db);
  startHistoryAnew(db, now);
  // What another program said of a record goes where the record does, also where it went long ago.
  for (const type of recordTypes)
    db.prepare(
      `DELETE FROM foreign_id WHERE record_type = ? AND record_id NOT IN (SELECT id FROM ${type})`,
    ).run(type);
  db.exec('COMMIT');
  const loose = db.pragma('foreign_key_check') as { table: string }[];
  if (loose.length > 0)
    throw new Error(
      `${loose.length} rows of a copy refer to what is not in it, the first in ${loose[0]!.table}`,
    );
}

/** Coders stay, as do articles drawn for double coding: their names are no work, and who codes has to know them. */
function leaveOutOthers(db: Database.Database, coderId: string | null): void {
  const kept = `(SELECT id FROM coder WHERE id = :coderId OR (role = 'again' AND of_coder_id = :coderId))`;
  for (const table of ['annotation', 'reading'])
    db.prepare(`DELETE FROM ${table} WHERE coder_id NOT IN ${kept}`).run({ coderId });
  db.exec(`DELETE FROM span WHERE annotation_id NOT IN (SELECT id FROM annotation);
    DELETE FROM attribute_value WHERE annotation_id NOT IN (SELECT id FROM annotation)
      OR target_annotation_id NOT IN (SELECT id FROM annotation);
    DELETE FROM adjudication_part;
    DELETE FROM adjudication;
    DELETE FROM question;
    DELETE FROM merge;`);
}

function leaveOutNotes(db: Database.Database): void {
  db.exec(`UPDATE annotation SET note = '', review = '' WHERE note <> '' OR review <> '';
    UPDATE article SET note = '' WHERE note <> '';
    UPDATE actor SET note = '' WHERE note <> '';
    UPDATE adjudication SET note = '' WHERE note <> '';
    UPDATE foreign_id SET extra = '' WHERE extra <> '';`);
}

/**
 * The past is one line, which bears the id of the newest line of the original: so a later merge knows up to where
 * both are the same. Merges stay where others' work does, since they tell the same of third files; their questions
 * hold what records said once, and go.
 */
function startHistoryAnew(db: Database.Database, now: string): void {
  const id = db.prepare('SELECT id FROM change ORDER BY seq DESC LIMIT 1').pluck().get() as
    string | undefined;
  const { name } = readProject(db as ReadableDb);
  db.exec(`DELETE FROM question; DELETE FROM change_subject; DELETE FROM change;
    UPDATE import SET report = '' WHERE report <> '';`);
  if (id === undefined) return;
  db.prepare(
    `INSERT INTO change (seq, id, at, coder_id, label, kind, origin_seq, article_id, diff)
     VALUES (1, ?, ?, NULL, ?, 'do', NULL, NULL, ?)`,
  ).run(id, now, copyLabel(name), JSON.stringify(emptyChange()));
}
