/** Saved web pages: parsed without running or fetching anything; Readability finds the article in them. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { Body } from './body';
import { warningsOf } from './decode';
import { decodePage } from './html-decoding';
import { addBlocks } from './html-blocks';
import { metadataOf } from './page-metadata';
import { type FoundArticle, type Reader } from './reader';
import { ReadProblem } from '../../shared/read-problem';

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
/** It takes up to 1.4 seconds for each million code units. */
const longestForReadability = 8_000_000;

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
  // linkedom needs an html element around what it parses, and only one: mails may have several.
  const isWhole = small.replaceAll(/<!--[\s\S]*?-->/g, '').match(/<html[\s>]/gi)?.length === 1;
  const whole = isWhole ? parseHTML(small).document : null;
  const document =
    whole?.documentElement?.localName === 'html'
      ? whole
      : parseHTML(`<html><body>${small.replaceAll(/<\/?(?:html|body)(?:\s[^<>]*)?>/gi, '')}</body></html>`)
          .document;
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

/** The words of a whole page that it shows; where it hides them all until a script runs, all of them. */
function wholePage(document: Document): Body {
  const shown = new Body();
  const root = document.body ?? document;
  addBlocks(shown, root, isHidden);
  if (shown.length > 0) return shown;
  const all = new Body();
  addBlocks(all, root);
  return all;
}

const isHidden = (element: Element): boolean =>
  element.hasAttribute('hidden') || /display\s*:\s*none/i.test(element.getAttribute('style') ?? '');

/**
 * What Readability finds; null for nothing, and for trees that it does not expect: its calls overflow where an
 * element holds 100,000 others, and it stumbles over pages whose body is none.
 */
function readable(document: Document) {
  try {
    return new Readability<Node>(document, { serializer: (node) => node }).parse();
  } catch {
    return null;
  }
}

interface MainText {
  body: Body;
  title: string;
  byline: string;
  warnings: string[];
}

/**
 * What Readability takes for the article; the whole page's words where it finds none or hardly any. Of the
 * tree nothing is left that could be read once more.
 */
function articleIn(html: string, document: Document, nesting: number, takesAll: boolean): MainText {
  const whole = wholePage(document);
  const title = document.querySelector('title')?.textContent?.trim() ?? '';
  const hasMore = document.querySelector('nav, aside, footer, form') !== null;
  const all = (warnings: string[], byline = ''): MainText => ({ body: whole, title, byline, warnings });
  if (takesAll) return all([]);
  if (nesting > deepestForReadability || html.length > longestForReadability) {
    return all([
      'The page is too large, or too deeply nested, to tell the article from the rest: all of its words were taken.',
    ]);
  }
  for (const element of document.querySelectorAll(unseen)) element.remove();
  const found = readable(document);
  const byline = found?.byline?.trim() ?? '';
  const body = new Body();
  if (found?.content) addBlocks(body, found.content);
  if (body.length < whole.length / 5 && body.length <= 1000) {
    return all(
      hasMore
        ? [
            'The article could not be told from the rest of the page (menus, links): all of its words were taken.',
          ]
        : [],
      byline,
    );
  }
  const leftOut = whole.length - body.length;
  const share = leftOut / Math.max(1, whole.length);
  return {
    body,
    title: found?.title?.trim() || title,
    byline,
    warnings:
      share > 0.5
        ? [
            `${Math.round(share * 100)} % of the page’s words (menus, links, comments; ${leftOut.toLocaleString('en')} characters) were left out: check that none of the article is missing.`,
          ]
        : [],
  };
}

/**
 * The article of a page.
 * @param html its source, decoded
 * @param takesAll its whole words are the article, as in a mail
 */
export function pageArticle(
  html: string,
  takesAll = false,
): Pick<FoundArticle, 'text' | 'layout' | 'fields' | 'particulars' | 'warnings'> {
  const { document, nesting } = parsePage(html);
  const { fields, particulars, warnings } = metadataOf(document, savedFrom(html));
  const main = articleIn(html, document, nesting, takesAll);
  return {
    ...main.body.finish(),
    fields: { ...fields, title: fields.title || main.title, author: fields.author || main.byline },
    particulars,
    warnings: [...warnings, ...main.warnings],
  };
}

/** The address that browsers, and the extension SingleFile, write into pages that they save; empty for none. */
function savedFrom(html: string): string {
  const head = html.slice(0, 5000);
  return (
    /\bsaved from url=\(\d+\)(https?:[^\s<>"]+)/i.exec(head)?.[1] ??
    /\bPage saved with SingleFile\s+url:\s*(https?:[^\s<>"]+)/i.exec(head)?.[1] ??
    ''
  );
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
