/** doccano's JSON Lines on their way in; what they are is said in `doccano.ts`. */
import { z } from 'zod';
import { ReadProblem } from '../read-problem';
import { placingIn } from './calibrate';
import { readCodedJson } from './coded-json';
import { labelFile, longestLabel } from './doccano';
import type { DatasetReader, Input, Recogniser } from './format';
import { isJsonObject, type JsonObject, objectsIn, parsedJson, readJsonObjects, wordsOf } from './json-lines';
import { RowReading } from './row-reading';
import type { Region, Row } from './rows';

const textFileName = /\.jsonl?$/i;

const labelEntry = z.object({
  text: z.string(),
  name: z.string().optional(),
  id: z.number().optional(),
  suffixKey: z.string().nullish(),
  suffix_key: z.string().nullish(),
  backgroundColor: z.string().optional(),
  background_color: z.string().optional(),
});

/** Whether an object is a row of doccano: a text with labels or entities as only doccano has them. */
function looksLikeRow(object: unknown): boolean {
  if (!isJsonObject(object) || typeof object['text'] !== 'string') return false;
  const labels = object['label'] ?? object['labels'];
  const isTriple = (one: unknown): boolean =>
    Array.isArray(one) && one.length === 3 && typeof one[0] === 'number' && typeof one[2] === 'string';
  if (Array.isArray(labels) && labels.length > 0) return labels.every(isTriple);
  return objectsIn(object['entities']).some((entity) => 'start_offset' in entity);
}

/** doccano gives a comment as its words, or with an id beside them. */
const commentWords = (comment: unknown): string =>
  wordsOf(isJsonObject(comment) ? comment['comment'] : comment);

export const recogniseDoccano: Recogniser = async ({ files }) => {
  const rows = files.filter(({ name }) => textFileName.test(name) && baseOf(name) !== labelFile);
  let best: 0 | 1 | 2 = 0;
  for (const file of rows.slice(0, 5)) {
    const text = await file.text();
    const lines = text.split('\n', 50).filter((line) => line.trim() !== '');
    const values = lines.map((line) => parsedJson(line) ?? parsedJson(text));
    if (values.some((value) => looksLikeRow(Array.isArray(value) ? value[0] : value))) best = 2;
    else if (best === 0) best = 1;
  }
  return best === 2 && files.some(({ name }) => baseOf(name) === labelFile) ? 3 : best;
};

const baseOf = (name: string): string => name.split('/').at(-1)!;

export const readDoccano: DatasetReader = async (input, builder) => {
  const files = input.files.filter(({ name }) => textFileName.test(name) && baseOf(name) !== labelFile);
  const hasLabels = input.files.some(({ name }) => baseOf(name) === labelFile);
  const reading = new RowReading(builder, { usualCoder: 'doccano', longestLabel });
  if (hasLabels) await readLabels(input, reading);
  let hasText = false;
  for (const file of files) {
    const base = baseOf(file.name).replace(textFileName, '');
    const coder = files.length > 1 && base !== 'all' ? base : null;
    for (const { object, place } of await readJsonObjects(file, builder.losses)) {
      const row = rowIn(object, place, coder);
      if (row) reading.add(row);
      else builder.losses.add('article', 'dropped', 'A line without text is left out.', place);
      hasText ||= row !== null;
    }
  }
  if (!hasText && !hasLabels)
    throw new ReadProblem(
      `${input.name} holds no line with a “text”, as doccano's JSONL has. It may be of another program; choose what doccano has exported.`,
    );
  reading.finish();
};

async function readLabels({ files }: Input, reading: RowReading): Promise<void> {
  const file = files.find(({ name }) => baseOf(name) === labelFile);
  const list = file ? parsedJson(await file.text()) : null;
  for (const object of objectsIn(list)) {
    const entry = labelEntry.safeParse(object).data;
    if (!entry) continue;
    const color = entry.backgroundColor ?? entry.background_color ?? '';
    reading.registries.code(
      entry.text,
      {
        ...(entry.name === undefined ? {} : { name: entry.name }),
        ...(/^#[0-9a-f]{6}$/i.test(color) ? { color } : {}),
        shortcut: entry.suffixKey ?? entry.suffix_key ?? null,
      },
      entry.id === undefined ? '' : String(entry.id),
    );
  }
}

/** What is no metadata in a row. */
const ownColumns = new Set([
  'id',
  'text',
  'data',
  'label',
  'labels',
  'entities',
  'relations',
  'meta',
  'claimbook',
  'Comments',
]);

function rowIn(object: JsonObject, place: string, coder: string | null): Row | null {
  const text = wordsOf(object['text'] ?? object['data']);
  if (text === '') return null;
  const meta = isJsonObject(object['meta']) ? object['meta'] : {};
  const columns = Object.fromEntries(
    Object.entries({ ...meta, ...object }).filter(([name]) => !ownColumns.has(name)),
  );
  const kept = readCodedJson(object['claimbook'] ?? meta['claimbook']);
  const comments = Array.isArray(object['Comments']) ? (object['Comments'] as unknown[]) : [];
  const labels = object['label'] ?? object['labels'];
  const regions: Region[] = [];
  const add = (id: string, start: unknown, end: unknown, label: unknown): void => {
    regions.push({
      id,
      label: wordsOf(label),
      start: typeof start === 'number' ? start : Number.NaN,
      end: typeof end === 'number' ? end : Number.NaN,
      quote: null,
      coder: null,
    });
  };
  if (Array.isArray(labels))
    for (const one of labels as unknown[]) {
      if (Array.isArray(one)) add('', one[0], one[1], one[2]);
      else if (isJsonObject(one))
        add(wordsOf(one['id']), one['start_offset'], one['end_offset'], one['label']);
    }
  for (const one of objectsIn(object['entities']))
    add(wordsOf(one['id']), one['start_offset'], one['end_offset'], one['label']);
  const relations = Array.isArray(object['relations'])
    ? objectsIn(object['relations']).map((one) => ({
        from: wordsOf(one['from_id']),
        to: wordsOf(one['to_id']),
        label: wordsOf(one['type']),
      }))
    : null;
  return {
    place,
    id: wordsOf(object['id']),
    text,
    placing: placingIn(text, { unit: 'utf-16', lineEnds: 'as they are', countsMark: true }),
    columns: { ...columns, note: wordsOf(columns['note']) || comments.map(commentWords).join('\n') },
    kept,
    coder,
    regions,
    relations,
    saysValues: false,
    ...(comments.length > 0 ? { extra: { comments } } : {}),
  };
}
