/** One simple table: a row for each annotation, for a glance, a chart or a coder who works in a spreadsheet. */
import { findDelimiter } from '../table-columns';
import { positionAttribute } from '../position';
import type { Attribute, AttributeKind } from '../records';
import { speakerAttribute } from '../speaker-chain';
import type { FormatInfo, Recogniser } from './format';
import { guessTableMapping } from './table-mapping';

export const simpleTableFormat: FormatInfo = {
  id: 'simple-table',
  name: 'Simple table (CSV, XLSX)',
  what: 'One row for each annotation with its words, speakers, concepts and position, for spreadsheets and quick looks.',
  extensions: ['csv', 'xlsx', 'tsv', 'ods'],
  container: 'file',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'yes',
    'relations and attributes': 'partly',
    'several coders': 'yes',
    'actor registry': 'no',
    'codebook tree': 'no',
    notes: 'partly',
    'article details': 'partly',
  },
  freeOptions: ['mapping'],
  options: [
    {
      id: 'file',
      name: 'File',
      only: 'writing',
      choices: [
        { id: 'csv', name: 'CSV', what: 'Text, which every program reads.' },
        { id: 'xlsx', name: 'XLSX', what: 'A workbook of Excel and LibreOffice, of at most a million rows.' },
      ],
      usual: 'csv',
    },
    {
      id: 'profile',
      name: 'For',
      only: 'writing',
      choices: [
        {
          id: 'spreadsheet',
          name: 'Spreadsheets',
          what: 'CSV with a byte order mark; an apostrophe goes before text that would run as a formula.',
        },
        { id: 'statistics', name: 'R and Python', what: 'The text as it is.' },
      ],
      usual: 'spreadsheet',
    },
    {
      id: 'texts',
      name: 'Texts of the articles',
      only: 'writing',
      choices: [
        {
          id: 'none',
          name: 'Left out',
          what: 'Only the words of the annotations; it cannot be read in by itself.',
        },
        {
          id: 'first',
          name: 'In the first row of each article',
          what: 'So that the table can be read in again.',
        },
      ],
      usual: 'none',
    },
    {
      id: 'separator',
      name: 'Several values in a cell are parted by',
      choices: [
        { id: 'semicolon', name: 'Semicolons', what: 'As we write them: Merkel; Scholz.' },
        { id: 'comma', name: 'Commas', what: 'For tables of other programs that are read.' },
        { id: 'bar', name: 'Vertical bars', what: 'For tables of other programs that are read.' },
        { id: 'nothing', name: 'Nothing', what: 'Each cell is one value.' },
      ],
      usual: 'semicolon',
    },
  ],
};

/** Columns before those of the other attributes. */
export const firstColumns = [
  'article_id',
  'article_title',
  'article_date',
  'article_source',
  'annotation_id',
  'code',
  'quote',
  'speaker',
  'concept',
  'position',
  'position_number',
] as const;

/** Columns after those of the other attributes. */
export const lastColumns = [
  'note',
  'coder',
  'created_at',
  'start',
  'end',
  'start_codepoint',
  'end_codepoint',
  'spans',
  'code_id',
  'code_kind',
  'coder_id',
  'speaker_attribute',
  'concept_attribute',
  'position_attribute',
] as const;

/** Only where texts are written, and only in the first row of each article. */
export const textColumn = 'article_text';
/** Only where formulas are guarded: `yes` in rows with a cell that got an apostrophe. */
export const escapedColumn = 'escaped';

/** What stands between the words of several spans. */
export const between = ' … ';

/** The attributes of a code that have columns of their own in every table. */
export interface Roles {
  speaker: Attribute | null;
  concept: Attribute | null;
  position: Attribute | null;
}

/**
 * @param asked the attributes of one code
 * @param withFigures the ids of attributes that have choices which stand for figures
 */
export function rolesOf(asked: readonly Attribute[], withFigures: ReadonlySet<string>): Roles {
  const inOrder = asked.toSorted((one, other) => one.position - other.position);
  return {
    speaker: speakerAttribute(inOrder),
    concept: inOrder.find(({ kind }) => kind === 'concept') ?? null,
    position: positionAttribute(inOrder, withFigures),
  };
}

/** What attributes are called where a table names none. */
export const usualAttributes: Record<keyof Roles, { name: string; kind: AttributeKind }> = {
  speaker: { name: 'Speaker', kind: 'actor' },
  concept: { name: 'Concept', kind: 'concept' },
  position: { name: 'Position', kind: 'choice' },
};

/** The first record of a table as text, as far as it is needed to know the table. */
function firstRecord(text: string): string[] {
  const delimiter = findDelimiter(text.slice(0, 10_000)) ?? ',';
  const [line = ''] = text.split(/\r?\n|\r/, 1);
  return line.split(delimiter).map((name) => name.replace(/^"(.*)"$/, '$1'));
}

/** Tables as text are looked into; workbooks are known by their name alone. */
export const recogniseSimpleTable: Recogniser = async ({ files }) => {
  const [file] = files;
  if (!file || files.length > 1) return 0;
  if (/\.(?:xlsx|ods)$/i.test(file.name)) return 1;
  if (!/\.(?:csv|tsv|tab)$/i.test(file.name)) return 0;
  const columns = firstRecord(await file.text());
  if (columns.includes('annotation_id') && columns.includes('quote')) return 3;
  const roles = new Set(Object.values(guessTableMapping(columns)));
  const isPlaced = roles.has('quote') || (roles.has('start') && roles.has('end'));
  return isPlaced && (roles.has('code') || roles.has('speaker') || roles.has('concept')) ? 2 : 1;
};
