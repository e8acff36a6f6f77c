/**
 * Kills a process that writes to a project, at a moment that nobody chose, opens the project again and
 * looks for what had been acknowledged. This shows that a crash of the program loses nothing; it cannot
 * show what a power failure does, because the system's own buffers survive a kill.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { checkProject } from '../../electron/db/check';
import { closeFile, openForWriting, type WritableDb } from '../../electron/db/open';

export interface KillReport {
  rounds: number;
  /** Commits that the writers said were done. */
  acknowledged: number;
  /** Kills that hit a transaction half-way, which the next opening took back. */
  rolledBack: number;
  /** A sentence for each thing that was acknowledged and is not there, or is there and not whole. */
  losses: string[];
}

/** Kills on one file before a fresh one is begun: what a recovered file does next is tried too. */
const roundsPerFile = 8;
const journalMagic = Buffer.from('d9d505f920a163d7', 'hex');

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A writer of this folder as one file that plain Node can run: the loader of the tests is not there in a child. */
export async function buildWriter(name: string, folder: string): Promise<string> {
  const { build } = await import('vite');
  await build({
    logLevel: 'silent',
    configFile: false,
    root: process.cwd(),
    build: { ssr: `tests/support/${name}.ts`, outDir: path.join(folder, 'writer'), emptyOutDir: true },
    ssr: { noExternal: true, external: ['better-sqlite3'] },
  });
  fs.symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'), 'junction');
  return path.join(folder, 'writer', `${name}.js`);
}

/** Lets a writer go on until it has said `commits` lines and `delay` more milliseconds, then kills it. */
async function writeUntilKilled(
  words: string[],
  commits: number,
  delay: number,
): Promise<{ id: string; records: number }[]> {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let lines = 0;
  child.stdout.on('data', (data: Buffer) => {
    const before = lines;
    said += data.toString();
    lines = said.split('\n').length - 1;
    if (before < commits && lines >= commits) setTimeout(() => child.kill('SIGKILL'), delay);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself: ${signal ?? code}`);
  // What stands after the last line break is a line that the kill cut off.
  const whole = said.slice(0, said.lastIndexOf('\n') + 1).trim();
  return whole.split('\n').map((line) => {
    const [id = '', records = ''] = line.split(' ');
    return { id, records: Number(records) };
  });
}

export function isHot(file: string): boolean {
  const journal = `${file}-journal`;
  return (
    fs.existsSync(journal) && fs.readFileSync(journal).subarray(0, journalMagic.length).equals(journalMagic)
  );
}

/** What is wrong with a file that must hold these changes, each whole, and no half of any other. */
function lossesIn(file: string, acknowledged: ReadonlyMap<string, number>): string[] {
  let db: WritableDb;
  try {
    db = openForWriting(file);
  } catch (error) {
    return [`all ${acknowledged.size} changes: ${(error as Error).message}`];
  }
  try {
    const rows = db
      .prepare(
        'SELECT change.id, (SELECT count(*) FROM actor WHERE authority = change.id) AS records FROM change',
      )
      .all() as { id: string; records: number }[];
    const found = new Map(rows.map(({ id, records }) => [id, records]));
    const actors = db.prepare('SELECT count(*) FROM actor').pluck().get() as number;
    const inHistory = rows.reduce((sum, { records }) => sum + records, 0);
    return [
      ...[...acknowledged]
        .filter(([id, records]) => found.get(id) !== records)
        .map(([id, records]) => `${id}: ${found.get(id) ?? 'no change and no'} of ${records} records`),
      ...(actors === inHistory ? [] : [`${actors} records, ${inHistory} of them in the history`]),
      ...checkProject(db).map(({ message }) => message),
    ];
  } finally {
    closeFile(db);
  }
}

/**
 * @param folder an empty one, which is left as full as the last file made it
 * @param seed decides how long each writer lives; when within a write the kill comes is chance
 */
export async function killLoop({
  folder,
  rounds,
  seed,
  progress = () => undefined,
}: {
  folder: string;
  rounds: number;
  seed: number;
  progress?: (report: KillReport) => void;
}): Promise<KillReport> {
  const random = randomFrom(seed);
  const writer = await buildWriter('kill-writer', folder);
  const report: KillReport = { rounds: 0, acknowledged: 0, rolledBack: 0, losses: [] };
  const file = path.join(folder, 'study.claimbook');
  let acknowledged = new Map<string, number>();
  let losses: string[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % roundsPerFile === 0 || losses.length > 0) {
      for (const tail of ['', '-journal']) fs.rmSync(file + tail, { force: true });
      acknowledged = new Map();
    }
    const most = 1 + Math.floor(random() * 40);
    const commits = 1 + Math.floor(random() * 12);
    const said = await writeUntilKilled(
      [writer, file, `round-${round}`, String(most)],
      commits,
      random() * 8,
    );
    for (const { id, records } of said) acknowledged.set(id, records);
    const hot = isHot(file);
    losses = lossesIn(file, acknowledged);
    if (hot && isHot(file)) losses.push('the journal is still there');
    report.rounds += 1;
    report.acknowledged += said.length;
    report.rolledBack += hot ? 1 : 0;
    report.losses.push(...losses.map((loss) => `round ${round}: ${loss}`));
    progress(report);
  }
  return report;
}
