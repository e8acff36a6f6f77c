/** Markdown: its words as a reader sees them, one paragraph a line, and the metadata of its front matter. */
import { lexer, type Token } from 'marked';
import type { ArticleFields, Particular } from '../../shared/api-articles';
import type { DateOrder } from '../../shared/import-settings';
import { readDate } from '../../shared/read-date';
import { type BlockLook, Body } from './body';
import { decodeFile, warningsOf } from './decode';
import { decodeEntities } from './html-entities';
import type { Reader } from './reader';

/** Front matter keys and the fields they fill. */
const keys: Record<string, keyof ArticleFields> = {
  title: 'title',
  author: 'author',
  date: 'date',
  source: 'source',
  publication: 'source',
  section: 'section',
  url: 'url',
  link: 'url',
  lang: 'language',
  language: 'language',
};

interface FrontMatter {
  fields: Partial<ArticleFields>;
  particulars: Particular[];
  rest: string;
}

/** The simple `key: value` lines between two `---` at the top, and what follows them. */
function frontMatter(text: string, order: DateOrder): FrontMatter {
  const found = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!found) return { fields: {}, particulars: [], rest: text };
  const fields: Partial<Record<keyof ArticleFields, string>> = {};
  const particulars: Particular[] = [];
  for (const line of (found[1] ?? '').split(/\r?\n/)) {
    const pair = /^([\w -]+?)\s*:(.*)$/.exec(line);
    if (!pair) continue;
    const name = pair[1]!;
    const value = (pair[2] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2');
    const field = keys[name.toLowerCase()];
    const date = field === 'date' ? readDate(value, order).date : value;
    if (field === undefined || date === null) particulars.push({ name, value });
    else fields[field] = date;
  }
  return { fields, particulars, rest: text.slice(found[0].length) };
}

/** The words of inline tokens: links and emphasis keep theirs, HTML tags go. */
function words(tokens: Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'br') return '\n';
      if (token.type === 'html') return '';
      if (token.type === 'image') return '';
      if ('tokens' in token && token.tokens) return words(token.tokens);
      return 'text' in token ? decodeEntities(String(token.text)) : '';
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
      case 'html':
      case 'def':
        break;
      case 'code':
        body.add(String(token.text), look);
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
          body.add(row.map((cell) => words(cell.tokens)).join('\t'), { kind: 'row' });
        break;
      default:
        body.add(token.type === 'text' || innerTokens(token).length > 0 ? words([token]) : '', look);
    }
  }
}

/** Lists and quotations this deep take the parser minutes, or overflow its stack. */
const nestedTooDeeply = /^(?:[ \t]*>){100}|^[ \t]{150,}(?:[-*+]|\d+[.)])[ \t]/m;

export const markdownReader: Reader = {
  id: 'markdown',
  name: 'Markdown',
  extensions: ['md', 'markdown'],
  fits: ({ extension }) => (['md', 'markdown'].includes(extension) ? 2 : 0),
  async *read(file, settings) {
    const decoded = decodeFile(await file.bytes(), settings.encoding);
    const { fields, particulars, rest } = frontMatter(decoded.text, settings.dateOrder);
    const body = new Body();
    const warnings = warningsOf(decoded);
    if (nestedTooDeeply.test(rest)) {
      warnings.push('Its lists or quotations are nested too deeply, so it was read as plain text.');
      body.add(rest);
    } else addTokens(body, lexer(rest), { kind: 'paragraph' });
    const { encoding, encodings } = decoded;
    yield { ...body.finish(), fields, particulars, warnings, place: '', encoding, encodings };
  },
};
