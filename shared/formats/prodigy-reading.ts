/** Prodigy's and spaCy's JSON on its way in; what it is is said in `prodigy.ts`. */
import { ReadProblem } from '../read-problem';
import { canonicalText } from '../text';
import { calibrate, type Placed, placingIn } from './calibrate';
import { readCodedJson } from './coded-json';
import type { DatasetReader, Recogniser } from './format';
import {
  isJsonObject,
  type JsonObject,
  objectsIn,
  parsedJson,
  type PlacedObject,
  readJsonObjects,
  wordsOf,
} from './json-lines';
import { RowReading } from './row-reading';
import { plainRegions, type Region, type Relation, type Row } from './rows';

const textFileName = /\.jsonl?$/i;

const isSpan = (one: JsonObject): boolean =>
  typeof one['start'] === 'number' && typeof one['label'] === 'string';

/** Whether an object is a row: a text with spans in Prodigy's words, or with what spaCy makes of them. */
const looksLikeRow = (object: unknown): boolean =>
  isJsonObject(object) &&
  typeof object['text'] === 'string' &&
  ('_input_hash' in object ||
    '_task_hash' in object ||
    objectsIn(object['spans']).some(isSpan) ||
    objectsIn(object['ents']).some(isSpan) ||
    (isJsonObject(object['spans']) && Array.isArray(object['ents'])) ||
    (Array.isArray(object['spans']) && 'answer' in object));

export const recogniseProdigy: Recogniser = async ({ files }) => {
  let best: 0 | 1 | 2 | 3 = 0;
  for (const file of files.filter(({ name }) => textFileName.test(name)).slice(0, 5)) {
    const text = await file.text();
    const line = text.split('\n', 20).find((one) => one.trim() !== '');
    const value = parsedJson(line ?? '') ?? parsedJson(text);
    const object: unknown = Array.isArray(value) ? value[0] : value;
    if (looksLikeRow(object))
      best = isJsonObject(object) && '_input_hash' in object ? 3 : (Math.max(best, 2) as 2 | 3);
    else if (best === 0) best = 1;
  }
  return best;
};

export const readProdigy: DatasetReader = async (input, builder) => {
  const reading = new RowReading(builder, { usualCoder: 'Prodigy', mergesRows: true });
  const objects: PlacedObject[] = [];
  for (const file of input.files.filter(({ name }) => textFileName.test(name)))
    objects.push(...(await readJsonObjects(file, builder.losses)));
  const withText = objects.filter(({ object }) => wordsOf(object['text']) !== '');
  if (objects.length > 0 && withText.length === 0)
    throw new ReadProblem(
      `${input.name} holds no row with a “text”, as Prodigy's and spaCy's JSON has. It may be of images, or of another program; export the texts anew.`,
    );
  const taken = withText.filter(({ object, place }) => {
    const answer = object['answer'] ?? 'accept';
    if (answer === 'accept') return true;
    builder.losses.add(
      'annotation',
      'dropped',
      `Rows with the answer “${wordsOf(answer)}” are left out.`,
      place,
    );
    return false;
  });
  for (const { place } of objects.filter(({ object }) => wordsOf(object['text']) === ''))
    builder.losses.add('article', 'dropped', 'A row without text is left out.', place);
  const rows = taken.map(({ object, place }) => rowIn(object, place));
  const texts = rows.map(({ text, regions }, at) => ({
    raw: text,
    stored: canonicalText(text).text,
    placed: [...placedTokens(taken[at]!.object), ...regions.flatMap(placedIn)],
  }));
  const { counting } = calibrate(texts, { unit: 'code points', lineEnds: 'as they are', countsMark: true });
  for (const row of rows) reading.add({ ...row, placing: placingIn(row.text, counting) });
  reading.finish();
};

const placedIn = ({ start, end, quote }: Region): Placed[] => (quote === null ? [] : [{ start, end, quote }]);

/** Tokens carry their words, by which to tell how a file counts. */
const placedTokens = (object: JsonObject): Placed[] => plainRegions(object['tokens']).flatMap(placedIn);

/** What stands in a row for something else than the row's own metadata. */
const known = new Set([
  'text',
  'meta',
  'spans',
  'ents',
  'tokens',
  'relations',
  'answer',
  'claimbook',
  'sents',
  '_input_hash',
  '_task_hash',
  '_session_id',
  '_annotator_id',
  '_view_id',
  '_timestamp',
]);

function rowIn(object: JsonObject, place: string): Row {
  const text = wordsOf(object['text']);
  const groups = isJsonObject(object['spans']) ? Object.values(object['spans']) : [object['spans']];
  const regions = [...groups, object['ents']]
    .flatMap(plainRegions)
    .map((region) => ({ ...region, key: keyOf(region) }));
  const meta = isJsonObject(object['meta']) ? object['meta'] : {};
  const chosen = object['accept'];
  const fields = Object.fromEntries(Object.entries(object).filter(([name]) => !known.has(name)));
  const coder = wordsOf(object['_annotator_id']) || wordsOf(object['_session_id']);
  return {
    place,
    id: wordsOf(object['_input_hash']),
    text,
    placing: (offset) => offset,
    columns: { ...meta, ...(Array.isArray(chosen) && chosen.length > 0 ? { accept: chosen } : {}) },
    kept: readCodedJson(object['claimbook']),
    coder: coder === '' ? null : coder,
    regions,
    relations: Array.isArray(object['relations']) ? relationsIn(object, regions) : null,
    saysValues: false,
    ...(Object.keys(fields).length > 0 ? { extra: { fields } } : {}),
  };
}

/** By its id where it has one, else by its place and label. */
const keyOf = ({ id, start, end, label }: Region): string => id || `${start} ${end} ${label}`;

function relationsIn(object: JsonObject, regions: readonly Region[]): Relation[] {
  const spans = objectsIn(object['spans']);
  // Where a relation names tokens alone, the span that they are in is meant.
  const byToken = new Map<number, string>();
  for (const [at, { token_start: start, token_end: end }] of spans.entries())
    if (typeof start === 'number' && typeof end === 'number' && end - start < 10_000)
      for (let token = start; token <= end; token++) byToken.set(token, keyOf(regions[at]!));
  return objectsIn(object['relations']).map((relation) => {
    const keyIn = (side: 'head' | 'child'): string => {
      const [span] = plainRegions([relation[`${side}_span`]]);
      if (span) return keyOf(span);
      const token = relation[side];
      return (typeof token === 'number' ? byToken.get(token) : undefined) ?? `token ${wordsOf(token)}`;
    };
    return { from: keyIn('head'), to: keyIn('child'), label: wordsOf(relation['label']) || 'relation' };
  });
}
