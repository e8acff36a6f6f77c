/** The annotations of a simple table: placed in the texts of their articles, with what the columns say of them. */
import { ReadProblem } from '../read-problem';
import { type AttributeKind, type Code, codeKinds } from '../records';
import type { Range } from '../span';
import { calibrate, type Counting, type Placed, placingIn } from './calibrate';
import type { DatasetBuilder } from './dataset-builder';
import { findQuote } from './find-quote';
import { between } from './simple-table';
import { type SimpleArticle, SimpleArticles, SimpleRow } from './simple-table-articles';
import type { SimpleSettings } from './simple-table-reading';
import { SimpleValues } from './simple-table-values';
import { utcTime } from './times';
import { attributeOf, type SimpleMapping } from './table-mapping';
import { splitValues } from './value-list';

interface Waiting {
  row: SimpleRow;
  article: SimpleArticle;
}

const noCode = 'Statement';
const noCoder = 'Unknown coder';

export class SimpleReading {
  private readonly places = new Map<string, number[]>();
  private readonly articles: SimpleArticles;
  private readonly annotations = new Map<string, string>();
  private readonly codes = new Map<string, string>();
  private readonly coders = new Map<string, string>();
  /** The attributes that have columns, by the role of these. */
  private readonly attributes = new Map<string, { kind: AttributeKind; name: string }>();
  private readonly values: SimpleValues;

  constructor(
    private readonly file: string,
    private readonly columns: readonly string[],
    private readonly mapping: SimpleMapping,
    private readonly builder: DatasetBuilder,
    private readonly settings: SimpleSettings,
  ) {
    for (const [at, column] of columns.entries()) {
      const role = mapping[column];
      if (role === undefined) continue;
      const list = this.places.get(role) ?? [];
      this.places.set(role, [...list, at]);
      const attribute = attributeOf(role);
      if (attribute) this.attributes.set(role, attribute);
    }
    this.values = new SimpleValues(builder, this.annotations);
    this.articles = new SimpleArticles(builder, settings.textFor);
  }

  /** @throws ReadProblem */
  refuseOthers(): void {
    const has = (role: string): boolean => this.places.has(role);
    const isPlaced = has('quote') || (has('start') && has('end')) || has('start in code points');
    const isNamed = has('article id') || has('article title') || has('article text');
    if (isPlaced && isNamed) return;
    throw new ReadProblem(
      `“${this.file}” does not say ${isPlaced ? 'which articles it is about' : 'which words are annotated'}: none of its columns (${this.columns.slice(0, 12).join(', ')}) was understood so. Say what each column holds; needed are the article (title, id or text), and the quote or its start and end.`,
    );
  }

  read(cells: readonly (readonly string[])[]): void {
    const escaped = this.places.get('escaped')?.[0];
    const rows = cells.map((one, at): Waiting => {
      const isGuarded = escaped !== undefined && one[escaped] === 'yes';
      const row = new SimpleRow(one, this.places, `${this.file}, row ${at + 2}`, isGuarded);
      return { row, article: this.articles.of(row) };
    });
    this.articles.make();
    const counting = this.findCounting(rows);
    for (const article of this.articles.all()) article.place = placingIn(article.raw, counting);
    const made: { row: SimpleRow; id: string }[] = [];
    for (const { row, article } of rows) {
      const id = this.annotation(row, article);
      if (id !== null) made.push({ row, id });
    }
    for (const { row, id } of made) this.valuesIn(row, id);
    this.values.end();
  }

  /** Where a row says that its words are; null where it says so in words alone. In the unit of the file. */
  private saidRanges(row: SimpleRow): Range[] | null {
    const spans = splitValues(row.get('spans'), ';').map((span) => span.split('-').map(Number));
    if (spans.length > 0) return spans.map(([start = NaN, end = NaN]) => ({ start, end }));
    const unit = this.places.has('start') ? '' : ' in code points';
    const [start, end] = [row.offset(`start${unit}`), row.offset(`end${unit}`)];
    return start === null || end === null ? null : [{ start, end }];
  }

  private findCounting(rows: readonly Waiting[]): Counting {
    const usual: Counting = {
      unit: this.places.has('start') ? 'utf-16' : 'code points',
      lineEnds: 'as they are',
      countsMark: false,
    };
    const placed = new Map<SimpleArticle, Placed[]>();
    for (const { row, article } of rows) {
      const ranges = article.id === null ? null : this.saidRanges(row);
      const quote = row.get('quote');
      if (ranges?.length !== 1 || quote === '') continue;
      const list = placed.get(article) ?? [];
      placed.set(article, list);
      list.push({ ...ranges[0]!, quote });
    }
    const texts = [...placed].map(([{ id, raw }, list]) => ({
      raw,
      stored: this.builder.textOf(id ?? ''),
      placed: list,
    }));
    return calibrate(texts, usual).counting;
  }

  /** @returns its id; null for a row about an article alone, or one that cannot be placed, which is noted */
  private annotation(row: SimpleRow, article: SimpleArticle): string | null {
    const quote = row.get('quote');
    const said = this.saidRanges(row);
    if (quote === '' && said === null) return null;
    const fileId = row.get('annotation id');
    if (fileId !== '' && this.annotations.has(fileId)) {
      this.note(row, 'annotation', 'mismatch', 'A second row with the id of another annotation is left out.');
      return null;
    }
    if (article.id === null) {
      this.note(
        row,
        'annotation',
        'dropped',
        'An annotation of an article whose text is not there cannot be placed, and is left out.',
      );
      return null;
    }
    const ranges = said
      ? said.map(({ start, end }) => ({ start: article.place(start), end: article.place(end) }))
      : this.found(row, article.id, quote);
    if (!ranges) return null;
    const parts = ranges.length === 1 ? [quote] : quote.split(between);
    const extra = this.besideIn(row);
    const id = this.builder.annotation(
      {
        articleId: article.id,
        codeId: this.codeOf(row),
        coderId: this.coderOf(row),
        ranges,
        quotes: parts.length === ranges.length ? parts.map((part) => part || null) : [],
        note: row.get('note'),
        ...this.timeOf(row),
      },
      { id: fileId, ...(extra ? { extra } : {}) },
    );
    if (id !== null && fileId !== '') this.annotations.set(fileId, id);
    return id;
  }

  /** Words without a place are where they stand exactly once. */
  private found(row: SimpleRow, articleId: string, quote: string): Range[] | null {
    const text = this.builder.textOf(articleId);
    let found = findQuote(text, quote);
    if (found === 'nowhere' && quote.trim() !== quote) found = findQuote(text, quote.trim());
    if (typeof found !== 'string') return [found];
    this.note(
      row,
      'annotation',
      'dropped',
      found === 'nowhere'
        ? 'An annotation without offsets, whose words are not in the text, is left out.'
        : 'An annotation without offsets, whose words are in the text several times, is left out.',
    );
    return null;
  }

  private timeOf(row: SimpleRow): { createdAt?: string } {
    const cell = row.get('time');
    if (cell === '') return {};
    const createdAt = utcTime(cell);
    if (createdAt !== null) return { createdAt };
    this.note(row, 'annotation time', 'mismatch', 'What should be a time is none; it is left out.');
    return {};
  }

  private codeOf(row: SimpleRow): string {
    const name = row.get('code') || noCode;
    const fileId = row.get('code id');
    return memo(this.codes, fileId || JSON.stringify([name]), () =>
      this.builder.code({ name, kind: kindOf(row.get('code kind'), row.get('code')) }, { id: fileId }),
    );
  }

  private coderOf(row: SimpleRow): string {
    const name = row.get('coder') || noCoder;
    const fileId = row.get('coder id');
    return memo(this.coders, fileId || JSON.stringify([name]), () =>
      this.builder.coder({ name }, { id: fileId }),
    );
  }

  private valuesIn(row: SimpleRow, annotationId: string): void {
    for (const role of ['speaker', 'concept', 'position'] as const) {
      // Where no column says them, positions that are figures stand for themselves.
      const numbers = this.list(row, this.places.has('position number') ? 'position number' : 'position');
      const words = this.list(row, role);
      const said = role === 'position' && words.length === 0 ? numbers : words;
      this.values.addRole(annotationId, role, row.get(`${role} attribute`), said, numbers, row.place);
    }
    for (const [role, attribute] of this.attributes)
      this.values.add(annotationId, attribute, this.list(row, role), row.place);
  }

  private list(row: SimpleRow, role: string): string[] {
    return splitValues(row.get(role), this.settings.separator);
  }

  private besideIn(row: SimpleRow): Record<string, string> | null {
    const cells = this.columns.flatMap((column, at) => {
      const words = this.mapping[column] === 'beside' ? row.cell(at) : '';
      return words === '' ? [] : [[column, words] as const];
    });
    return cells.length === 0 ? null : Object.fromEntries(cells);
  }

  private note(
    row: SimpleRow,
    aspect: 'annotation' | 'annotation time',
    severity: 'dropped' | 'mismatch',
    what: string,
  ): void {
    const quote = row.get('quote').slice(0, 60);
    this.builder.losses.add(aspect, severity, what, `${row.place}${quote === '' ? '' : `: ${quote}`}`);
  }
}

function memo(known: Map<string, string>, key: string, make: () => string): string {
  let id = known.get(key);
  if (id === undefined) known.set(key, (id = make()));
  return id;
}

/** A table of another program names no kinds; what has no code either is a statement. */
const kindOf = (kind: string, code: string): Code['kind'] =>
  codeKinds.find((one) => one === kind) ?? (code === '' ? 'statement' : 'other');
