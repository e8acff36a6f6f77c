/** A change in words, record by record and field by field: "Position: for → against". */
import type { Change, Update } from './changes';
import { shorten } from './commands';
import {
  fieldNames,
  type Known,
  nameOf,
  oneLine,
  partNames,
  partWords,
  shown,
  titleOf,
  valueWords,
} from './record-words';
import type { AnyRecord, AttributeValue, RecordType } from './records';
import { fieldsOf, references, wholeOf } from './references';

/** One field, before and after; null for nothing there. `+` and `−` are one of several values. */
export interface FieldWords {
  field: string;
  before: string | null;
  after: string | null;
}

/** What happened to one record, its parts included. */
export interface ChangeWords {
  type: RecordType;
  id: string;
  what: 'added' | 'changed' | 'removed';
  /** How the record is recognised: an annotation by its code and its words. */
  title: string;
  fields: FieldWords[];
}

/**
 * `Position: for → against`, `Speaker: + Helen Marsh`; of a record that is new or gone, `Kind: person`.
 * @param isolate keeps a value's own direction apart from the sentence's, where that is shown
 */
export function sentenceOf(
  { field, before, after }: FieldWords,
  what: ChangeWords['what'] = 'changed',
  isolate: (words: string) => string = (words) => words,
): string {
  if (before !== null && after !== null) return `${field}: ${isolate(before)} → ${isolate(after)}`;
  const sign = what !== 'changed' ? '' : before === null ? '+ ' : '− ';
  return `${field}: ${sign}${isolate(after ?? before ?? '')}`;
}

/** What a change did, the records in the order in which it names them. */
export function describeChange(change: Change, known: Known): ChangeWords[] {
  const own = ownRecords(change, known);
  const groups = new Map<string, Group>();
  const groupOf = (type: RecordType, id: string): Group => {
    const whole = wholeIn(own, type, id);
    const key = `${whole.type} ${whole.id}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { ...whole, added: [], updated: [], removed: [] }));
    return group;
  };
  for (const record of change.added) groupOf(record.type, record.id).added.push(record);
  for (const update of change.updated) groupOf(update.type, update.id).updated.push(update);
  for (const record of change.removed) groupOf(record.type, record.id).removed.push(record);
  return [...groups.values()].map((group) => wordsOf(group, own));
}

interface Group extends Change {
  type: RecordType;
  id: string;
}

/** What the change itself says of records goes before what is known from elsewhere. */
function ownRecords(change: Change, known: Known): Known {
  const held = new Map([...change.removed, ...change.added].map((record) => [record.id, record]));
  const quotes = new Map<string, string>();
  for (const record of held.values()) {
    if (record.type === 'span' && !quotes.has(record.annotationId))
      quotes.set(record.annotationId, record.quote);
  }
  return {
    record: (type, id) => held.get(id) ?? known.record(type, id),
    quote: (id) => quotes.get(id) ?? known.quote(id),
  };
}

/** Parts are told with what they belong to; an attribute stands for itself. */
function wholeIn(known: Known, type: RecordType, id: string): { type: RecordType; id: string } {
  const field = type === 'attribute' ? undefined : wholeOf[type];
  const record = field === undefined ? null : known.record(type, id);
  const owner = record && field !== undefined ? fieldsOf(record)[field] : undefined;
  const ownerType = field === undefined ? undefined : references[type][field];
  return typeof owner === 'string' && ownerType ? { type: ownerType, id: owner } : { type, id };
}

function wordsOf(group: Group, known: Known): ChangeWords {
  const { type, id } = group;
  const itself = (record: { id: string }): boolean => record.id === id;
  const what = group.added.some(itself) ? 'added' : group.removed.some(itself) ? 'removed' : 'changed';
  const fields: FieldWords[] = [];
  for (const record of group.removed) if (itself(record)) fields.push(...allFields(record, 'before', known));
  for (const record of group.added) if (itself(record)) fields.push(...allFields(record, 'after', known));
  for (const update of group.updated) if (itself(update)) fields.push(...changedFields(update, known));
  fields.push(...spanFields(group), ...valueFields(group, known), ...partFields(group, known));
  return { type, id, what, title: titleOf(type, id, known), fields };
}

function allFields(record: AnyRecord, side: 'before' | 'after', known: Known): FieldWords[] {
  const names = fieldNames[record.type] ?? {};
  return Object.entries(names).flatMap(([field, name]) => {
    const value = fieldsOf(record)[field];
    // The title says the name and the code; `no` and the order say nothing of a record as a whole.
    if (field === 'name' || field === 'title' || field === 'codeId' || field === 'position') return [];
    const words = value === false ? null : shown(record.type, field, value, known);
    return words === null ? [] : [{ field: name, before: null, after: null, [side]: words }];
  });
}

const changedFields = ({ type, from, to }: Update, known: Known): FieldWords[] =>
  Object.entries(fieldNames[type] ?? {}).flatMap(([field, name]) => {
    if (!(field in to)) return [];
    const before = shown(type, field, from[field], known);
    const after = shown(type, field, to[field], known);
    if (before === after) return [];
    // What is put under nothing stands at the top of its tree.
    const nothing = field === 'parentId' ? 'nothing' : null;
    return [{ field: name, before: before ?? nothing, after: after ?? nothing }];
  });

function spanFields({ added, updated, removed }: Group): FieldWords[] {
  const field = 'Words';
  const quoted = (quote: unknown): string => `“${typeof quote === 'string' ? oneLine(quote) : ''}”`;
  return [
    ...updated.flatMap(({ type, from, to }) =>
      type === 'span' && 'quote' in to
        ? [{ field, before: quoted(from.quote), after: quoted(to.quote) }]
        : type === 'span' && 'startOffset' in to && 'endOffset' in to
          ? [{ field: 'Place', before: rangeOf(from), after: rangeOf(to) }]
          : [],
    ),
    ...removed.flatMap((record) =>
      record.type === 'span' ? [{ field, before: quoted(record.quote), after: null }] : [],
    ),
    ...added.flatMap((record) =>
      record.type === 'span' ? [{ field, before: null, after: quoted(record.quote) }] : [],
    ),
  ];
}

const rangeOf = ({ startOffset, endOffset }: Update['from']): string =>
  `${String(startOffset)}–${String(endOffset)}`;

function valueFields({ added, updated, removed }: Group, known: Known): FieldWords[] {
  const changes = new Map<string, { before: string[]; after: string[] }>();
  const change = (attributeId: string): { before: string[]; after: string[] } => {
    let found = changes.get(attributeId);
    if (!found) changes.set(attributeId, (found = { before: [], after: [] }));
    return found;
  };
  const further: FieldWords[] = [];
  for (const record of removed) {
    if (record.type === 'attribute_value') change(record.attributeId).before.push(valueWords(record, known));
  }
  for (const record of added) {
    if (record.type === 'attribute_value') change(record.attributeId).after.push(valueWords(record, known));
  }
  for (const update of updated) {
    const record = update.type === 'attribute_value' ? known.record(update.type, update.id) : null;
    if (record?.type !== 'attribute_value') continue;
    const before = { ...record, ...update.from } as AttributeValue;
    const after = { ...record, ...update.to } as AttributeValue;
    const [was, is] = [valueWords(before, known), valueWords(after, known)];
    if (was !== is) {
      change(after.attributeId).before.push(was);
      change(after.attributeId).after.push(is);
    }
    if (before.attributeId !== after.attributeId) {
      const names = [before, after].map(({ attributeId }) => nameOf('attribute', attributeId, known));
      further.push({ field: is, before: names[0] ?? null, after: names[1] ?? null });
    }
    if ('evidenceQuote' in update.to) {
      const field = `Words for ${is}`;
      const quoted = (quote: string | null): string | null => (quote === null ? null : `“${shorten(quote)}”`);
      further.push({ field, before: quoted(before.evidenceQuote), after: quoted(after.evidenceQuote) });
    }
  }
  const values = [...changes].flatMap(([attributeId, { before, after }]): FieldWords[] => {
    const field = nameOf('attribute', attributeId, known);
    if (before.length === 1 && after.length === 1)
      return [{ field, before: before[0] ?? null, after: after[0] ?? null }];
    return [
      ...before.map((words) => ({ field, before: words, after: null })),
      ...after.map((words) => ({ field, before: null, after: words })),
    ];
  });
  return [...values, ...further];
}

/** Other names, affiliations and choices. */
function partFields({ added, updated, removed }: Group, known: Known): FieldWords[] {
  const one = (record: AnyRecord, side: 'before' | 'after'): FieldWords[] => {
    const field = partNames[record.type];
    return field === undefined
      ? []
      : [{ field, before: null, after: null, [side]: partWords(record, known) }];
  };
  return [
    ...removed.flatMap((record) => one(record, 'before')),
    ...added.flatMap((record) => one(record, 'after')),
    ...updated.flatMap(({ type, id, from, to }): FieldWords[] => {
      const field = partNames[type];
      const record = field === undefined ? null : known.record(type, id);
      if (field === undefined || !record) return [];
      const before = partWords({ ...record, ...from }, known);
      const after = partWords({ ...record, ...to }, known);
      return before === after ? [] : [{ field, before, after }];
    }),
  ];
}
