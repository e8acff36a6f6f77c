/** What settings would make of the beginning of a file, for the assistant's live preview. */
import type { Trial } from '../../shared/api-imports';
import type { ReadSettings } from '../../shared/import-settings';
import { splitText } from '../../shared/split-rules';
import { canonicalText, excerpt } from '../../shared/text';
import { csvReader, openCsv } from './csv-articles';
import { decode } from './decode';
import { jsonLinesReader, jsonReader, openJson } from './json-articles';
import { readerOf, readSource, type Source } from './read-source';
import type { SourceFile } from './reader';
import { filesAt, filesOf } from './source-files';
import { type Table } from './table-articles';
import { openWorkbook, workbookReader } from './workbook';

/** @param count how many articles are looked at, at most */
export async function trySettings(
  source: Source,
  fileName: string,
  settings: ReadSettings,
  count: number,
): Promise<Trial> {
  const trial: Trial = { rows: [], table: null, sheets: [], split: null, problem: null, skipped: [] };
  const file = await fileOf(source, fileName);
  if (file) Object.assign(trial, await describeTable(file, settings), await aboutSplit(file, settings));
  for await (const event of readSource(source, settings, { only: [fileName] })) {
    if (event.type === 'skipped') trial.skipped.push({ place: event.place, why: event.why });
    if (event.type === 'end') trial.problem = event.problem;
    if (event.type === 'article') {
      const { place, fields, particulars, text, warnings } = event.article;
      trial.rows.push({
        place,
        fields,
        particulars,
        textLength: text.length,
        excerpt: excerpt(text, 200),
        warnings,
      });
    }
    if (trial.rows.length >= count || trial.skipped.length >= count) break;
  }
  return trial;
}

async function fileOf(source: Source, name: string): Promise<SourceFile | null> {
  const files = 'path' in source ? filesAt(source.path, null) : filesOf(source.name, source.bytes);
  for await (const found of files) if (found.name === name) return 'bytes' in found ? found : null;
  return null;
}

/** The columns of a table with their first values, and what they fill; nothing for what is no table. */
export async function describeTable(
  file: SourceFile,
  settings: ReadSettings,
): Promise<Pick<Trial, 'table' | 'sheets'>> {
  try {
    const { id } = await readerOf(file, settings);
    const table = await openers[id]?.(file, settings);
    if (!table) return { table: null, sheets: [] };
    const columns = table.columns.map((name) => ({
      name,
      examples: table.sample
        .flatMap(({ cells }) => cells.filter((cell) => cell.name === name && cell.value.trim() !== ''))
        .slice(0, 3)
        .map(({ value }) => excerpt(value.slice(0, 200).replaceAll(/\s+/g, ' ').trim(), 60)),
    }));
    return { table: { columns, settings: table.mapping }, sheets: [...table.sheets] };
  } catch {
    // What is wrong with it, reading it tells.
    return { table: null, sheets: [] };
  }
}

/** How tables are opened, by the reader's id. */
const openers: Record<string, (file: SourceFile, settings: ReadSettings) => Promise<Table>> = {
  [csvReader.id]: openCsv,
  [workbookReader.id]: openWorkbook,
  [jsonReader.id]: (file, settings) => openJson(file, settings, false),
  [jsonLinesReader.id]: (file, settings) => openJson(file, settings, true),
};

/** Code units of a text in which the rules are tried. */
const tried = 200_000;

async function aboutSplit(
  file: SourceFile,
  { split, encoding }: ReadSettings,
): Promise<Pick<Trial, 'split'>> {
  if (!split) return { split: null };
  const decoded = decode(await file.bytes(), encoding ?? undefined);
  if (!decoded.ok) return { split: null };
  const text = canonicalText(decoded.text).text.slice(0, tried);
  const result = splitText(text, split);
  return { split: result.ok ? { text, begins: result.begins, ends: result.ends } : null };
}
