/** Markdown: its words as a reader sees them, one paragraph a line, and the metadata of its front matter. */
import { lexer, type Token } from 'marked';
import { largestFile, tooLong } from '../../shared/article-size';
import type { DateOrder, FillableField } from '../../shared/import-settings';
import { type BlockLook, Body } from './body';
import { decodeFile, warningsOf } from './decode';
import { type Filled, fillField } from './fill-fields';
import { parsePage } from './html';
import { addBlocks } from './html-blocks';
import { decodeEntities } from './html-entities';
import { type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';

/** Front matter keys and the fields they fill. */
const keys: Record<string, FillableField> = {
  title: 'title',
  author: 'author',
  authors: 'author',
  by: 'author',
  byline: 'author',
  date: 'date',
  published: 'date',
  source: 'source',
  publication: 'source',
  section: 'section',
  url: 'url',
  link: 'url',
  lang: 'language',
  language: 'language',
};

/**
 * What stands between two `---` at the top, and what follows them. Of YAML only what articles have is read:
 * texts, lists of texts, and texts over several lines; other lines are kept in their own words.
 */
function frontMatter(text: string, order: DateOrder): Filled & { rest: string } {
  const filled: Filled = { fields: {}, particulars: [], warnings: [] };
  const found = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!found) return { ...filled, rest: text };
  const lines = (found[1] ?? '').split(/\r?\n/);
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const pair = /^([\p{L}\d_ -]+?)\s*:(?:\s(.*))?$/u.exec(line);
    const within: string[] = [];
    while (/^(?:\s+\S|-\s)/.test(lines[0] ?? '')) within.push(lines.shift()!.trim());
    if (pair) put(filled, pair[1]!, valueOf((pair[2] ?? '').trim(), within), order);
    else filled.particulars.push({ name: 'Front matter', value: [line.trim(), ...within].join(' ') });
  }
  return { ...filled, rest: text.slice(found[0].length) };
}

function put(filled: Filled, name: string, words: string, order: DateOrder): void {
  const field = keys[name.toLowerCase()];
  if (words === '') return;
  if (field === undefined) filled.particulars.push({ name, value: words });
  else fillField(filled, field, { name, words }, order);
}

const unquoted = (value: string): string => value.trim().replace(/^(["'])(.*)\1$/, '$2');

/** @param within the indented lines below */
function valueOf(value: string, within: readonly string[]): string {
  const inBrackets = /^\[(.*)\]$/.exec(value)?.[1];
  if (inBrackets !== undefined) return inBrackets.split(',').map(unquoted).join('; ');
  const isList = within.length > 0 && within.every((line) => /^-\s/.test(line));
  if (value === '' && isList) return within.map((line) => unquoted(line.slice(1))).join('; ');
  return unquoted([/^[>|][+-]?$/.test(value) ? '' : value, ...within].join(' '));
}

/** The words of inline tokens: links and emphasis keep theirs, and what HTML says, without its tags. */
function words(tokens: Token[]): string {
  return tokens
    .map((token) => {
      switch (token.type) {
        case 'br':
          return '\n';
        case 'html':
          return /^<br\b/i.test(token.raw) ? '\n' : '';
        case 'image':
        case 'checkbox':
          return '';
        case 'codespan':
          return (token as { text: string }).text;
      }
      if ('tokens' in token && token.tokens) return words(token.tokens);
      // A line that ends within a paragraph goes on in the next.
      return 'text' in token ? decodeEntities(String(token.text)).replaceAll(/[ \t]*\r?\n[ \t]*/g, ' ') : '';
    })
    .join('');
}

const innerTokens = (token: Token): Token[] => ('tokens' in token ? (token.tokens ?? []) : []);

/** Adds the blocks of a document; `look` is that of the paragraphs among them. */
function addTokens(body: Body, tokens: Token[], look: BlockLook): void {
  for (const token of tokens) {
    switch (token.type) {
      case 'space':
      case 'hr':
      case 'def':
        break;
      case 'html':
        addBlocks(body, parsePage(token.raw).document.body);
        break;
      case 'code':
        body.add(String(token.text).replaceAll(/^(\[\^[^\]\n]+\])\\:/gm, '$1:'), look);
        break;
      case 'heading':
        body.add(words(innerTokens(token)), { kind: 'heading', level: Number(token.depth) });
        break;
      case 'list': {
        const level = look.kind === 'item' ? look.level + 1 : 1;
        const item: BlockLook = { kind: 'item', level, ordered: Boolean(token.ordered) };
        for (const each of token.items as Token[]) addTokens(body, innerTokens(each), item);
        break;
      }
      case 'blockquote':
        addTokens(body, innerTokens(token), { kind: 'quote' });
        break;
      case 'table':
        for (const row of [token.header, ...token.rows] as { tokens: Token[] }[][])
          body.add(row.map((cell) => words(cell.tokens).replaceAll('\n', ' ')).join('\t'), { kind: 'row' });
        break;
      default:
        body.add(token.type === 'text' || innerTokens(token).length > 0 ? words([token]) : '', look);
    }
  }
}

/** Notes at the foot (`[^1]: Words`) would be taken for addresses of links, and be lost. */
const withoutNotes = (text: string): string => text.replaceAll(/^(\[\^[^\]\n]+\]):/gm, '$1\\:');

/** Lists and quotations this deep take the parser minutes, or overflow its stack. */
const nestedTooDeeply = /^(?:[ \t]*>){100}|^[ \t]{150,}(?:[-*+]|\d+[.)])[ \t]/m;

export const markdownReader: Reader = {
  id: 'markdown',
  name: 'Markdown',
  extensions: ['md', 'markdown'],
  fits: ({ extension }) => (['md', 'markdown'].includes(extension) ? 2 : 0),
  async *read(file, settings) {
    if (file.size > largestFile) throw new ReadProblem(tooLong('This file'));
    const decoded = decodeFile(await file.bytes(), settings.encoding);
    const front = frontMatter(decoded.text, settings.dateOrder);
    const { fields, particulars, rest } = front;
    const body = new Body();
    const warnings = [...warningsOf(decoded), ...front.warnings];
    if (nestedTooDeeply.test(rest)) {
      warnings.push('Its lists or quotations are nested too deeply, so it was read as plain text.');
      body.add(rest);
    } else addTokens(body, lexer(withoutNotes(rest)), { kind: 'paragraph' });
    const { encoding, encodings } = decoded;
    yield { ...body.finish(), fields, particulars, warnings, place: '', encoding, encodings };
  },
};
