/** What a Frictionless Data Package says of itself (`datapackage.json`, versions 1 and 2), and its tables. */
import { z } from 'zod';
import { ReadProblem } from '../read-problem';
import { type CsvDialect, csvRows, usualDialect } from './csv-rows';
import type { Input, InputFile } from './format';
import { unguard } from './formula-guard';
import type { Losses } from './losses';
import { PackageTable } from './package-table';

export const descriptorName = 'datapackage.json';
/** The newest version of the standard whose packages are read. */
const newestVersion = 2;

const missing = z.array(z.union([z.string(), z.object({ value: z.string() })]));
const schemaOf = z.looseObject({
  fields: z.array(
    z.looseObject({
      name: z.string(),
      type: z.string().optional(),
      trueValues: z.array(z.string()).optional(),
      falseValues: z.array(z.string()).optional(),
    }),
  ),
  missingValues: missing.optional(),
});
const dialectOf = z.looseObject({
  delimiter: z.string().min(1).optional(),
  quoteChar: z.string().nullish(),
  escapeChar: z.string().nullish(),
  commentChar: z.string().nullish(),
  header: z.boolean().optional(),
});
const resource = z.looseObject({
  name: z.string().min(1),
  path: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  data: z.unknown().optional(),
  encoding: z.string().optional(),
  bytes: z.number().optional(),
  dialect: z.union([z.string(), dialectOf]).optional(),
  schema: z.union([z.string(), schemaOf]).optional(),
});
const descriptor = z.looseObject({
  $schema: z.string().optional(),
  title: z.string().default(''),
  description: z.string().default(''),
  resources: z.array(resource).min(1),
  'x-formulaEscape': z.boolean().default(false),
  'x-offsets': z.string().optional(),
});

export type Descriptor = z.infer<typeof descriptor>;
export type Resource = z.infer<typeof resource>;

/** The descriptor of what was chosen: the one that lies in the fewest folders; undefined where there is none. */
export const descriptorIn = ({ files }: Input): InputFile | undefined =>
  files
    .filter(({ name }) => name.split('/').at(-1) === descriptorName)
    .toSorted((one, other) => one.name.split('/').length - other.name.split('/').length)[0];

/** @throws ReadProblem for what is no descriptor, or one of a version to come */
export async function readDescriptor(file: InputFile): Promise<Descriptor> {
  const raw = json(await file.text(), file.name);
  const parsed = descriptor.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ReadProblem(
      `“${file.name}” does not describe a data package: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}. Export it anew from the program that it comes from.`,
    );
  }
  const version = Number(/profiles\/(\d+)\./.exec(parsed.data.$schema ?? '')?.[1] ?? 1);
  if (version > newestVersion)
    throw new ReadProblem(
      `“${file.name}” follows version ${version} of the Data Package standard; Claimbook reads versions 1 and ${newestVersion}. Save it by one of these.`,
    );
  return parsed.data;
}

function json(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ReadProblem(
      `“${name}” is not JSON, or cut off: ${(error as Error).message}. Get it anew, or export it once more.`,
    );
  }
}

/** Opens the tables of a package, whose files lie beside its descriptor. */
export class PackageFiles {
  private readonly folder: string;
  private readonly byName: ReadonlyMap<string, InputFile>;

  constructor(
    input: Input,
    descriptorFile: InputFile,
    private readonly guarded: boolean,
    private readonly losses: Losses,
  ) {
    this.folder = descriptorFile.name.slice(0, -descriptorName.length);
    this.byName = new Map(input.files.map((file) => [file.name, file]));
  }

  /** @throws ReadProblem for a table that is not there, is damaged, or lies elsewhere */
  async open(from: Resource): Promise<PackageTable> {
    const { name } = from;
    const dialect = await this.part(from.dialect, dialectOf, {}, `the dialect of ${name}`);
    const schema = await this.part(from.schema, schemaOf, { fields: [] }, `the schema of ${name}`);
    const records = await this.records(from, dialectFor(dialect));
    const hasHeader = dialect.header !== false;
    const columns = hasHeader ? (records[0] ?? []) : schema.fields.map((field) => field.name);
    const rows = hasHeader ? records.slice(1) : records;
    const file = typeof from.path === 'string' ? from.path : name;
    const first = hasHeader ? 2 : 1;
    const clean = this.cleaner(schema, columns);
    const uneven = rows.findIndex((row) => row.length !== columns.length);
    if (uneven !== -1)
      this.losses.add(
        'foreign data',
        'mismatch',
        'A row has another number of cells than its table has columns: see whether the table is whole.',
        `${file}, row ${uneven + first}`,
        rows.filter((row) => row.length !== columns.length).length,
      );
    return new PackageTable(name, file, columns, rows.map(clean), first, this.losses);
  }

  /** Cells as `PackageTable` wants them: without guards, missing ones empty, truth as `true` and `false`. */
  private cleaner(
    { fields, missingValues = [] }: z.infer<typeof schemaOf>,
    columns: readonly string[],
  ): (row: readonly string[]) => string[] {
    const none = new Set(missingValues.map((value) => (typeof value === 'string' ? value : value.value)));
    const truths = columns.map((column) => {
      const field = fields.find(({ name }) => name === column);
      return field?.type === 'boolean' ? field : null;
    });
    return (row) =>
      row.map((cell, at) => {
        if (none.has(cell)) return '';
        if (truths[at]?.trueValues?.includes(cell)) return 'true';
        if (truths[at]?.falseValues?.includes(cell)) return 'false';
        return this.guarded ? unguard(cell) : cell;
      });
  }

  private async part<T>(
    given: string | T | undefined,
    schema: z.ZodType<T>,
    usual: T,
    what: string,
  ): Promise<T> {
    if (typeof given !== 'string') return given ?? usual;
    const file = this.file(given);
    const parsed = schema.safeParse(json(await file.text(), file.name));
    if (parsed.success) return parsed.data;
    throw new ReadProblem(`“${file.name}” should be ${what}, and is not. Export the package anew.`);
  }

  private async records(
    { name, path, data, encoding, bytes }: Resource,
    dialect: CsvDialect,
  ): Promise<string[][]> {
    if (path === undefined) return inlineRows(data, name);
    const paths = typeof path === 'string' ? [path] : path;
    const texts: string[] = [];
    for (const one of paths) {
      const file = this.file(one);
      if (paths.length === 1 && bytes !== undefined && bytes !== file.size)
        this.losses.add(
          'foreign data',
          'mismatch',
          'A table has another size than when its package was described: it was changed since, or cut off.',
          `${one}: ${file.size.toLocaleString('en')} bytes instead of ${bytes.toLocaleString('en')}`,
        );
      texts.push(await decoded(file, encoding));
    }
    const parts = texts.map((text, at) => csvRows(text, paths[at] ?? name, dialect));
    const heading = JSON.stringify(parts[0]?.[0]);
    // Of a table in several files, each may name the columns anew.
    return parts.flatMap((rows, at) =>
      at > 0 && JSON.stringify(rows[0]) === heading ? rows.slice(1) : rows,
    );
  }

  private file(path: string): InputFile {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path))
      throw new ReadProblem(
        `The package has a table elsewhere (${path}). Download it into the folder of ${descriptorName}, put its new name there, and read the package again.`,
      );
    if (path.startsWith('/') || path.split(/[/\\]/).includes('..'))
      throw new ReadProblem(
        `The package names a file outside of its folder (${path}), which is not allowed. Move it into the folder, and put its new name into ${descriptorName}.`,
      );
    const found = this.byName.get(this.folder + path.replace(/^\.\//, ''));
    if (found) return found;
    throw new ReadProblem(
      `The package lacks its table “${path}”, which ${descriptorName} names. Choose the whole folder, or the zip of it.`,
    );
  }
}

const dialectFor = ({
  delimiter,
  quoteChar,
  escapeChar,
  commentChar,
}: z.infer<typeof dialectOf>): CsvDialect => ({
  delimiter: delimiter ?? usualDialect.delimiter,
  quote: quoteChar === undefined ? usualDialect.quote : quoteChar,
  escape: escapeChar ?? usualDialect.escape,
  comment: commentChar ?? null,
});

async function decoded(file: InputFile, encoding = 'utf-8'): Promise<string> {
  if (/^utf-?8$/i.test(encoding)) return file.text();
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new ReadProblem(
      `“${file.name}” is in the encoding ${encoding}, which is not known here. Save it as UTF-8, and say so in ${descriptorName}.`,
    );
  }
  try {
    return decoder.decode(await file.bytes());
  } catch (error) {
    if (error instanceof ReadProblem) throw error;
    throw new ReadProblem(
      `“${file.name}” is not in ${encoding}, as ${descriptorName} says. Save it as UTF-8, and say so there.`,
    );
  }
}

/** Rows that stand in the descriptor itself: lists of cells, or objects of one cell for each column. */
function inlineRows(data: unknown, name: string): string[][] {
  const rows = z
    .union([z.array(z.array(z.unknown())), z.array(z.record(z.string(), z.unknown()))])
    .safeParse(data);
  if (!rows.success)
    throw new ReadProblem(`The table “${name}” has neither a file nor rows. Export the package anew.`);
  const cell = (value: unknown): string =>
    typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);
  const columns = new Set<string>();
  for (const row of rows.data) if (!Array.isArray(row)) for (const key of Object.keys(row)) columns.add(key);
  if (columns.size === 0) return rows.data.map((row) => (row as unknown[]).map(cell));
  const objects = rows.data as Record<string, unknown>[];
  return [[...columns], ...objects.map((row) => [...columns].map((column) => cell(row[column])))];
}
