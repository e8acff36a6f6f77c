/** Reads the layers that Claimbook writes, also after they have passed through INCEpTION. */
import { codeKinds, examples, attributeKinds, type AttributeKind } from '../records';
import type { Range } from '../span';
import { type Cas, type FeatureStructure, isTrue, numberOf, refsOf, stringOf } from './cas';
import type { ReadArticle } from './cas-articles';
import type { CasCodebook } from './cas-codebook';
import { relationLayer, spanLayer, valueLayer, valueLink } from './cas-layers';
import type { CasValues, MadeAnnotations, WaitingValue } from './cas-values';
import type { DatasetBuilder, GivenValue } from './dataset-builder';

export const ownLayers: ReadonlySet<string> = new Set([spanLayer, valueLayer, valueLink, relationLayer]);

export interface ReadingTools {
  builder: DatasetBuilder;
  codebook: CasCodebook;
  values: CasValues;
}

/** What stands for the name of a code or attribute that somebody has left empty elsewhere. */
const noCode = 'Span';
const noAttribute = 'Value';

const among = <T extends string>(list: readonly T[], given: string | null): T | null =>
  list.find((one) => one === given) ?? null;

/** The range of a structure in the stored text; NaN where it has no place, which the builder refuses. */
export const rangeOf = ({ begin, end }: FeatureStructure, { place }: ReadArticle): Range => ({
  start: begin === null ? Number.NaN : place(begin),
  end: end === null ? Number.NaN : place(end),
});

export function readOwnLayers(
  cas: Cas,
  members: readonly FeatureStructure[],
  article: ReadArticle,
  made: MadeAnnotations,
  tools: ReadingTools,
): void {
  const sources = new Map<string, string>();
  for (const pieces of piecesIn(members)) {
    const annotationId = readSpan(pieces, article, made, tools);
    if (annotationId === null) continue;
    for (const piece of pieces) {
      made.byStructure.set(piece.id, annotationId);
      sources.set(piece.id, annotationId);
      for (const link of refsOf(piece, 'values')) readLink(cas, link, annotationId, article, made, tools);
    }
  }
  for (const relation of members)
    if (relation.type === relationLayer) readRelation(relation, sources, article, made, tools);
}

/** The spans of each annotation, in order. Those that somebody has copied elsewhere are annotations of their own. */
function piecesIn(members: readonly FeatureStructure[]): FeatureStructure[][] {
  const annotations: FeatureStructure[][] = [];
  const open = new Map<string, FeatureStructure[]>();
  for (const span of members) {
    if (span.type !== spanLayer) continue;
    const identifier = stringOf(span, 'identifier');
    const part = numberOf(span, 'part') || null;
    const before = identifier === null || part === null ? undefined : open.get(identifier);
    if (before && !before.some((other) => numberOf(other, 'part') === part)) before.push(span);
    else {
      const pieces = [span];
      annotations.push(pieces);
      if (identifier !== null && part !== null) open.set(identifier, pieces);
    }
  }
  return annotations.map((pieces) =>
    pieces.toSorted((one, other) => (numberOf(one, 'part') ?? 0) - (numberOf(other, 'part') ?? 0)),
  );
}

function readSpan(
  pieces: readonly FeatureStructure[],
  article: ReadArticle,
  made: MadeAnnotations,
  { builder, codebook, values }: ReadingTools,
): string | null {
  const [first] = pieces;
  if (!first) return null;
  const codeId = codebook.code(
    stringOf(first, 'code') || noCode,
    among(codeKinds, stringOf(first, 'kind')) ?? 'other',
    stringOf(first, 'codeIdentifier'),
  );
  const identifier = stringOf(first, 'identifier');
  const createdAt = stringOf(first, 'created');
  const annotationId = builder.annotation(
    {
      articleId: article.articleId,
      codeId,
      coderId: article.coderId(),
      ranges: pieces.map((piece) => rangeOf(piece, article)),
      quotes: pieces.map((piece) => stringOf(piece, 'quote')),
      note: stringOf(first, 'note') ?? '',
      example: among(examples, stringOf(first, 'example')),
      review: stringOf(first, 'review') ?? '',
      ...(createdAt === null ? {} : { createdAt }),
    },
    { id: identifier ?? first.id },
  );
  if (annotationId !== null && identifier !== null) {
    if (made.byIdentifier.has(identifier))
      builder.losses.add(
        'annotation',
        'mismatch',
        'Two annotations have the same id; values that point to it mean the first.',
        identifier,
      );
    else made.byIdentifier.set(identifier, annotationId);
    values.identify(article.articleId, identifier, annotationId);
  }
  return annotationId;
}

function readLink(
  cas: Cas,
  linkId: string,
  annotationId: string,
  article: ReadArticle,
  made: MadeAnnotations,
  { builder, codebook, values }: ReadingTools,
): void {
  const link = cas.structures.get(linkId);
  const filler = cas.structures.get((link && refsOf(link, 'target')[0]) ?? '');
  if (!link || !filler) {
    builder.losses.add('value', 'mismatch', 'A slot that nothing fills is left out.', `link ${linkId}`);
    return;
  }
  const { codeId } = builder.get('annotation', annotationId);
  const given = among(attributeKinds, stringOf(filler, 'kind')) ?? 'text';
  const attribute = codebook.attribute(codeId, stringOf(link, 'role') || noAttribute, given);
  const content = contentOf(filler, attribute.kind, attribute.id, codebook);
  if (content === null) {
    builder.losses.add(
      'value',
      'mismatch',
      'A value that is not of its attribute’s kind is left out.',
      `${attribute.name}: ${stringOf(filler, 'value') ?? ''}`,
    );
    return;
  }
  values.add({
    annotationId,
    attributeId: attribute.id,
    position: numberOf(filler, 'position'),
    content,
    made,
    inferred: isTrue(filler, 'inferred'),
    evidence: isTrue(filler, 'unsaid') ? null : rangeOf(filler, article),
  });
}

/** @returns null for what is nothing of this kind */
function contentOf(
  filler: FeatureStructure,
  kind: AttributeKind,
  attributeId: string,
  codebook: CasCodebook,
): WaitingValue['content'] | null {
  const words = stringOf(filler, 'value') ?? '';
  const identifier = stringOf(filler, 'identifier');
  const linked = (found: (name: string) => GivenValue): GivenValue | null =>
    words === '' ? null : found(words);
  switch (kind) {
    case 'text':
      return { text: words };
    case 'number':
      return words.trim() === '' || !Number.isFinite(Number(words)) ? null : { number: Number(words) };
    case 'date':
      return { date: words };
    case 'choice':
      return linked((name) => ({ choiceId: codebook.choice(attributeId, name, identifier) }));
    case 'actor':
      return linked((name) => ({ actorId: codebook.actor(name, identifier) }));
    case 'concept':
      return linked((name) => ({ conceptId: codebook.concept(name, identifier) }));
    case 'annotation':
      return identifier === null ? null : { identifier };
  }
}

function readRelation(
  relation: FeatureStructure,
  sources: ReadonlyMap<string, string>,
  article: ReadArticle,
  made: MadeAnnotations,
  { builder, codebook, values }: ReadingTools,
): void {
  const [governor = '', dependent = ''] = [refsOf(relation, 'Governor')[0], refsOf(relation, 'Dependent')[0]];
  const annotationId = sources.get(governor);
  if (annotationId === undefined) {
    builder.losses.add(
      'value',
      'mismatch',
      'A relation from an annotation that is not there is left out.',
      `relation ${relation.id}`,
    );
    return;
  }
  const { codeId } = builder.get('annotation', annotationId);
  const name = stringOf(relation, 'label') || noAttribute;
  const [begin, end] = [numberOf(relation, 'evidenceBegin'), numberOf(relation, 'evidenceEnd')];
  values.add({
    annotationId,
    attributeId: codebook.attributeOfKind(codeId, name, 'annotation'),
    position: numberOf(relation, 'position'),
    content: { structure: dependent },
    made,
    inferred: isTrue(relation, 'inferred'),
    evidence: end ? { start: article.place(begin ?? 0), end: article.place(end) } : null,
  });
}
