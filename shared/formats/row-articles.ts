/** Articles as rows give them: a row for each, or one for each coder; with their metadata, copies and readings. */
import { canonicalText, excerpt } from '../text';
import type { CodedJson } from './coded-json';
import type { DatasetBuilder } from './dataset-builder';
import type { RowRegistries } from './row-registries';
import { detailsIn, type Row } from './rows';
import { utcTime } from './times';

interface KnownArticle {
  id: string;
  /** Whose rows it has had. */
  coders: Set<string>;
  readers: Set<string>;
}

const longestTitle = 80;

export class RowArticles {
  private readonly articles = new Map<string, KnownArticle>();
  private readonly articleNames = new Map<string, string>();
  private readonly copies: { articleId: string; of: string }[] = [];

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly registries: RowRegistries,
    /** Whether rows of one id and one text are of one article also when they are of one coder. */
    private readonly mergesRows: boolean,
  ) {}

  /** The article of a row: a new one, or that of another coder's row of the same text. */
  of(row: Row): string | null {
    const { kept, coder } = row;
    const name = kept?.id ?? row.id;
    const stored = canonicalText(row.text).text;
    const key = `${name}\n${stored}`;
    const known = this.articles.get(key);
    if (known && (this.mergesRows || (coder !== null && !known.coders.has(coder)))) {
      if (coder !== null) known.coders.add(coder);
      this.addReadings(known, kept);
      return known.id;
    }
    if (name !== '' && this.articleNames.has(name))
      this.builder.losses.add(
        'article',
        'mismatch',
        'Two articles of the file have the same id; both are taken in.',
        `${row.place}: ${name}`,
      );
    const { details, others } = detailsIn(row.columns);
    const particulars = Object.entries(others).map(([field, value]) => ({
      name: field,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }));
    const date = /^\d{4}-\d{2}-\d{2}(?=[T ])/.exec(details.date ?? '')?.[0] ?? details.date;
    const createdAt = utcTime(kept?.created_at ?? '');
    const extra = { ...(particulars.length > 0 ? { columns: others } : {}), ...row.extra };
    const id = this.builder.article(
      {
        ...details,
        title: details.title || excerpt(stored.trim().split('\n')[0] ?? '', longestTitle) || name,
        text: row.text,
        date: date || null,
        language: details.language || null,
        layout: kept?.layout ?? '',
        particulars: kept?.particulars || (particulars.length > 0 ? JSON.stringify(particulars) : ''),
        ...(createdAt === null ? {} : { createdAt }),
      },
      { id: name, extra: Object.keys(extra).length > 0 ? extra : undefined },
    );
    if (id === null) return null;
    const article = { id, coders: new Set(coder === null ? [] : [coder]), readers: new Set<string>() };
    this.articles.set(key, article);
    for (const one of [name, kept?.own_id ?? ''])
      if (one !== '' && !this.articleNames.has(one)) this.articleNames.set(one, id);
    if (kept?.copy_of) this.copies.push({ articleId: id, of: kept.copy_of });
    this.addReadings(article, kept);
    return id;
  }

  private addReadings({ id, readers }: KnownArticle, kept: CodedJson | null): void {
    for (const { coder, state, changed_at: changedAt } of kept?.readings ?? []) {
      if (readers.has(coder)) continue;
      readers.add(coder);
      const coderId = this.registries.coder(coder);
      const time = utcTime(changedAt);
      this.builder.reading({ articleId: id, coderId, state, ...(time === null ? {} : { changedAt: time }) });
    }
  }

  /** Marks copies, whose originals may come after them. */
  finish(): void {
    for (const { articleId, of } of this.copies) {
      const original = this.articleNames.get(of);
      if (original !== undefined) this.builder.copyOf(articleId, original);
      else
        this.builder.losses.add(
          'article copy',
          'mismatch',
          'The article that another repeats is not there.',
          this.builder.get('article', articleId).title,
        );
    }
  }
}
