/** System packages on Debian, and those of them that Electron needs; elsewhere they are taken to be there. */
import fs from 'node:fs';
import { ask, run, StepFailure } from './steps.mjs';

const packages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'xvfb',
  'xauth',
  'fonts-noto-core',
  'fonts-noto-cjk',
  'fonts-noto-color-emoji',
];

/** The libraries and fonts that Electron needs. */
export const ensureSystemLibraries = () => ensureSystemPackages(packages);

/** Installs what is missing as root on Debian; otherwise prints the one command that does. */
export async function ensureSystemPackages(names) {
  if (process.platform !== 'linux' || !fs.existsSync('/usr/bin/dpkg-query')) return;
  // One query for all of them: a missing package is simply not listed as installed.
  const listed = ask('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...names]).stdout;
  const installed = new Set(
    listed.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  );
  const missing = names.filter((name) => !installed.has(name));
  if (missing.length === 0) return;
  const command = `apt-get install -y ${missing.join(' ')}`;
  if (process.getuid() !== 0) {
    process.stderr.write(
      `  These system packages are missing: ${missing.join(' ')}\n  Run: sudo ${command}\n`,
    );
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  await run('apt-get', ['update', '-qq'], quiet);
  if ((await run('apt-get', ['install', '-y', '-qq', ...missing], quiet)) !== 0) {
    throw new StepFailure('The system packages that are missing could not be installed.', command);
  }
}
