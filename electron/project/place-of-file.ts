/** Where the open project lies, what lies beside it, and what its user was told of that before. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { conflictedCopies } from '../../shared/conflicted-copies';
import { type FilePlace, type FolderOnTheWay, mountTypeOf, placeOf } from '../../shared/file-place';
import { writeSafely } from '../exchange/write-safely';

/** Marks of sync programs lie at the top of what they serve; nobody keeps a project deeper than this below it. */
const mostFolders = 12;

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await fs.promises.readdir(folder);
  } catch {
    // A folder that may not be listed has no marks that could be seen.
    return [];
  }
};

async function wayTo(file: string): Promise<FolderOnTheWay[]> {
  const way: FolderOnTheWay[] = [];
  let folder = path.dirname(file);
  while (way.length < mostFolders) {
    const above = path.dirname(folder);
    // The root itself is served by nobody, and may be long to list over a network.
    if (above === folder && way.length > 0) break;
    way.push({ path: folder, entries: await namesIn(folder) });
    folder = above;
  }
  return way;
}

function mounts(): string {
  try {
    return fs.readFileSync('/proc/mounts', 'utf8');
  } catch {
    return '';
  }
}

export const placeOfFile = async (file: string): Promise<FilePlace | null> =>
  placeOf(file, await wayTo(file), mountTypeOf(file, mounts()));

/** Whether a file was opened from a mail or an archive, as far as its path tells. */
export const isAttachment = (file: string): FilePlace | null => {
  const place = placeOf(file, [], null);
  return place?.kind === 'attachment' ? place : null;
};

/** The paths of the conflicted copies beside a project; none where its folder cannot be listed. */
export function copiesBeside(file: string): string[] {
  const folder = path.dirname(file);
  try {
    return conflictedCopies(path.basename(file), fs.readdirSync(folder)).map((name) =>
      path.join(folder, name),
    );
  } catch {
    return [];
  }
}

/** What was told once: the folder of a service, or copies as they are; one that changes is told again. */
export const placeKey = ({ kind, folder }: FilePlace): string => `${kind} ${folder}`;
export const copiesKey = (copies: readonly string[]): string =>
  copies
    .map((copy) => {
      const found = fs.statSync(copy, { throwIfNoEntry: false });
      return `copy ${copy} ${found?.size ?? 0} ${found?.mtimeMs ?? 0}`;
    })
    .join('\n');

const stored = z.object({ seen: z.array(z.string()) });
const fileIn = (profileFolder: string): string => path.join(profileFolder, 'places-seen.json');
/** The oldest are told again one day. */
const mostSeen = 500;

function seenIn(profileFolder: string): string[] {
  try {
    return stored.safeParse(JSON.parse(fs.readFileSync(fileIn(profileFolder), 'utf8'))).data?.seen ?? [];
  } catch {
    return [];
  }
}

export const isSeen = (profileFolder: string, key: string): boolean =>
  key !== '' && seenIn(profileFolder).includes(key);

export async function noteSeen(profileFolder: string, key: string): Promise<void> {
  if (key === '') return;
  const seen = [...seenIn(profileFolder).filter((one) => one !== key), key].slice(-mostSeen);
  fs.mkdirSync(profileFolder, { recursive: true });
  await writeSafely(fileIn(profileFolder), 'file', (part) =>
    fs.promises.writeFile(part, JSON.stringify({ seen }, null, 2)),
  );
}
