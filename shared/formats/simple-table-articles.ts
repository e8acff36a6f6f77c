/** The articles of a simple table, whose rows each say which one they are about. */
import { readDate } from '../read-date';
import { partialDate } from '../record-fields';
import type { Placing } from './calibrate';
import type { DatasetBuilder } from './dataset-builder';
import { unguard } from './formula-guard';

/** A row by roles, and where it is. */
export class SimpleRow {
  constructor(
    private readonly cells: readonly string[],
    private readonly places: ReadonlyMap<string, readonly number[]>,
    /** For messages: `codings.csv, row 12`. */
    readonly place: string,
    private readonly isGuarded: boolean,
  ) {}

  /** What the columns of a role say together; empty where there is none. */
  get(role: string): string {
    const places = this.places.get(role);
    if (!places) return '';
    const [only] = places;
    return places.length === 1 && only !== undefined
      ? this.cell(only)
      : places.map((at) => this.cell(at)).join('');
  }

  /** What one column says, whatever its role. */
  cell(at: number): string {
    const words = this.cells[at] ?? '';
    return this.isGuarded ? unguard(words) : words;
  }

  /** A number, NaN for what is none; null for an empty cell. */
  offset(role: string): number | null {
    const cell = this.get(role).trim();
    return cell === '' ? null : Number(cell);
  }
}

/** An article as a table names it; what it does not say is empty. */
export interface NamedArticle {
  id: string;
  title: string;
  date: string;
  url: string;
}

export interface SimpleArticle {
  /** In the dataset; null where its text is not there. */
  id: string | null;
  first: SimpleRow;
  /** The text as the file has it; empty where it is not there. */
  raw: string;
  place: Placing;
}

export class SimpleArticles {
  private readonly known = new Map<string, SimpleArticle>();

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly textFor: ((article: NamedArticle) => string | null) | undefined,
  ) {}

  /** Articles are told by their ids, or else by what is said of them; there, two texts are two articles. */
  of(row: SimpleRow): SimpleArticle {
    const id = row.get('article id');
    const text = row.get('article text');
    const about = ['article title', 'article date', 'article source'].map((role) => row.get(role));
    const key = id === '' ? JSON.stringify(about) : id;
    const before = this.known.get(key);
    if (before && (text === '' || before.raw === '' || before.raw === text)) {
      if (text !== '') before.raw = text;
      return before;
    }
    if (before && id !== '') {
      const what = 'A second text of an article is left out; the first was taken.';
      this.builder.losses.add('article text', 'mismatch', what, row.place);
      return before;
    }
    const other = before ? `${key} ${text}` : key;
    const article = this.known.get(other) ?? { id: null, first: row, raw: text, place: (at: number) => at };
    this.known.set(other, article);
    return article;
  }

  /** Makes an article of each whose text is there. To be called when all rows are known. */
  make(): void {
    for (const article of this.known.values()) {
      const { first } = article;
      const named = {
        id: first.get('article id'),
        title: first.get('article title'),
        date: first.get('article date'),
        url: first.get('article url'),
      };
      if (article.raw === '') article.raw = this.textFor?.(named) ?? '';
      if (article.raw === '') continue;
      article.id = this.builder.article(
        {
          title: named.title || named.id,
          text: article.raw,
          date: dateOf(named.date),
          source: first.get('article source'),
          author: first.get('article author'),
          url: named.url,
          language: first.get('article language') || null,
        },
        { id: named.id },
      );
    }
  }

  all(): Iterable<SimpleArticle> {
    return this.known.values();
  }
}

/** A date as the project has it; words that are none stay, and are noted where the article is made. */
const dateOf = (words: string): string | null =>
  words === '' ? null : partialDate.safeParse(words).success ? words : (readDate(words, null).date ?? words);
