/**
 * Kills a process in the middle of a merge, at a moment that nobody chose, opens the project again and compares it
 * record by record: it is as it was before, or as it is after an undisturbed merge, and nothing between.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { checkProject } from '../../electron/db/check';
import { closeFile, openForWriting } from '../../electron/db/open';
import { buildWriter, isHot, randomFrom } from './kill-loop';
import { contentsOf } from './look-into';
import { createPair } from './merge-pair';

export interface MergeKillReport {
  rounds: number;
  /** How the file was found after a kill. */
  before: number;
  after: number;
  /** Kills that hit the transaction half-way, which the next opening took back. */
  rolledBack: number;
  /** A sentence for each file that was neither, or not whole, or not what was acknowledged. */
  losses: string[];
}

interface Run {
  /** What it said. */
  said: string;
  /** Milliseconds from `run` to its end. */
  time: number;
}

/** @param delay milliseconds after the writing begins until it is killed; null lets it end by itself */
async function merge(words: string[], delay: number | null): Promise<Run> {
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let began = 0;
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    if (began > 0 || !said.includes('run\n')) return;
    began = performance.now();
    if (delay !== null) setTimeout(() => child.kill('SIGKILL'), delay);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the merge ended by itself: ${signal ?? code}`);
  return { said, time: performance.now() - began };
}

/** Everything in a file, the history included, as one text; and what is wrong with it. */
function stateOf(file: string): { contents: string; problems: string[] } {
  const db = openForWriting(file);
  try {
    const history = db.prepare('SELECT * FROM change ORDER BY seq').all();
    return {
      contents: JSON.stringify({ ...contentsOf(db), history }),
      problems: checkProject(db).map(({ message }) => message),
    };
  } finally {
    closeFile(db);
  }
}

/**
 * @param folder an empty one
 * @param seed decides when each kill comes
 */
export async function killMerges({
  folder,
  rounds,
  seed,
  annotations = 600,
  progress = () => undefined,
}: {
  folder: string;
  rounds: number;
  seed: number;
  annotations?: number;
  progress?: (report: MergeKillReport) => void;
}): Promise<MergeKillReport> {
  const random = randomFrom(seed);
  const writer = await buildWriter('kill-merge-writer', folder);
  const mine = path.join(folder, 'mine.claimbook');
  const theirs = path.join(folder, 'theirs.claimbook');
  const file = path.join(folder, 'study.claimbook');
  createPair({ mine, theirs }, folder, { articles: 20, paragraphs: 2, annotations });
  let profiles = 0;
  const words = (): string[] => [writer, file, theirs, path.join(folder, `profile-${++profiles}`)];
  const begin = (): void => {
    for (const tail of ['', '-journal']) fs.rmSync(file + tail, { force: true });
    fs.copyFileSync(mine, file);
  };
  begin();
  const before = stateOf(file).contents;
  const { time } = await merge(words(), null);
  const after = stateOf(file).contents;
  if (before === after) throw new Error('the merge did nothing');
  const report: MergeKillReport = { rounds: 0, before: 0, after: 0, rolledBack: 0, losses: [] };
  begin();
  for (let round = 0; round < rounds; round++) {
    const { said } = await merge(words(), random() * time);
    const hot = isHot(file);
    const { contents, problems } = stateOf(file);
    const losses = problems;
    if (hot && isHot(file)) losses.push('the journal is still there');
    if (contents === before) {
      report.before += 1;
      if (said.includes('done')) losses.push('the merge was acknowledged and is not there');
    } else if (contents === after) {
      report.after += 1;
    } else losses.push('the file is neither as before nor as after the merge');
    report.rounds += 1;
    report.rolledBack += hot ? 1 : 0;
    report.losses.push(...losses.map((loss) => `round ${round}: ${loss}`));
    // A file that was recovered is merged into again; else a fresh one is begun.
    if (contents !== before) begin();
    progress(report);
  }
  return report;
}
