/**
 * The texts that Web Annotations are about: they carry none themselves. Ours have them under our own term; for those of
 * others they are looked for among the articles of the open project and the text files that were chosen with them.
 */
import type { KnownArticle } from './format';
import { addressOf } from './w3c';
import { lastPart } from './w3c-parsing';

/** A text file that was chosen together with the annotations. */
export interface TextFile {
  /** Without folders and ending. */
  stem: string;
  text: string;
}

const alike = (words: string): string => words.normalize('NFC').toLowerCase().trim();
const stemOf = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
/** What does not make another page: the fragment, the scheme, a slash at the end. */
const pageOf = (address: string): string =>
  (addressOf(address) ?? address)
    .replace(/#.*$/s, '')
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/$/, '');

/** Finds the text of a source; sources without a text are asked again and again, so both are remembered. */
export class SourceTexts {
  private readonly found = new Map<string, KnownArticle | null>();
  private readonly byPage: ReadonlyMap<string, KnownArticle>;
  private readonly byTitle: ReadonlyMap<string, KnownArticle>;

  /** @param sources all that are asked for: where there is one, and one text, they belong together */
  constructor(
    private readonly articles: readonly KnownArticle[],
    private readonly files: readonly TextFile[],
    private readonly sources: ReadonlySet<string>,
  ) {
    this.byPage = new Map(articles.filter(({ url }) => url !== '').map((one) => [pageOf(one.url), one]));
    this.byTitle = new Map(articles.map((one) => [alike(one.title), one]));
  }

  of(source: string): KnownArticle | null {
    let article = this.found.get(source);
    if (article === undefined) this.found.set(source, (article = this.look(source)));
    return article;
  }

  private look(source: string): KnownArticle | null {
    const page = source === '' ? undefined : this.byPage.get(pageOf(source));
    if (page) return page;
    const part = lastPart(source);
    const titled =
      this.byTitle.get(alike(source)) ??
      this.byTitle.get(alike(part)) ??
      this.byTitle.get(alike(stemOf(part)));
    if (titled && source !== '') return titled;
    const file =
      this.files.find(
        ({ stem }) => source !== '' && [alike(part), alike(stemOf(part))].includes(alike(stem)),
      ) ?? (this.files.length === 1 && this.sources.size === 1 ? this.files[0] : undefined);
    if (file) return { title: file.stem, url: addressOf(source) === null ? '' : source, text: file.text };
    return this.files.length === 0 && this.articles.length === 1 && this.sources.size === 1 && source === ''
      ? this.articles[0]!
      : null;
  }
}
