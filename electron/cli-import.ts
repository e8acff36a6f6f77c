/** `claimbook import`: brings articles in as the assistant does, with its report; or rebuilds a project from JSON. */
import fs from 'node:fs';
import { v7 as newId } from 'uuid';
import type { ImportFile, ImportRow } from '../shared/api';
import { type ReadSettings, readSettings } from '../shared/import-settings';
import type { Options, Run } from './cli-commands';
import { type Around, Complaint, coderName, done, existing, misuse, withDb, withHost } from './cli-support';
import { checkWords } from './db/check';
import { isUpToDate } from './db/migrate';
import { closeFile, createFile, openForWriting, type WritableDb } from './db/open';
import { rebuildFile } from './exchange/claimbook-json';
import { isClaimbookTables, rebuildTables } from './exchange/claimbook-tables';
import { takeIn } from './cli-dataset';
import { importers } from './exchange/importers';
import { readers } from './exchange/readers';
import { listBackups, pathOfBackup, takeBackup } from './project/backup';
import type { Host } from './project/host';
import { listProfiles } from './project/profile-store';

export async function bringIn({ files, options, print, ...around }: Run): Promise<number> {
  const [project, ...sources] = files;
  if (project === undefined || sources.length === 0)
    throw new Complaint('Name a project and at least one file.', misuse);
  if (options.format !== undefined && nativeFormats.includes(options.format))
    return rebuildFrom(project, sources, print, around);
  if (importers.some(({ info }) => info.id === options.format))
    return takeIn(project, sources, { options, print, around });
  const settings = settingsOf(options, around);
  const duplicates = duplicatesOf(options.duplicates);
  // Before the project is opened: nobody joins it for a file whose name was mistyped.
  existing(project);
  for (const source of sources)
    if (!fs.existsSync(source)) throw new Complaint(`There is no file ${source}. Nothing was changed.`);
  const isOlder = withDb(project, (db) => !isUpToDate(db), 'later');
  return withHost(around, async (host, grant) => {
    await done(host, 'project.open', { token: grant(project), coderName: coderName(options.coder?.at(-1)) });
    if (isOlder) sayWhatIsKept(around, project);
    await done(host, 'import.read', {
      jobId: newId(),
      sources: sources.map((source) => ({ token: grant(source) })),
      settings,
    });
    await decide(host, duplicates);
    const found = await wholeOf(host);
    const taken = found.rows.filter(({ decision }) => decision !== 'skip');
    if (options['dry-run'] !== true && taken.length > 0) {
      const { change } = await done(host, 'import.run', { jobId: newId() });
      const importId = change.added.find(({ type }) => type === 'import')?.id;
      if (options.report !== undefined && importId !== undefined)
        await done(host, 'import.saveReport', { importId, token: grant(options.report) });
    }
    print(asData(found), asLines(found));
    return found.files.some(({ problem, skippedCount }) => problem !== null || skippedCount > 0) ? 1 : 0;
  });
}

/** @throws Complaint for a format or profile that there is not */
function settingsOf({ format, encoding, profile }: Options, { profileFolder }: Around): ReadSettings {
  if (format !== undefined && !readers.some(({ id }) => id === format))
    throw new Complaint(`There is no import format “${format}”; see: claimbook formats`, misuse);
  const profiles = profile === undefined ? [] : listProfiles(profileFolder);
  const named = profiles.find(({ name }) => name.toLowerCase() === profile?.toLowerCase());
  if (profile !== undefined && !named) {
    const known = profiles.map(({ name }) => name).join(', ');
    throw new Complaint(
      `There is no import profile “${profile}”${known === '' ? '; profiles are saved in the app' : `; there are: ${known}`}.`,
      misuse,
    );
  }
  const settings = named?.settings ?? readSettings.parse({});
  return { ...settings, format: format ?? settings.format, encoding: encoding ?? settings.encoding };
}

const waysWithDuplicates = ['skip', 'take', 'link'] as const;
type WayWithDuplicates = (typeof waysWithDuplicates)[number] | null;

function duplicatesOf(given: string | undefined): WayWithDuplicates {
  if (given === undefined) return null;
  const found = waysWithDuplicates.find((way) => way === given);
  if (found) return found;
  throw new Complaint(`--duplicates is ${waysWithDuplicates.join(', ')}.`, misuse);
}

/** Where nothing is said, the same text comes in once, and similar texts come in and are named. */
async function decide(host: Host, way: WayWithDuplicates): Promise<void> {
  if (way === 'skip' || way === 'take')
    await done(host, 'import.decide', { rows: { shown: 'duplicates' }, decision: way });
  if (way === 'link') await done(host, 'import.link', { rows: { shown: 'duplicates' } });
}

interface Found {
  rows: ImportRow[];
  files: ImportFile[];
}

const pageSize = 500;

/** All rows and files, page by page. */
async function wholeOf(host: Host): Promise<Found> {
  const found: Found = { rows: [], files: [] };
  for (let from = 0; ; from += pageSize) {
    const { rows, total } = await done(host, 'import.rows', { from, count: pageSize });
    found.rows.push(...rows);
    if (from + pageSize >= total) break;
  }
  for (let from = 0; ; from += pageSize) {
    const { files, total } = await done(host, 'import.files', { from, count: pageSize });
    found.files.push(...files);
    if (from + pageSize >= total) break;
  }
  return found;
}

const asData = ({ rows, files }: Found): object => ({
  imported: rows
    .filter(({ decision }) => decision !== 'skip')
    .map(({ fileName, place, format, encoding, fields, textLength, warnings, duplicate, decision }) => ({
      fileName,
      place,
      format,
      encoding,
      ...fields,
      textLength,
      warnings,
      duplicate,
      isCopy: decision !== 'take',
    })),
  leftOut: rows
    .filter(({ decision }) => decision === 'skip')
    .map(({ fileName, place, fields: { title }, duplicate }) => ({ fileName, place, title, duplicate })),
  skipped: files.flatMap(({ fileName, problem, skipped }) => [
    ...(problem === null ? [] : [{ fileName, place: '', message: problem }]),
    ...skipped.map(({ place, why }) => ({ fileName, place, message: why })),
  ]),
  files: files.map(({ fileName, size, format, encoding, rows: articles, skippedCount }) => ({
    fileName,
    size,
    format,
    encoding,
    articles,
    skippedCount,
  })),
});

const where = (fileName: string, place: string): string =>
  place === '' ? fileName : `${fileName}, ${place}`;

const asLines = ({ rows, files }: Found): string[] => [
  ...rows.flatMap(({ fileName, place, fields: { title }, warnings, duplicate, decision }) => {
    const like = duplicate ? [`${duplicate.how} as “${duplicate.of.title}”`] : [];
    const verb = decision === 'skip' ? 'left out' : decision === 'take' ? 'imported' : 'imported as a copy';
    return [
      `${verb} ${where(fileName, place)}: ${title}`,
      ...[...like, ...warnings].map((words) => `  ${words}`),
    ];
  }),
  ...files.flatMap(({ fileName, problem, skipped }) => [
    ...(problem === null ? [] : [`skipped ${fileName}: ${problem}`]),
    ...skipped.map(({ place, why }) => `skipped ${where(fileName, place)}: ${why}`),
  ]),
];

/** What a whole project is rebuilt from. */
const nativeFormats: readonly string[] = ['claimbook-json', 'claimbook-zip', 'claimbook-jsonl'];

async function rebuildFrom(
  project: string,
  sources: string[],
  print: Run['print'],
  around: Around,
): Promise<number> {
  const [source, ...more] = sources;
  if (source === undefined || more.length > 0)
    throw new Complaint('A project is rebuilt from one file, folder or archive.', misuse);
  const isTables = fs.existsSync(source) && (await isClaimbookTables(source));
  if (!isTables) existing(source);
  const isNew = !fs.existsSync(project);
  const db = isNew ? createFile(project) : openForRebuilding(project, around);
  let rebuilt = false;
  try {
    const rows = await (isTables ? rebuildTables(db, source) : rebuildFile(db, source));
    rebuilt = true;
    const problems = checkWords(db);
    const misfits = problems.length > 0 ? [misfitWords(problems.length)] : [];
    print({ rows, problems }, [
      `Rebuilt ${project} from ${rows} rows.`,
      ...misfits,
      ...problems.map(({ message }) => message),
    ]);
    return problems.length === 0 ? 0 : 1;
  } finally {
    closeFile(db);
    if (isNew && !rebuilt) fs.rmSync(project, { force: true });
  }
}

const misfitWords = (count: number): string =>
  `${count === 1 ? '1 span or evidence does' : `${count.toLocaleString('en')} spans or evidence do`} not read as quoted. Offsets count UTF-16 code units, ` +
  'from 0, with each line break as one. Put them right and rebuild, or place the spans anew in the app:';

function openForRebuilding(project: string, around: Around): WritableDb {
  let isOlder = false;
  const db = openForWriting(project, (before) => {
    isOlder = true;
    takeBackup(before, around.profileFolder, project, new Date().toISOString());
  });
  if (isOlder) sayWhatIsKept(around, project);
  return db;
}

/** Tells where a project is kept as it was before it was brought up to date. */
function sayWhatIsKept({ io, profileFolder }: Around, project: string): void {
  const [newest] = listBackups(profileFolder, project);
  const kept = newest
    ? `As it was, it is kept as ${pathOfBackup(profileFolder, project, newest.id)}`
    : `No backup could be kept in ${profileFolder}`;
  io.stderr.write(`An older Claimbook wrote ${project}; it was brought up to date. ${kept}\n`);
}
