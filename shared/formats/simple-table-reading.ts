/** Reading a table with a row for each annotation, ours or that of another program. */
import { z } from 'zod';
import { ReadProblem } from '../read-problem';
import { columnNames, findDelimiter } from '../table-columns';
import { csvRows, usualDialect } from './csv-rows';
import type { DatasetBuilder } from './dataset-builder';
import type { Input, Options } from './format';
import { unguard } from './formula-guard';
import { KnownTexts } from './known-texts';
import { SimpleReading } from './simple-table-annotations';
import type { NamedArticle } from './simple-table-articles';
import { attributeOf, guessTableMapping, plainRoles, type SimpleMapping } from './table-mapping';
import type { Separator } from './value-list';

export interface SimpleSettings {
  /** What the columns say; guessed where it is not given. */
  mapping?: SimpleMapping;
  separator: Separator;
  /** The text of an article whose text the table has not, as the project or a file beside the table has it. */
  textFor?(article: NamedArticle): string | null;
}

const separators: Readonly<Record<string, Separator>> = {
  semicolon: ';',
  comma: ',',
  bar: '|',
  nothing: null,
};

/** Rows that are looked at to find out what columns say. */
const sampled = 50;

/**
 * What the options of the format say. `mapping` among them is a `SimpleMapping` as JSON, as the user put it right.
 * @throws ReadProblem for a mapping that names roles which do not exist
 */
export function settingsOf({ separator, mapping }: Options): SimpleSettings {
  const parted = separators[separator ?? 'semicolon'];
  // Nothing parts values where that is what was chosen.
  const settings = { separator: parted === undefined ? ';' : parted };
  if (mapping === undefined || mapping === '') return settings;
  try {
    return { ...settings, mapping: mappingSchema.parse(JSON.parse(mapping)) as SimpleMapping };
  } catch {
    throw new ReadProblem(
      `What the columns say must be a JSON object of headings and roles. The roles are ${plainRoles.join(', ')}, and the kind and name of an attribute, such as “actor: Addressee”.`,
    );
  }
}

const isPlain = (role: string): boolean => (plainRoles as readonly string[]).includes(role);
const mappingSchema = z.record(
  z.string(),
  z.string().refine((role) => isPlain(role) || attributeOf(role) !== null),
);

/** Texts of articles in `.txt` files beside the table, called by their ids or titles; else those of the project. */
export async function textsFor({
  files,
  articles,
}: Input): Promise<(article: NamedArticle) => string | null> {
  const beside = new Map<string, string>();
  for (const { name, text } of files)
    if (/\.txt$/i.test(name)) beside.set((name.split('/').at(-1) ?? name).slice(0, -4), await text());
  const known = new KnownTexts(articles);
  return (article) => beside.get(article.id) ?? beside.get(article.title) ?? known.of(article);
}

/** The rows of a table as text, the heading first. @throws ReadProblem */
export async function textRows({ files }: Pick<Input, 'files'>): Promise<{ file: string; rows: string[][] }> {
  const file = files.find(({ name }) => /\.(?:csv|tsv|tab)$/i.test(name)) ?? files[0];
  if (!file) throw new ReadProblem('There is no file to read. Choose a table as CSV or XLSX.');
  const text = await file.text();
  const delimiter = findDelimiter(text.slice(0, 100_000)) ?? (/\.(?:tsv|tab)$/i.test(file.name) ? '\t' : ',');
  return { file: file.name, rows: csvRows(text, file.name, { ...usualDialect, delimiter }) };
}

/** A column of a table, what its first cells say, and what it is taken to hold; empty for nothing. */
export interface TableColumn {
  name: string;
  role: string;
  examples: string[];
}

const mostExamples = 3;

/** The columns of a table, so that its reader can put right what each was taken for. */
export function columnsIn([heading = [], ...cells]: readonly (readonly string[])[]): TableColumn[] {
  const names = columnNames(heading.map(unguard), heading.length);
  const mapping = guessTableMapping(names, cells.slice(0, sampled));
  return names.map((name, at) => ({
    name,
    role: mapping[name] ?? '',
    examples: cells
      .slice(0, sampled)
      .map((row) => row[at] ?? '')
      .filter((cell) => cell.trim() !== '')
      .slice(0, mostExamples),
  }));
}

/**
 * @param file as the user knows it
 * @param records the first of them names the columns
 * @throws ReadProblem where no column says what is annotated
 */
export function readSimpleRows(
  file: string,
  records: readonly (readonly string[])[],
  builder: DatasetBuilder,
  settings: SimpleSettings,
): void {
  const [heading, ...cells] = records;
  if (!heading || cells.length === 0)
    throw new ReadProblem(`“${file}” has no rows. Choose the table that the annotations are in.`);
  const columns = columnNames(heading.map(unguard), heading.length);
  const mapping = settings.mapping ?? guessTableMapping(columns, cells.slice(0, sampled));
  const reading = new SimpleReading(file, columns, mapping, builder, settings);
  reading.refuseOthers();
  reading.read(cells);
}
