/**
 * The tables of a DNA 3 database, in our own words from what is known of them: columns, types, limits and what points
 * where. DNA makes them alike when it begins a database, and refuses files without them.
 */
import { type DnaTable, dnaTableNames, permissions, relationColumns } from '../../shared/formats/dna-tables';

const id = 'ID INTEGER NOT NULL PRIMARY KEY';
const within = (column: string, least: number, most: number): string =>
  `CHECK (${column} BETWEEN ${least} AND ${most})`;
const short = (column: string, rest = 'NOT NULL'): string =>
  `${column} TEXT ${rest} CHECK (LENGTH(${column}) < 191)`;
const flag = (column: string, usual: 0 | 1): string =>
  `${column} INTEGER NOT NULL DEFAULT ${usual} ${within(column, 0, 1)}`;
const color = (rest: string): string[] =>
  ['Red', 'Green', 'Blue'].map((column) => `${column} INTEGER ${rest} ${within(column, 0, 255)}`);
/** What goes when what it points to goes. */
const pointer = (column: string, table: DnaTable): string =>
  `FOREIGN KEY (${column}) REFERENCES ${table} (ID) ON DELETE CASCADE`;
const mark = color('NOT NULL DEFAULT 0');

/** A value of a statement for a variable, at most one of each. */
const answer = (value: string, more: readonly string[] = []): string[] => [
  id,
  'StatementId INTEGER NOT NULL',
  'VariableId INTEGER NOT NULL',
  value,
  'UNIQUE (StatementId, VariableId)',
  pointer('StatementId', 'STATEMENTS'),
  pointer('VariableId', 'VARIABLES'),
  ...more,
];

const definitions: Record<DnaTable, readonly string[]> = {
  SETTINGS: ['Property TEXT PRIMARY KEY', 'Value TEXT NOT NULL'],
  CODERS: [
    id,
    short('Name'),
    ...mark,
    `Refresh INTEGER NOT NULL DEFAULT 0 ${within('Refresh', 0, 9999)}`,
    `FontSize INTEGER NOT NULL DEFAULT 14 ${within('FontSize', 1, 99)}`,
    short('Password'),
    `PopupWidth INTEGER DEFAULT 300 ${within('PopupWidth', 100, 9999)}`,
    flag('ColorByCoder', 0),
    flag('PopupDecoration', 0),
    flag('PopupAutoComplete', 1),
    ...permissions.map((column) => flag(column, 1)),
  ],
  CODERRELATIONS: [
    id,
    'Coder INTEGER CHECK (Coder > 0)',
    'OtherCoder INTEGER CHECK (OtherCoder > 0)',
    ...relationColumns.map((column) => flag(column, 1)),
    'CHECK (Coder <> OtherCoder)',
    pointer('Coder', 'CODERS'),
    pointer('OtherCoder', 'CODERS'),
  ],
  DOCUMENTS: [
    id,
    short('Title'),
    'Text TEXT NOT NULL',
    'Coder INTEGER',
    ...['Author', 'Source', 'Section'].map((column) => short(column, "NOT NULL DEFAULT ''")),
    "Notes TEXT NOT NULL DEFAULT ''",
    short('Type', "NOT NULL DEFAULT ''"),
    'Date INTEGER NOT NULL',
    pointer('Coder', 'CODERS'),
  ],
  STATEMENTTYPES: [id, short('Label'), ...mark],
  VARIABLES: [
    id,
    short('Variable'),
    "DataType TEXT NOT NULL DEFAULT 'short text' CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text'))",
    'StatementTypeId INTEGER',
    'UNIQUE (Variable, StatementTypeId)',
    pointer('StatementTypeId', 'STATEMENTTYPES'),
  ],
  VARIABLELINKS: [
    id,
    'SourceVariableId INTEGER',
    'TargetVariableId INTEGER',
    'CHECK (SourceVariableId <> TargetVariableId)',
    pointer('SourceVariableId', 'VARIABLES'),
    pointer('TargetVariableId', 'VARIABLES'),
  ],
  REGEXES: ['Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191)', ...mark],
  STATEMENTS: [
    id,
    'StatementTypeId INTEGER',
    'DocumentId INTEGER',
    'Start INTEGER NOT NULL CHECK (Start >= 0)',
    'Stop INTEGER NOT NULL CHECK (Stop >= 0)',
    'Coder INTEGER',
    'CHECK (Start < Stop)',
    pointer('StatementTypeId', 'STATEMENTTYPES'),
    pointer('DocumentId', 'DOCUMENTS'),
    pointer('Coder', 'CODERS'),
  ],
  DATABOOLEAN: answer('Value INTEGER NOT NULL DEFAULT 1'),
  DATAINTEGER: answer('Value INTEGER NOT NULL DEFAULT 0'),
  DATALONGTEXT: answer("Value TEXT DEFAULT ''"),
  ENTITIES: [
    id,
    'VariableId INTEGER NOT NULL',
    short('Value', "NOT NULL DEFAULT ''"),
    ...color(''),
    'ChildOf INTEGER CHECK (ChildOf > 0)',
    'UNIQUE (VariableId, Value)',
    pointer('ChildOf', 'ENTITIES'),
    pointer('VariableId', 'VARIABLES'),
  ],
  DATASHORTTEXT: answer('Entity INTEGER NOT NULL', [pointer('Entity', 'ENTITIES')]),
  ATTRIBUTEVARIABLES: [
    id,
    'VariableId INTEGER NOT NULL',
    short('AttributeVariable'),
    'UNIQUE (VariableId, AttributeVariable)',
    pointer('VariableId', 'VARIABLES'),
  ],
  ATTRIBUTEVALUES: [
    id,
    'EntityId INTEGER NOT NULL',
    'AttributeVariableId INTEGER NOT NULL',
    short('AttributeValue', "NOT NULL DEFAULT ''"),
    'UNIQUE (EntityId, AttributeVariableId)',
    pointer('EntityId', 'ENTITIES'),
    pointer('AttributeVariableId', 'ATTRIBUTEVARIABLES'),
  ],
};

export const dnaSchema: string = dnaTableNames
  .map((table) => `CREATE TABLE ${table} (${definitions[table].join(', ')});`)
  .join('\n');
