/** What the set-up scripts say and how they fail: one line per step, one clear sentence on failure. */
import { spawn, spawnSync } from 'node:child_process';

/** A failure that the reader can act on. `command` is what to run next. */
export class StepFailure extends Error {
  constructor(sentence, command) {
    super(sentence);
    this.command = command;
  }
}

/** Runs `work` under a heading and prints how long it took. */
export async function step(title, work) {
  const started = Date.now();
  process.stderr.write(`• ${title}\n`);
  const result = await work();
  process.stderr.write(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
  return result;
}

/** Runs a command with its output shown. Resolves to the exit code; never rejects for a failing command. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32', ...options });
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)));
  });
}

/** Runs a command quietly. `stdout` is trimmed; `code` is null when the command does not exist. */
export function ask(command, args, options = {}) {
  const done = spawnSync(command, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    ...options,
  });
  return { code: done.status, stdout: (done.stdout ?? '').trim(), stderr: (done.stderr ?? '').trim() };
}

/** Runs a script's main function; a `StepFailure` becomes one sentence, one command and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    process.stderr.write(`\n✗ ${error.message}\n  Run: ${error.command}\n`);
    process.exitCode = 1;
  }
}
