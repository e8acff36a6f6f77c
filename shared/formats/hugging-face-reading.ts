/** The Hugging Face layout on its way in: our own tables, or rows of texts with spans as most datasets have them. */
import { ReadProblem } from '../read-problem';
import { canonicalText } from '../text';
import { calibrate, type Placed, placingIn } from './calibrate';
import { type CodedJson, codedJson, detailColumns } from './coded-json';
import type { DatasetReader, Recogniser } from './format';
import { isRegistry, readRegistries } from './hugging-face-registries';
import { documents } from './hugging-face-tables';
import { isJsonObject, type JsonObject, objectsIn, parsedJson, readJsonObjects, wordsOf } from './json-lines';
import { RowReading } from './row-reading';
import { plainRegions, type Region, type Row } from './rows';

const textFileName = /\.jsonl?$/i;
/** Under these names most datasets have the spans of a text. */
const spanFields = ['spans', 'entities', 'annotations', 'labels'];

const isOwnRow = (object: unknown): boolean =>
  isJsonObject(object) &&
  typeof object['text'] === 'string' &&
  objectsIn(object['annotations']).every((one) => Array.isArray(one['spans'])) &&
  'particulars' in object;

const looksLikeRow = (object: unknown): boolean =>
  isJsonObject(object) &&
  typeof object['text'] === 'string' &&
  spanFields.some((field) =>
    plainRegions(object[field]).some(({ start, label }) => !Number.isNaN(start) && label !== ''),
  );

export const recogniseHuggingFace: Recogniser = async ({ files }) => {
  let best: 0 | 1 | 2 | 3 = 0;
  for (const file of files.filter(({ name }) => textFileName.test(name) && !isRegistry(name)).slice(0, 5)) {
    const text = await file.text();
    const line = text.split('\n', 20).find((one) => one.trim() !== '');
    const value = parsedJson(line ?? '') ?? parsedJson(text);
    const object: unknown = Array.isArray(value) ? value[0] : value;
    if (isOwnRow(object)) return 3;
    if (looksLikeRow(object)) best = 2;
    else if (best === 0) best = 1;
  }
  return best;
};

export const readHuggingFace: DatasetReader = async (input, builder) => {
  const reading = new RowReading(builder, { usualCoder: 'Dataset' });
  const registryCount = await readRegistries(input, reading.registries, builder);
  const rows: Row[] = [];
  const files = input.files.filter(({ name }) => textFileName.test(name) && !isRegistry(name));
  let lineCount = 0;
  for (const file of files)
    for (const { object, place } of await readJsonObjects(file, builder.losses)) {
      lineCount += 1;
      const row = rowIn(object, place);
      if (row) rows.push(row);
      else builder.losses.add('article', 'dropped', 'A row without text is left out.', place);
    }
  const isOwnCard = files.length === 0 && input.files.some(({ name }) => /(?:^|\/)README\.md$/.test(name));
  if (rows.length === 0 && registryCount === 0 && !(isOwnCard && lineCount === 0))
    throw new ReadProblem(
      `${input.name} holds no rows with a “text” in JSON Lines. Save the dataset as JSON Lines (to_json) with a column “text” and one of “spans” or “entities”.`,
    );
  const texts = rows.map(({ text, regions }) => ({
    raw: text,
    stored: canonicalText(text).text,
    placed: regions.flatMap(({ start, end, quote }): Placed[] =>
      quote === null ? [] : [{ start, end, quote }],
    ),
  }));
  const { counting } = calibrate(texts, { unit: 'code points', lineEnds: 'as they are', countsMark: true });
  for (const row of rows) reading.add({ ...row, placing: placingIn(row.text, counting) });
  reading.finish();
};

const ownFields = new Set(
  Object.keys(documents).filter((name) => !(detailColumns as readonly string[]).includes(name)),
);

function rowIn(object: JsonObject, place: string): Row | null {
  const text = wordsOf(object['text']);
  if (text === '') return null;
  const kept = isOwnRow(object) ? codedIn(object) : null;
  const spanField = spanFields.find((name) => plainRegions(object[name]).length > 0);
  const columns = Object.fromEntries(
    Object.entries(object).filter(([name]) => !ownFields.has(name) && name !== spanField),
  );
  return {
    place,
    id: wordsOf(object['id']),
    text,
    placing: (offset) => offset,
    columns,
    kept,
    coder: null,
    regions: kept ? ownRegions(object, kept) : spanField === undefined ? [] : plainRegions(object[spanField]),
    relations: null,
    saysValues: false,
  };
}

/** Our own row: empty words stand where other rows have nothing. */
const codedIn = (object: JsonObject): CodedJson | null =>
  codedJson.safeParse({
    ...object,
    annotations: objectsIn(object['annotations']).map((annotation) => ({
      ...annotation,
      example: annotation['example'] || null,
      values: objectsIn(annotation['values']).map((value) => ({ ...value, ref: value['ref'] || null })),
    })),
  }).data ?? null;

const ownRegions = (object: JsonObject, { annotations }: CodedJson): Region[] =>
  objectsIn(object['annotations']).flatMap((annotation, at) =>
    plainRegions(annotation['spans']).map((region) => ({
      ...region,
      id: annotations[at]!.id,
      label: annotations[at]!.label || annotations[at]!.code,
    })),
  );
