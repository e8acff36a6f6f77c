/** A large project is shown first and checked afterwards: damage must still be found and stop the work. */
import fs from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { makeHost, makeProject } from '../support/make-project';

/** A project of more than 64 MB, nearly all of it history, closed, with a backup. */
async function largeProject() {
  const made = await makeProject();
  const { change } = await made.done('actor.create', { name: 'Ada Lovelace', kind: 'person' });
  const actorId = change.added[0]?.id ?? '';
  for (let n = 0; n < 5; n++)
    await made.done('actor.update', { actorId, note: `${n} ملاحظة `.repeat(500_000) });
  await made.done('actor.update', { actorId, note: '' });
  await made.done('project.close');
  return made;
}

/** Zeroes a page in the middle of the history, which no list reads. */
function damageHistory(file: string): void {
  const db = new Database(file, { readonly: true });
  const page = db
    .prepare(`SELECT pageno FROM dbstat WHERE name = 'change' AND pagetype = 'overflow' LIMIT 1 OFFSET 500`)
    .pluck()
    .get() as number;
  db.close();
  const handle = fs.openSync(file, 'r+');
  fs.writeSync(handle, Buffer.alloc(4096), 0, 4096, (page - 1) * 4096);
  fs.closeSync(handle);
}

describe('a large project', () => {
  it('that is damaged where nothing is read stops soon after it was opened, and offers its backups', async () => {
    const { file, host, done, grant } = await largeProject();
    expect(fs.statSync(file).size).toBeGreaterThan(64 * 1024 * 1024);
    damageHistory(file);
    const token = grant(file);
    const opened = await done('project.open', { token, coderName: 'Ada' });
    expect(opened.actors).toHaveLength(1);
    await expect
      .poll(async () => (await host.call('project.update', { name: 'Other' })).ok, { timeout: 20_000 })
      .toBe(false);
    const refused = await host.call('actor.create', { name: 'أمل', kind: 'person' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'damaged' } });

    await done('project.close');
    const again = await host.call('project.open', { token, coderName: 'Ada' });
    if (again.ok || again.error.code !== 'damaged') throw new Error('the damage was forgotten');
    const [backup] = again.error.backups;
    await done('project.restore', { token, backupId: backup?.id ?? '' });
    expect((await done('project.open', { token, coderName: 'Ada' })).actors).toHaveLength(1);
  });
});

describe('a project without a backup of its state', () => {
  it('gets one soon after it was opened', async () => {
    const { file, host } = await makeProject({ sample: true });
    await host.close();
    const other = makeHost();
    await other.done('project.open', { token: other.grant(file), coderName: 'Ada' });
    await expect.poll(() => fs.existsSync(`${other.profileFolder}/backups`), { timeout: 10_000 }).toBe(true);
  });
});
