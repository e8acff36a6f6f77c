/** Rows of machine learning tools as all their readers give them: a text, labelled regions, relations, metadata. */
import { guessColumns } from '../table-columns';
import type { AttributeKind } from '../records';
import type { Placing } from './calibrate';
import { type CodedJson, type DetailColumn, detailColumns } from './coded-json';
import { isJsonObject, type JsonObject, wordsOf } from './json-lines';

/** A labelled stretch of a text. */
export interface Region {
  /** What the file calls it; empty for nothing. */
  id: string;
  /** What relations of the row call it, where that is not its id. */
  key?: string;
  label: string;
  /** Half-open, as the file counts. */
  start: number;
  end: number;
  /** The words that the file says are there; null where it does not say. */
  quote: string | null;
  /** Null where the file does not say. */
  coder: string | null;
  note?: string;
  createdAt?: string;
  /** What the format itself says of the region's attributes. */
  values?: readonly { attribute: string; kind: AttributeKind; words: readonly string[] }[];
  extra?: JsonObject;
}

/** Between two regions of a row, by their keys or ids. */
export interface Relation {
  from: string;
  to: string;
  label: string;
}

export interface Row {
  /** Where it stands in the file. */
  place: string;
  /** What the file calls the article; empty for nothing. */
  id: string;
  /** As the file has it. */
  text: string;
  /** From offsets of the file to those of the stored text. */
  placing: Placing;
  /** Metadata by their names. */
  columns: JsonObject;
  kept: CodedJson | null;
  /** Who coded the whole row; null where the regions say it, or nobody does. */
  coder: string | null;
  regions: readonly Region[];
  /** Null where the format has no relations of its own, so that those that we kept are all there are. */
  relations: readonly Relation[] | null;
  /** Whether regions say their attributes and notes themselves, so that what we kept only adds to it. */
  saysValues: boolean;
  /** What else to keep of the article for writing it again. */
  extra?: JsonObject;
}

/**
 * Spans as most tools write them: `{start, end, label}` under one name or another, or `[start, end, label]`.
 * @param list what the file has there
 */
export function plainRegions(list: unknown): Region[] {
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).flatMap((one): Region[] => {
    const fields = Array.isArray(one)
      ? { start: one[0] as unknown, end: one[1] as unknown, label: one[2] as unknown }
      : one;
    if (!isJsonObject(fields)) return [];
    const numberIn = (...names: string[]): number =>
      names.map((name) => fields[name]).find((value) => typeof value === 'number') ?? Number.NaN;
    const wordsIn = (...names: string[]): string =>
      names.map((name) => wordsOf(fields[name])).find((words) => words !== '') ?? '';
    return [
      {
        id: wordsIn('id'),
        label: wordsIn('label', 'labels', 'type', 'tag', 'entity_group', 'entity'),
        start: numberIn('start', 'start_offset', 'start_char', 'begin'),
        end: numberIn('end', 'end_offset', 'end_char'),
        quote: wordsIn('text', 'quote', 'word') || null,
        coder: null,
      },
    ];
  });
}

const isDetail = (name: string): name is DetailColumn => (detailColumns as readonly string[]).includes(name);

/** What the columns of a row say of an article, and those that say what no field holds. */
export function detailsIn(columns: JsonObject): {
  details: Partial<Record<DetailColumn, string>>;
  others: Record<string, unknown>;
} {
  const names = Object.keys(columns);
  const guessed = guessColumns(
    names.filter((name) => !isDetail(name)),
    [],
  );
  const details: Partial<Record<DetailColumn, string>> = {};
  const others: Record<string, unknown> = {};
  for (const name of names) {
    const field = isDetail(name) ? name : guessed[name];
    const words = wordsOf(columns[name]);
    const fills = field !== undefined && isDetail(field) && (field === name || !names.includes(field));
    if (fills && words !== '') details[field] = words;
    if (!isDetail(name) && columns[name] !== null && columns[name] !== '') others[name] = columns[name];
  }
  return { details, others };
}
