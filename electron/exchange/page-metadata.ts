/** What a web page says about its article: JSON-LD first, then the tags for sharing, then plain HTML. */
import type { ArticleFields, Particular } from '../../shared/api-articles';
import { readDate } from '../../shared/read-date';
import { readLanguage } from '../../shared/language-names';

interface Metadata {
  fields: Partial<ArticleFields>;
  particulars: Particular[];
}

export function metadataOf(document: Document): Metadata {
  const linked = linkedData(document);
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
    (document.querySelector('time[datetime]')?.getAttribute('datetime')?.trim() ?? '');
  const { date } = readDate(published, null);
  const address =
    document.querySelector('link[rel="canonical"]')?.getAttribute('href')?.trim() ||
    meta('og:url') ||
    textIn(linked.mainEntityOfPage) ||
    textIn(linked.url);
  const language =
    document.documentElement?.getAttribute('lang')?.trim() || textIn(linked.inLanguage) || meta('og:locale');
  const modified = textIn(linked.dateModified) || meta('article:modified_time');
  return {
    fields: {
      title: textIn(linked.headline) || meta('og:title'),
      source: textIn(linked.publisher) || meta('og:site_name', 'publisher'),
      author: textIn(linked.author) || meta('author', 'article:author', 'dc.creator'),
      section: textIn(linked.articleSection) || meta('article:section'),
      date,
      url: /^https?:/i.test(address) ? address : '',
      language: language === '' ? null : readLanguage(language.replace('_', '-')),
    },
    particulars: [
      ...(date === null && published !== '' ? [{ name: 'Date', value: published }] : []),
      ...(modified === '' ? [] : [{ name: 'Modified', value: modified }]),
      ...(textIn(linked.keywords) === '' ? [] : [{ name: 'Keywords', value: textIn(linked.keywords) }]),
    ],
  };
}

type Linked = Record<string, unknown>;

const isObject = (value: unknown): value is Linked =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The article among a page's JSON-LD; an empty object where there is none. */
function linkedData(document: Document): Linked {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    let raw: unknown;
    try {
      raw = JSON.parse(script.textContent ?? '');
    } catch {
      continue;
    }
    const found = articleAmong(raw, 0);
    if (found) return found;
  }
  return {};
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
  return articleAmong(value['@graph'], depth + 1);
}

/** The words of a value, which may be a text, a thing with a name or an address, or several of these. */
function textIn(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value))
    return value
      .map(textIn)
      .filter((text) => text !== '')
      .join('; ');
  return isObject(value) ? textIn(value.name ?? value['@id'] ?? '') : '';
}
