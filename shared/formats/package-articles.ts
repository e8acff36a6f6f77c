/** The articles of a data package with their headings and particulars, and who has read them. */
import { type Block, type BlockKind, type Page, readLayout, writeLayout } from '../layout';
import { readingStates } from '../records';
import type { DatasetBuilder } from './dataset-builder';
import type { KnownTexts } from './known-texts';
import { columnsOf, foreignOf, type Ids, type OpenTable } from './package-registries';
import { defined, type PackageRow, type PackageTable } from './package-table';

const knownColumns = columnsOf(
  'id title source author date section url accession language note copy_of_id import_id created_at text_sha256 text_length text',
);

interface Blocks {
  blocks: Block[];
  pages: Page[];
}

/**
 * Reads the table of articles, and those of what belongs to them.
 * @param table of articles
 * @param known texts of the project that it is read for, where the package has them not
 * @returns the texts as the file has them, by the ids of the articles in the dataset
 */
export async function readArticles(
  table: PackageTable,
  open: OpenTable,
  builder: DatasetBuilder,
  ids: Ids,
  known: KnownTexts,
): Promise<ReadonlyMap<string, string>> {
  const layouts = await blocksByArticle(open);
  const particulars = await particularsByArticle(open);
  const raw = new Map<string, string>();
  const copies: { row: PackageRow; id: string }[] = [];
  for (const row of table.rows()) {
    if (!ids.articles.isNew(row, 'article')) continue;
    const fileId = row.text('id');
    const found = particulars.get(fileId) ?? [];
    const text = row.text('text') || knownText(row, known);
    const id = builder.article(
      {
        title: row.text('title'),
        text,
        source: row.text('source'),
        author: row.text('author'),
        date: row.textOrNull('date'),
        section: row.text('section'),
        url: row.text('url'),
        accession: row.text('accession'),
        language: row.textOrNull('language'),
        note: row.text('note'),
        particulars: found.length === 0 ? '' : JSON.stringify(found),
        ...defined({ createdAt: row.time('created_at', 'article details') }),
      },
      foreignOf(table, row, knownColumns),
    );
    if (id === null) continue;
    ids.articles.keep(fileId, id);
    raw.set(id, text);
    copies.push({ row, id });
    if (row.text('text') !== '') checkText(row, builder, id);
    setLayout(row, builder, id, layouts.get(fileId));
  }
  for (const { row, id } of copies) {
    const original = ids.articles.from(row, 'copy_of_id', 'article copy');
    if (original !== null) builder.copyOf(id, original);
  }
  return raw;
}

/** The text of an article whose text was left out, where the project has it: one of the same length. */
function knownText(row: PackageRow, known: KnownTexts): string {
  const text = known.of({ title: row.text('title'), url: row.text('url') }) ?? '';
  const length = row.text('text_length');
  return length === '' || Number(length) === text.length ? text : '';
}

/** Programs for spreadsheets cut long cells without a word; the checksum tells. */
function checkText(row: PackageRow, builder: DatasetBuilder, id: string): void {
  const expected = row.text('text_sha256').toLowerCase();
  if (expected !== '' && expected !== builder.get('article', id).textSha256)
    row.note(
      'text_sha256',
      'article text',
      'A text is not the one that its checksum was made of: it was changed, or cut by a program for spreadsheets.',
    );
}

function setLayout(row: PackageRow, builder: DatasetBuilder, id: string, found: Blocks | undefined): void {
  if (!found) return;
  const layout = writeLayout(found);
  const read = readLayout(layout, builder.textOf(id).length);
  if (read.blocks.length + read.pages.length > 0) builder.update('article', id, { layout });
  else row.note('id', 'article layout', 'Headings, lists and pages that do not fit their text are left out.');
}

async function blocksByArticle(open: OpenTable): Promise<ReadonlyMap<string, Blocks>> {
  const byArticle = new Map<string, Blocks>();
  const table = await open('article_blocks');
  for (const row of table?.rows() ?? []) {
    const key = row.text('article_id');
    const layout = byArticle.get(key) ?? { blocks: [], pages: [] };
    byArticle.set(key, layout);
    const start = row.whole('start_offset', 'article layout');
    const end = row.whole('end_offset', 'article layout');
    const kind = row.oneOf('kind', ['heading', 'item', 'quote', 'row', 'page'], 'article layout');
    if (start === undefined || end === undefined || kind === undefined) continue;
    if (kind === 'page') layout.pages.push({ label: row.text('label'), start, end });
    else layout.blocks.push(blockOf(row, kind, { start, end }));
  }
  return byArticle;
}

function blockOf(row: PackageRow, kind: BlockKind, range: { start: number; end: number }): Block {
  const level = row.whole('level', 'article layout') ?? 1;
  if (kind === 'heading') return { kind, level, ...range };
  if (kind === 'item') return { kind, level, ordered: row.flag('ordered', 'article layout'), ...range };
  return { kind, ...range };
}

async function particularsByArticle(
  open: OpenTable,
): Promise<ReadonlyMap<string, { name: string; value: string }[]>> {
  const byArticle = new Map<string, { name: string; value: string }[]>();
  const table = await open('article_particulars');
  for (const row of table?.rows() ?? []) {
    const key = row.text('article_id');
    const list = byArticle.get(key) ?? [];
    byArticle.set(key, list);
    list.push({ name: row.text('name'), value: row.text('value') });
  }
  return byArticle;
}

const knownOfReading = columnsOf('id article_id coder_id state changed_at');

export async function readReadings(open: OpenTable, builder: DatasetBuilder, ids: Ids): Promise<void> {
  const table = await open('readings');
  const told = new Set<string>();
  for (const row of table?.rows() ?? []) {
    if (!table || !ids.readings.isNew(row, 'reading')) continue;
    const articleId = ids.articles.from(row, 'article_id', 'reading');
    const coderId = ids.coders.from(row, 'coder_id', 'reading');
    const state = row.oneOf('state', readingStates, 'reading');
    if (articleId === null || coderId === null || state === undefined) continue;
    const pair = `${articleId} ${coderId}`;
    if (told.has(pair)) {
      row.note('id', 'reading', 'A second row on one coder and one article is left out.');
      continue;
    }
    told.add(pair);
    const id = builder.reading(
      { articleId, coderId, state, ...defined({ changedAt: row.time('changed_at', 'reading') }) },
      foreignOf(table, row, knownOfReading),
    );
    ids.readings.keep(row.text('id'), id);
  }
}
