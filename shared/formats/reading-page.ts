/** One article as a page for reading and print, with its annotations in the text and in the margin. */
import { treeRows } from '../code-tree';
import type { Article, Code, LineStyle } from '../records';
import { paragraphDirection } from '../text-direction';
import type { CodedArticle, Registries } from './dataset';
import { htmlElement, htmlPage, htmlWords, isolatedWords } from './html-writer';
import { readingBlocks } from './reading-blocks';
import { MarkedWords } from './reading-marks';
import { ReadingNotes } from './reading-notes';
import { markClass, readingStyle } from './reading-style';

/** What all articles of a project have in common on their pages. */
export class ReadingPages {
  private readonly codes: readonly Code[];
  private readonly places: ReadonlyMap<string, number>;
  private readonly notes: ReadingNotes;

  constructor(private readonly registries: Registries) {
    this.codes = treeRows(registries.codes).map(({ code }) => code);
    this.places = new Map(this.codes.map(({ id }, at) => [id, at]));
    this.notes = new ReadingNotes(registries);
  }

  /** The whole page as HTML; its numbers are those of the annotations in text order, from 1. */
  page({ article, annotations }: CodedArticle): string {
    const numbers = new Map(annotations.map(({ annotation }, at) => [annotation.id, at + 1]));
    const coded = new Map(annotations.map((one) => [one.annotation.id, one]));
    const left = new Set(numbers.keys());
    const coders = new Set(annotations.map(({ annotation }) => annotation.coderId));
    const notesOf = (ids: Iterable<string>, isPlaced: boolean): string => {
      const items = [...ids].map((id) => {
        left.delete(id);
        const one = coded.get(id)!;
        const quote = isPlaced ? null : one.spans.map((span) => span.quote).join(' … ');
        return this.notes.html(one, numbers, {
          classOf: this.classOf(one.annotation.codeId, 0),
          quote,
          tellsCoder: coders.size > 1,
        });
      });
      return items.length === 0
        ? ''
        : htmlElement('ul', { class: 'notes', 'aria-label': 'Annotations' }, ...items);
    };
    const words = new MarkedWords(article.text, annotations, numbers, (code, depth) =>
      this.classOf(code, depth),
    );
    const blocks: string[] = [];
    for (const block of readingBlocks(article, (range) => words.render(range)))
      blocks.push(htmlElement('div', { class: 'block' }, block), notesOf(words.taken(), true));
    const unplaced = [...left];
    // Where the text runs from the right, the margin with the notes is on the left.
    const dir = paragraphDirection(article.text, 0);
    const body = [
      htmlElement(
        'header',
        { dir },
        ...this.head(article),
        this.legend(annotations.map(({ annotation }) => annotation.codeId)),
      ),
      htmlElement('main', { class: 'flow', lang: languageOf(article), dir }, ...blocks),
      unplaced.length === 0
        ? ''
        : htmlElement(
            'section',
            { class: 'unplaced' },
            htmlElement('h2', {}, 'Annotations whose words are not in the text'),
            notesOf(unplaced, false),
          ),
      this.closing(annotations.length, coders),
    ];
    return htmlPage(article.title, readingStyle(this.codes), body.filter(Boolean).join('\n'));
  }

  private classOf(codeId: string, depth: number): string {
    return markClass(this.places.get(codeId) ?? 0, depth);
  }

  private head(article: Article): string[] {
    const { title, source, author, date, section, url, note } = article;
    const facts = [source, date === null ? '' : dateInWords(date), section, author].filter(
      (words) => words !== '',
    );
    const about = (html: string): string => (html === '' ? '' : htmlElement('p', { class: 'about' }, html));
    return [
      htmlElement('h1', { dir: 'auto' }, htmlWords(title)),
      about(facts.map(isolatedWords).join(' · ')),
      about(
        isAddress(url)
          ? htmlElement('a', { href: url, rel: 'noreferrer' }, isolatedWords(url))
          : htmlWords(url),
      ),
      note === '' ? '' : htmlElement('p', { class: 'about remark', dir: 'auto' }, htmlWords(note)),
    ];
  }

  /** Which line or fill stands for which code, of those that occur. */
  private legend(codeIds: readonly string[]): string {
    const used = new Set(codeIds);
    const items = this.codes
      .filter(({ id }) => used.has(id))
      .map(({ id, name, lineStyle }) => {
        const sample = htmlElement('span', { class: this.classOf(id, 0), dir: 'auto' }, htmlWords(name));
        return htmlElement('li', {}, sample, ' ', htmlElement('small', {}, styleWords[lineStyle]));
      });
    return items.length === 0 ? '' : htmlElement('ul', { class: 'legend', 'aria-label': 'Legend' }, ...items);
  }

  private closing(annotations: number, coderIds: ReadonlySet<string>): string {
    const names = this.registries.coders
      .filter(({ id }) => coderIds.has(id))
      .map(({ name }) => isolatedWords(name));
    const count = annotations === 1 ? '1 annotation' : `${annotations.toLocaleString('en')} annotations`;
    const by = names.length === 0 ? '' : ` by ${names.join(', ')}`;
    const project = isolatedWords(this.registries.project.name);
    return htmlElement('footer', { class: 'closing' }, `${project}: ${count}${by}.`);
  }
}

const styleWords: Record<LineStyle, string> = {
  fill: 'filled',
  underline: 'underlined',
  dotted: 'dotted line',
  dashed: 'dashed line',
  double: 'double line',
};

/** Only what a browser opens as a page of the web. */
const isAddress = (url: string): boolean => /^https?:\/\/\S+$/i.test(url);

const languageOf = ({ language }: Article): string | null =>
  language !== null && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language) ? language : null;

/** `3 August 2020`, `August 2020` or `2020`: what is known of it. */
export function dateInWords(date: string): string {
  const day = new Date(`${date}${'-01'.repeat((10 - date.length) / 3)}T00:00:00Z`);
  const exact: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(date.length > 4 ? { month: 'long' } : {}),
    ...(date.length > 7 ? { day: 'numeric' } : {}),
  };
  return new Intl.DateTimeFormat('en-GB', { ...exact, timeZone: 'UTC' }).format(day);
}
