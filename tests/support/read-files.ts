/** Reading files as an import does, for the tests of readers. */
import type { PreparedArticle } from '../../electron/exchange/prepare-article';
import { readSource } from '../../electron/exchange/read-source';
import { readSettings, type ReadSettings } from '../../shared/import-settings';
import { readLayout, type Block } from '../../shared/layout';

export interface ReadFile {
  articles: PreparedArticle[];
  skipped: { place: string; why: string }[];
  /** The id of the reader. */
  format: string | null;
  problem: string | null;
  encodings: string[];
}

/** What comes of one file that has these contents. */
export async function readFile(
  name: string,
  content: string | Uint8Array,
  settings: Partial<ReadSettings> = {},
): Promise<ReadFile> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const read: ReadFile = { articles: [], skipped: [], format: null, problem: null, encodings: [] };
  for await (const event of readSource({ name, bytes }, { ...readSettings.parse({}), ...settings })) {
    if (event.type === 'article') read.articles.push(event.article);
    if (event.type === 'skipped') read.skipped.push({ place: event.place, why: event.why });
    if (event.type === 'end') {
      read.format = event.reader?.id ?? null;
      read.problem = event.problem;
      read.encodings = event.encodings.map(({ encoding }) => encoding);
    }
  }
  return read;
}

/** The one article of a file. @throws Error when there is another number of them */
export async function readOne(
  name: string,
  content: string | Uint8Array,
  settings: Partial<ReadSettings> = {},
): Promise<PreparedArticle> {
  const { articles, problem } = await readFile(name, content, settings);
  const [only, ...more] = articles;
  if (!only || more.length > 0)
    throw new Error(`${name} gave ${articles.length} articles, not 1 (${problem ?? 'no problem'})`);
  return only;
}

/** The article's lines, each with what it is: `h2 A heading`, `- An item`, `1. One of a numbered list`. */
export function linesOf({ text, layout }: PreparedArticle): string[] {
  const { blocks } = readLayout(layout, text.length);
  const lines: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const at = start;
    const block = blocks.find((one) => one.start <= at && at < one.end);
    lines.push(`${block ? markOf(block) : ''}${line}`);
    start += line.length + 1;
  }
  return lines;
}

function markOf(block: Block): string {
  if (block.kind === 'heading') return `h${block.level} `;
  if (block.kind === 'item') return `${'  '.repeat(block.level - 1)}${block.ordered ? '1.' : '-'} `;
  return block.kind === 'quote' ? '> ' : '| ';
}
