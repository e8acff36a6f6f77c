/** Markdown: its words as a reader sees them, one paragraph a line, and the metadata of its front matter. */
import { lexer, type Token } from 'marked';
import { partialDate } from '../../shared/records';
import type { ArticleFields } from '../../shared/api';
import { imported } from './article-guesses';
import { decode } from './decode';
import { decodeEntities } from './html-text';
import type { Importer } from './registry';

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

/** The simple `key: value` lines between two `---` at the top, and what follows them. */
function frontMatter(text: string): { fields: Partial<ArticleFields>; body: string } {
  const found = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!found) return { fields: {}, body: text };
  const fields: Partial<Record<keyof ArticleFields, string>> = {};
  for (const line of (found[1] ?? '').split(/\r?\n/)) {
    const pair = /^(\w+)\s*:(.*)$/.exec(line);
    const field = pair && keys[pair[1]!.toLowerCase()];
    const value = pair?.[2]?.trim().replace(/^(["'])(.*)\1$/, '$2') ?? '';
    if (field && (field !== 'date' || partialDate.safeParse(value).success)) fields[field] = value;
  }
  return { fields, body: text.slice(found[0].length) };
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

function blocks(tokens: Token[]): string[] {
  return tokens.flatMap((token): string[] => {
    switch (token.type) {
      case 'space':
      case 'hr':
      case 'html':
      case 'def':
        return [];
      case 'code':
        return [String(token.text)];
      case 'list':
        return (token.items as Token[]).flatMap((item) =>
          blocks('tokens' in item ? (item.tokens ?? []) : []),
        );
      case 'blockquote':
        return blocks(token.tokens ?? []);
      case 'table': {
        const rows = [token.header, ...token.rows] as { tokens: Token[] }[][];
        return rows.map((row) => row.map((cell) => words(cell.tokens)).join('\t'));
      }
      default:
        return 'tokens' in token && token.tokens ? [words(token.tokens)] : [words([token])];
    }
  });
}

/** Lists and quotations this deep take the parser minutes, or overflow its stack. */
const nestedTooDeeply = /^(?:[ \t]*>){100}|^[ \t]{150,}(?:[-*+]|\d+[.)])[ \t]/m;

export const markdownImporter: Importer = {
  id: 'markdown',
  name: 'Markdown',
  extensions: ['md', 'markdown'],
  read(bytes, { fileName, encoding }) {
    const decoded = decode(bytes, encoding);
    if (!decoded.ok) return decoded;
    const { fields, body } = frontMatter(decoded.text);
    if (nestedTooDeeply.test(body)) {
      const warning = 'Its lists or quotations are nested too deeply, so it was read as plain text.';
      return imported(body, fileName, fields, { ...decoded, warning });
    }
    return imported(blocks(lexer(body)).join('\n'), fileName, fields, decoded);
  },
};
