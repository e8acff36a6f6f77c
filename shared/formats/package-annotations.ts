/** The annotations of a data package with their spans, placed in the texts of its articles. */
import { codeKinds, examples } from '../records';
import type { Range } from '../span';
import { calibrate, type Counting, type Placed, type Placing, placingIn } from './calibrate';
import type { DatasetBuilder } from './dataset-builder';
import { findQuote } from './find-quote';
import { columnsOf, foreignOf, type Ids, type OpenTable } from './package-registries';
import { defined, type PackageRow, type PackageTable } from './package-table';
import { ValueTable } from './package-values';

const known = columnsOf(
  'id article_id article_title article_date code_id code kind coder_id coder start_offset end_offset start_codepoint end_codepoint quote note example review created_at',
);
const knownOfSpan = columnsOf(
  'id annotation_id position start_offset end_offset start_codepoint end_codepoint quote pages',
);

/** What a row says of a place: as the file counts, or with words alone. */
interface Place {
  row: PackageRow;
  start: number | undefined;
  end: number | undefined;
  quote: string;
}

const unknownCoder = 'Unknown coder';

export class AnnotationTables {
  private readonly spans = new Map<string, Place[]>();
  private readonly codesByName = new Map<string, string>();
  private readonly codersByName = new Map<string, string>();
  private readonly placings = new Map<string, Placing>();
  private counting: Counting;
  private usesCodePoints = false;
  private spanTable: PackageTable | undefined;

  /**
   * @param raw the texts of the articles as the file has them, by their ids in the dataset
   * @param unit in which the package says that it counts, if it says so
   */
  constructor(
    private readonly open: OpenTable,
    private readonly builder: DatasetBuilder,
    private readonly ids: Ids,
    private readonly raw: ReadonlyMap<string, string>,
    private readonly unit: Counting['unit'] | null,
  ) {
    this.counting = { unit: unit ?? 'utf-16', lineEnds: 'as they are', countsMark: false };
  }

  async read(): Promise<void> {
    this.spanTable = await this.open('spans');
    const table = await this.open('annotations');
    if (!table) return;
    const hasOffsets = (one: PackageTable): boolean => one.has('start_offset') && one.has('end_offset');
    this.usesCodePoints = !hasOffsets(this.spanTable ?? table);
    if (this.usesCodePoints) this.counting = { ...this.counting, unit: 'code points' };
    for (const row of this.spanTable?.rows() ?? []) this.addSpan(row);
    this.findCounting(table);
    for (const { name, id } of this.builder.all('code')) this.codesByName.set(name, id);
    for (const { name, id } of this.builder.all('coder')) this.codersByName.set(name, id);
    const told = new Set<string>();
    for (const row of table.rows()) {
      this.annotation(table, row);
      told.add(row.text('id'));
    }
    this.noteLostSpans(told);
    await new ValueTable(this.open, this.builder, this.ids, (articleId) => this.placing(articleId)).read();
  }

  private addSpan(row: PackageRow): void {
    const id = row.text('annotation_id');
    const places = this.spans.get(id);
    if (places) places.push(this.placeIn(row));
    else this.spans.set(id, [this.placeIn(row)]);
  }

  private placeIn(row: PackageRow): Place {
    const unit = this.usesCodePoints ? 'codepoint' : 'offset';
    return {
      row,
      start: row.whole(`start_${unit}`, 'annotation'),
      end: row.whole(`end_${unit}`, 'annotation'),
      quote: row.text('quote'),
    };
  }

  /** The places of an annotation: those of its spans, or else its own. */
  private placesOf(row: PackageRow): Place[] {
    return this.spanTable ? (this.spans.get(row.text('id')) ?? []) : [this.placeIn(row)];
  }

  /** How the file counts, found by the words that it carries. */
  private findCounting(table: PackageTable): void {
    const placed = new Map<string, Placed[]>();
    for (const row of table.rows()) {
      const articleId = this.ids.articles.get(row.text('article_id'));
      if (articleId === undefined) continue;
      const list = placed.get(articleId) ?? [];
      placed.set(articleId, list);
      for (const { start, end, quote } of this.placesOf(row))
        if (start !== undefined && end !== undefined && quote !== '') list.push({ start, end, quote });
    }
    const texts = [...placed].map(([id, list]) => ({
      raw: this.raw.get(id) ?? '',
      stored: this.builder.textOf(id),
      placed: list,
    }));
    const { counting } = calibrate(texts, this.counting);
    if (this.unit !== null && counting.unit !== this.unit && !this.usesCodePoints)
      this.builder.losses.add(
        'annotation',
        'mismatch',
        'The package does not count as it says; its annotations were placed as their words tell.',
        `${counting.unit} instead of ${this.unit}`,
      );
    this.counting = counting;
  }

  private placing(articleId: string): Placing {
    let place = this.placings.get(articleId);
    if (!place)
      this.placings.set(articleId, (place = placingIn(this.raw.get(articleId) ?? '', this.counting)));
    return place;
  }

  private annotation(table: PackageTable, row: PackageRow): void {
    if (!this.ids.annotations.isNew(row, 'annotation')) return;
    const articleId = this.ids.articles.from(row, 'article_id', 'annotation');
    const codeId = this.codeOf(row);
    const coderId = this.coderOf(row);
    if (articleId === null || codeId === null || coderId === null) {
      if (row.text('article_id') === '')
        row.note('article_id', 'annotation', 'An annotation without an article is left out.');
      return;
    }
    const places = this.placesOf(row);
    const ranges = places.flatMap((place) => this.rangeOf(place, articleId) ?? []);
    if (ranges.length < places.length) return;
    const id = this.builder.annotation(
      {
        articleId,
        codeId,
        coderId,
        ranges,
        quotes: places.map(({ quote }) => quote || null),
        note: row.text('note'),
        review: row.text('review'),
        ...defined({
          example: row.oneOf('example', examples, 'annotation example'),
          createdAt: row.time('created_at', 'annotation time'),
        }),
      },
      foreignOf(table, row, known),
    );
    if (id === null) return;
    this.ids.annotations.keep(row.text('id'), id);
    if (this.spanTable) this.keepSpanIds(id, this.spanTable, places, ranges);
  }

  /** Where a place is in the stored text; undefined where nobody can tell, which is noted. */
  private rangeOf({ row, start, end, quote }: Place, articleId: string): Range | undefined {
    if (start !== undefined && end !== undefined) {
      const place = this.placing(articleId);
      return { start: place(start), end: place(end) };
    }
    const found = findQuote(this.builder.textOf(articleId), quote);
    if (typeof found !== 'string') return found;
    row.note(
      'quote',
      'annotation',
      found === 'nowhere'
        ? 'An annotation without offsets, whose words are not in the text, is left out.'
        : 'An annotation without offsets, whose words are in the text several times, is left out.',
    );
    return undefined;
  }

  private keepSpanIds(
    annotationId: string,
    table: PackageTable,
    places: readonly Place[],
    ranges: readonly Range[],
  ): void {
    const rows = new Map(places.map(({ row }, at) => [ranges[at]?.start, row]));
    for (const span of this.builder.spansIn(annotationId)) {
      const row = rows.get(span.startOffset);
      if (!row || !this.ids.spans.isNew(row, 'annotation')) continue;
      this.builder.foreign('span', span.id, foreignOf(table, row, knownOfSpan));
      this.ids.spans.keep(row.text('id'), span.id);
    }
  }

  /** @param told the annotations that the package has, with those that were left out and noted */
  private noteLostSpans(told: ReadonlySet<string>): void {
    if (!this.spanTable) return;
    for (const [annotationId, places] of this.spans)
      if (!told.has(annotationId))
        for (const { row } of places)
          row.note(
            'annotation_id',
            'annotation',
            'A span of an annotation that is not in the table annotations is left out.',
          );
  }

  /** The code of a row: by its id or, in packages without a table of codes, by its name. */
  private codeOf(row: PackageRow): string | null {
    if (row.text('code_id') !== '') return this.ids.codes.from(row, 'code_id', 'annotation');
    const name = row.text('code');
    if (name === '') {
      row.note('code', 'annotation', 'An annotation without a code is left out.');
      return null;
    }
    let id = this.codesByName.get(name);
    id ??= this.builder.code({ name, kind: row.oneOf('kind', codeKinds, 'code kind') ?? 'other' });
    this.codesByName.set(name, id);
    return id;
  }

  private coderOf(row: PackageRow): string | null {
    if (row.text('coder_id') !== '') return this.ids.coders.from(row, 'coder_id', 'annotation');
    const name = row.text('coder') || unknownCoder;
    let id = this.codersByName.get(name);
    id ??= this.builder.coder({ name });
    this.codersByName.set(name, id);
    return id;
  }
}
