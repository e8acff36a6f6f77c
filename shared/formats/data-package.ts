/**
 * The project as tables: a Frictionless Data Package, as our CSV export writes it, and tables of other programs
 * whose names and columns are the same. It is written straight from the project file (`electron/exchange/csv.ts`).
 */
import { ReadProblem } from '../read-problem';
import { recordTypes, type RecordType } from '../records';
import type { DatasetBuilder } from './dataset-builder';
import { type DatasetReader, type FormatInfo, holdsAll, type Recogniser } from './format';
import { KnownTexts } from './known-texts';
import { AnnotationTables } from './package-annotations';
import { readArticles, readReadings } from './package-articles';
import { type Descriptor, descriptorIn, PackageFiles, readDescriptor } from './package-descriptor';
import { type Ids, makeIds, type OpenTable, RegistryTables } from './package-registries';
import type { PackageRow, PackageTable } from './package-table';

export const dataPackageFormat: FormatInfo = {
  id: 'csv',
  name: 'CSV tables (Data Package)',
  what: 'A folder of tables with a data dictionary, for R, Python, SPSS or a spreadsheet.',
  extensions: [],
  container: 'folder',
  holds: holdsAll,
  options: [
    {
      id: 'profile',
      name: 'Cells',
      only: 'writing',
      usual: 'spreadsheet',
      choices: [
        {
          id: 'spreadsheet',
          name: 'For spreadsheets',
          what: 'Cells that a spreadsheet would run as formulas are guarded.',
        },
        { id: 'statistics', name: 'For statistics', what: 'Every cell exactly as it is in the project.' },
      ],
    },
  ],
};

/** Tables whose rows became records, by the record's type. */
const tableOf: Partial<Record<RecordType, keyof Ids>> = {
  article: 'articles',
  annotation: 'annotations',
  span: 'spans',
  attribute_value: 'attribute_values',
  code: 'codes',
  attribute: 'attributes',
  choice: 'choices',
  coder: 'coders',
  actor: 'actors',
  actor_alias: 'actor_aliases',
  actor_affiliation: 'actor_affiliations',
  concept: 'concepts',
  concept_alias: 'concept_aliases',
  distinction: 'distinctions',
  reading: 'readings',
};

/** Tables that are read, and those whose rows are the same in other words. */
const knownTables = new Set<string>([
  ...Object.values(tableOf),
  'article_blocks',
  'article_particulars',
  'foreign_ids',
  'imports',
  'adjudications',
  'adjudication_parts',
  'double_codings',
  'assignments',
  'data_dictionary',
]);

export const recogniseDataPackage: Recogniser = async (input) => {
  const file = descriptorIn(input);
  if (!file) return 0;
  try {
    const { resources } = await readDescriptor(file);
    return resources.some(({ name }) => name === 'articles') ? 3 : 1;
  } catch (error) {
    if (error instanceof ReadProblem) return 1;
    throw error;
  }
};

export const readDataPackage: DatasetReader = async (input, builder) => {
  const file = descriptorIn(input);
  if (!file)
    throw new ReadProblem(
      'There is no datapackage.json among the files, which says what the tables are. Choose the folder that it lies in, or the zip of it; a single table is read as “Simple table”.',
    );
  const about = await readDescriptor(file);
  const files = new PackageFiles(input, file, about['x-formulaEscape'], builder.losses);
  const open: OpenTable = async (name) => {
    const resource = about.resources.find((one) => one.name === name);
    return resource && files.open(resource);
  };
  const articles = await articlesOf(about, open);
  builder.project(about.title, about.description);
  const ids = makeIds();
  await new RegistryTables(open, builder, ids).read();
  const raw = await readArticles(articles, open, builder, ids, new KnownTexts(input.articles));
  const unit = unitOf(about['x-offsets']);
  await new AnnotationTables(open, builder, ids, raw, unit).read();
  await readReadings(open, builder, ids);
  await readForeignIds(open, builder, ids);
  await noteLeftOut(open, builder);
  for (const { name } of about.resources)
    if (!knownTables.has(name))
      builder.losses.add(
        'foreign data',
        'dropped',
        'A table that Claimbook has no place for is left out.',
        name,
      );
};

const unitOf = (word: string | undefined): 'utf-16' | 'code points' | null =>
  word === 'utf-16' ? word : word === 'code points' || word === 'codepoints' ? 'code points' : null;

/** The table of articles. @throws ReadProblem for a package of other things */
async function articlesOf({ resources }: Descriptor, open: OpenTable): Promise<PackageTable> {
  const articles = await open('articles');
  if (articles?.has('id') && articles.has('text')) return articles;
  const names = resources.map(({ name }) => name).slice(0, 10);
  const found = articles
    ? `Its table articles has the columns ${articles.columns.slice(0, 12).join(', ')}.`
    : `Its tables are ${names.join(', ')}${resources.length > names.length ? ', …' : ''}.`;
  throw new ReadProblem(
    `This data package holds no articles that Claimbook could read: it needs a table “articles” with the columns id and text. ${found} Give them these names in datapackage.json and in the table, or read a single table as “Simple table”.`,
  );
}

/** What other programs call the records, as a project keeps it. */
async function readForeignIds(open: OpenTable, builder: DatasetBuilder, ids: Ids): Promise<void> {
  const table: PackageTable | undefined = await open('foreign_ids');
  for (const row of table?.rows() ?? []) {
    const type = row.oneOf('record_type', recordTypes, 'foreign data');
    const made = type && tableOf[type];
    const recordId = made && ids[made].get(row.text('record_id'));
    const format = row.text('format');
    if (type === undefined || recordId === undefined || format === '')
      builder.losses.add(
        'foreign data',
        'dropped',
        'What another program calls a record that is not there is left out.',
        row.place('foreign_id'),
      );
    else builder.foreign(type, recordId, saidBy(row), format);
  }
}

function saidBy(row: PackageRow): { id: string; extra?: Record<string, unknown> } {
  const id = row.text('foreign_id');
  const words = row.text('extra');
  if (words === '') return { id };
  try {
    const extra: unknown = JSON.parse(words);
    if (typeof extra === 'object' && extra !== null && !Array.isArray(extra))
      return { id, extra: extra as Record<string, unknown> };
  } catch {
    // It is noted below, as JSON of another shape is.
  }
  row.note('extra', 'foreign data', 'What should be a JSON object is none; it is left out.');
  return { id };
}

/** Tables that tell how people worked in the other project, and stay there. */
const leftOut = [
  ['imports', 'import', 'With which import articles came into the other project is left out.'],
  [
    'adjudications',
    'adjudication',
    'What was decided about disagreements there is left out; the layer that came of it comes in.',
  ],
  ['double_codings', 'double coding', 'Which articles were drawn there to be coded twice is left out.'],
] as const;

async function noteLeftOut(open: OpenTable, builder: DatasetBuilder): Promise<void> {
  for (const [name, aspect, what] of leftOut)
    builder.losses.add(aspect, 'dropped', what, '', (await open(name))?.size ?? 0);
}
