/** Saved web pages: parsed without running or fetching anything; Readability finds the article in them. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { partialDate } from '../../shared/records';
import type { ArticleFields } from '../../shared/api';
import { imported } from './article-guesses';
import { decode, type Decoded } from './decode';
import { textOf } from './html-text';
import type { Importer } from './registry';

/** The encoding that the page declares counts only when its bytes are not valid UTF-8. */
function decodePage(bytes: Uint8Array, encoding?: string): Decoded {
  const decoded = decode(bytes, encoding);
  if (encoding !== undefined || (decoded.ok && decoded.warning === null)) return decoded;
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  if (declared === undefined || /^utf-?8$/i.test(declared)) return decoded;
  const asDeclared = decode(bytes, declared);
  return asDeclared.ok ? asDeclared : decoded;
}

function metadataOf(document: Document): Partial<ArticleFields> {
  const meta = (...names: string[]): string => {
    for (const name of names) {
      const found = document.querySelector(
        `meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`,
      );
      const content = found?.getAttribute('content')?.trim();
      if (content) return content;
    }
    return '';
  };
  const day = meta('article:published_time', 'datePublished', 'date', 'dcterms.date', 'DC.date').slice(0, 10);
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? meta('og:url');
  return {
    title: meta('og:title'),
    source: meta('og:site_name', 'publisher'),
    author: meta('author', 'article:author'),
    section: meta('article:section'),
    date: partialDate.safeParse(day).success ? day : null,
    url: /^https?:/i.test(canonical) ? canonical : '',
    language: document.documentElement?.getAttribute('lang')?.trim() || null,
  };
}

/** Elements that stay open until they are closed: the others close each other, or hold nothing. */
const nestingTag =
  /<(\/?)(?:a|article|aside|b|blockquote|center|div|em|font|i|main|ol|section|span|strong|table|ul)\b/gi;

/** How deep the elements of a page are nested, counted from its source. */
function nestingOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [, closes] of html.matchAll(nestingTag)) {
    depth = closes === '/' ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Parsing takes time in proportion to the square of the nesting: at this depth still a second at most. */
const deepestPage = 5000;
/** Readability looks at each element once for each that it is in: 100 deep takes half a second. */
const deepestForReadability = 150;

/** What Readability takes for the article; the whole page's words where it finds none or hardly any. */
function articleIn(html: string): { text: string; title: string; byline: string } {
  const { document } = parseHTML(html);
  const whole = textOf(document.body ?? document);
  const title = document.querySelector('title')?.textContent?.trim() ?? '';
  const found =
    nestingOf(html) > deepestForReadability ? null : new Readability(parseHTML(html).document).parse();
  const content = found?.content ? textOf(parseHTML(`<body>${found.content}</body>`).document) : '';
  const text = content.length >= whole.length / 5 || content.length > 1000 ? content : whole;
  return { text, title: found?.title?.trim() || title, byline: found?.byline?.trim() ?? '' };
}

export const htmlImporter: Importer = {
  id: 'html',
  name: 'Web page',
  extensions: ['html', 'htm', 'xhtml'],
  read(bytes, { fileName, encoding }) {
    const decoded = decodePage(bytes, encoding);
    if (!decoded.ok) return decoded;
    // linkedom needs an html element around what it parses.
    const html = /<html[\s>]/i.test(decoded.text)
      ? decoded.text
      : `<html><body>${decoded.text}</body></html>`;
    if (nestingOf(html) > deepestPage) {
      const message = `Its elements are nested more than ${deepestPage.toLocaleString('en')} deep, which no article is.`;
      return { ok: false, message, encodings: [] };
    }
    const { text, title, byline } = articleIn(html);
    const metadata = metadataOf(parseHTML(html).document);
    const fields = { ...metadata, title: metadata.title || title, author: metadata.author || byline };
    return imported(text, fileName, fields, decoded);
  },
};
