/** The calls about sharing the project file. */
import path from 'node:path';
import type { Handlers } from '../../shared/api';
import { placeInWords } from '../../shared/file-place';
import { FailureError, ok } from '../../shared/result';
import { workIn } from '../db/work';
import { writeColleagueCopy } from './colleague-copy';
import { copiesBeside, copiesKey, isSeen, noteSeen, placeKey, placeOfFile } from './place-of-file';
import { type Session, openedProject } from './session';

export const sharingHandlers = (
  session: Session,
): Pick<Handlers, 'copy.run' | Extract<keyof Handlers, `file.${string}`>> => ({
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
    const { db, path: file } = openedProject(session);
    return ok(workIn(db, file));
  },

  'file.place': async () => {
    const { path: file, writable } = openedProject(session);
    const { profileFolder, newId } = session.options;
    const place = await placeOfFile(file);
    const copies = writable ? copiesBeside(file) : [];
    const isTold = place?.kind === 'attachment' || (place !== null && isSeen(profileFolder, placeKey(place)));
    const areTold = isSeen(profileFolder, copiesKey(copies));
    return ok({
      place: place === null || isTold ? null : { ...place, words: placeInWords(place) },
      copies: areTold
        ? []
        : copies.map((copy) => {
            const token = newId();
            session.grants.grant(token, copy);
            return { token, fileName: path.basename(copy) };
          }),
    });
  },

  'file.placeSeen': async ({ what }) => {
    const { path: file } = openedProject(session);
    const { profileFolder } = session.options;
    if (what === 'copies') await noteSeen(profileFolder, copiesKey(copiesBeside(file)));
    else {
      const place = await placeOfFile(file);
      if (place) await noteSeen(profileFolder, placeKey(place));
    }
    return ok(null);
  },
});
