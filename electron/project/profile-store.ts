/** The named settings for imports, kept with the app for all projects of this user. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type ImportProfile, importProfile } from '../../shared/import-settings';
import { lookalikeKey } from '../../shared/names';
import { FailureError } from '../../shared/result';
import { writeSafely } from '../exchange/write-safely';

const fileOf = (profileFolder: string): string => path.join(profileFolder, 'import-profiles.json');
const stored = z.object({ profiles: z.array(z.unknown()) });

/** All profiles by name. One that cannot be read any more is left out rather than hiding the others. */
export function listProfiles(profileFolder: string): ImportProfile[] {
  let raw: unknown;
  try {
    raw = JSON.parse(fs.readFileSync(fileOf(profileFolder), 'utf8'));
  } catch {
    return [];
  }
  const { profiles } = stored.safeParse(raw).data ?? { profiles: [] };
  return profiles
    .flatMap((profile) => importProfile.safeParse(profile).data ?? [])
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

async function write(profileFolder: string, profiles: ImportProfile[]): Promise<ImportProfile[]> {
  fs.mkdirSync(profileFolder, { recursive: true });
  await writeSafely(fileOf(profileFolder), 'file', async (part) =>
    fs.promises.writeFile(part, `${JSON.stringify({ profiles }, null, 2)}\n`),
  );
  return listProfiles(profileFolder);
}

const isCalled = (name: string) => (profile: ImportProfile) =>
  lookalikeKey(profile.name) === lookalikeKey(name);

/** @throws FailureError `refused` when another has this name and is not to be replaced */
export function saveProfile(
  profileFolder: string,
  profile: ImportProfile,
  replace: boolean,
): Promise<ImportProfile[]> {
  const profiles = listProfiles(profileFolder);
  const same = profiles.find(isCalled(profile.name));
  if (same && !replace) {
    throw new FailureError({
      code: 'refused',
      message: `There is already a profile named ${same.name}. Choose another name, or replace it; nothing was changed.`,
    });
  }
  return write(profileFolder, [...profiles.filter((other) => other !== same), profile]);
}

/** @throws FailureError `not-found` */
export function removeProfile(profileFolder: string, name: string): Promise<ImportProfile[]> {
  const profiles = listProfiles(profileFolder);
  const found = profiles.find(isCalled(name));
  if (found)
    return write(
      profileFolder,
      profiles.filter((other) => other !== found),
    );
  throw new FailureError({
    code: 'not-found',
    message: `There is no profile named ${name}. Nothing was changed.`,
  });
}
