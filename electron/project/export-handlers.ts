/** The calls that write datasets, and the cancelling of long work. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Handlers } from '../../shared/api';
import { FailureError, ok } from '../../shared/result';
import { closeFile, failureOf, openForReading, type ReadableDb } from '../db/open';
import { type Exporter, exporters } from '../exchange/registry';
import { type Session, openedProject } from './session';

type ExportHandlers = Pick<Handlers, Extract<keyof Handlers, `export.${string}`> | 'job.cancel'>;

/** @throws FailureError `invalid-input` naming the formats that there are */
function exporterOf(format: string): Exporter {
  const found = exporters.find(({ id }) => id === format);
  if (found) return found;
  const known = exporters.map(({ id }) => id).join(', ');
  throw new FailureError({
    code: 'invalid-input',
    message: `There is no export format “${format}”. Choose one of: ${known}.`,
  });
}

/**
 * Runs work on the project as it is now: on a private copy, so that what is tagged meanwhile is either
 * wholly in the dataset or not at all. A project that cannot be written is read where it lies.
 */
async function onSnapshot<T>(session: Session, work: (db: ReadableDb) => Promise<T>): Promise<T> {
  const { db, writable } = openedProject(session);
  if (!writable) return work(db);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-export-'));
  try {
    const file = path.join(folder, 'snapshot.claimbook');
    try {
      db.prepare('VACUUM INTO ?').run(file);
    } catch (error) {
      throw new FailureError(failureOf(error, 'exporting'));
    }
    const snapshot = openForReading(file);
    try {
      return await work(snapshot);
    } finally {
      closeFile(snapshot);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export const exportHandlers = (session: Session): ExportHandlers => ({
  'export.plan': (request) => ok(exporterOf(request.format).plan(openedProject(session).db, request)),

  'export.run': ({ jobId, token, request }) => {
    const exporter = exporterOf(request.format);
    const target = session.grants.pathOf(token);
    return session.jobs.run(jobId, (controls) =>
      onSnapshot(session, async (db) =>
        ok({ ...(await exporter.run(db, request, target, controls)), token }),
      ),
    );
  },

  'job.cancel': ({ jobId }) => {
    session.jobs.cancel(jobId);
    return ok(null);
  },
});
