/** The annotations of one coder in one article as structures of our layers. */
import type { AttributeValue, Span } from '../records';
import type { CasBuilder } from './cas-builder';
import { relationLayer, spanLayer, valueLayer, valueLink } from './cas-layers';
import {
  type CodedAnnotation,
  type CodedArticle,
  groupedBy,
  hullOf,
  type Registries,
  valueInWords,
} from './dataset';
import type { Aspect, Losses } from './losses';

/** What annotations are looked up in. */
export interface WritingNames {
  registries: Registries;
  losses: Losses;
  /** Whether the format can carry these words as they are. */
  carries(words: string): boolean;
  /** What the file calls the records of the registries, by their ids. */
  ids: ReadonlyMap<string, string>;
  codes: ReadonlyMap<string, Registries['codes'][number]>;
  attributes: ReadonlyMap<string, Registries['attributes'][number]>;
  choices: ReadonlyMap<string, Registries['choices'][number]>;
  actors: ReadonlyMap<string, Registries['actors'][number]>;
  concepts: ReadonlyMap<string, Registries['concepts'][number]>;
}

/** An article with what the file calls its annotations. */
export interface WritingArticle {
  coded: CodedArticle;
  ids: ReadonlyMap<string, string>;
  annotations: ReadonlyMap<string, CodedAnnotation>;
}

/** Where the first span of an annotation is in the CAS. */
interface First {
  id: string;
  begin: number;
  end: number;
}

const place = ({ startOffset, endOffset }: Span): { begin: number; end: number } => ({
  begin: startOffset,
  end: endOffset,
});

/** Words that are only there where they say something; notes where the format has to change them. */
export function heldWords(
  words: string,
  aspect: Aspect,
  example: string,
  names: WritingNames,
): string | null {
  if (!names.carries(words))
    names.losses.add(
      aspect,
      'approximated',
      'A character that XML cannot carry stands as “\ufffd”.',
      example,
    );
  return words === '' ? null : words;
}

export function addAnnotations(
  builder: CasBuilder,
  coderId: string,
  article: WritingArticle,
  names: WritingNames,
): void {
  const own = article.coded.annotations.filter(({ annotation }) => annotation.coderId === coderId);
  const firsts = new Map(own.map((coded) => [coded.annotation.id, addSpans(builder, coded, article, names)]));
  for (const coded of own) addRelations(builder, coded, firsts, names);
}

function addSpans(
  builder: CasBuilder,
  coded: CodedAnnotation,
  article: WritingArticle,
  names: WritingNames,
): First {
  const { annotation, spans } = coded;
  const { title, text } = article.coded.article;
  const code = names.codes.get(annotation.codeId);
  const [first] = spans;
  if (!code || !first)
    throw new Error(
      `annotation ${annotation.id} has ${spans.length} spans and the code ${annotation.codeId}`,
    );
  const example = `${title}: ${code.name}`;
  const pieces = spans.length > 1;
  if (pieces)
    names.losses.add(
      'annotation fragments',
      'kept as extension',
      'Other programs see the pieces of an annotation as annotations of their own.',
      example,
    );
  const links = addValues(builder, coded, article, names, example);
  const said = {
    note: heldWords(annotation.note, 'annotation note', example, names),
    example: annotation.example,
    review: heldWords(annotation.review, 'annotation review', example, names),
    created: annotation.createdAt,
    values: links.length > 0 ? { refs: links } : null,
  };
  const structures = spans.map((span, at) =>
    builder.add(spanLayer, place(span), {
      code: code.name,
      kind: code.kind,
      identifier: article.ids.get(annotation.id) ?? annotation.id,
      codeIdentifier: names.ids.get(code.id) ?? code.id,
      part: pieces ? at + 1 : null,
      parts: pieces ? spans.length : null,
      quote: span.quote === text.slice(span.startOffset, span.endOffset) ? null : span.quote,
      ...(at === 0 ? said : {}),
    }),
  );
  return { id: structures[0] ?? '', ...place(first) };
}

/** A value that is an annotation of the same coder is a relation: both ends are in this CAS. */
const isRelation = (
  value: AttributeValue,
  { annotation }: CodedAnnotation,
  annotations: ReadonlyMap<string, CodedAnnotation>,
): boolean =>
  value.targetAnnotationId !== null &&
  annotations.get(value.targetAnnotationId)?.annotation.coderId === annotation.coderId;

/** @returns the ids of the links to the values that are no relations, in order */
function addValues(
  builder: CasBuilder,
  coded: CodedAnnotation,
  {
    coded: {
      annotations: _,
      article: { text },
    },
    annotations,
    ids,
  }: WritingArticle,
  names: WritingNames,
  example: string,
): string[] {
  const links: string[] = [];
  for (const value of coded.values) {
    const attribute = names.attributes.get(value.attributeId);
    if (!attribute)
      throw new Error(`value ${value.id} has the attribute ${value.attributeId}, which is not there`);
    if (isRelation(value, coded, annotations)) continue;
    const target = value.targetAnnotationId === null ? null : annotations.get(value.targetAnnotationId);
    if (target === undefined) {
      noteGone(value, coded, names.losses, example);
      continue;
    }
    const linked = value.choiceId ?? value.actorId ?? value.conceptId;
    const words = target ? quoteOf(target, text) : (valueInWords(value, names) ?? '');
    heldWords(words, 'value', example, names);
    const evidence =
      value.evidenceStart === null || value.evidenceEnd === null
        ? null
        : { begin: value.evidenceStart, end: value.evidenceEnd };
    const { start, end } = hullOf(coded.spans.slice(0, 1));
    const filler = builder.add(valueLayer, evidence ?? { begin: start, end }, {
      value: words,
      kind: attribute.kind,
      identifier: target
        ? (ids.get(target.annotation.id) ?? null)
        : linked === null
          ? null
          : (names.ids.get(linked) ?? linked),
      inferred: value.inferred,
      unsaid: evidence === null,
      position: value.position,
    });
    links.push(builder.add(valueLink, null, { role: attribute.name, target: { ref: filler } }));
  }
  return links;
}

const quoteOf = ({ spans }: CodedAnnotation, text: string): string => {
  const { start, end } = hullOf(spans);
  return text.slice(start, end);
};

/** A value whose annotation is not among what is written: each fact about it is gone. */
function noteGone(value: AttributeValue, { values }: CodedAnnotation, losses: Losses, example: string): void {
  const isOneOfMany =
    (groupedBy(values, ({ attributeId }) => attributeId).get(value.attributeId)?.length ?? 0) > 1;
  const facts: [Aspect, boolean][] = [
    ['value', true],
    ['value link', true],
    ['value order', isOneOfMany],
    ['value inferred', value.inferred],
    ['value evidence', value.evidenceStart !== null],
  ];
  for (const [aspect, isThere] of facts)
    if (isThere)
      losses.add(
        aspect,
        'dropped',
        'A value that is an annotation which is not written itself is left out.',
        example,
      );
}

function addRelations(
  builder: CasBuilder,
  { annotation, values }: CodedAnnotation,
  firsts: ReadonlyMap<string, First>,
  names: WritingNames,
): void {
  const source = firsts.get(annotation.id);
  for (const value of values) {
    const target = value.targetAnnotationId === null ? undefined : firsts.get(value.targetAnnotationId);
    if (!source || !target) continue;
    builder.add(
      relationLayer,
      { begin: target.begin, end: target.end },
      {
        Governor: { ref: source.id },
        Dependent: { ref: target.id },
        label: names.attributes.get(value.attributeId)?.name ?? null,
        inferred: value.inferred,
        position: value.position,
        evidenceBegin: value.evidenceStart,
        evidenceEnd: value.evidenceEnd,
      },
    );
  }
}
