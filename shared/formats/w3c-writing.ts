/**
 * Writes a project as W3C Web Annotations. Each annotation says its code as a tag, its values as further bodies, its
 * spans as quotes and positions; a value that is another annotation is an annotation that links the two. Texts,
 * registries and what else the standard has no word for stand under one term of our own.
 */
import type { Actor, AttributeValue, ForeignId, Span } from '../records';
import { codePointOffsets } from './code-points';
import {
  byId,
  type CodedAnnotation,
  type CodedArticle,
  type Dataset,
  foreignIdsOf,
  type Registries,
} from './dataset';
import type { Piece, Writer, WritingTools } from './format';
import { keptRegistries, noteKeptRegistries, objectIn } from './kept';
import { keptArticle, noteKeptArticle } from './kept-articles';
import { loseValues } from './losing';
import { addressOf, context, iriOf, ownTerm, ownVersion, w3cFormat } from './w3c';

type Json = Record<string, unknown>;

const only = 'It is under our own term only, which other programs pass over.';

/** The entity of Wikidata that an authority such as `Q567` means. */
const wikidata = 'http://www.wikidata.org/entity/';

export const writeW3c: Writer = function* (dataset, tools): Iterable<Piece> {
  const { losses, options, name } = tools;
  const file = `${name}.${w3cFormat.extensions[0]}`;
  const { project } = dataset.registries;
  const sources = new Map<string, string>();
  noteKeptRegistries(losses, dataset.registries, only);
  const isArray = options.shape === 'array';
  if (isArray) {
    // An annotation of the project as a whole: programs that want a place in a text pass over it.
    const about = {
      '@context': context,
      id: iriOf(project.id),
      type: 'Annotation',
      motivation: 'describing',
      target: iriOf(project.id),
    };
    yield { file, content: `[\n${JSON.stringify(about).slice(0, -1)},"${ownTerm}":` };
    yield* ownHead(dataset, tools, sources, file);
    yield { file, content: '}' };
  } else {
    const collection = {
      '@context': context,
      id: iriOf(project.id),
      type: 'AnnotationCollection',
      label: project.name,
    };
    yield { file, content: `${JSON.stringify(collection).slice(0, -1)},\n"${ownTerm}":` };
    yield* ownHead(dataset, tools, sources, file);
    const page = { id: `${iriOf(project.id)}#page-1`, type: 'AnnotationPage', startIndex: 0 };
    yield { file, content: `,\n"first":${JSON.stringify(page).slice(0, -1)},"items":[` };
  }
  const writing = new W3cWriting(dataset.registries, tools, sources);
  let total = 0;
  for (const coded of dataset.articles()) {
    const items = writing.annotationsOf(coded);
    const lines = items.map((one) => JSON.stringify(isArray ? { '@context': context, ...one } : one));
    if (lines.length > 0) yield { file, content: `${isArray || total > 0 ? ',' : ''}\n${lines.join(',\n')}` };
    total += lines.length;
  }
  yield { file, content: isArray ? '\n]\n' : `\n]},\n"total":${total}}\n` };
};

/** What stands under our term at the head: the registries, and the articles with their texts. */
function* ownHead(
  dataset: Dataset,
  { losses, options }: WritingTools,
  sources: Map<string, string>,
  file: string,
): Iterable<Piece> {
  const head = {
    version: ownVersion,
    offsets: options.offsets,
    registries: keptRegistries(dataset.registries, w3cFormat.id),
  };
  yield { file, content: `${JSON.stringify(head).slice(0, -1)},"articles":[` };
  const taken = new Set<string>();
  let isFirst = true;
  for (const coded of dataset.articles()) {
    const source = sourceOf(coded, taken);
    sources.set(coded.article.id, source);
    noteKeptArticle(losses, coded.article, coded.readings, only);
    losses.add('article text', 'kept as extension', only, coded.article.title);
    const foreign = foreignIdsOf(coded.foreignIds, w3cFormat.id);
    const article = {
      iri: source,
      ...keptArticle(coded.article, coded.readings, foreign),
      text: coded.article.text,
    };
    yield { file, content: `${isFirst ? '' : ','}\n${JSON.stringify(article)}` };
    isFirst = false;
  }
  yield { file, content: ']}' };
}

/** By what IRI an article's annotations name it: its address, if no other article has that. */
function sourceOf({ article, foreignIds }: CodedArticle, taken: Set<string>): string {
  const known = foreignIdsOf(foreignIds, w3cFormat.id).get(article.id)?.foreignId ?? '';
  const source = [iriOf(known), addressOf(article.url) ?? ''].find((one) => one !== '' && !taken.has(one));
  const chosen = source ?? iriOf(article.id);
  taken.add(chosen);
  return chosen;
}

/** Turns annotations into JSON. */
class W3cWriting {
  private readonly names;
  private readonly codes;
  private readonly coders;
  private readonly attributes;
  private readonly choices;
  private readonly actors;
  private readonly concepts;

  constructor(
    registries: Registries,
    private readonly tools: WritingTools,
    private readonly sources: ReadonlyMap<string, string>,
  ) {
    this.names = foreignIdsOf(registries.foreignIds, w3cFormat.id);
    this.codes = byId(registries.codes);
    this.coders = byId(registries.coders);
    this.attributes = byId(registries.attributes);
    this.choices = byId(registries.choices);
    this.actors = byId(registries.actors);
    this.concepts = byId(registries.concepts);
  }

  annotationsOf(coded: CodedArticle): Json[] {
    const foreign = foreignIdsOf(coded.foreignIds, w3cFormat.id);
    const offset =
      this.tools.options.offsets === 'utf-16'
        ? (at: number): number => at
        : codePointOffsets(coded.article.text);
    const iris = new Map(
      coded.annotations.map(({ annotation }) => [annotation.id, iriIn(foreign, annotation.id)]),
    );
    return coded.annotations.flatMap((one) => [
      this.annotation(one, foreign, offset),
      ...one.values
        .filter(({ targetAnnotationId }) => targetAnnotationId !== null)
        .map((value) => this.link(value, foreign, iris, offset)),
    ]);
  }

  private annotation(
    { annotation, spans, values }: CodedAnnotation,
    foreign: ReadonlyMap<string, ForeignId>,
    offset: (at: number) => number,
  ): Json {
    const { losses } = this.tools;
    const source = this.sources.get(annotation.articleId)!;
    const targets = spans.map((span) => targetOf(source, span, offset));
    const code = this.codes.get(annotation.codeId);
    const coder = this.coders.get(annotation.coderId);
    const extra = objectIn(foreign.get(annotation.id)?.extra) ?? {};
    const bodies: Json[] = [tag(code?.name ?? '', { code: annotation.codeId })];
    const lost = new Set<AttributeValue>();
    for (const value of values) {
      if (value.targetAnnotationId !== null) continue;
      const body = this.body(value, offset);
      if (body) bodies.push(body);
      else lost.add(value);
    }
    loseValues(losses, values, lost, 'A value whose entry is gone is left out.', code?.name ?? '');
    if (annotation.note !== '')
      bodies.push({
        type: 'TextualBody',
        purpose: 'commenting',
        format: 'text/plain',
        value: annotation.note,
      });
    if (Array.isArray(extra.bodies)) bodies.push(...(extra.bodies as Json[]));
    return {
      ...(extra.rest as Json | undefined),
      id: iriIn(foreign, annotation.id),
      type: 'Annotation',
      motivation: extra.motivation ?? 'classifying',
      ...(coder ? { creator: { id: iriIn(this.names, coder.id), type: 'Person', name: coder.name } } : {}),
      created: annotation.createdAt,
      body: bodies,
      target: targets.length === 1 ? targets[0] : targets,
      [ownTerm]: {
        id: annotation.id,
        coder: annotation.coderId,
        ...(annotation.example === null ? {} : { example: annotation.example }),
        ...(annotation.review === '' ? {} : { review: annotation.review }),
        ...(foreign.get(annotation.id)?.extra ? { extra } : {}),
      },
    };
  }

  /** A value as a body; null where what it points to is gone. */
  private body(value: AttributeValue, offset: (at: number) => number): Json | null {
    const own = {
      attribute: value.attributeId,
      ...(value.choiceId === null ? {} : { choice: value.choiceId }),
      ...(value.actorId === null ? {} : { actor: value.actorId }),
      ...(value.conceptId === null ? {} : { concept: value.conceptId }),
      ...moreOf(value, offset),
    };
    if (value.choiceId !== null) {
      const choice = this.choices.get(value.choiceId);
      return choice ? tag(choice.name, own) : null;
    }
    if (value.actorId !== null) {
      const actor = this.actors.get(value.actorId);
      return actor
        ? {
            type: 'SpecificResource',
            purpose: 'identifying',
            source: this.actorResource(actor),
            [ownTerm]: own,
          }
        : null;
    }
    if (value.conceptId !== null) {
      const concept = this.concepts.get(value.conceptId);
      const source = concept && { id: iriIn(this.names, concept.id), label: concept.name };
      return source ? { type: 'SpecificResource', purpose: 'classifying', source, [ownTerm]: own } : null;
    }
    const words = value.text ?? value.date ?? String(value.number);
    return { type: 'TextualBody', purpose: 'describing', format: 'text/plain', value: words, [ownTerm]: own };
  }

  private actorResource({ id, kind, name, authority }: Actor): Json {
    const iri = /^Q\d+$/.test(authority) ? `${wikidata}${authority}` : iriIn(this.names, id);
    const type = kind === 'person' ? 'Person' : kind === 'organisation' ? 'Organization' : null;
    return { id: iri, ...(type === null ? {} : { type }), name };
  }

  /** An annotation that links two: from the one that has the value to the one that it is. */
  private link(
    value: AttributeValue,
    foreign: ReadonlyMap<string, ForeignId>,
    iris: ReadonlyMap<string, string>,
    offset: (at: number) => number,
  ): Json {
    const to = value.targetAnnotationId!;
    return {
      id: iriIn(foreign, value.id),
      type: 'Annotation',
      motivation: 'linking',
      body: [tag(this.attributes.get(value.attributeId)?.name ?? '')],
      target: [
        { id: iris.get(value.annotationId) ?? iriOf(value.annotationId) },
        { id: iris.get(to) ?? iriOf(to) },
      ],
      [ownTerm]: { attribute: value.attributeId, ...moreOf(value, offset) },
    };
  }
}

const iriIn = (foreign: ReadonlyMap<string, ForeignId>, id: string): string => {
  const known = foreign.get(id);
  const raw = objectIn(known?.extra)?.iri;
  return typeof raw === 'string' ? raw : iriOf(known?.foreignId || id);
};

const tag = (value: string, own?: Json): Json => ({
  type: 'TextualBody',
  purpose: 'tagging',
  value,
  ...(own ? { [ownTerm]: own } : {}),
});

const moreOf = (
  { inferred, evidenceStart, evidenceEnd }: AttributeValue,
  offset: (at: number) => number,
): { inferred?: true; evidence?: [number, number] } => ({
  ...(inferred ? { inferred: true } : {}),
  ...(evidenceStart !== null && evidenceEnd !== null
    ? { evidence: [offset(evidenceStart), offset(evidenceEnd)] }
    : {}),
});

const targetOf = (
  source: string,
  { startOffset, endOffset, quote, prefix, suffix }: Span,
  offset: (at: number) => number,
): Json => ({
  type: 'SpecificResource',
  source,
  selector: [
    { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
    { type: 'TextPositionSelector', start: offset(startOffset), end: offset(endOffset) },
  ],
});
