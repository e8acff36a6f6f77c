/** The files of an exported Claimbook project as rows of tables: one JSON document, or a file of JSON Lines for each. */
import { ReadProblem } from '../read-problem';
import type { Input, Recogniser } from './format';

/** The rows of each table, not checked yet: columns are called as in the project file. */
export type Rows = Partial<Record<string, unknown[]>>;

/** In an export by table, the file that tells what it is. */
const headFile = 'claimbook.json';

/** The newest layout of the tables that is known here: the version of project files, see `electron/migrations/`. */
export const newestSchema = 61;

/** Whether words begin as our files do. A REFI-QDA archive of ours has a file of the same name with other things in it. */
const isHead = (words: string): boolean => /^\s*\{\s*"format"\s*:\s*"claimbook"/.test(words.slice(0, 500));

export const recogniseClaimbookDataset: Recogniser = async ({ files }) => {
  const head = files.find(({ name }) => name === headFile);
  if (head) return isHead(await head.text()) ? 3 : 0;
  const [only, ...more] = files;
  if (!only || more.length > 0 || !/\.json$/i.test(only.name)) return 0;
  return isHead(await only.text()) ? 3 : 0;
};

/** @throws ReadProblem for another file, and for one of a version to come */
function checkHead(head: unknown, name: string): void {
  const { format, version, schemaVersion } = (head ?? {}) as Record<string, unknown>;
  if (format !== 'claimbook')
    throw new ReadProblem(`${name} is JSON, but no Claimbook project. Choose another format for it.`);
  if (version !== 1 || typeof schemaVersion !== 'number' || schemaVersion > newestSchema)
    throw new ReadProblem(
      `${name} was written by a newer Claimbook (${String(version)}, ${String(schemaVersion)}; this one reads 1, ${newestSchema}). Open it with the newest one.`,
    );
}

/** @throws ReadProblem for files that are none of ours, are damaged, or are of a version to come */
export async function rowsIn({ name, files }: Input): Promise<Rows> {
  const parse = (words: string, place: string): unknown => {
    try {
      return JSON.parse(words);
    } catch (error) {
      throw new ReadProblem(
        `${place} is not JSON: ${(error as Error).message}. It may be cut off; export it anew.`,
      );
    }
  };
  const tablesIn = (given: unknown): Rows => {
    const tables = Object.entries((given ?? {}) as Record<string, unknown>);
    if (typeof given !== 'object' || given === null || !tables.every(([, list]) => Array.isArray(list)))
      throw new ReadProblem(
        `${name} has no tables of rows. It may have been changed; export the project anew.`,
      );
    return Object.fromEntries(tables) as Rows;
  };
  const head = files.find((file) => file.name === headFile);
  if (!head) {
    const [only] = files;
    if (!only)
      throw new ReadProblem(`${name} holds no file. Choose a project that Claimbook exported as JSON.`);
    const document = parse(await only.text(), only.name) as { tables?: unknown } | null;
    checkHead(document, name);
    return tablesIn(document?.tables);
  }
  checkHead(parse(await head.text(), headFile), name);
  const rows: Rows = {};
  for (const file of files) {
    const table = /^([a-z_]+)\.jsonl$/.exec(file.name)?.[1];
    if (table === undefined) continue;
    const lines = (await file.text()).split('\n');
    rows[table] = lines.flatMap((line, at) =>
      line === '' ? [] : [parse(line, `Line ${at + 1} of ${file.name}`)],
    );
  }
  return rows;
}
