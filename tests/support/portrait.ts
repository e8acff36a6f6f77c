/**
 * What a dataset says, as plain facts that can be compared without regard to ids, and the law of every format: what
 * was written and read again says the same, but for what the loss report names, and the report names nothing that
 * is still there.
 */
import { expect } from 'vitest';
import {
  byId,
  type CodedAnnotation,
  type CodedArticle,
  type Dataset,
  hullOf,
  valueInWords,
} from '../../shared/formats/dataset';
import type { Aspect, LossReport } from '../../shared/formats/losses';
import type { ForeignId } from '../../shared/records';

export type Portrait = ReadonlyMap<Aspect, string[]>;

export interface PortraitSettings {
  /**
   * `ids`: the format carries the ids of articles and annotations, so that each is known again. `words`: it does
   * not, and they are known by title, place and code.
   */
  keys: 'ids' | 'words';
  /** The format whose foreign ids stand for the ids that were written; for what was read. */
  format?: string;
  /** How articles are called where their titles do not survive; for `words`. */
  articleKey?: (article: CodedArticle['article'], index: number) => string;
}

/** Every fact of a dataset, by its aspect. */
export function portraitOf(dataset: Dataset, { keys, format, articleKey }: PortraitSettings): Portrait {
  const facts = new Map<Aspect, string[]>();
  const say = (aspect: Aspect, ...words: unknown[]): void => {
    const list = facts.get(aspect) ?? [];
    list.push(JSON.stringify(words));
    facts.set(aspect, list);
  };
  const said = (aspect: Aspect, value: unknown, ...key: unknown[]): void => {
    if (value !== null && value !== '' && value !== false && value !== undefined) say(aspect, ...key, value);
  };
  const { registries } = dataset;
  const codes = byId(registries.codes);
  const codeName = (id: string | null): string | null => (id === null ? null : (codes.get(id)?.name ?? '?'));
  const coders = byId(registries.coders);
  const actors = byId(registries.actors);
  const concepts = byId(registries.concepts);
  const attributes = byId(registries.attributes);
  const choices = byId(registries.choices);
  const names = { choices, actors, concepts };

  for (const { name, role, ofCoderId } of registries.coders) {
    say('coder', name);
    if (role !== 'coder' || ofCoderId !== null)
      say('coder role', name, role, coders.get(ofCoderId ?? '')?.name);
  }
  for (const code of registries.codes) {
    say('code', code.name);
    said('code kind', code.kind, code.name);
    said('code parent', codeName(code.parentId), code.name);
    const definition = [code.definition, code.useWhen, code.useNot];
    if (definition.some((part) => part !== '')) say('code definition', code.name, ...definition);
    say('code look', code.name, code.color, code.lineStyle, code.shortcut);
    said('code retired', code.retired, code.name);
  }
  say('order', 'codes', ...registries.codes.map(({ name }) => name));
  for (const attribute of registries.attributes) {
    const key = [codeName(attribute.codeId), attribute.name];
    say('attribute', ...key);
    const { kind, many, required, help, targetCodeId, retired } = attribute;
    say('attribute rules', ...key, kind, many, required, help, codeName(targetCodeId), retired);
  }
  for (const choice of registries.choices) {
    const attribute = attributes.get(choice.attributeId);
    const key = [codeName(attribute?.codeId ?? null), attribute?.name, choice.name];
    say('choice', ...key);
    said('choice number', choice.number, ...key);
    said('choice definition', choice.definition, ...key);
  }
  for (const actor of registries.actors) {
    say('actor', actor.name);
    say('actor kind', actor.name, actor.kind);
    said('actor note', actor.note, actor.name);
    said('actor authority', actor.authority, actor.name);
  }
  const actorName = (id: string | null): string | null =>
    id === null ? null : (actors.get(id)?.name ?? '?');
  const conceptName = (id: string | null): string | null =>
    id === null ? null : (concepts.get(id)?.name ?? '?');
  for (const { actorId, name } of registries.actorAliases) say('actor alias', actorName(actorId), name);
  for (const { actorId, organisationId, office, fromDate, toDate } of registries.actorAffiliations)
    say('actor affiliation', actorName(actorId), actorName(organisationId), office, fromDate, toDate);
  for (const { name, parentId, definition } of registries.concepts) {
    say('concept', name);
    said('concept parent', conceptName(parentId), name);
    said('concept definition', definition, name);
  }
  for (const { conceptId, name } of registries.conceptAliases)
    say('concept alias', conceptName(conceptId), name);
  for (const one of registries.distinctions)
    say(
      'distinction',
      ...[actorName(one.actorId), actorName(one.otherActorId)].toSorted(),
      ...[conceptName(one.conceptId), conceptName(one.otherConceptId)].toSorted(),
    );

  const articles = [...dataset.articles()];
  const foreignNames = new Map(
    [...registries.foreignIds, ...articles.flatMap(({ foreignIds }) => foreignIds)]
      .filter((one: ForeignId) => one.format === format && one.foreignId !== '')
      .map((one) => [one.recordId, one.foreignId]),
  );
  const nameOf = (id: string): string => foreignNames.get(id) ?? id;
  const articleKeyOf = ({ article }: CodedArticle, index: number): string =>
    keys === 'ids' ? nameOf(article.id) : (articleKey?.(article, index) ?? article.title);
  const articleKeys = new Map(articles.map((one, index) => [one.article.id, articleKeyOf(one, index)]));
  const keyOf = ({ annotation, spans }: CodedAnnotation): string => {
    if (keys === 'ids') return nameOf(annotation.id);
    const { start, end } = hullOf(spans);
    return JSON.stringify([articleKeys.get(annotation.articleId), start, end, codeName(annotation.codeId)]);
  };
  const annotationKeys = new Map(
    articles.flatMap(({ annotations }) => annotations.map((one) => [one.annotation.id, keyOf(one)] as const)),
  );
  for (const { article, readings, annotations } of articles) {
    const key = articleKeys.get(article.id);
    say('article', key);
    say('article text', key, article.text);
    const { title, source, author, section, url, accession } = article;
    for (const [field, value] of Object.entries({ title, source, author, section, url, accession }))
      said('article details', value, key, field);
    said('article note', article.note, key);
    said('article date', article.date, key);
    said('article language', article.language, key);
    said('article layout', article.layout, key);
    said('article particulars', article.particulars, key);
    if (article.copyOfId !== null) say('article copy', key, articleKeys.get(article.copyOfId));
    for (const { coderId, state } of readings) say('reading', key, coders.get(coderId)?.name, state);
    for (const one of annotations) {
      const own = annotationKeys.get(one.annotation.id);
      const { annotation, spans, values } = one;
      const { start, end } = hullOf(spans);
      say('annotation', key, own, codeName(annotation.codeId), start, end);
      said('annotation coder', coders.get(annotation.coderId)?.name, own);
      if (spans.length > 1)
        say(
          'annotation fragments',
          own,
          ...spans.map(({ startOffset, endOffset }) => [startOffset, endOffset]),
        );
      said('annotation note', annotation.note, own);
      say('annotation time', own, annotation.createdAt);
      said('annotation example', annotation.example, own);
      said('annotation review', annotation.review, own);
      for (const value of values) {
        const attribute = attributes.get(value.attributeId);
        const target =
          value.targetAnnotationId === null ? null : annotationKeys.get(value.targetAnnotationId);
        const fact = [own, attribute?.name, target ?? valueInWords(value, names)];
        say('value', ...fact);
        say('value link', ...fact, attribute?.kind);
        if (values.filter(({ attributeId }) => attributeId === value.attributeId).length > 1)
          say('value order', ...fact, value.position);
        said('value inferred', value.inferred, ...fact);
        if (value.evidenceStart !== null)
          say('value evidence', ...fact, value.evidenceStart, value.evidenceEnd);
      }
    }
  }
  return facts;
}

/** How often each fact stands in a list. */
function counted(list: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const fact of list) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  return counts;
}

/** The facts of one list that another lacks, with repetition. */
export function missingIn(before: readonly string[], after: readonly string[]): string[] {
  const there = counted(after);
  return before.filter((fact) => {
    const left = there.get(fact) ?? 0;
    there.set(fact, left - 1);
    return left <= 0;
  });
}

/**
 * The law of formats. For each aspect: the report counts exactly the facts that are gone, and facts that were not
 * there before have come only where it says that something is approximated or kept as an extension.
 * @param ignored aspects that the test does not judge; say why beside it
 */
export function expectLaw(
  before: Portrait,
  after: Portrait,
  report: LossReport,
  ignored: readonly Aspect[] = [],
): void {
  const named = new Map<Aspect, number>();
  const approximated = new Set<Aspect>();
  for (const { aspect, count, severity } of report.losses) {
    if (severity !== 'kept as extension') named.set(aspect, (named.get(aspect) ?? 0) + count);
    if (severity !== 'dropped') approximated.add(aspect);
  }
  for (const aspect of new Set([...before.keys(), ...after.keys(), ...named.keys()])) {
    if (ignored.includes(aspect)) continue;
    const gone = missingIn(before.get(aspect) ?? [], after.get(aspect) ?? []);
    const come = missingIn(after.get(aspect) ?? [], before.get(aspect) ?? []);
    const about = `${aspect}: gone ${gone.slice(0, 3).join(' ')}; come ${come.slice(0, 3).join(' ')}`;
    expect(gone.length, `${about}; named in the report`).toBe(named.get(aspect) ?? 0);
    if (!approximated.has(aspect)) expect(come.length, `${about}; invented`).toBe(0);
  }
}
