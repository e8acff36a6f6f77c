/** Where settings and backups are kept, told without Electron: the app and the command line share them. */
import os from 'node:os';
import path from 'node:path';

/** The folder that `CLAIMBOOK_PROFILE` names, else Claimbook's own among those that the system keeps for programs. */
export function profileFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home = os.homedir(),
): string {
  if (env.CLAIMBOOK_PROFILE) return path.resolve(env.CLAIMBOOK_PROFILE);
  return path.join(folderOfPrograms(env, platform, home), 'Claimbook');
}

function folderOfPrograms(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env.APPDATA || path.join(home, 'AppData', 'Roaming');
  return env.XDG_CONFIG_HOME || path.join(home, '.config');
}
