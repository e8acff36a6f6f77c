/** The file of named import settings: what cannot be read in it is never written over. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listProfiles, removeProfile, saveProfile } from '../../electron/project/profile-store';
import { usualSettings } from '../../shared/import-settings';
import { tempFolder } from '../support/make-project';

const ours = { name: 'Ours', settings: usualSettings };

describe('saving or removing a profile', () => {
  it('keeps those of a newer Claimbook, which this one cannot read', async () => {
    const folder = tempFolder();
    const newer = { name: 'Newer', settings: { format: 7 } };
    const file = path.join(folder, 'import-profiles.json');
    fs.writeFileSync(file, JSON.stringify({ profiles: [newer] }));
    await saveProfile(folder, ours, false);
    expect(listProfiles(folder)).toEqual([ours]);
    await removeProfile(folder, 'Ours');
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({ profiles: [newer] });
  });

  it('puts a damaged file aside', async () => {
    const folder = tempFolder();
    const file = path.join(folder, 'import-profiles.json');
    fs.writeFileSync(file, '{"profiles": [');
    await saveProfile(folder, ours, false);
    expect(listProfiles(folder)).toEqual([ours]);
    expect(fs.readFileSync(`${file}.damaged`, 'utf8')).toBe('{"profiles": [');
  });
});
