/** The commands of the command line. */
import fs from 'node:fs';
import path from 'node:path';
import { isTemplateId, templateIds } from '../shared/templates';
import { type Around, Complaint, coderName, done, misuse, onlyFile, withDb, withHost } from './cli-support';
import { checkProject } from './db/check';
import { writeCopy } from './cli-copy';
import { printAgreement } from './cli-agreement';
import { writeDataset } from './cli-export';
import { bringIn } from './cli-import';
import { mergeProjects } from './cli-merge';
import type { ReadableDb } from './db/open';
import { importers } from './exchange/importers';
import { readers } from './exchange/readers';
import { exporters } from './exchange/exporters';

/** All options; which of them a command takes stands in its line of usage. */
export const options = {
  name: { type: 'string' },
  coder: { type: 'string', multiple: true },
  coders: { type: 'string' },
  code: { type: 'string', multiple: true },
  source: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  text: { type: 'string' },
  set: { type: 'string', multiple: true },
  tolerance: { type: 'string' },
  resamples: { type: 'string' },
  seed: { type: 'string' },
  gamma: { type: 'boolean' },
  annotated: { type: 'boolean' },
  pseudonyms: { type: 'boolean' },
  format: { type: 'string' },
  encoding: { type: 'string' },
  out: { type: 'string' },
  without: { type: 'string' },
  profile: { type: 'string' },
  template: { type: 'string' },
  duplicates: { type: 'string' },
  conflicts: { type: 'string' },
  report: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
export type Options = {
  [K in keyof typeof options]?: (typeof options)[K] extends { multiple: true }
    ? string[]
    : (typeof options)[K]['type'] extends 'boolean'
      ? boolean
      : string;
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
        coderName: coderName(coder?.at(-1)),
        templateId: template,
      });
    });
    print({ project: file }, [`Created ${file}`]);
    return 0;
  },

  import: bringIn,

  export: writeDataset,

  copy: writeCopy,
  merge: mergeProjects,
  agreement: printAgreement,

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
        ...readers.map(({ id, name, extensions }) => ({ id, name, extensions })),
        { id: 'claimbook-json', name: 'Claimbook JSON, into a new project', extensions: ['json'] },
        { id: 'claimbook-zip', name: 'Claimbook archive, into a new project', extensions: ['zip'] },
        { id: 'claimbook-jsonl', name: 'Claimbook JSON Lines, into a new project', extensions: [] },
        ...importers.map(({ info }) => info),
      ],
      export: exporters.map(({ info }) => info),
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
      // People: gold and second rounds have annotations, and are nobody else.
      coders: count("coder WHERE role = 'coder'"),
      codes: count('code'),
      changes: count('change'),
    },
    annotations,
  };
}
