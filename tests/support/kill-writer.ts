/**
 * Writes to a project as fast as it can until it is killed, and says on standard output what was
 * acknowledged: one line `<change id> <records>` after each commit. Called with the file, a prefix for the
 * ids of this run, and the most records that one change may add.
 */
import fs from 'node:fs';
import { applyChange } from '../../electron/db/apply-change';
import { createFile, openForWriting } from '../../electron/db/open';
import { emptyChange } from '../../shared/changes';
import type { Actor } from '../../shared/records';

const [file = '', prefix = '', most = '1'] = process.argv.slice(2);
const db = fs.existsSync(file) ? openForWriting(file) : createFile(file);

for (let n = 0; ; n++) {
  const id = `${prefix}-${n}`;
  // From one page to more than a hundred, so that kills also hit the middle of long writes.
  const records = 1 + ((n * 7) % Number(most));
  const added = Array.from({ length: records }, (_, at): Actor => ({
    type: 'actor',
    id: `${id}-${at}`,
    name: `أمل ${n}`,
    kind: 'person',
    note: id.padEnd(3000, ' 市議会'),
    authority: id,
    createdAt: '',
  }));
  applyChange(db, { ...emptyChange(), added }, { at: '', id, coderId: null, label: 'New actors' });
  // A pipe is written to at once: the line is out before the next change begins.
  fs.writeSync(1, `${id} ${records}\n`);
}
