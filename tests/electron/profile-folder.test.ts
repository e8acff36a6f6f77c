import path from 'node:path';
import { expect, test } from 'vitest';
import { profileFolder } from '../../electron/profile-folder';

test('settings and backups lie where each system keeps the data of programs', () => {
  const home = path.join(path.sep, 'home', 'ada');
  expect(profileFolder({}, 'linux', home)).toBe(path.join(home, '.config', 'Claimbook'));
  expect(profileFolder({ XDG_CONFIG_HOME: path.join(home, 'xdg') }, 'linux', home)).toBe(
    path.join(home, 'xdg', 'Claimbook'),
  );
  expect(profileFolder({}, 'darwin', home)).toBe(
    path.join(home, 'Library', 'Application Support', 'Claimbook'),
  );
  expect(profileFolder({ APPDATA: path.join(home, 'Roaming') }, 'win32', home)).toBe(
    path.join(home, 'Roaming', 'Claimbook'),
  );
});

test('CLAIMBOOK_PROFILE names another folder, on every system', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    expect(profileFolder({ CLAIMBOOK_PROFILE: 'mine' }, platform)).toBe(path.resolve('mine'));
  }
});
