/**
 * Rows of machine learning tools on their way in. Rows of one text by several coders become one article; regions get
 * back what we once kept beside them, as long as they are still there.
 */
import type { JsonAnnotation, JsonValue } from './coded-json';
import type { DatasetBuilder } from './dataset-builder';
import { labelWithin } from './label-names';
import { RegionsLeft } from './regions-left';
import { RowArticles } from './row-articles';
import { utcTime } from './times';
import { RowRegistries } from './row-registries';
import type { Region, Row } from './rows';

export interface RowSettings {
  /** Whose annotations they are where nobody is named. */
  usualCoder: string;
  /** Whether rows of one id and one text are always of one article, also when they are of one coder. */
  mergesRows?: boolean;
  /** Whether relations of the format are between annotations of one coder only. */
  relatesWithinCoder?: boolean;
  /** What the file calls coders beside their names, by those. */
  coderIds?: ReadonlyMap<string, string>;
  /** In UTF-16 code units: longer names of relations are cut. */
  longestLabel?: number;
}

/** An annotation of a row that is in the dataset now. */
interface Made {
  id: string;
  kept: JsonAnnotation | null;
  regions: readonly Region[];
}

/** A value that points to an annotation; all have to be there first. */
interface Link {
  annotationId: string;
  attribute: string;
  /** The target's id in the dataset, or its name in the file. */
  target: { id: string } | { name: string; inRow: ReadonlyMap<string, string> };
  inferred: boolean;
  evidence: { start: number; end: number } | null;
}

export class RowReading {
  readonly registries: RowRegistries;
  private readonly articles: RowArticles;
  private readonly annotationNames = new Map<string, string>();
  private readonly links: Link[] = [];

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly settings: RowSettings,
  ) {
    this.registries = new RowRegistries(builder);
    this.articles = new RowArticles(builder, this.registries, settings.mergesRows === true);
  }

  add(row: Row): void {
    const articleId = this.articles.of(row);
    if (articleId === null) return;
    const left = new RegionsLeft(row.regions);
    const made: Made[] = [];
    const make = (regions: readonly Region[], kept: JsonAnnotation | null): void => {
      const id = this.annotation(row, articleId, regions, kept);
      if (id !== null) made.push({ id, kept, regions });
    };
    for (const kept of row.kept?.annotations ?? []) {
      const regions = left.take(kept);
      if (regions) make(regions, kept);
      else
        this.builder.losses.add(
          'annotation',
          'mismatch',
          'An annotation was changed elsewhere; what only Claimbook knew of it is left out.',
          `${row.place}: ${kept.code} ${kept.id}`,
        );
    }
    for (const region of left.rest()) make([region], null);

    const byRegion = new Map<string, string>();
    for (const { id, regions } of made)
      for (const { id: own, key = own } of regions) if (key !== '') byRegion.set(key, id);
    const inRow = new Map(byRegion);
    for (const { id, kept } of made) if (kept) inRow.set(kept.id, id);
    for (const [name, id] of inRow) if (!this.annotationNames.has(name)) this.annotationNames.set(name, id);
    const relations = this.relationsOf(row, byRegion);
    for (const one of made) {
      this.addWords(row, one);
      this.addLinks(row, one, relations.get(one.id) ?? new Map<string, string[]>(), inRow);
    }
  }

  /** Adds what could not be added before all rows were there. To be called once, at the end. */
  finish(): void {
    for (const { annotationId, attribute, target, inferred, evidence } of this.links) {
      const id =
        'id' in target ? target.id : (target.inRow.get(target.name) ?? this.annotationNames.get(target.name));
      if (id !== undefined) this.registries.addTarget(annotationId, attribute, id, { inferred, evidence });
      else this.noTarget(`${attribute}: ${'name' in target ? target.name : ''}`);
    }
    this.articles.finish();
  }

  private annotation(
    row: Row,
    articleId: string,
    regions: readonly Region[],
    kept: JsonAnnotation | null,
  ): string | null {
    const [first] = regions;
    if (!first) return null;
    const { registries } = this;
    const createdAt = utcTime(kept?.created_at || first.createdAt || '');
    const coder = kept?.coder || (first.coder ?? row.coder ?? this.settings.usualCoder);
    return this.builder.annotation(
      {
        articleId,
        codeId: registries.code(first.label, kept ? { name: kept.code, kind: kept.kind } : {}),
        coderId: registries.coder(coder, this.settings.coderIds?.get(coder)),
        ranges: regions.map(({ start, end }) => ({ start: row.placing(start), end: row.placing(end) })),
        quotes: regions.map(({ quote }) => quote),
        note: (row.saysValues ? first.note : (kept?.note ?? first.note)) ?? '',
        example: kept?.example ?? null,
        review: kept?.review ?? '',
        ...(createdAt === null ? {} : { createdAt }),
      },
      { id: kept?.id ?? first.id, extra: first.extra },
    );
  }

  /** Values in words: those that we kept, unless the format itself says others now. */
  private addWords(row: Row, { id, kept, regions }: Made): void {
    const { registries } = this;
    const said = regions.flatMap(({ values }) => values ?? []);
    const keptOf = Map.groupBy(
      (kept?.values ?? []).filter(({ kind }) => kind !== 'annotation'),
      ({ attribute }) => attribute,
    );
    for (const [attribute, values] of keptOf) {
      const words = said.filter((one) => one.attribute === attribute).flatMap((one) => one.words);
      const isAsKept =
        !row.saysValues ||
        sameMembers(
          words,
          values.map(({ value }) => value),
        );
      const { kind } = values[0]!;
      if (!isAsKept) for (const one of words) registries.addSaid(id, attribute, kind, { words: one });
      else
        for (const { value, number, ref, inferred, ...evidence } of values)
          registries.addSaid(id, attribute, kind, {
            words: value,
            number,
            ref,
            inferred,
            evidence: evidenceIn(row, evidence),
          });
    }
    for (const { attribute, kind, words } of said)
      if (!keptOf.has(attribute))
        for (const one of words) registries.addSaid(id, attribute, kind, { words: one });
  }

  /** Relations: those that we kept, unless the format itself says others now. Targets elsewhere only we know. */
  private addLinks(
    row: Row,
    { id: annotationId, kept }: Made,
    relations: ReadonlyMap<string, string[]>,
    inRow: ReadonlyMap<string, string>,
  ): void {
    const longest = this.settings.longestLabel ?? Infinity;
    const keptOf = Map.groupBy(
      (kept?.values ?? []).filter(({ kind }) => kind === 'annotation'),
      ({ attribute }) => labelWithin(attribute, longest),
    );
    for (const [label, values] of keptOf) {
      const inside = values.filter(({ value }) => this.canRelate(annotationId, inRow.get(value)));
      const targets = inside.map(({ value }) => inRow.get(value)!);
      const isAsKept = row.relations === null || sameMembers(targets, relations.get(label) ?? []);
      const insides = new Set(inside);
      for (const value of isAsKept ? values : values.filter((one) => !insides.has(one)))
        this.links.push({
          annotationId,
          attribute: value.attribute,
          target: { name: value.value, inRow },
          inferred: value.inferred,
          evidence: evidenceIn(row, value),
        });
      if (!isAsKept) this.saidLinks(annotationId, values[0]!.attribute, relations.get(label) ?? []);
    }
    for (const [label, targets] of relations)
      if (!keptOf.has(label)) this.saidLinks(annotationId, label, targets);
  }

  /** Whether the format itself can relate an annotation to another of its row. */
  private canRelate(annotationId: string, targetId: string | undefined): boolean {
    if (targetId === undefined || this.settings.relatesWithinCoder !== true) return targetId !== undefined;
    const coderOf = (id: string): string => this.builder.get('annotation', id).coderId;
    return coderOf(annotationId) === coderOf(targetId);
  }

  private saidLinks(annotationId: string, attribute: string, targets: readonly string[]): void {
    for (const id of targets)
      this.links.push({ annotationId, attribute, target: { id }, inferred: false, evidence: null });
  }

  /** The relations of a row as the format says them: by the annotation that they come from, then by label. */
  private relationsOf(
    row: Row,
    byRegion: ReadonlyMap<string, string>,
  ): ReadonlyMap<string, ReadonlyMap<string, string[]>> {
    const all = new Map<string, Map<string, string[]>>();
    for (const { from, to, label } of row.relations ?? []) {
      const source = byRegion.get(from);
      const target = byRegion.get(to);
      if (source === undefined || target === undefined) {
        this.noTarget(`${row.place}: ${label} from ${from} to ${to}`);
        continue;
      }
      const own = all.get(source) ?? new Map<string, string[]>();
      all.set(source, own);
      const targets = own.get(label);
      if (targets) targets.push(target);
      else own.set(label, [target]);
    }
    return all;
  }

  private noTarget(example: string): void {
    this.builder.losses.add(
      'value',
      'mismatch',
      'A relation to an annotation that is not there is left out.',
      example,
    );
  }
}

const evidenceIn = (
  { placing }: Row,
  { evidence_start: start, evidence_end: end }: Pick<JsonValue, 'evidence_start' | 'evidence_end'>,
): { start: number; end: number } | null =>
  start === null || end === null ? null : { start: placing(start), end: placing(end) };

const sameMembers = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && JSON.stringify(one.toSorted()) === JSON.stringify(other.toSorted());
