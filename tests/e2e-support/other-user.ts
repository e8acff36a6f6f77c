/** The app as a user without rights sees it. Tests may run as root, whom no permission stops. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { asRoot, electronPath, type LaunchOptions } from './fixtures';

/** The user and group that own nothing. */
const nobody = 65_534;
const become = ['--reuid', `${nobody}`, '--regid', `${nobody}`, '--clear-groups'];

/**
 * How to launch the app as nobody; null where that cannot be done.
 * @param profile the test's profile folder, which is handed over to that user
 */
export function asNobody(profile: string): LaunchOptions | null {
  if (asRoot.length === 0 || spawnSync('setpriv', [...become, 'true']).status !== 0) return null;
  const starter = path.join(profile, 'start.sh');
  fs.writeFileSync(starter, `#!/bin/sh\nexec setpriv ${become.join(' ')} "${electronPath()}" "$@"\n`);
  fs.chmodSync(starter, 0o755);
  fs.chownSync(profile, nobody, nobody);
  return {
    executablePath: starter,
    env: { HOME: profile, XDG_CONFIG_HOME: profile, ...displayFor(profile) },
  };
}

/** The key to a virtual display lies in a file of the one who started it: that user gets a copy. */
function displayFor(profile: string): Record<string, string> {
  const key = process.env.XAUTHORITY;
  if (key === undefined || !fs.existsSync(key)) return {};
  const copy = path.join(profile, 'Xauthority');
  fs.copyFileSync(key, copy);
  fs.chownSync(copy, nobody, nobody);
  return { XAUTHORITY: copy };
}
