/** The paths that the user chose in native dialogs. The window knows only the tokens that stand for them. */
import { FailureError } from '../../shared/result';

export interface Grants {
  /** From now on the token stands for the path. */
  grant(token: string, path: string): void;
  /** @throws FailureError `not-found` for a token that stands for nothing */
  pathOf(token: string): string;
}

export function createGrants(): Grants {
  const paths = new Map<string, string>();
  return {
    grant: (token, path) => void paths.set(token, path),
    pathOf(token) {
      const path = paths.get(token);
      if (path !== undefined) return path;
      throw new FailureError({
        code: 'not-found',
        message: 'This file is not known any more. Choose it again.',
      });
    },
  };
}
