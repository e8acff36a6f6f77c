/** The calls about codebooks as a whole: templates, files, and bringing one into the project. */
import path from 'node:path';
import type { CodebookSource, Handlers } from '../../shared/api';
import { type Codebook, type CodebookRecords, codebookOf } from '../../shared/codebook';
import { applyCodebook, planCodebook } from '../../shared/commands-codebook';
import { ok } from '../../shared/result';
import { countsByCode } from '../db/code-use';
import { listAttributes, listChoices, listCodes } from '../db/codes';
import type { ReadableDb } from '../db/open';
import { readProject } from '../db/project';
import { type Session, openedProject } from './session';
import {
  listTemplates,
  readCodebookFile,
  readTemplate,
  removeTemplate,
  saveTemplate,
  writeCodebookFile,
} from './template-store';
import { write } from './write';

type CodebookHandlers = Pick<Handlers, Extract<keyof Handlers, `codebook.${string}`>>;

const recordsIn = (db: ReadableDb): CodebookRecords => ({
  codes: listCodes(db),
  attributes: listAttributes(db),
  choices: listChoices(db),
});

const readSource = (session: Session, source: CodebookSource): Codebook =>
  'templateId' in source
    ? readTemplate(session.options.profileFolder, source.templateId)
    : readCodebookFile(session.grants.pathOf(source.token));

export const codebookHandlers = (session: Session): CodebookHandlers => ({
  'codebook.templates': () => ok(listTemplates(session.options.profileFolder)),

  'codebook.saveTemplate': async ({ name, description, replace }) => {
    const book = codebookOf(recordsIn(openedProject(session).db), { name, description });
    return ok(await saveTemplate(session.options.profileFolder, book, replace));
  },

  'codebook.removeTemplate': ({ templateId }) => {
    removeTemplate(session.options.profileFolder, templateId);
    return ok(null);
  },

  'codebook.exportFile': async ({ token }) => {
    const { db } = openedProject(session);
    const file = session.grants.pathOf(token);
    const records = recordsIn(db);
    const { name, description } = readProject(db);
    await writeCodebookFile(file, codebookOf(records, { name, description }));
    return ok({ fileName: path.basename(file), codes: records.codes.length });
  },

  'codebook.plan': ({ source }) => {
    const { db } = openedProject(session);
    const { now, newId } = session.options;
    const env = { now: now(), newId, coderId: '' };
    return ok(planCodebook(readSource(session, source), recordsIn(db), env).plan);
  },

  'codebook.apply': ({ source }) => {
    const book = readSource(session, source);
    return write(session, (db, env) => applyCodebook(book, recordsIn(db), env));
  },

  'codebook.counts': () => ok(countsByCode(openedProject(session).db)),
});
