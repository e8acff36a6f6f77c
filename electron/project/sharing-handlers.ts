/** The calls about sharing the project file. */
import type { Handlers } from '../../shared/api';
import { FailureError, ok } from '../../shared/result';
import { workIn } from '../db/work';
import { writeColleagueCopy } from './colleague-copy';
import { type Session, openedProject } from './session';

export const sharingHandlers = (session: Session): Pick<Handlers, 'copy.run' | 'file.work'> => ({
  'copy.run': ({ jobId, token, request }) => {
    const { db } = openedProject(session);
    const target = session.grants.pathOf(token);
    const { coderId, others } = request;
    if (!others && coderId !== null && !db.prepare('SELECT 1 FROM coder WHERE id = ?').get(coderId))
      throw new FailureError({
        code: 'not-found',
        message:
          'The coder whose work is to go along is not in this project. Choose another; nothing was written.',
      });
    return session.jobs.run(jobId, async (controls) =>
      ok(await writeColleagueCopy(db, target, request, session.options.now(), controls)),
    );
  },

  'file.work': () => {
    const { db, path } = openedProject(session);
    return ok(workIn(db, path));
  },
});
