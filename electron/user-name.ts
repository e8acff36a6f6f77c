/** The name that a coder has until they give another one. */
import os from 'node:os';

/** The system's name for the user; in a container there may be none. */
export function userName(): string {
  try {
    return os.userInfo().username || 'coder';
  } catch {
    return process.env.USER || process.env.USERNAME || 'coder';
  }
}
