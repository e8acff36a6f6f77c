/** Whether two paths lead to one file. */
import fs from 'node:fs';

/** Also through links and other spellings of the name, where the file is there and may be looked at. */
export function sameFile(one: string, other: string): boolean {
  if (one === other) return true;
  try {
    const first = fs.statSync(one, { bigint: true });
    const second = fs.statSync(other, { bigint: true });
    return first.dev === second.dev && first.ino === second.ino;
  } catch {
    return false;
  }
}
