/** The calls that write datasets, and the cancelling of long work. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ExportRequest, Handlers } from '../../shared/api';
import { type Loss, type LossReport, Losses, reportInWords } from '../../shared/formats/losses';
import { isEverything } from '../../shared/formats/selection';
import { FailureError, ok } from '../../shared/result';
import { closeFile, failureOf, openForReading, type ReadableDb } from '../db/open';
import { exporters } from '../exchange/exporters';
import type { Exporter } from '../exchange/registry';
import { applySelection } from '../exchange/selection';
import { writeSafely } from '../exchange/write-safely';
import { type Session, openedProject } from './session';

type ExportHandlers = Pick<Handlers, Extract<keyof Handlers, `export.${string}`> | 'job.cancel'>;

/** @throws FailureError `invalid-input` naming the formats that there are */
function exporterOf(format: string): Exporter {
  const found = exporters.find(({ info }) => info.id === format);
  if (found) return found;
  const known = exporters.map(({ info }) => info.id).join(', ');
  throw new FailureError({
    code: 'invalid-input',
    message: `There is no export format “${format}”. Choose one of: ${known}.`,
  });
}

/**
 * Runs work on the chosen part of the project as it is now: on a private copy, so that what is tagged meanwhile
 * is either wholly in the dataset or not at all. A project that cannot be written is read where it lies, unless only
 * a part of it is to go out.
 * @param work is told what the choice itself has cost
 */
async function onSnapshot<T>(
  session: Session,
  { selection }: ExportRequest,
  work: (db: ReadableDb, losses: Loss[]) => Promise<T>,
): Promise<T> {
  const { db, writable } = openedProject(session);
  const { curtains } = session.sight;
  if (!writable && isEverything(selection) && curtains.size === 0) return work(db, []);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-export-'));
  try {
    const file = path.join(folder, 'snapshot.claimbook');
    const losses = new Losses();
    try {
      db.prepare('VACUUM INTO ?').run(file);
      if (!isEverything(selection) || curtains.size > 0) applySelection(file, selection, losses, curtains);
    } catch (error) {
      throw new FailureError(failureOf(error, 'exporting'));
    }
    const snapshot = openForReading(file);
    try {
      return await work(snapshot, losses.report('', 'out').losses);
    } finally {
      closeFile(snapshot);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws FailureError `invalid-input` */
function refuseWithoutText({ info, needsText }: Exporter, { selection }: ExportRequest): void {
  if (!needsText || selection.text === 'full' || selection.text === 'scrambled') return;
  throw new FailureError({
    code: 'invalid-input',
    message: `${info.name} places annotations within the texts of articles, so these cannot be left out. Let them be scrambled, or choose a format of tables. Nothing was written.`,
  });
}

/** The report lies beside the export, as data and in words; one of an earlier export does not stay there. */
async function storeReport(target: string, report: LossReport): Promise<void> {
  const files = [
    [`${target}.loss.json`, `${JSON.stringify(report, null, 2)}\n`],
    [`${target}.loss.txt`, reportInWords(report)],
  ] as const;
  for (const [file, words] of files) {
    if (report.losses.length === 0) fs.rmSync(file, { force: true });
    else await writeSafely(file, 'file', (part) => fs.promises.writeFile(part, words));
  }
}

export const exportHandlers = (session: Session): ExportHandlers => ({
  'export.formats': () => ok(exporters.map(({ info, needsText }) => ({ ...info, needsText }))),

  'export.plan': (request) => {
    const exporter = exporterOf(request.format);
    const files = exporter.plan(openedProject(session).db, request);
    // How much of a part there is shows when it has been taken out.
    const isWhole = isEverything(request.selection) && session.sight.curtains.size === 0;
    return ok({
      format: request.format,
      extension: exporter.extension?.(request) ?? exporter.info.extensions[0] ?? null,
      files: isWhole ? files : files.map((file) => ({ ...file, rows: null })),
    });
  },

  'export.dryRun': ({ jobId, request }) => {
    const exporter = exporterOf(request.format);
    refuseWithoutText(exporter, request);
    return session.jobs.run(jobId, (controls) =>
      onSnapshot(session, request, async (db, losses) =>
        ok({
          format: request.format,
          direction: 'out' as const,
          losses: [...losses, ...(await exporter.dryRun(db, request, controls))],
        }),
      ),
    );
  },

  'export.run': ({ jobId, token, request }) => {
    const exporter = exporterOf(request.format);
    refuseWithoutText(exporter, request);
    const target = session.grants.pathOf(token);
    return session.jobs.run(jobId, (controls) =>
      onSnapshot(session, request, async (db, chosen) => {
        const { files, losses } = await exporter.run(db, request, target, controls);
        const all = [...chosen, ...losses];
        await storeReport(target, { format: request.format, direction: 'out', losses: all });
        return ok({ files, losses: all, token });
      }),
    );
  },

  'job.cancel': ({ jobId }) => {
    session.jobs.cancel(jobId);
    return ok(null);
  },
});
