/** The paths that the user chose in native dialogs. The window knows only the tokens that stand for them. */
import path from 'node:path';
import { FailureError } from '../../shared/result';

export interface Grants {
  /** From now on the token stands for the path. */
  grant(token: string, path: string): void;
  /**
   * A path to read or to write. On POSIX systems a process that closes any handle of a file loses all locks
   * that it has on it: merely reading the open project would let others write to it.
   * @throws FailureError `not-found` for a token that stands for nothing; `refused` for the open project
   */
  pathOf(token: string): string;
  /**
   * A path that only SQLite will open, once the open project is closed if it lies there.
   * @throws FailureError `not-found` for a token that stands for nothing
   */
  projectOf(token: string): string;
  /** The name alone, whatever lies there. @throws FailureError `not-found` */
  nameOf(token: string): string;
}

/** @param isOpenProject whether a path leads to the file of the open project */
export function createGrants(isOpenProject: (path: string) => boolean): Grants {
  const paths = new Map<string, string>();
  const anyPathOf = (token: string): string => {
    const found = paths.get(token);
    if (found !== undefined) return found;
    throw new FailureError({
      code: 'not-found',
      message: 'This file is not known any more. Choose it again.',
    });
  };
  return {
    grant: (token, file) => void paths.set(token, file),
    pathOf(token) {
      const file = anyPathOf(token);
      if (!isOpenProject(file)) return file;
      throw new FailureError({
        code: 'refused',
        message: `${path.basename(file)} is the project that is open. Choose another file; nothing was changed.`,
      });
    },
    projectOf: anyPathOf,
    nameOf: (token) => path.basename(anyPathOf(token)),
  };
}
