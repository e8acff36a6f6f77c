/** A record as one side of a merge has it, in words, and where the two sides differ. */
import type { MergeDifference, MergeSide } from './api-merge';
import { shorten } from './commands';
import type { ItemField } from './merge/merge-plan';
import { fieldNames } from './record-words';
import type { AnyRecord, AttributeValue, RecordType, Span } from './records';
import { fieldsOf, references } from './references';
import { excerpt } from './text';

/** A record with its parts: what is shown of it together. */
export interface Whole {
  record: AnyRecord;
  /** Of an annotation, in text order. */
  spans: readonly Span[];
  /** Of an annotation, in order. */
  values: readonly AttributeValue[];
  /** Other names and affiliations of an entry. */
  parts: readonly AnyRecord[];
}

export interface Names {
  /** The record of an id on this side; null where there is none. */
  record(type: RecordType, id: string): AnyRecord | null;
  /** The words of an annotation; null where there are none. */
  quote(annotationId: string): string | null;
}

/** Who touched something last, and when. */
export interface LastTouch {
  by: string;
  at: string | null;
}

/** Longer texts are cut where sides are compared: the whole is one click away. */
const longestWords = 2000;

export function nameIn(names: Names, type: RecordType, id: string): string {
  const record = names.record(type, id);
  if (!record) return `an unknown ${type.replaceAll('_', ' ')}`;
  if (record.type === 'annotation') {
    const code = nameIn(names, 'code', record.codeId);
    const quote = names.quote(id);
    return quote === null ? code : `${code} “${shorten(quote)}”`;
  }
  if (record.type === 'article') return record.title;
  if (record.type === 'reading') return nameIn(names, 'article', record.articleId);
  return 'name' in record ? record.name : type.replaceAll('_', ' ');
}

/** A plain field as people read it; empty for nothing. */
function fieldInWords(names: Names, type: RecordType, field: string, value: unknown): string[] {
  if (value === null || value === undefined || value === '' || value === false) return [];
  if (value === true) return ['yes'];
  const target = references[type][field];
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return [target ? nameIn(names, target, words) : excerpt(words, longestWords)];
}

export function valueInWords(names: Names, value: AttributeValue): string {
  const { text, number, date, choiceId, actorId, conceptId, targetAnnotationId } = value;
  const words =
    text ??
    date ??
    (number === null
      ? choiceId === null
        ? actorId === null
          ? conceptId === null
            ? nameIn(names, 'annotation', targetAnnotationId ?? '')
            : nameIn(names, 'concept', conceptId)
          : nameIn(names, 'actor', actorId)
        : nameIn(names, 'choice', choiceId)
      : String(number));
  return excerpt(value.inferred ? `${words} (inferred)` : words, longestWords);
}

const partNames: Partial<Record<RecordType, string>> = {
  actor_alias: 'Also known as',
  concept_alias: 'Also known as',
  actor_affiliation: 'Affiliation',
};

function partInWords(names: Names, part: AnyRecord): string {
  if (part.type !== 'actor_affiliation') return 'name' in part ? part.name : '';
  const { office, organisationId, fromDate, toDate } = part;
  const where = organisationId === null ? '' : nameIn(names, 'actor', organisationId);
  const when = fromDate === null && toDate === null ? '' : `${fromDate ?? '…'}–${toDate ?? '…'}`;
  return [office, where, when].filter((words) => words !== '').join(', ');
}

const valueField = 'value ';

/** What a field of an item is called: of the record itself, `place`, or `value ATTRIBUTE-ID`. */
function fieldName(names: Names, type: RecordType, field: string): string {
  if (field === 'place') return 'Passage';
  if (field.startsWith(valueField)) return nameIn(names, 'attribute', field.slice(valueField.length));
  return (
    fieldNames[type]?.[field] ??
    // Fields that the history does not tell of: `createdAt` is `Created at`.
    field.replaceAll(/[A-Z]/g, (big) => ` ${big.toLowerCase()}`).replace(/^./, (first) => first.toUpperCase())
  );
}

function wordsOfField({ record, spans, values }: Whole, names: Names, field: string): string[] {
  if (field === 'place') return spans.map(({ quote }) => `“${excerpt(quote, longestWords)}”`);
  if (field.startsWith(valueField)) {
    const attributeId = field.slice(valueField.length);
    return values
      .filter((value) => value.attributeId === attributeId)
      .map((value) => valueInWords(names, value));
  }
  return fieldInWords(names, record.type, field, fieldsOf(record)[field]);
}

export function sideInWords(whole: Whole, names: Names, { by, at }: LastTouch): MergeSide {
  const { record, spans, values, parts } = whole;
  const own = Object.keys(fieldNames[record.type] ?? {}).filter(
    (field) => !['name', 'title', 'codeId', 'position'].includes(field),
  );
  const attributes = [...new Set(values.map(({ attributeId }) => `${valueField}${attributeId}`))];
  const fields = [...own, ...attributes].map((field) => ({
    name: fieldName(names, record.type, field),
    values: wordsOfField(whole, names, field),
  }));
  for (const part of parts) {
    const name = partNames[part.type];
    if (name === undefined) continue;
    const known = fields.find((field) => field.name === name);
    if (known) known.values.push(partInWords(names, part));
    else fields.push({ name, values: [partInWords(names, part)] });
  }
  return {
    name:
      record.type === 'annotation'
        ? nameIn(names, 'code', record.codeId)
        : nameIn(names, record.type, record.id),
    coder: 'coderId' in record ? nameIn(names, 'coder', record.coderId) : '',
    passages: spans.map(({ prefix, quote, suffix, startOffset, endOffset }) => ({
      prefix,
      quote: excerpt(quote, longestWords),
      suffix,
      start: startOffset,
      end: endOffset,
    })),
    fields: fields.filter((field) => field.values.length > 0),
    by,
    at,
  };
}

interface View {
  whole: Whole | null;
  names: Names;
  last: LastTouch;
}

/**
 * The fields in which the sides differ, in words.
 * @param theirField a field as their side calls it: their attributes may have other ids
 */
export const differencesInWords = (
  type: RecordType,
  fields: readonly ItemField[],
  mine: View,
  theirs: View,
  theirField: (field: string) => string = (field) => field,
): MergeDifference[] =>
  fields
    .filter(({ field }) => field !== '')
    .map(({ field, by }) => ({
      field: fieldName(mine.names, type, field),
      mine: mine.whole ? wordsOfField(mine.whole, mine.names, field) : [],
      theirs: theirs.whole ? wordsOfField(theirs.whole, theirs.names, theirField(field)) : [],
      changedBy: by === 'both' ? null : by,
      mineBy: mine.last.by,
      mineAt: mine.last.at,
      theirsBy: theirs.last.by,
      theirsAt: theirs.last.at,
    }));
