/**
 * doccano's JSON Lines, for sequence labelling and for relations between entities. doccano counts UTF-16 code
 * units. A project of its own in `grapheme mode` counts grapheme clusters instead; nothing in its files says so, and
 * they carry no words to tell it by, so such a file has to be exported from a project without that mode.
 *
 * Shapes as in doccano's own reader and writer (backend/data_import, backend/data_export, label_types).
 */
import { overlaps, type Range } from '../span';
import { compactJson, detailsOf, rowNames, type RowNames } from './coded-json';
import type { CodedArticle, Dataset } from './dataset';
import type { FormatInfo, Writer, WritingTools } from './format';
import { compact, jsonLine } from './json-lines';
import { labelWithin, ownShortcuts } from './label-names';
import { noteKept } from './kept-facts';
import { Mentions, noteRegistryLosses } from './mentions';

export const doccanoFormat: FormatInfo = {
  id: 'doccano',
  name: 'doccano JSONL',
  what: 'For annotating on in doccano: texts with labelled spans, and relations between them.',
  extensions: ['zip', 'jsonl', 'json'],
  container: 'zip',
  holds: {
    'overlapping annotations': 'partly',
    'several spans in one annotation': 'partly',
    'relations and attributes': 'partly',
    'several coders': 'partly',
    'actor registry': 'no',
    'codebook tree': 'no',
    notes: 'partly',
    'article details': 'yes',
  },
  options: [
    {
      id: 'form',
      name: 'Kind of project',
      only: 'writing',
      choices: [
        { id: 'relations', name: 'With relations', what: 'Entities with ids, and relations between them.' },
        { id: 'labels', name: 'Labels only', what: 'Spans with labels, for sequence labelling.' },
      ],
      usual: 'relations',
    },
    {
      id: 'files',
      name: 'Files',
      only: 'writing',
      choices: [
        {
          id: 'coders',
          name: 'One for each coder',
          what: 'As doccano exports a project of several annotators.',
        },
        { id: 'all', name: 'One for all', what: 'As doccano exports a project that is annotated together.' },
      ],
      usual: 'coders',
    },
  ],
};

/** doccano's database takes no longer name of a label. */
export const longestLabel = 100;
export const labelFile = 'label_config.json';

export const writeDoccano: Writer = function* (dataset, tools) {
  const { losses, options } = tools;
  const names = rowNames(dataset, doccanoFormat.id, longestLabel);
  const shortcuts = suffixKeys(dataset);
  const mentions = new Mentions();
  const { coders } = dataset.registries;
  const perCoder = options['files'] === 'coders' && coders.length > 0;
  const fileNames = fileNamesOf(coders.map(({ name }) => name));
  const files = perCoder
    ? coders.map(({ id }, at) => ({ coderId: id, file: fileNames[at]! }))
    : [{ coderId: null, file: 'all.jsonl' }];
  yield { file: labelFile, content: `${JSON.stringify(labelConfig(dataset, names, shortcuts), null, 2)}\n` };
  for (const [at, { coderId, file }] of files.entries())
    for (const coded of dataset.articles()) {
      if (at === 0) {
        mentions.add(coded);
        noteArticle(coded, tools);
      }
      yield { file, content: rowOf(coded, names, tools, coderId) };
    }
  noteRegistryLosses(dataset, mentions, losses, {
    allCodes: true,
    look: ({ shortcut }) => ({
      color: true,
      shortcut: shortcut === null || shortcuts.has(shortcut),
    }),
  });
};

/** What doccano does not hold of an article, and what it will not take in as it is. */
function noteArticle(coded: CodedArticle, { losses, options }: WritingTools): void {
  const hasRelations = options['form'] === 'relations';
  noteKept(coded, losses, new Set(hasRelations ? ['value link'] : []));
  let last: Range | null = null;
  let overlapping = 0;
  const ranges = coded.annotations
    .flatMap(({ spans }) =>
      spans.map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset })),
    )
    .toSorted((one, other) => one.start - other.start);
  for (const range of ranges) {
    if (last && overlaps(last, range)) overlapping += 1;
    else last = range;
  }
  losses.add(
    'annotation',
    'kept as extension',
    'Spans that overlap others are in the file, but doccano leaves them out silently unless its project allows overlapping.',
    coded.article.title,
    overlapping,
  );
}

/** One line: an article with the annotations of one coder, or of all. */
function rowOf(
  coded: CodedArticle,
  names: RowNames,
  { options }: WritingTools,
  coderId: string | null,
): string {
  const annotations = coded.annotations.filter(
    ({ annotation }) => coderId === null || annotation.coderId === coderId,
  );
  const readings = coded.readings.filter((one) => coderId === null || one.coderId === coderId);
  const own: CodedArticle = { ...coded, annotations, readings };
  const extra = names.extraIn(own, coded.article.id);
  const kept = compactJson(
    names.json(own, (offset) => offset),
    compact,
  );
  const id = names.nameOf(own, coded.article.id);
  const row = {
    ...(extra['columns'] as object | undefined),
    id: asNumber(id) ?? id,
    text: coded.article.text,
    ...detailsOf(coded),
    claimbook: kept,
    Comments: extra['comments'] ?? [],
  };
  const pieces = annotations.flatMap(({ annotation, spans }) =>
    spans.map(({ startOffset, endOffset }) => ({
      annotation,
      label: names.labels.get(annotation.codeId) ?? '',
      start: startOffset,
      end: endOffset,
    })),
  );
  if (options['form'] === 'labels')
    return jsonLine({ ...row, label: pieces.map(({ start, end, label }) => [start, end, label]) });
  const ids = entityIds(pieces.map(({ annotation }) => asNumber(names.nameOf(own, annotation.id))));
  const entityOf = new Map<string, number>();
  for (const [at, { annotation }] of pieces.entries())
    if (!entityOf.has(annotation.id)) entityOf.set(annotation.id, ids[at]!);
  const relations = annotations.flatMap(({ annotation, values }) =>
    values.flatMap(({ targetAnnotationId, attributeId }) => {
      const target = targetAnnotationId === null ? undefined : entityOf.get(targetAnnotationId);
      const type = labelWithin(names.attributes.get(attributeId)?.name ?? '', longestLabel);
      return target === undefined ? [] : [{ from_id: entityOf.get(annotation.id)!, to_id: target, type }];
    }),
  );
  return jsonLine({
    ...row,
    entities: pieces.map(({ start, end, label }, at) => ({
      id: ids[at]!,
      label,
      start_offset: start,
      end_offset: end,
    })),
    relations: relations.map((relation, at) => ({ id: at, ...relation })),
  });
}

/** The number that stands in an id, where it is a whole one. */
const asNumber = (id: string): number | null => (/^(?:0|-?[1-9]\d{0,14})$/.test(id) ? Number(id) : null);

/** Ids of entities: those that they have, where no other has it, and numbers that are free for the others. */
function entityIds(known: readonly (number | null)[]): number[] {
  const taken = new Set(known.filter((id) => id !== null));
  const given = new Set<number>();
  let next = 0;
  return known.map((id) => {
    if (id !== null && !given.has(id)) {
      given.add(id);
      return id;
    }
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  });
}

/** The shortcuts that doccano can have: one letter or digit each. */
const suffixKeys = ({ registries }: Dataset): ReadonlySet<string> =>
  new Set([...ownShortcuts(registries.codes)].filter((shortcut) => /^[0-9a-z]$/.test(shortcut)));

/** What doccano takes on its page of labels, in its own words, and the whole name where it takes only a part. */
const labelConfig = (dataset: Dataset, names: RowNames, shortcuts: ReadonlySet<string>): object[] =>
  dataset.registries.codes.map(({ id, name, color, shortcut }) => ({
    text: names.labels.get(id)!,
    prefixKey: null,
    suffixKey: shortcut !== null && shortcuts.has(shortcut) ? shortcut : null,
    backgroundColor: color,
    textColor: '#ffffff',
    ...(names.labels.get(id) === name ? {} : { name }),
  }));

/** A file for each coder, as doccano names them, told apart also where file systems take `A` for `a`. */
function fileNamesOf(coders: readonly string[]): string[] {
  const taken = new Set(['all']);
  return coders.map((name) => {
    const plain =
      name
        .replaceAll(/[^\p{L}\p{M}\p{N}@+_-]+/gu, '-')
        .slice(0, 60)
        .toWellFormed()
        .replaceAll('\ufffd', '') || 'coder';
    let told = plain;
    for (let number = 2; taken.has(told.toLowerCase()); number++) told = `${plain}-${number}`;
    taken.add(told.toLowerCase());
    return `${told}.jsonl`;
  });
}
