/** What a web page says about its article: JSON-LD first, then the tags for sharing, then plain HTML. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { readDate } from '../../shared/read-date';
import { doubtfulDate } from './fill-fields';
import { decodeEntities } from './html-entities';
import { readLanguage } from '../../shared/language-names';

interface Metadata {
  fields: Partial<ArticleFields>;
  particulars: Particular[];
  warnings: string[];
}

/** @param savedFrom the address that the page was saved from, if it says so; empty for none */
export function metadataOf(document: Document, savedFrom = ''): Metadata {
  const { article: linked, things } = linkedData(document);
  const textIn = (value: unknown): string => wordsOf(value, things);
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
  const published =
    textIn(linked.datePublished) ||
    meta(
      'article:published_time',
      'datePublished',
      'og:article:published_time',
      'date',
      'dcterms.date',
      'DC.date',
    ) ||
    timeOf(document);
  const { date, doubtful } = readDate(published, null);
  const url =
    [
      document.querySelector('link[rel="canonical"]')?.getAttribute('href'),
      meta('og:url'),
      textIn(linked.mainEntityOfPage),
      textIn(linked.url),
      savedFrom,
    ]
      .map((each) => fullAddress(each ?? '', savedFrom))
      .find((each) => each !== '') ?? '';
  const language =
    document.documentElement?.getAttribute('lang')?.trim() || textIn(linked.inLanguage) || meta('og:locale');
  const modified = textIn(linked.dateModified) || meta('article:modified_time');
  const isFree = yesOrNo(linked.isAccessibleForFree);
  return {
    fields: {
      title: textIn(linked.headline) || meta('og:title'),
      source: textIn(linked.publisher) || meta('og:site_name', 'publisher'),
      author:
        namesOnly(textIn(linked.author)) ||
        namesOnly(meta('author')) ||
        namesOnly(meta('article:author', 'dc.creator', 'parsely-author')),
      section: textIn(linked.articleSection) || meta('article:section'),
      date,
      url,
      language: language === '' ? null : readLanguage(language.replace('_', '-')),
    },
    particulars: [
      ...(date === null && published !== '' ? [{ name: 'Date', value: published }] : []),
      ...(modified === '' ? [] : [{ name: 'Modified', value: modified }]),
      ...(isFree === null ? [] : [{ name: 'Free to read', value: isFree ? 'yes' : 'no' }]),
      ...(textIn(linked.keywords) === '' ? [] : [{ name: 'Keywords', value: textIn(linked.keywords) }]),
    ],
    warnings: [
      ...(doubtful ? [doubtfulDate(published)] : []),
      ...(isFree === false
        ? [
            'The page says that it is not free to read: check that its text is whole, and not only the beginning.',
          ]
        : []),
    ],
  };
}

type Linked = Record<string, unknown>;

const isObject = (value: unknown): value is Linked =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Pages write `true`, `"True"` and `"http://schema.org/False"`. */
function yesOrNo(value: unknown): boolean | null {
  const found = /(?:^|\/)(true|false)$/i.exec(String(value))?.[1]?.toLowerCase();
  return found === undefined ? null : found === 'true';
}

/** An address that can be opened again; pages also give parts of one, which the whole one completes. */
function fullAddress(written: string, base: string): string {
  const words = written.trim();
  if (/^https?:\/\//i.test(words)) return words;
  if (words === '' || base === '' || /^[a-z][\w+.-]*:/i.test(words)) return '';
  return URL.parse(words, base)?.href ?? '';
}

/** Without the addresses of profiles that some pages give in the place of names. */
const namesOnly = (authors: string): string =>
  authors
    .split('; ')
    .filter((author) => !/^https?:\/\//i.test(author))
    .join('; ');

/**
 * When a page says it was published, by what it shows. Pages show many times, of teasers and comments: only
 * one that is marked, or the only day there is, can be meant.
 */
function timeOf(document: Document): string {
  const marked = document.querySelector(
    '[itemprop="datePublished"][datetime], [itemprop="datePublished"][content], time[pubdate][datetime]',
  );
  const said = (element: Element | null): string =>
    (element?.getAttribute('datetime') ?? element?.getAttribute('content') ?? '').trim();
  if (marked) return said(marked);
  const articles = document.querySelectorAll('article');
  const times = [...(articles.length === 1 ? articles[0]! : document).querySelectorAll('time[datetime]')].map(
    said,
  );
  return new Set(times.map((time) => time.slice(0, 10))).size === 1 ? times[0]! : '';
}

/** The article among a page's JSON-LD, an empty object where there is none; and all things by their ids. */
function linkedData(document: Document): { article: Linked; things: Map<string, Linked> } {
  const things = new Map<string, Linked>();
  let article: Linked | null = null;
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const raw = parseLinked(script.textContent ?? '');
    noteThings(raw, things, 0);
    article ??= articleAmong(raw, 0);
  }
  return { article: article ?? {}, things };
}

/** JSON as pages write it: within comments, and with line breaks in texts, which JSON does not allow. */
function parseLinked(source: string): unknown {
  const bare = source
    .replace(/^\s*(?:\/\*\s*)?<!(?:--|\[CDATA\[)(?:\s*\*\/)?/, '')
    .replace(/(?:\/\*\s*)?(?:-->|\]\]>)(?:\s*\*\/)?\s*$/, '')
    .replaceAll(/[\u0000-\u001f]+/g, ' ');
  try {
    return JSON.parse(bare);
  } catch {
    return null;
  }
}

const mostThings = 2000;

function noteThings(value: unknown, things: Map<string, Linked>, depth: number): void {
  if (depth > 6 || things.size > mostThings) return;
  if (Array.isArray(value)) for (const one of value) noteThings(one, things, depth + 1);
  if (!isObject(value)) return;
  const id = value['@id'];
  if (typeof id === 'string' && 'name' in value && !things.has(id)) things.set(id, value);
  for (const one of Object.values(value)) if (typeof one === 'object') noteThings(one, things, depth + 1);
}

function articleAmong(value: unknown, depth: number): Linked | null {
  if (depth > 4) return null;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 50)) {
      const found = articleAmong(one, depth + 1);
      if (found) return found;
    }
    return null;
  }
  if (!isObject(value)) return null;
  const types = [value['@type']].flat();
  if (types.some((type) => typeof type === 'string' && /(?:Article|BlogPosting|Report)$/.test(type)))
    return value;
  return articleAmong(value['@graph'], depth + 1) ?? articleAmong(value.mainEntity, depth + 1);
}

/** The words of a value, which may be a text, a thing with a name or an address, or several of these. */
function wordsOf(value: unknown, things: ReadonlyMap<string, Linked>): string {
  // Many programs put the words of HTML into JSON.
  if (typeof value === 'string') return decodeEntities(value).trim();
  if (Array.isArray(value))
    return value
      .map((one) => wordsOf(one, things))
      .filter((text) => text !== '')
      .join('; ');
  if (!isObject(value)) return '';
  const id = value['@id'];
  const named = 'name' in value || typeof id !== 'string' ? value : (things.get(id) ?? value);
  return typeof named.name === 'string' || Array.isArray(named.name)
    ? wordsOf(named.name, new Map())
    : typeof id === 'string'
      ? id.trim()
      : '';
}
