/** The calls about the project as a whole: opening and closing, what it is called. */
import type { Handlers } from '../../shared/api';
import { updateProject } from '../../shared/commands';
import { ok } from '../../shared/result';
import { applyChange } from '../db/apply-change';
import { readProject } from '../db/project';
import { sampleChange } from '../exchange/sample';
import { restoreBackup } from './backup';
import { createProject, type OpenProject, openProject } from './open-project';
import { rebuildProject } from './rebuild-project';
import { type HostOptions, type Session, adopt, closeProject, isOwnFile, snapshotOf } from './session';
import { readTemplate } from './template-store';
import { write } from './write';

type ProjectHandlers = Pick<Handlers, Extract<keyof Handlers, `project.${string}`>>;

/** Fills a new project with the sample articles, so that there is something to look at and to try. */
function addSample({ writable, coderId }: OpenProject, { now, newId }: HostOptions): void {
  if (!writable || coderId === null) throw new Error('a project that was made just now cannot be written');
  const env = { now: now(), newId, coderId };
  for (const { label, change } of sampleChange(env, writable)) {
    applyChange(writable, change, { id: newId(), at: env.now, coderId: null, label });
  }
}

/** A new project with the sample articles. @throws FailureError; then nothing stays open */
function withSample(project: OpenProject, options: HostOptions): OpenProject {
  try {
    addSample(project, options);
    return project;
  } catch (error) {
    project.close();
    throw error;
  }
}

export const projectHandlers = (session: Session): ProjectHandlers => ({
  'project.create': async ({ token, name, coderName, sample, templateId }) => {
    const file = session.grants.projectOf(token);
    const codebook = readTemplate(session.options.profileFolder, sample ? 'claims' : templateId);
    if (isOwnFile(session, file)) await closeProject(session);
    // What cannot be made must not cost the project that is open.
    const project = createProject(file, { name, coderName }, session.options, codebook);
    return ok(await adopt(session, sample ? withSample(project, session.options) : project, coderName));
  },

  'project.rebuild': async ({ jobId, token, sourceToken, coderName }) => {
    const file = session.grants.projectOf(token);
    const source = session.grants.pathOf(sourceToken);
    // It takes the place of the open project only when the job is over: closing that ends all jobs.
    const { project, misfits } = await session.jobs.run(jobId, (job) =>
      rebuildProject(file, source, coderName, session.options, job),
    );
    return ok({ snapshot: await adopt(session, project, coderName), misfits });
  },

  'project.open': async ({ token, mode, coderName }) => {
    const file = session.grants.projectOf(token);
    // Opened again, the file would be found locked by ourselves.
    if (isOwnFile(session, file)) await closeProject(session);
    const project = openProject(file, mode, coderName, session.options, session.suspect === file);
    return ok(await adopt(session, project, coderName));
  },

  'project.restore': async ({ token, backupId }) => {
    const file = session.grants.projectOf(token);
    if (isOwnFile(session, file)) await closeProject(session);
    const { profileFolder, now } = session.options;
    return ok({ keptAs: restoreBackup(profileFolder, file, backupId, now()) });
  },

  'project.close': async () => {
    await closeProject(session);
    return ok(null);
  },

  'project.look': () => ok(snapshotOf(session)),

  'project.update': (input) => write(session, (db) => updateProject(readProject(db), input)),
});
