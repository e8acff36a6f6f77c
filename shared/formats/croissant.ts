/**
 * Croissant 1.1 (mlcommons.org/croissant): what a folder of tables holds, as JSON-LD, so that catalogues of datasets
 * and programs for machine learning find their way in it. Everything that it says stands in the file itself: its
 * context is written out, and its ids are relative to where it lies.
 */
import type { TableColumn } from './table-column';

export const croissantName = 'croissant.json';

/** A table as it lies in the folder. */
export interface CroissantTable {
  name: string;
  what: string;
  columns: readonly TableColumn[];
  /** Columns that point at the first column of another table, by their names. */
  refers?: Readonly<Record<string, string>>;
  file: { name: string; bytes: number; sha256: string };
}

export interface CroissantSettings {
  /** The project's name and description, which may be empty. */
  name: string;
  description: string;
  /** Of the tables, as a media type: `text/csv`. */
  encodingFormat: string;
  /** ISO 8601 in UTC. */
  now: string;
}

/** As the standard has it; terms of what we never write are left out. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  key: 'cr:key',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  sc: 'https://schema.org/',
  source: 'cr:source',
};

/** Dates with no more precision than is known are text, as R and Python read them. */
const dataTypes: Record<TableColumn['type'], string> = {
  string: 'sc:Text',
  date: 'sc:Text',
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
  datetime: 'sc:DateTime',
};

/** A licence, an address and creators are not made up: who publishes the folder adds them. */
export const croissantOf = (
  { name, description, encodingFormat, now }: CroissantSettings,
  tables: readonly CroissantTable[],
): object => ({
  '@context': context,
  '@type': 'sc:Dataset',
  name: name || 'Claimbook project',
  description: description || 'Articles with the claims, actors and statements that were annotated in them.',
  conformsTo: 'http://mlcommons.org/croissant/1.1',
  datePublished: now.slice(0, 10),
  distribution: tables.map(({ file, what }) => ({
    '@type': 'cr:FileObject',
    '@id': file.name,
    name: file.name,
    description: what,
    contentUrl: file.name,
    contentSize: `${file.bytes} B`,
    encodingFormat,
    sha256: file.sha256,
  })),
  recordSet: tables.map((table) => recordSetOf(table, tables)),
});

const recordSetOf = (
  { name, what, columns, refers = {}, file }: CroissantTable,
  tables: readonly CroissantTable[],
): object => ({
  '@type': 'cr:RecordSet',
  '@id': name,
  name,
  description: what,
  key: { '@id': idOf(name, columns[0]) },
  field: columns.map((column) => {
    const target = tables.find((table) => table.name === refers[column.name]);
    return {
      '@type': 'cr:Field',
      '@id': idOf(name, column),
      name: column.name,
      description: column.what,
      dataType: dataTypes[column.type],
      source: { fileObject: { '@id': file.name }, extract: { column: column.name } },
      ...(target ? { references: { field: { '@id': idOf(target.name, target.columns[0]) } } } : {}),
    };
  }),
});

function idOf(table: string, column: TableColumn | undefined): string {
  if (!column) throw new Error(`the table ${table} has no columns`);
  return `${table}/${column.name}`;
}
