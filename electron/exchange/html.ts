/** Saved web pages: parsed without running or fetching anything; Readability finds the article in them. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { Body } from './body';
import { warningsOf } from './decode';
import { decodePage } from './html-decoding';
import { addBlocks } from './html-blocks';
import { metadataOf } from './page-metadata';
import { type FoundArticle, ReadProblem, type Reader } from './reader';

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
/** And it takes time in proportion to the square of a page's length: of such pages all words are taken. */
const longestForReadability = 1_500_000;

/**
 * The tree of a page. Nothing in it is run and nothing is fetched: linkedom only parses.
 * @throws ReadProblem for one that is nested as no article is
 */
export function parsePage(html: string): { document: Document; nesting: number } {
  const nesting = nestingOf(html);
  if (nesting > deepestPage) {
    throw new ReadProblem(
      `Its elements are nested more than ${deepestPage.toLocaleString('en')} deep, which no article is.`,
    );
  }
  const small = html.replaceAll(/<[a-z][^<>]*>/gi, inSmallLetters);
  // linkedom needs an html element around what it parses, and has a broken page without one.
  const whole = /<html[\s>]/i.test(small) ? parseHTML(small).document : null;
  const document = whole?.documentElement ? whole : parseHTML(`<html><body>${small}</body></html>`).document;
  return { document, nesting };
}

/** Old pages write `CLASS=` and `HREF=`, which linkedom, unlike browsers, takes for other names. */
const inSmallLetters = (tag: string): string =>
  /\s[A-Z][A-Z-]*\s*=/.test(tag)
    ? tag.replaceAll(
        // What stands in quotation marks is words, which stay as they are.
        /=\s*(?:"[^"]*"|'[^']*')|\s[A-Z][A-Z-]*(?=\s*=)/g,
        (found) => (found.startsWith('=') ? found : found.toLowerCase()),
      )
    : tag;

/** What no reader sees, and what Readability would look at for long. */
const unseen = 'script, style, noscript, template, svg, iframe, object, link, [hidden], [aria-hidden="true"]';

/** What Readability takes for the article; the whole page's words where it finds none or hardly any. */
function articleIn(html: string, document: Document, nesting: number) {
  const whole = new Body();
  addBlocks(whole, document.body ?? document);
  const title = document.querySelector('title')?.textContent?.trim() ?? '';
  if (nesting > deepestForReadability || html.length > longestForReadability)
    return { body: whole, title, byline: '', leftOut: 0 };
  const { document: copy } = parsePage(html);
  for (const element of copy.querySelectorAll(unseen)) element.remove();
  const found = new Readability<Node>(copy, { serializer: (node) => node }).parse();
  const body = new Body();
  if (found?.content) addBlocks(body, found.content);
  const isWhole = body.length < whole.length / 5 && body.length <= 1000;
  return {
    body: isWhole ? whole : body,
    title: found?.title?.trim() || title,
    byline: found?.byline?.trim() ?? '',
    leftOut: isWhole ? 0 : whole.length - body.length,
  };
}

/** The article of a page. @param html its source, decoded */
export function pageArticle(
  html: string,
): Pick<FoundArticle, 'text' | 'layout' | 'fields' | 'particulars' | 'warnings'> {
  const { document, nesting } = parsePage(html);
  const { fields, particulars } = metadataOf(document);
  const { body, title, byline, leftOut } = articleIn(html, document, nesting);
  const share = leftOut / Math.max(1, leftOut + body.length);
  return {
    ...body.finish(),
    fields: { ...fields, title: fields.title || title, author: fields.author || byline },
    particulars,
    warnings:
      share > 0.5
        ? [
            `${Math.round(share * 100)} % of the page's words (menus, links, comments) were left out: check that none of the article is missing.`,
          ]
        : [],
  };
}

export const htmlReader: Reader = {
  id: 'html',
  name: 'Web page',
  extensions: ['html', 'htm', 'xhtml'],
  fits: ({ extension, text }) => {
    if (/^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html)[\s>]/i.test(text)) return 2;
    return ['html', 'htm', 'xhtml'].includes(extension) ? 1 : 0;
  },
  async *read(file, settings) {
    const decoded = decodePage(await file.bytes(), settings.encoding);
    const { encoding, encodings } = decoded;
    const article = pageArticle(decoded.text);
    yield {
      ...article,
      warnings: [...warningsOf(decoded), ...article.warnings],
      place: '',
      encoding,
      encodings,
    };
  },
};
