/** CSV tables that we write, read by Python's csv module, and their description against the profile of its standard. */
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { needsGuard } from '../../shared/formats/formula-guard';
import { differencesFrom, isProjectTable, type ReadTable } from './check-cells';
import type { FileAnswer } from './check-files';
import { type Export, type Exports, exportsOf, placeOf } from './check-projects';
import { askPython, notThere, type Programs } from './check-programs';
import type { Outcome } from './outcome';

const format = 'csv';

/** @param folder of the exports @param samples the folder with the profile */
export function checkTables(
  exports: Exports,
  { python, ajv }: Programs,
  folder: string,
  samples: string,
): Outcome[] {
  return [
    ...[...exports].flatMap(([id, written]) => checkCsv(id, written, python, folder)),
    checkDataPackages(exportsOf(exports, format), ajv, folder, samples),
  ];
}

/** Every .csv file of a format; of the tables of a project also each cell. */
function checkCsv(id: string, written: readonly Export[], python: string | null, folder: string): Outcome[] {
  const csvOf = ({ files }: Export): string[] => files.filter((file) => file.endsWith('.csv'));
  const count = written.reduce((sum, one) => sum + csvOf(one).length, 0);
  if (count === 0) return [];
  if (python === null) return [{ format: id, checker: 'Python', why: notThere('python3') }];
  const checker = `csv of ${python}`;
  const [faults, differences]: [string[], string[]] = [[], []];
  for (const one of written) {
    const files = csvOf(one);
    const answers = askPython<FileAnswer[]>(
      'check-files.py',
      files.map((file) => ({ kind: 'csv', file })),
    );
    const tables: ReadTable[] = [];
    for (const [at, { problems, rows }] of answers.entries()) {
      const file = files[at]!;
      faults.push(...problems.map((problem) => `${placeOf(folder, file)}: ${problem}`));
      if (rows?.[0]) tables.push({ name: path.parse(file).name, columns: rows[0], rows: rows.slice(1) });
    }
    if (id !== format) continue;
    const isGuarded = one.options.profile === 'spreadsheet';
    const found = [
      ...differencesFrom(
        one.project,
        tables.filter(({ name }) => isProjectTable(name)),
        isGuarded ? withoutGuard : (cell) => cell,
      ),
      ...wrongCodePoints(tables, isGuarded ? withoutGuard : (cell) => cell),
    ];
    differences.push(...found.map((problem) => `${placeOf(folder, one.target)}: ${problem}`));
  }
  const parses = {
    format: id,
    checker,
    what: 'parses, all rows as wide as the heading',
    files: count,
    problems: faults,
  };
  if (id !== format) return [parses];
  return [
    parses,
    {
      format,
      checker,
      what: 'rows and cells are those of the database; words at their code points',
      files: written.length,
      problems: differences,
    },
  ];
}

/** As `formula-guard.ts` says: one apostrophe less where it guards. */
const withoutGuard = (cell: string): string =>
  cell.startsWith("'") && needsGuard(cell) ? cell.slice(1) : cell;

/** Spans whose words are not those at their offsets in code points. */
function wrongCodePoints(tables: readonly ReadTable[], cellOf: (cell: string) => string): string[] {
  const recordsOf = (name: string): Record<string, string>[] => {
    const table = tables.find((one) => one.name === name);
    return (table?.rows ?? []).map((row) =>
      Object.fromEntries(table!.columns.map((column, at) => [column, cellOf(row[at] ?? '')])),
    );
  };
  const characters = new Map(recordsOf('articles').map(({ id, text }) => [id, Array.from(text!)]));
  const articleOf = new Map(recordsOf('annotations').map(({ id, article_id: article }) => [id, article]));
  return recordsOf('spans').flatMap((span) => {
    const text = characters.get(articleOf.get(span.annotation_id)) ?? [];
    const words = text.slice(Number(span.start_codepoint), Number(span.end_codepoint)).join('');
    return words === span.quote
      ? []
      : [`spans, ${span.id}: ${JSON.stringify(words)} instead of ${JSON.stringify(span.quote)}`];
  });
}

function checkDataPackages(
  written: readonly Export[],
  ajv: string,
  folder: string,
  samples: string,
): Outcome {
  const name = 'profile2.0_datapackage.json';
  const profile = JSON.parse(fs.readFileSync(path.join(samples, 'frictionless', name), 'utf8')) as object;
  const isValid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(profile);
  const problems = written.flatMap(({ target }) => {
    const file = path.join(target, 'datapackage.json');
    if (isValid(JSON.parse(fs.readFileSync(file, 'utf8')))) return [];
    const [fault] = isValid.errors ?? [];
    return [`${placeOf(folder, file)}: ${fault?.instancePath} ${fault?.message}`];
  });
  return { format, checker: ajv, what: `valid by ${name}`, files: written.length, problems };
}
