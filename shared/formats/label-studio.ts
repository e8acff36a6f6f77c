/**
 * Label Studio's JSON with the labelling configuration that it belongs to. Offsets are Unicode code points, as the
 * interface counts since 2022. Shapes as in Label Studio's task format and its import (tasks/serializers).
 */
import { codePointOffsets } from './code-points';
import { compactJson, detailsOf, pieceId, rowNames, type RowNames } from './coded-json';
import type { Coder, Span } from '../records';
import {
  byId,
  type CodedAnnotation,
  type CodedArticle,
  type Dataset,
  foreignIdsOf,
  type Registries,
  valueInWords,
} from './dataset';
import type { FormatInfo, Writer } from './format';
import { compact, isJsonObject, type JsonObject, objectsIn } from './json-lines';
import { type Control, controlsOf, labelControl, textObject, writeConfig } from './label-studio-config';
import { ownShortcuts } from './label-names';
import { noteKept } from './kept-facts';
import { Mentions, noteRegistryLosses } from './mentions';

export const labelStudioFormat: FormatInfo = {
  id: 'label-studio',
  name: 'Label Studio JSON',
  what: 'For annotating on in Label Studio: tasks with their annotations, and the labelling configuration of the project.',
  extensions: ['zip', 'json'],
  container: 'zip',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'partly',
    'relations and attributes': 'yes',
    'several coders': 'partly',
    'actor registry': 'no',
    'codebook tree': 'no',
    notes: 'partly',
    'article details': 'yes',
  },
  options: [],
};

export const taskFile = 'tasks.json';
export const configFile = 'config.xml';

export const writeLabelStudio: Writer = function* (dataset, { losses }) {
  const { registries } = dataset;
  const names = rowNames(dataset, labelStudioFormat.id);
  const controls = controlsOf(registries.attributes);
  const shortcuts = ownShortcuts(registries.codes);
  const mentions = new Mentions();
  const tasks = new TaskWriting(dataset, names, controls);
  yield { file: configFile, content: writeConfig(dataset, names, controls) };
  let mark = '[\n';
  for (const coded of dataset.articles()) {
    mentions.add(coded);
    noteKept(coded, losses, new Set(['value', 'value link', 'annotation note']));
    yield { file: taskFile, content: mark + JSON.stringify(tasks.task(coded)) };
    mark = ',\n';
  }
  yield { file: taskFile, content: mark === '[\n' ? '[]\n' : '\n]\n' };
  noteRegistryLosses(dataset, mentions, losses, {
    allCodes: true,
    look: ({ shortcut }) => ({
      color: true,
      shortcut: shortcut === null || shortcuts.has(shortcut),
    }),
    attribute: ({ kind }) => kind !== 'annotation',
    rules: ({ id, kind, many, required, help, targetCodeId, retired }, several, isMentioned) =>
      help === '' &&
      targetCodeId === null &&
      !retired &&
      (kind === 'annotation' ? many === several && !required : many || !several) &&
      (isMentioned || kind === 'choice' || kind === 'text' || controls.get(id)?.element === 'Number'),
    choiceDefinitions: true,
  });
};

type CompletedBy = number | { email: string };

/**
 * Who an annotation is by, as Label Studio takes it, by the coder's name: an e-mail address or a number that the
 * installation knows. It refuses every other, so coders without one stand only where we keep what it does not know.
 */
function completedBy({ coders, foreignIds }: Registries): ReadonlyMap<string, CompletedBy> {
  const known = foreignIdsOf(foreignIds, labelStudioFormat.id);
  return new Map(
    coders.flatMap(({ id, name }): [string, CompletedBy][] => {
      const foreign = known.get(id)?.foreignId ?? '';
      if (/^\d{1,15}$/.test(foreign)) return [[name, Number(foreign)]];
      const email = [foreign, name].find((words) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words));
      return email === undefined ? [] : [[name, { email }]];
    }),
  );
}

/** What all tasks are written with. */
class TaskWriting {
  private readonly names: RowNames;
  private readonly coders: ReadonlyMap<string, Coder>;
  private readonly completedBy: ReadonlyMap<string, CompletedBy>;
  private readonly wordsOf: Parameters<typeof valueInWords>[1];

  constructor(
    { registries }: Dataset,
    names: RowNames,
    private readonly controls: ReadonlyMap<string, Control>,
  ) {
    this.names = names;
    this.coders = byId(registries.coders);
    this.completedBy = completedBy(registries);
    this.wordsOf = {
      choices: byId(registries.choices),
      actors: byId(registries.actors),
      concepts: byId(registries.concepts),
    };
  }

  /** An article as a task, and in it one annotation of Label Studio for each coder. */
  task(coded: CodedArticle): object {
    const toPoints = codePointOffsets(coded.article.text);
    const extra = this.names.extraIn(coded, coded.article.id);
    const id = this.names.nameOf(coded, coded.article.id);
    const others = new Map(Object.entries(isJsonObject(extra['results']) ? extra['results'] : {}));
    const annotations = [...Map.groupBy(coded.annotations, ({ annotation }) => annotation.coderId)].map(
      ([coderId, own]) => {
        const name = this.coders.get(coderId)?.name ?? '';
        const also = others.get(name);
        others.delete(name);
        const ids = new Set(own.map(({ annotation }) => annotation.id));
        return {
          ...(this.completedBy.has(name) ? { completed_by: this.completedBy.get(name) } : {}),
          created_at: own[0]!.annotation.createdAt,
          result: [...own.flatMap((one) => this.results(coded, one, toPoints, ids)), ...objectsIn(also)],
        };
      },
    );
    const ofOthers = [...others].map(([name, results]) => ({
      ...(this.completedBy.has(name) ? { completed_by: this.completedBy.get(name) } : {}),
      result: objectsIn(results),
    }));
    return {
      ...(/^\d{1,15}$/.test(id) ? { id: Number(id) } : {}),
      data: {
        ...(extra['columns'] as JsonObject | undefined),
        text: coded.article.text,
        ...detailsOf(coded),
        claimbook: compactJson(this.names.json(coded, toPoints), compact),
      },
      annotations: [...annotations, ...ofOthers].map((one) => ({
        was_cancelled: false,
        ground_truth: false,
        ...one,
      })),
    };
  }

  /**
   * The results of one annotation: its regions, what is said of them, and its relations.
   * @param ids of the annotations of the same coder: relations to others are none to Label Studio
   */
  private results(
    coded: CodedArticle,
    { annotation, spans, values }: CodedAnnotation,
    toPoints: (offset: number) => number,
    ids: ReadonlySet<string>,
  ): object[] {
    const { names, controls } = this;
    const id = names.nameOf(coded, annotation.id);
    const placeOf = ({ startOffset, endOffset, quote }: Span) => ({
      start: toPoints(startOffset),
      end: toPoints(endOffset),
      text: quote,
    });
    const usual = { to_name: textObject, origin: 'manual' };
    const regions = spans.map((span, at) => ({
      ...usual,
      ...names.extraIn(coded, annotation.id),
      id: pieceId(id, at),
      from_name: labelControl,
      type: 'labels',
      value: { ...placeOf(span), labels: [names.labels.get(annotation.codeId) ?? ''] },
      ...(at === 0 && annotation.note !== '' ? { meta: { text: [annotation.note] } } : {}),
    }));
    const said = [...Map.groupBy(values, ({ attributeId }) => attributeId)].flatMap(([attributeId, own]) => {
      const control = controls.get(attributeId);
      if (!control) return [];
      const { name, type } = control;
      const words = own.map((value) => valueInWords(value, this.wordsOf) ?? '');
      const answers =
        type === 'choices'
          ? [{ choices: words }]
          : type === 'textarea'
            ? [{ text: words }]
            : own.map(({ number }) => ({ number }));
      return answers.map((answer) => ({
        ...usual,
        id,
        from_name: name,
        type,
        value: { ...placeOf(spans[0]!), ...answer },
      }));
    });
    const relations = values.flatMap(({ targetAnnotationId, attributeId }) =>
      targetAnnotationId === null || !ids.has(targetAnnotationId)
        ? []
        : [
            {
              type: 'relation',
              from_id: id,
              to_id: names.nameOf(coded, targetAnnotationId),
              direction: 'right',
              labels: [names.attributes.get(attributeId)?.name ?? ''],
            },
          ],
    );
    return [...regions, ...said, ...relations];
  }
}
