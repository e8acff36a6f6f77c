/** The tables of the CSV export, in the order in which they are listed. */
import { articleTables } from './csv-article-tables';
import { registryTables } from './csv-registry-tables';
import type { CsvTable } from './csv-table';
import { teamTables } from './csv-team-tables';

export const csvTables: readonly CsvTable[] = [...articleTables, ...registryTables, ...teamTables];
