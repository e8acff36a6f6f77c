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

/** What the file holds; null where there is none, or nothing that can be read. */
function readStored(profileFolder: string): unknown[] | null {
  try {
    const raw: unknown = JSON.parse(fs.readFileSync(fileOf(profileFolder), 'utf8'));
    return stored.safeParse(raw).data?.profiles ?? null;
  } catch {
    return null;
  }
}

const understood = (profile: unknown): ImportProfile[] => {
  const { data } = importProfile.safeParse(profile);
  return data ? [data] : [];
};

/** All profiles by name. One that cannot be read is left out of the list, and stays in the file. */
export const listProfiles = (profileFolder: string): ImportProfile[] =>
  (readStored(profileFolder) ?? [])
    .flatMap(understood)
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'));

/** Writes these profiles, and keeps what cannot be read: it may be a newer Claimbook's. */
async function write(profileFolder: string, profiles: ImportProfile[]): Promise<ImportProfile[]> {
  fs.mkdirSync(profileFolder, { recursive: true });
  const file = fileOf(profileFolder);
  const before = readStored(profileFolder);
  if (before === null && fs.existsSync(file)) fs.renameSync(file, `${file}.damaged`);
  const unread = (before ?? []).filter((profile) => understood(profile).length === 0);
  await writeSafely(file, 'file', async (part) =>
    fs.promises.writeFile(part, `${JSON.stringify({ profiles: [...profiles, ...unread] }, null, 2)}\n`),
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
