/** Label Studio's JSON on its way in; what it is is said in `label-studio.ts`. */
import { parseHTML } from 'linkedom';
import { ReadProblem } from '../read-problem';
import { canonicalText } from '../text';
import { calibrate, type Counting, type Placed, placingIn } from './calibrate';
import { readCodedJson } from './coded-json';
import type { DatasetBuilder } from './dataset-builder';
import type { DatasetReader, Input, InputFile, Recogniser } from './format';
import {
  isJsonObject,
  type JsonObject,
  objectsIn,
  type PlacedObject,
  readJsonObjects,
  wordsOf,
} from './json-lines';
import { type Config, looksLikeConfig, readConfig } from './label-studio-config';
import { RowReading } from './row-reading';
import type { Region, Relation, Row } from './rows';

const isTask = (object: JsonObject): boolean =>
  isJsonObject(object['data']) &&
  ['annotations', 'predictions', 'completions'].some((name) => Array.isArray(object[name]));

const ofType = (files: readonly InputFile[], ending: RegExp): InputFile[] =>
  files.filter(({ name }) => ending.test(name));

export const recogniseLabelStudio: Recogniser = async ({ files }) => {
  const [config] = ofType(files, /\.xml$/i);
  const json = ofType(files, /\.jsonl?$/i);
  if (json.length === 0) return 0;
  const beginning = (await json[0]!.text()).slice(0, 1_000_000);
  const looksLikeTask =
    /"data"\s*:\s*\{/.test(beginning) && /"(?:annotations|predictions|completions)"\s*:\s*\[/.test(beginning);
  if (!looksLikeTask) return 1;
  return config && looksLikeConfig(await config.text()) ? 3 : 2;
};

export const readLabelStudio: DatasetReader = async (input, builder) => {
  const config = await configIn(input);
  const coderIds = new Map<string, string>();
  const reading = new RowReading(builder, {
    usualCoder,
    relatesWithinCoder: true,
    coderIds,
  });
  for (const { value, color, shortcut } of config.labels)
    reading.registries.code(value, { ...(color === null ? {} : { color }), shortcut });
  for (const asked of config.asked.values())
    for (const label of asked.labels) {
      const { name, kind, many, required, choices } = asked;
      const id = reading.registries.attribute(reading.registries.code(label), name, kind, { many, required });
      for (const choice of choices)
        reading.registries.choice(id, choice.name, { definition: choice.definition });
    }
  const objects: PlacedObject[] = [];
  for (const file of ofType(input.files, /\.jsonl?$/i))
    objects.push(...(await readJsonObjects(file, builder.losses)));
  if (
    objects.some(({ object }) => Array.isArray(object['result'])) &&
    !objects.some(({ object }) => isTask(object))
  )
    throw new ReadProblem(
      `${input.name} holds annotations without the texts that they are of. Export the tasks from Label Studio as JSON.`,
    );
  if (
    !objects.some(({ object }) => isJsonObject(object['data'])) &&
    objects.length + config.labels.length === 0
  )
    throw noTasks(input);
  if (objects.length > 0 && !objects.some(({ object }) => isJsonObject(object['data']))) throw noTasks(input);
  const rows = objects.flatMap((one) => new TaskReading(one, config, coderIds, builder).row());
  placeRows(rows);
  for (const { row } of rows) reading.add(row);
  reading.finish();
};

const noTasks = ({ name }: Input): ReadProblem =>
  new ReadProblem(
    `${name} holds no tasks of Label Studio. Export the project from Label Studio as JSON, not JSON-MIN.`,
  );

async function configIn({ files }: Input): Promise<Config> {
  for (const file of ofType(files, /\.xml$/i)) {
    const xml = await file.text();
    if (looksLikeConfig(xml)) return readConfig(xml, file.name);
  }
  return { labels: [], asked: new Map(), objects: new Map() };
}

const usualCoder = 'Label Studio';

/** Plain text is counted in code points; older versions, and the offsets in HTML, are found out by the words. */
const usualCounting: Counting = { unit: 'code points', lineEnds: 'as they are', countsMark: true };

interface TaskRow {
  row: Row;
  isHtml: boolean;
}

function placeRows(rows: readonly TaskRow[]): void {
  for (const [isHtml, own] of Map.groupBy(rows, (one) => one.isHtml)) {
    const texts = own.map(({ row: { text, regions } }) => ({
      raw: text,
      stored: canonicalText(text).text,
      placed: regions.flatMap(({ start, end, quote }): Placed[] =>
        quote === null ? [] : [{ start, end, quote }],
      ),
    }));
    const { counting } = calibrate(texts, isHtml ? { ...usualCounting, unit: 'utf-16' } : usualCounting);
    for (const { row } of own) row.placing = placingIn(row.text, counting);
  }
}

/** The words of HTML, as a browser has them in its text nodes. */
const wordsOfHtml = (html: string): string =>
  parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body.textContent ?? '';

/** One task on its way to a row. */
class TaskReading {
  private readonly regions: Region[] = [];
  private readonly relations: Relation[] = [];
  /** Results that no field of ours holds, by whom they are. */
  private readonly others = new Map<string, JsonObject[]>();

  constructor(
    private readonly task: PlacedObject,
    private readonly config: Config,
    private readonly coderIds: Map<string, string>,
    private readonly builder: DatasetBuilder,
  ) {}

  /** The row; nothing for a task without text. */
  row(): TaskRow[] {
    const { object, place } = this.task;
    const data = isJsonObject(object['data']) ? object['data'] : {};
    const annotations = objectsIn(object['annotations'] ?? object['completions']);
    const results = annotations.flatMap((one) => objectsIn(one['result']));
    const { field, isHtml } = this.textField(data, results);
    const text = wordsOf(data[field]);
    if (text === '') {
      this.leaveOut('article', 'A task without text, of an image or a sound, is left out.', place);
      this.leaveOut('annotation', 'Annotations of what is no text are left out.', place, results.length);
      return [];
    }
    for (const list of ['predictions', 'drafts'])
      this.leaveOut(
        'annotation',
        `Label Studio's ${list} are left out.`,
        place,
        objectsIn(object[list]).length,
      );
    for (const annotation of annotations) this.annotation(annotation);
    const columns = Object.fromEntries(
      Object.entries(data).filter(([name]) => name !== field && name !== 'claimbook'),
    );
    const row: Row = {
      place,
      id: wordsOf(object['id']),
      text: isHtml ? wordsOfHtml(text) : text,
      placing: (offset) => offset,
      columns,
      kept: readCodedJson(data['claimbook']),
      coder: null,
      regions: this.regions,
      relations: this.relations,
      saysValues: true,
      ...(this.others.size > 0 ? { extra: { results: Object.fromEntries(this.others) } } : {}),
    };
    return [{ row, isHtml }];
  }

  /** Where the text is: where the configuration says, in `text`, or in the longest of the fields. */
  private textField(data: JsonObject, results: readonly JsonObject[]): { field: string; isHtml: boolean } {
    const named = [...this.config.objects.values()].find(({ field }) => wordsOf(data[field]) !== '');
    if (named) return named;
    const isHtml = results.some(
      ({ type, value }) => type === 'hypertextlabels' || (isJsonObject(value) && 'globalOffsets' in value),
    );
    const fields = Object.keys(data).filter((name) => typeof data[name] === 'string');
    if (fields.includes('text')) return { field: 'text', isHtml };
    const isOfText = results.some(({ type }) => type === 'labels' || type === 'hypertextlabels');
    const [longest] = fields.toSorted(
      (one, other) => wordsOf(data[other]).length - wordsOf(data[one]).length,
    );
    return { field: isOfText ? (longest ?? '') : '', isHtml };
  }

  private annotation(annotation: JsonObject): void {
    const { place } = this.task;
    const results = objectsIn(annotation['result']);
    if (annotation['was_cancelled'] === true) {
      this.leaveOut('annotation', 'Annotations that were cancelled are left out.', place, results.length);
      return;
    }
    const { name: coder, id: coderId } = coderOf(annotation['completed_by']);
    if (coder !== null) this.coderIds.set(coder, coderId);
    const createdAt = wordsOf(annotation['created_at']);
    const answers = Map.groupBy(
      results.filter(({ type }) => ['choices', 'textarea', 'number'].includes(wordsOf(type))),
      ({ id }) => wordsOf(id),
    );
    const placed = new Set<string>();
    for (const result of results) {
      const value = isJsonObject(result['value']) ? result['value'] : {};
      const type = wordsOf(result['type']);
      if (type === 'relation') this.relation(result);
      else if (type === 'labels' || type === 'hypertextlabels') {
        placed.add(wordsOf(result['id']));
        const regions = this.region(result, value, answers.get(wordsOf(result['id'])) ?? []);
        for (const region of regions)
          this.regions.push({ ...region, coder, ...(createdAt === '' ? {} : { createdAt }) });
      } else if (!answers.has(wordsOf(result['id'])))
        this.keep(coder, result, `Results of the kind “${type}” are kept for Label Studio only.`);
    }
    for (const [id, own] of answers)
      if (!placed.has(id))
        for (const result of own)
          this.keep(coder, result, 'Answers about a whole text are kept for Label Studio only.');
  }

  /** A region, once for each of its labels. */
  private region(result: JsonObject, value: JsonObject, answers: readonly JsonObject[]): Region[] {
    const offsets = isJsonObject(value['globalOffsets']) ? value['globalOffsets'] : value;
    const labels = [value['labels'], value['hypertextlabels']].find(Array.isArray) ?? [];
    const meta = isJsonObject(result['meta']) ? result['meta'] : {};
    const note = Array.isArray(meta['text']) ? meta['text'].map(wordsOf).join('\n') : wordsOf(meta['text']);
    const { score } = result;
    if (labels.length === 0)
      this.leaveOut('annotation', 'A region without label is left out.', this.task.place);
    return (labels as unknown[]).map((label) => ({
      id: wordsOf(result['id']),
      label: wordsOf(label),
      start: typeof offsets['start'] === 'number' ? offsets['start'] : Number.NaN,
      end: typeof offsets['end'] === 'number' ? offsets['end'] : Number.NaN,
      quote: typeof value['text'] === 'string' ? value['text'] : null,
      coder: null,
      note,
      values: answers.map((answer) => this.answer(answer)),
      ...(typeof score === 'number' ? { extra: { score } } : {}),
    }));
  }

  private answer(result: JsonObject): NonNullable<Region['values']>[number] {
    const control = wordsOf(result['from_name']);
    const asked = this.config.asked.get(control);
    const value = isJsonObject(result['value']) ? result['value'] : {};
    const type = wordsOf(result['type']);
    const said = type === 'choices' ? value['choices'] : type === 'number' ? value['number'] : value['text'];
    return {
      attribute: asked?.name ?? control,
      kind: type === 'choices' ? 'choice' : type === 'number' ? 'number' : 'text',
      // A choice in a tree is the list of those above it, its own name last.
      words: (Array.isArray(said) ? (said as unknown[]) : [said]).map((one) =>
        wordsOf(Array.isArray(one) ? one.at(-1) : one),
      ),
    };
  }

  private relation(result: JsonObject): void {
    const [from, to] = [wordsOf(result['from_id']), wordsOf(result['to_id'])];
    const labels =
      Array.isArray(result['labels']) && result['labels'].length > 0
        ? result['labels'].map(wordsOf)
        : ['relation'];
    for (const label of labels) {
      if (result['direction'] !== 'left') this.relations.push({ from, to, label });
      if (result['direction'] === 'left' || result['direction'] === 'bi')
        this.relations.push({ from: to, to: from, label });
    }
  }

  private keep(coder: string | null, result: JsonObject, what: string): void {
    const name = coder ?? usualCoder;
    const others = this.others.get(name);
    if (others) others.push(result);
    else this.others.set(name, [result]);
    this.builder.losses.add('annotation', 'kept as extension', what, this.task.place);
  }

  private leaveOut(aspect: 'article' | 'annotation', what: string, example: string, count = 1): void {
    this.builder.losses.add(aspect, 'dropped', what, example, count);
  }
}

/** Who completed an annotation, and how Label Studio takes that again; null where nobody is named. */
function coderOf(completedBy: unknown): { name: string | null; id: string } {
  const { email, id } = isJsonObject(completedBy) ? completedBy : { email: '', id: completedBy };
  const [address, number] = [wordsOf(email), wordsOf(id)];
  if (address !== '') return { name: address, id: address };
  return number === '' ? { name: null, id: '' } : { name: `Annotator ${number}`, id: number };
}
