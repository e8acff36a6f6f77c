/**
 * Prodigy's JSON Lines, which spaCy's training tools take as well: one row for each article and coder. Offsets are
 * Unicode code points; the last token of a span is counted in (`token_end`).
 */
import { codePointOffsets } from './code-points';
import { compactJson, detailsOf, pieceId, rowNames, type RowNames } from './coded-json';
import { byId, type CodedAnnotation, type CodedArticle } from './dataset';
import type { FormatInfo, Options, Writer } from './format';
import { compact, jsonLine, type JsonObject } from './json-lines';
import { noteKept } from './kept-facts';
import { Mentions, noteRegistryLosses } from './mentions';
import { type Token, tokenIndexAt, tokensOf } from './word-tokens';

export const prodigyFormat: FormatInfo = {
  id: 'prodigy',
  name: 'Prodigy and spaCy JSONL',
  what: 'For annotating on in Prodigy and for training with spaCy: texts with tokens, spans and relations.',
  extensions: ['jsonl', 'json'],
  container: 'file',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'partly',
    'relations and attributes': 'partly',
    'several coders': 'yes',
    'actor registry': 'no',
    'codebook tree': 'no',
    notes: 'partly',
    'article details': 'yes',
  },
  options: [
    {
      id: 'tokens',
      name: 'Tokens',
      only: 'writing',
      choices: [
        { id: 'yes', name: 'With tokens', what: 'Words by the rules of the language; relations need them.' },
        { id: 'no', name: 'Without tokens', what: 'Prodigy makes its own; there are no relations then.' },
      ],
      usual: 'yes',
    },
  ],
};

export const writeProdigy: Writer = function* (dataset, { losses, options, name }) {
  const names = rowNames(dataset, prodigyFormat.id);
  const coders = byId(dataset.registries.coders);
  const mentions = new Mentions();
  const held = new Set(
    options['tokens'] === 'yes'
      ? (['value link', 'annotation coder'] as const)
      : (['annotation coder'] as const),
  );
  const file = `${name}.jsonl`;
  // A project without articles is an empty file.
  yield { file, content: '' };
  for (const coded of dataset.articles()) {
    noteKept(coded, losses, held);
    const byCoder = [...Map.groupBy(coded.annotations, ({ annotation }) => annotation.coderId)];
    const parts = byCoder.length > 0 ? byCoder : [[null, []] as const];
    for (const [at, [coderId, annotations]] of parts.entries()) {
      const own = { ...coded, annotations, readings: at === 0 ? coded.readings : [] };
      // Row by row, since readers meet codes in this order.
      mentions.add(own);
      const coder = coderId === null ? null : (coders.get(coderId)?.name ?? null);
      yield { file, content: jsonLine(rowOf(own, names, coder, options)) };
    }
  }
  noteRegistryLosses(dataset, mentions, losses);
};

function rowOf(coded: CodedArticle, names: RowNames, coder: string | null, options: Options): object {
  const { article, annotations } = coded;
  const toPoints = codePointOffsets(article.text);
  const pieces = annotations.flatMap((one) => one.spans.map((span, at) => ({ one, span, at })));
  const ranges = pieces.map(({ span }) => ({ start: span.startOffset, end: span.endOffset }));
  const tokens = options['tokens'] === 'yes' ? tokensOf(article.text, article.language, ranges) : null;
  const extra = names.extraIn(coded, article.id);
  const hash = names.nameOf(coded, article.id);
  const spans = pieces.map(({ one, span, at }, index) => ({
    id: pieceId(names.nameOf(coded, one.annotation.id), at),
    start: toPoints(span.startOffset),
    end: toPoints(span.endOffset),
    ...(tokens && tokenPlace(tokens, ranges[index]!)),
    label: names.labels.get(one.annotation.codeId) ?? '',
  }));
  const first = new Map<string, (typeof spans)[number]>();
  for (const [index, { one }] of pieces.entries())
    if (!first.has(one.annotation.id)) first.set(one.annotation.id, spans[index]!);
  return {
    text: article.text,
    meta: { ...compact(detailsOf(coded)), ...(extra['columns'] as JsonObject | undefined) },
    ...(extra['fields'] as JsonObject | undefined),
    ...(/^-?\d+$/.test(hash) ? { _input_hash: Number(hash) } : {}),
    ...(tokens && { tokens: tokensAsJson(article.text, tokens, toPoints) }),
    spans,
    ...(tokens && { relations: annotations.flatMap((one) => relationsOf(one, first, names)) }),
    claimbook: compactJson(names.json(coded, toPoints), compact),
    answer: 'accept',
    ...(coder === null ? {} : { _annotator_id: coder }),
  };
}

/** The first token of a range, and the last, which Prodigy counts in. */
const tokenPlace = (tokens: readonly Token[], { start, end }: { start: number; end: number }) => ({
  token_start: tokenIndexAt(tokens, start),
  token_end: tokenIndexAt(tokens, end - 1),
});

const tokensAsJson = (
  text: string,
  tokens: readonly Token[],
  toPoints: (offset: number) => number,
): object[] =>
  tokens.map(({ start, end, hasSpace }, id) => ({
    text: text.slice(start, end),
    start: toPoints(start),
    end: toPoints(end),
    id,
    ws: hasSpace,
  }));

/** Relations to annotations of the same row; tokens stand for spans, and the spans are beside them. */
function relationsOf(
  { annotation, values }: CodedAnnotation,
  first: ReadonlyMap<string, { token_start?: number; token_end?: number }>,
  names: RowNames,
): object[] {
  return values.flatMap(({ attributeId, targetAnnotationId }) => {
    const head = first.get(annotation.id);
    const child = targetAnnotationId === null ? undefined : first.get(targetAnnotationId);
    const label = names.attributes.get(attributeId)?.name ?? '';
    return head && child
      ? [{ head: head.token_end, child: child.token_end, head_span: head, child_span: child, label }]
      : [];
  });
}
