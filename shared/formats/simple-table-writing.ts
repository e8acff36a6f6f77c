/** Writing the simple table: its columns, its rows as cells, and the table as CSV. */
import { stringify } from 'csv-stringify/sync';
import { attributesWithFigures } from '../position';
import type { Article, Attribute, AttributeValue, ForeignId } from '../records';
import { codePointOffsets } from './code-points';
import {
  byId,
  type CodedAnnotation,
  type CodedArticle,
  type Dataset,
  foreignIdsOf,
  groupedBy,
  hullOf,
  valueInWords,
} from './dataset';
import type { Writer, WritingTools } from './format';
import { guard, needsGuard } from './formula-guard';
import {
  between,
  escapedColumn,
  firstColumns,
  lastColumns,
  type Roles,
  rolesOf,
  simpleTableFormat,
  textColumn,
} from './simple-table';
import { SimpleLosses } from './simple-table-losses';
import { headingOf } from './table-mapping';
import { joinValues } from './value-list';

/** A cell; null for nothing. */
export type SimpleCell = string | number | null;

/** What is written of a dataset: the headings, and the rows of one article after those of another. */
export interface SimpleTable {
  columns: readonly string[];
  rows(): Iterable<SimpleCell[][]>;
}

/** The rows are to be taken once: what they do not say is noted while they are made. */
export function simpleTableOf(dataset: Dataset, { losses, options }: WritingTools): SimpleTable {
  const hasTexts = options.texts === 'first';
  const rows = new SimpleRows(dataset, new SimpleLosses(dataset.registries, losses, hasTexts), hasTexts);
  return { columns: rows.columns, rows: () => rows.all() };
}

class SimpleRows {
  readonly columns: readonly string[];
  private readonly codes;
  private readonly coders;
  private readonly choices;
  private readonly names;
  private readonly attributes;
  private readonly roles = new Map<string, Roles>();
  private readonly foreign: ReadonlyMap<string, ForeignId>;

  constructor(
    private readonly dataset: Dataset,
    private readonly told: SimpleLosses,
    private readonly hasTexts: boolean,
  ) {
    const { registries } = dataset;
    this.codes = byId(registries.codes);
    this.coders = byId(registries.coders);
    this.choices = byId(registries.choices);
    this.attributes = byId(registries.attributes);
    this.names = {
      choices: this.choices,
      actors: byId(registries.actors),
      concepts: byId(registries.concepts),
    };
    this.foreign = foreignIdsOf(registries.foreignIds, simpleTableFormat.id);
    const withFigures = attributesWithFigures(registries.choices);
    const taken = new Set<string>();
    for (const [codeId, asked] of groupedBy(registries.attributes, (one) => one.codeId)) {
      const roles = rolesOf(asked, withFigures);
      this.roles.set(codeId, roles);
      for (const one of Object.values(roles) as (Attribute | null)[]) if (one) taken.add(one.id);
    }
    const others = registries.attributes.filter(({ id }) => !taken.has(id));
    const headings = new Set(others.map(({ name, kind }) => headingOf(name, kind)));
    this.columns = [...firstColumns, ...headings, ...lastColumns, ...(hasTexts ? [textColumn] : [])];
  }

  *all(): Iterable<SimpleCell[][]> {
    for (const one of this.dataset.articles()) {
      this.told.article(one);
      yield this.rowsOf(one);
    }
    this.told.end();
  }

  private rowsOf({ article, annotations, foreignIds }: CodedArticle): SimpleCell[][] {
    const own = foreignIdsOf(foreignIds, simpleTableFormat.id);
    const idOf = (id: string): string => own.get(id)?.foreignId || this.foreign.get(id)?.foreignId || id;
    // Of a text that stays out nobody can tell.
    const point = article.text === '' ? null : codePointOffsets(article.text);
    const rows = annotations.map((coded) => ({
      ...articleCells(article, idOf),
      ...this.cellsOf(coded, idOf, point),
    }));
    if (this.hasTexts) {
      const first: Record<string, SimpleCell> = rows[0] ?? articleCells(article, idOf);
      first[textColumn] = article.text;
      if (rows.length === 0) return [this.inOrder(first)];
    }
    return rows.map((row) => this.inOrder(row));
  }

  private inOrder(row: Record<string, SimpleCell>): SimpleCell[] {
    return this.columns.map((column) => row[column] ?? null);
  }

  private cellsOf(
    coded: CodedAnnotation,
    idOf: (id: string) => string,
    point: ((offset: number) => number) | null,
  ): Record<string, SimpleCell> {
    this.told.annotation(coded);
    const { annotation, spans, values } = coded;
    const { start, end } = hullOf(spans);
    const code = this.codes.get(annotation.codeId);
    return {
      annotation_id: idOf(annotation.id),
      code: code?.name ?? '',
      quote: spans.map(({ quote }) => quote).join(between),
      note: annotation.note,
      coder: this.coders.get(annotation.coderId)?.name ?? '',
      created_at: annotation.createdAt,
      start,
      end,
      start_codepoint: point?.(start) ?? null,
      end_codepoint: point?.(end) ?? null,
      spans:
        spans.length > 1
          ? spans.map(({ startOffset, endOffset }) => `${startOffset}-${endOffset}`).join('; ')
          : null,
      code_id: idOf(annotation.codeId),
      code_kind: code?.kind ?? '',
      coder_id: idOf(annotation.coderId),
      ...this.valueCells(annotation.codeId, values, idOf),
    };
  }

  private valueCells(
    codeId: string,
    values: readonly AttributeValue[],
    idOf: (id: string) => string,
  ): Record<string, SimpleCell> {
    const cells: Record<string, SimpleCell> = {};
    const roles = this.roles.get(codeId);
    for (const [attributeId, given] of groupedBy(values, (value) => value.attributeId)) {
      const attribute = this.attributes.get(attributeId);
      if (!attribute) throw new Error(`attribute ${attributeId} of code ${codeId} is not in the dataset`);
      const words = joinValues(
        given.map((value) =>
          value.targetAnnotationId === null
            ? (valueInWords(value, this.names) ?? '')
            : idOf(value.targetAnnotationId),
        ),
      );
      const role = (['speaker', 'concept', 'position'] as const).find(
        (one) => roles?.[one]?.id === attributeId,
      );
      cells[role ?? headingOf(attribute.name, attribute.kind)] = words;
      if (role) cells[`${role}_attribute`] = attribute.name;
      if (role === 'position') cells.position_number = this.numbersOf(given);
    }
    return cells;
  }

  /** The figures of positions: one as a number, several as a list; an empty item for a choice without. */
  private numbersOf(values: readonly AttributeValue[]): SimpleCell {
    const numbers = values.map(({ choiceId }) => {
      const choice = choiceId === null ? undefined : this.choices.get(choiceId);
      if (choice && choice.number !== null) this.told.numbered.add(choice.id);
      return choice?.number ?? null;
    });
    const [only] = numbers;
    return numbers.length === 1 ? (only ?? null) : joinValues(numbers.map((number) => String(number ?? '')));
  }
}

const articleCells = (
  { id, title, date, source }: Article,
  idOf: (id: string) => string,
): Record<string, SimpleCell> => ({
  article_id: idOf(id),
  article_title: title,
  article_date: date,
  article_source: source,
});

/** As CSV (RFC 4180, UTF-8). A workbook is made of the same rows in `electron/exchange/simple-table.ts`. */
export const writeSimpleTable: Writer = function* (dataset, tools) {
  const isGuarded = tools.options.profile === 'spreadsheet';
  const table = simpleTableOf(dataset, tools);
  const file = `${tools.name}.csv`;
  const lines = (rows: SimpleCell[][]): string =>
    stringify(rows, { record_delimiter: '\r\n', quoted_match: /^\s|[\r\n]|\s$/ });
  const guarded = (cell: SimpleCell): SimpleCell => (typeof cell === 'string' ? guard(cell) : cell);
  const row = (cells: SimpleCell[]): SimpleCell[] => {
    if (!isGuarded) return cells;
    const isEscaped = cells.some((cell) => typeof cell === 'string' && needsGuard(cell));
    return [...cells.map(guarded), isEscaped ? 'yes' : null];
  };
  const heading = isGuarded ? [...table.columns.map(guard), escapedColumn] : [...table.columns];
  yield { file, content: (isGuarded ? '\ufeff' : '') + lines([heading]) };
  for (const rows of table.rows()) if (rows.length > 0) yield { file, content: lines(rows.map(row)) };
};
