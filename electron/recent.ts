/** The projects that were opened last, kept in the app's own data. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { RecentProject } from '../shared/shell-api';

const settings = z.object({
  coderName: z.string().catch(''),
  recent: z.array(z.object({ path: z.string(), openedAt: z.string() })).catch([]),
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable().catch(null),
});
export type Settings = z.infer<typeof settings>;

const mostRecent = 20;
const fileIn = (folder: string): string => path.join(folder, 'settings.json');

/** The settings; defaults where the file is missing or cannot be read. */
export function readSettings(folder: string): Settings {
  let raw: unknown = {};
  try {
    raw = JSON.parse(fs.readFileSync(fileIn(folder), 'utf8'));
  } catch {
    // A damaged settings file costs the recent list, never the start of the app.
  }
  const parsed = settings.safeParse(raw);
  return parsed.success ? parsed.data : { coderName: '', recent: [], bounds: null };
}

/**
 * Changes some settings; the file is replaced in one step. A full or read-only disk costs the settings,
 * never the work that goes on.
 */
export function writeSettings(folder: string, change: Partial<Settings>): void {
  const file = fileIn(folder);
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(`${file}.new`, JSON.stringify({ ...readSettings(folder), ...change }, null, 2));
    fs.renameSync(`${file}.new`, file);
  } catch (error) {
    console.warn('The settings could not be written:', error);
  }
}

const idOf = (project: string): string => createHash('sha256').update(project).digest('hex').slice(0, 16);

export const listRecent = (folder: string): RecentProject[] =>
  readSettings(folder).recent.map(({ path: project, openedAt }) => ({
    id: idOf(project),
    fileName: path.basename(project),
    folder: path.dirname(project),
    openedAt,
    missing: !fs.existsSync(project),
  }));

/** The path behind an id of the list; null when it is not in it. */
export const recentPath = (folder: string, id: string): string | null =>
  readSettings(folder).recent.find((entry) => idOf(entry.path) === id)?.path ?? null;

export function addRecent(folder: string, project: string, openedAt: string): void {
  const others = readSettings(folder).recent.filter((entry) => entry.path !== project);
  writeSettings(folder, { recent: [{ path: project, openedAt }, ...others].slice(0, mostRecent) });
}

export function forgetRecent(folder: string, id: string): void {
  writeSettings(folder, { recent: readSettings(folder).recent.filter((entry) => idOf(entry.path) !== id) });
}
