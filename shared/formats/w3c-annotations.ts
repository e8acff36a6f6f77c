/** Builds annotations and their values of what was found in files of Web Annotations. */
import { z } from 'zod';
import { examples } from '../records';
import type { Range } from '../span';
import { type Counting, placingIn } from './calibrate';
import type { DatasetBuilder } from './dataset-builder';
import { utcTime } from './times';
import { nameOfIri } from './w3c';
import { W3cCodebook } from './w3c-codebook';
import type { FoundAnnotation } from './w3c-parsing';
import { rangeOf } from './w3c-places';

const ownAnnotation = z.object({
  id: z.string(),
  coder: z.string().optional(),
  example: z.enum(examples).optional(),
  review: z.string().optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
});
const pair = z.tuple([z.number(), z.number()]);
const ownValue = z.object({ inferred: z.boolean().optional(), evidence: pair.optional() });

/** Builds annotations and their values. */
export class W3cReading {
  /** By name, as others call it. An annotation of several tags goes by its first. */
  private readonly made = new Map<string, string>();
  /** The annotation of the first tag of each. */
  private readonly firsts = new Map<FoundAnnotation, string>();
  private readonly sourceOf: ReadonlyMap<string, string>;
  private readonly placings = new Map<string, ReturnType<typeof placingIn>>();

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly codebook: W3cCodebook,
    private readonly sources: ReadonlyMap<string, { text: string }>,
    private readonly articles: ReadonlyMap<string, string>,
    private readonly counting: Counting,
  ) {
    this.sourceOf = new Map([...articles].map(([source, id]) => [id, source]));
  }

  private placing(source: string) {
    let placing = this.placings.get(source);
    if (!placing)
      this.placings.set(source, (placing = placingIn(this.sources.get(source)?.text ?? '', this.counting)));
    return placing;
  }

  annotate(found: FoundAnnotation): void {
    const { losses } = this.builder;
    const name = nameOfIri(found.iri);
    const source = found.targets[0]?.source ?? '';
    const example = found.iri || source;
    const articleId = this.articles.get(source);
    const problem = this.problemOf(found, name, articleId);
    if (problem !== null || articleId === undefined) {
      losses.add('annotation', 'dropped', problem ?? noText, example);
      return;
    }
    const text = this.builder.textOf(articleId);
    const places = found.targets.flatMap((target) => {
      const range = rangeOf(target, text, this.placing(source));
      return range ? [{ range, quote: target.quote?.exact ?? null }] : [];
    });
    if (places.length < found.targets.length)
      losses.add(
        'annotation',
        'mismatch',
        'The words of an annotation are not in its text, and it has no position there; it is left out.',
        example,
        places.length === 0 ? 1 : 0,
      );
    if (places.length === 0) return;
    const own = ownAnnotation.safeParse(found.own).data;
    const coderId = this.codebook.coder(own?.coder, found.creator);
    const codeIds = this.codebook.codesOf(found);
    for (const [at, codeId] of codeIds.entries()) {
      const id = this.builder.annotation(
        {
          articleId,
          coderId,
          codeId,
          ranges: places.map(({ range }) => range),
          quotes: places.map(({ quote }) => quote),
          ...timeOf(found.created),
          example: own?.example ?? null,
          review: own?.review ?? '',
        },
        at === 0
          ? { id: name, extra: own ? own.extra : extraOf(found) }
          : { id: name === '' ? '' : `${name}#tag-${at + 1}` },
      );
      if (id === null) return;
      if (at > 0) continue;
      this.firsts.set(found, id);
      if (name !== '') this.made.set(name, id);
      if (own) this.made.set(own.id, id);
    }
  }

  /** Why an annotation cannot be placed, as a sentence; null if it can. */
  private problemOf(found: FoundAnnotation, name: string, articleId: string | undefined): string | null {
    if (found.targets.length === 0) return 'An annotation of nothing is left out.';
    if (name !== '' && this.made.has(name)) return 'A second annotation of the same id is left out.';
    if (!found.targets.some(({ isPart }) => isPart))
      return 'An annotation of a page as a whole is left out: it has no place in the text.';
    if (articleId === undefined) return noText;
    if (new Set(found.targets.map(({ source }) => source)).size > 1)
      return 'An annotation of several pages at once is left out.';
    const isPlaced = found.targets.every(({ quote, position }) => quote !== null || position !== null);
    return isPlaced
      ? null
      : 'An annotation is left out that has its place by the structure of a page, which plain text has not.';
  }

  /** What the bodies say beside the tag. */
  say(found: FoundAnnotation): void {
    const id = this.firsts.get(found);
    if (id === undefined) return;
    for (const body of found.bodies) {
      const value = this.codebook.valueOf(this.builder.get('annotation', id).codeId, body);
      if (value === 'note') this.builder.addToNote(id, body.value ?? '');
      else if (value !== null)
        this.builder.value(id, value.attributeId, { ...value.given, ...this.more(body.own, id) });
    }
  }

  /** A link between annotations: a value of the first. */
  link(found: FoundAnnotation): void {
    const [from, ...to] = found.targets.map(({ iri }) => this.made.get(nameOfIri(iri)));
    const name = found.bodies.find(({ value }) => value !== null)?.value ?? 'Link';
    if (from === undefined || to.length === 0 || to.includes(undefined)) {
      this.builder.losses.add(
        'value',
        'mismatch',
        'A link to an annotation that is not there is left out.',
        `${name}: ${found.iri}`,
      );
      return;
    }
    const { codeId } = this.builder.get('annotation', from);
    const attributeId = this.codebook.linkAttribute(codeId, name, found.own);
    const iri = nameOfIri(found.iri);
    for (const [at, targetAnnotationId] of to.entries())
      this.builder.value(from, attributeId, {
        targetAnnotationId,
        ...this.more(found.own, from),
        ...(at === 0 && iri !== '' ? { foreign: { id: iri, extra: rawIri(found.iri) } } : {}),
      });
  }

  private more(own: unknown, annotationId: string): { inferred: boolean; evidence: Range | null } {
    const { inferred = false, evidence } = ownValue.safeParse(own).data ?? {};
    const { articleId } = this.builder.get('annotation', annotationId);
    const place = this.placing(this.sourceOf.get(articleId) ?? '');
    return { inferred, evidence: evidence ? { start: place(evidence[0]), end: place(evidence[1]) } : null };
  }
}

const noText =
  'Web Annotations carry no texts, and that of this one is neither in the project nor among the files; it is left out.';

const timeOf = (created: string | null): { createdAt: string } | null => {
  const createdAt = utcTime(created ?? '');
  return createdAt === null ? null : { createdAt };
};

/** An id that is no IRI, as Recogito's, is written again as it was. */
const rawIri = (iri: string): Record<string, unknown> | undefined =>
  /^[a-z][a-z0-9+.-]*:/i.test(iri) || iri === '' ? undefined : { iri };

/** What an annotation says that we have no field for. */
function extraOf(found: FoundAnnotation): Record<string, unknown> | undefined {
  const bodies = found.bodies.filter((body) => !W3cCodebook.isUnderstood(body)).map(({ json }) => json);
  const extra = {
    ...rawIri(found.iri),
    ...(found.motivations.length > 0
      ? { motivation: found.motivations.length === 1 ? found.motivations[0] : found.motivations }
      : {}),
    ...(bodies.length > 0 ? { bodies } : {}),
    ...(Object.keys(found.rest).length > 0 ? { rest: found.rest } : {}),
  };
  return Object.keys(extra).length > 0 ? extra : undefined;
}
