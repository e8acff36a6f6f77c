/** The command line: the same project host without a window. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { v7 as newId } from 'uuid';
import type { CallInput, CallName, ExportRequest, Outputs } from '../shared/api';
import { FailureError, type Result } from '../shared/result';
import { isTemplateId, templateIds } from '../shared/templates';
import { checkProject, checkWords } from './db/check';
import { isUpToDate } from './db/migrate';
import {
  closeFile,
  createFile,
  openForReading,
  openForWriting,
  type PageCheck,
  type ReadableDb,
  type WritableDb,
} from './db/open';
import { rebuildFile } from './exchange/claimbook-json';
import { exporters, importers } from './exchange/registry';
import { listBackups, pathOfBackup, takeBackup } from './project/backup';
import { createHost, type Host } from './project/host';
import { withOwner } from './project/lock';
import { profileFolder as profileFolderOfApp } from './profile-folder';
import { userName } from './user-name';

/** Where the command line writes: results to `stdout`, progress and complaints to `stderr`. */
export interface CliStreams {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

const usage = `claimbook new PROJECT.claimbook [--name NAME] [--coder NAME] [--template T] [--json]
claimbook import PROJECT.claimbook FILE… [--format F] [--encoding E] [--coder NAME] [--json]
claimbook export PROJECT.claimbook --format F --out PATH [--profile spreadsheet|statistics] [--json]
claimbook info PROJECT.claimbook [--json]
claimbook check PROJECT.claimbook [--json]
claimbook formats [--json]
`;

/** The line of one command, which also says which options it takes. */
const usageOf = (name: string): string =>
  usage.split('\n').find((line) => line.startsWith(`claimbook ${name} `)) ?? '';

const options = {
  name: { type: 'string' },
  coder: { type: 'string' },
  format: { type: 'string' },
  encoding: { type: 'string' },
  out: { type: 'string' },
  profile: { type: 'string' },
  template: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Options = {
  [K in keyof typeof options]?: (typeof options)[K]['type'] extends 'boolean' ? boolean : string;
};

interface Around {
  io: CliStreams;
  /** Where settings and backups are kept. */
  profileFolder: string;
}

interface Run extends Around {
  files: string[];
  options: Options;
  /** Prints `data` as JSON with `--json`, else the lines. */
  print(data: unknown, lines: string[]): void;
}

/** The exit code of a command that was given wrong words; whatever else went wrong gives 1. */
const misuse = 2;

/** Stops a command with a sentence. */
class Complaint extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** The options of one command: one that it does not take is a mistake, not something to pass over. */
const optionsOf = (name: string): Partial<typeof options> =>
  Object.fromEntries(
    Object.entries(options).filter(
      ([option]) => option === 'help' || new RegExp(`--${option}\\b`).test(usageOf(name)),
    ),
  );

/**
 * Runs one command; never throws.
 * @param profileFolder the app's own: backups of what is written here are found in the app
 * @returns the exit code: 0 only when everything that was asked for was done, 2 for wrong words.
 */
export async function runCli(
  argv: readonly string[],
  io: CliStreams,
  profileFolder: string,
): Promise<number> {
  const [name = '', ...rest] = argv;
  if (['help', '--help', '-h'].includes(name)) {
    io.stdout.write(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    if (name !== '') io.stderr.write(`There is no command “${name}”. These exist:\n`);
    io.stderr.write(usage);
    return misuse;
  }
  try {
    const parsed = parseArgs({ args: rest, options: optionsOf(name), allowPositionals: true });
    const values = parsed.values as Options;
    if (values.help) {
      io.stdout.write(`${usageOf(name)}\n`);
      return 0;
    }
    const print = (data: unknown, lines: string[]): void => {
      io.stdout.write(
        values.json ? `${JSON.stringify(data, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''),
      );
    };
    return await command({ files: parsed.positionals, options: values, io, profileFolder, print });
  } catch (error) {
    return complain(error, name, io);
  }
}

function complain(error: unknown, name: string, { stderr }: CliStreams): number {
  const isMisuse = isUsageError(error) || (error instanceof Complaint && error.exitCode === misuse);
  if (isMisuse) stderr.write(`${(error as Error).message}\n${usageOf(name)}\n`);
  else if (error instanceof Complaint || error instanceof FailureError) stderr.write(`${error.message}\n`);
  else stderr.write(`Something went wrong in Claimbook itself. ${(error as Error).stack ?? String(error)}\n`);
  return isMisuse ? misuse : 1;
}

const isUsageError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

const commands: Record<string, (run: Run) => Promise<number>> = {
  new: async ({ files, options: { name, coder, template }, print, ...around }) => {
    const file = onlyFile(files);
    if (template !== undefined && !isTemplateId(template))
      throw new Complaint(`--template is ${templateIds.join(', ')}.`, misuse);
    if (fs.existsSync(file)) throw new Complaint(`${file} is already there; nothing was changed.`);
    await withHost(around, async (host, grant) => {
      const projectName = name ?? path.basename(file, '.claimbook');
      await done(host, 'project.create', {
        token: grant(file),
        name: projectName,
        coderName: coderName(coder),
        templateId: template,
      });
    });
    print({ project: file }, [`Created ${file}`]);
    return 0;
  },

  import: async ({ files, options: { format, encoding, coder }, print, ...around }) => {
    const [project, ...sources] = files;
    if (project === undefined || sources.length === 0)
      throw new Complaint('Name a project and at least one file.', misuse);
    if (format === 'claimbook-json') return rebuildFrom(project, sources, print, around);
    if (format !== undefined && !importers.some(({ id }) => id === format)) {
      throw new Complaint(`There is no import format “${format}”; see: claimbook formats`, misuse);
    }
    // Before the project is opened: nobody joins it for a file whose name was mistyped.
    for (const file of [project, ...sources]) existing(file);
    const isOlder = withDb(project, (db) => !isUpToDate(db), 'later');
    return withHost(around, async (host, grant) => {
      await done(host, 'project.open', { token: grant(project), coderName: coderName(coder) });
      if (isOlder) sayWhatIsKept(around, project);
      const { drafts, problems } = await done(host, 'article.draft', {
        sources: sources.map((source) => ({ token: grant(source), encoding, format })),
      });
      if (drafts.length > 0) {
        await done(host, 'article.add', {
          drafts: drafts.map(({ draftId, fields }) => ({ draftId, fields })),
        });
      }
      print(
        {
          imported: drafts.map(({ fileName, fields, warnings }) => ({
            fileName,
            title: fields.title,
            warnings,
          })),
          skipped: problems.map(({ fileName, message }) => ({ fileName, message })),
        },
        [
          ...drafts.map(({ fileName, fields }) => `imported ${fileName}: ${fields.title}`),
          ...drafts.flatMap(({ fileName, warnings }) =>
            warnings.map((warning) => `  ${fileName}: ${warning}`),
          ),
          ...problems.map(({ fileName, message }) => `skipped ${fileName}: ${message}`),
        ],
      );
      return problems.length === 0 ? 0 : 1;
    });
  },

  export: async ({ files, options: { format, out, profile }, print, ...around }) => {
    const file = onlyFile(files);
    if (format === undefined || out === undefined)
      throw new Complaint('Say --format and --out; see: claimbook formats', misuse);
    if (profile !== undefined && profile !== 'spreadsheet' && profile !== 'statistics') {
      throw new Complaint('--profile is spreadsheet or statistics.', misuse);
    }
    return withHost(around, async (host, grant) => {
      await done(host, 'project.open', { token: grant(file), mode: 'read', coderName: coderName(undefined) });
      const request: Partial<ExportRequest> & { format: string } = { format, profile };
      const report = await done(host, 'export.run', { jobId: newId(), token: grant(out), request });
      print({ files: report.files, losses: report.losses }, [
        ...report.files.map(({ name, rows }) => `${name}: ${rows} rows`),
        ...report.losses,
      ]);
      return 0;
    });
  },

  info: async ({ files, print }) => {
    const counts = withDb(onlyFile(files), countsOf);
    print(counts, [
      ...Object.entries(counts.records).map(([what, count]) => `${what}: ${count}`),
      ...counts.annotations.map(({ code, coder, count }) => `${code} by ${coder}: ${count}`),
    ]);
    return 0;
  },

  check: async ({ files, print }) => {
    const problems = withDb(onlyFile(files), checkProject);
    print(
      { problems },
      problems.length === 0 ? ['Everything is in order.'] : problems.map(({ message }) => message),
    );
    return problems.length === 0 ? 0 : 1;
  },

  formats: async ({ print }) => {
    const listed = {
      import: [
        ...importers.map(({ id, name, extensions }) => ({ id, name, extensions })),
        { id: 'claimbook-json', name: 'Claimbook JSON, into a new project', extensions: ['json'] },
      ],
      export: exporters.map(({ id, name, kind }) => ({ id, name, kind })),
      schemas: { 'claimbook-json': 'shared/formats/claimbook.schema.json' },
    };
    print(listed, [
      ...listed.import.map(
        ({ id, name, extensions }) => `import ${id}: ${name} (.${extensions.join(', .')})`,
      ),
      ...listed.export.map(({ id, name }) => `export ${id}: ${name}`),
    ]);
    return 0;
  },
};

function rebuildFrom(project: string, sources: string[], print: Run['print'], around: Around): number {
  if (sources.length !== 1) throw new Complaint('A project is rebuilt from one JSON file.', misuse);
  const source = existing(sources[0]!);
  const isNew = !fs.existsSync(project);
  const db = isNew ? createFile(project) : openForRebuilding(project, around);
  let rebuilt = false;
  try {
    const rows = rebuildFile(db, source);
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

function countsOf(db: ReadableDb) {
  const count = (table: string): number =>
    (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;
  const annotations = db
    .prepare(
      `SELECT code.name AS code, coder.name AS coder, count(*) AS count FROM annotation
       JOIN code ON code.id = code_id JOIN coder ON coder.id = coder_id GROUP BY code.id, coder.id ORDER BY code.position`,
    )
    .all() as { code: string; coder: string; count: number }[];
  return {
    records: {
      articles: count('article'),
      annotations: count('annotation'),
      actors: count('actor'),
      concepts: count('concept'),
      coders: count('coder'),
      codes: count('code'),
      changes: count('change'),
    },
    annotations,
  };
}

function existing(file: string): string {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (!found) throw new Complaint(`There is no file ${file}. Nothing was changed.`);
  if (found.isDirectory()) throw new Complaint(`${file} is a folder, not a file. Nothing was changed.`);
  return file;
}

function onlyFile(files: string[]): string {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new Complaint('Name one project file.', misuse);
  return path.resolve(file);
}

const coderName = (given: string | undefined): string => given ?? userName();

function withDb<T>(file: string, work: (db: ReadableDb) => T, pages: PageCheck = 'now'): T {
  let db: ReadableDb;
  try {
    db = openForReading(existing(file), pages);
  } catch (error) {
    throw error instanceof FailureError ? new FailureError(withOwner(error.failure, file)) : error;
  }
  try {
    return work(db);
  } finally {
    closeFile(db);
  }
}

async function withHost<T>(
  { io, profileFolder }: Around,
  work: (host: Host, grant: (file: string) => string) => Promise<T>,
): Promise<T> {
  const host = createHost({
    profileFolder,
    appVersion: 'cli',
    now: () => new Date().toISOString(),
    newId,
    emit: {
      progress: ({ message, done: rows, total }) =>
        io.stderr.write(`${message}: ${rows} of ${total ?? '?'}\n`),
    },
  });
  try {
    return await work(host, (file) => {
      const token = newId();
      host.grant(token, path.resolve(file));
      return token;
    });
  } finally {
    await host.close();
  }
}

/** The value of a call that must succeed. @throws FailureError */
async function done<C extends CallName>(host: Host, name: C, input: CallInput<C>): Promise<Outputs[C]> {
  const result: Result<Outputs[C]> = await host.call(name, input);
  if (result.ok) return result.value;
  throw new FailureError(result.error);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exit(await runCli(process.argv.slice(2), process, profileFolderOfApp()));
}
