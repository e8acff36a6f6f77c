/**
 * What people read in place of records and ids: how a record of a type, this one record and its fields are called,
 * and what a field, a value or a part says.
 */
import { shorten } from './commands';
import type { AnyRecord, AttributeValue, RecordType } from './records';
import { fieldsOf, references } from './references';

/** The records that are named, as they are or, where they are gone, as they last were. */
export interface Known {
  record(type: RecordType, id: string): AnyRecord | null;
  /** The words of an annotation; null where none are known. */
  quote(annotationId: string): string | null;
}

const typeWords: Partial<Record<RecordType, string>> = {
  actor_alias: 'other name',
  actor_affiliation: 'affiliation',
  attribute_value: 'value',
  concept_alias: 'other name',
  span: 'marked passage',
};

/** What a person calls a record of this type. */
export const wordFor = (type: RecordType): string => typeWords[type] ?? type;

/** How a record is called on the screen. */
export function titleOf(type: RecordType, id: string, known: Known): string {
  const record = known.record(type, id);
  if (type === 'annotation') {
    const codeId = record?.type === 'annotation' ? record.codeId : null;
    const code = codeId === null ? 'annotation' : nameOf('code', codeId, known);
    const quote = known.quote(id);
    return quote === null ? code : `${code} “${shorten(quote)}”`;
  }
  if (type === 'attribute' && record?.type === 'attribute') {
    return `${record.name} of ${nameOf('code', record.codeId, known)}`;
  }
  if (type === 'reading' && record?.type === 'reading') {
    const reader = nameOf('coder', record.coderId, known);
    return `Reading of ${nameOf('article', record.articleId, known)} by ${reader}`;
  }
  return nameOf(type, id, known);
}

/** Its name within a sentence, which may be cut short. */
export function nameOf(type: RecordType, id: string, known: Known): string {
  if (type === 'annotation') return titleOf(type, id, known);
  const record = known.record(type, id);
  const fields: Readonly<Record<string, unknown>> = record ? fieldsOf(record) : {};
  const name = type === 'article' ? fields.title : fields.name;
  return typeof name === 'string' ? shorten(name) : `an unknown ${type.replaceAll('_', ' ')}`;
}

/** What fields are called; a field that is not here is not told. */
export const fieldNames: Partial<Record<RecordType, Readonly<Record<string, string>>>> = {
  project: { name: 'Name', description: 'Description' },
  coder: { name: 'Name' },
  article: {
    title: 'Title',
    source: 'Source',
    author: 'Author',
    date: 'Date',
    section: 'Section',
    url: 'Address',
    language: 'Language',
    note: 'Note',
    fileName: 'File',
  },
  reading: { state: 'State' },
  code: {
    name: 'Name',
    kind: 'Kind',
    parentId: 'Under',
    definition: 'Definition',
    useWhen: 'Use when',
    useNot: 'Do not use',
    color: 'Colour',
    lineStyle: 'Line style',
    shortcut: 'Key',
    retired: 'Retired',
    position: 'Order',
  },
  attribute: {
    name: 'Name',
    kind: 'Type',
    many: 'Several values',
    required: 'Required',
    help: 'Help',
    targetCodeId: 'Points to',
    retired: 'Retired',
    position: 'Order',
  },
  actor: { name: 'Name', kind: 'Kind', note: 'Note', authority: 'Identifier elsewhere' },
  concept: { name: 'Name', parentId: 'Under', definition: 'Definition' },
  distinction: {
    actorId: 'One',
    otherActorId: 'Not the same as',
    conceptId: 'One',
    otherConceptId: 'Not the same as',
  },
  annotation: { codeId: 'Code', note: 'Note', example: 'Example', review: 'To look at again' },
};

/** A field's value as people read it; null for nothing. */
export function shown(type: RecordType, field: string, value: unknown, known: Known): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') return null;
  const target = references[type][field];
  return target ? nameOf(target, value, known) : oneLine(value);
}

/** Text as it is told in a line: without line breaks, and not too long. */
export const oneLine = (text: string): string => shorten(text.replaceAll(/\s+/g, ' '));

/** A value of an annotation as people read it. */
export function valueWords(value: AttributeValue, known: Known): string {
  const parts = ['choiceId', 'actorId', 'conceptId', 'targetAnnotationId', 'text', 'number', 'date'] as const;
  const field = parts.find((candidate) => value[candidate] !== null) ?? 'text';
  const words = shown('attribute_value', field, value[field], known) ?? '';
  return value.inferred ? `${words} (inferred)` : words;
}

/** What the parts of a record are called that are told in one line each. */
export const partNames: Partial<Record<RecordType, string>> = {
  actor_alias: 'Also known as',
  concept_alias: 'Also known as',
  actor_affiliation: 'Affiliation',
  choice: 'Choice',
};

/** Another name, an affiliation or a choice as people read it. */
export function partWords(record: AnyRecord, known: Known): string {
  if (record.type !== 'actor_affiliation') return 'name' in record ? oneLine(record.name) : '';
  const { office, organisationId, fromDate, toDate } = record;
  const where = organisationId === null ? '' : nameOf('actor', organisationId, known);
  const when = fromDate === null && toDate === null ? '' : `${fromDate ?? '…'}–${toDate ?? '…'}`;
  return [office, where, when].filter((part) => part !== '').join(', ');
}
