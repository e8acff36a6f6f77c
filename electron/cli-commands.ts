/** The commands of the command line. */
import fs from 'node:fs';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import type { ExportRequest } from '../shared/api';
import { isTemplateId, templateIds } from '../shared/templates';
import {
  type Around,
  Complaint,
  coderName,
  done,
  existing,
  misuse,
  onlyFile,
  withDb,
  withHost,
} from './cli-support';
import { checkProject, checkWords } from './db/check';
import { isUpToDate } from './db/migrate';
import { closeFile, createFile, openForWriting, type ReadableDb, type WritableDb } from './db/open';
import { rebuildFile } from './exchange/claimbook-json';
import { exporters, importers } from './exchange/registry';
import { listBackups, pathOfBackup, takeBackup } from './project/backup';

/** All options; which of them a command takes stands in its line of usage. */
export const options = {
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
export type Options = {
  [K in keyof typeof options]?: (typeof options)[K]['type'] extends 'boolean' ? boolean : string;
};

export interface Run extends Around {
  files: string[];
  options: Options;
  /** Prints `data` as JSON with `--json`, else the lines. */
  print(data: unknown, lines: string[]): void;
}

export const commands: Record<string, (run: Run) => Promise<number>> = {
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
