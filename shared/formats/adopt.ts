/**
 * Taking a dataset into a project: which of its coders, codes, actors, concepts and articles the project has
 * already, and the change that brings in the rest. Nothing that the project has is changed or doubled.
 */
import type { Change } from '../changes';
import type { AnyRecord, Annotation, Article, AttributeValue, ForeignId, RecordType, Span } from '../records';
import { annotationsThere, articleIn, placeOf } from './adopt-articles';
import { type CodedAnnotation, type Dataset, foreignIdsOf, type Registries } from './dataset';
import { type Losses } from './losses';
import {
  type Match,
  type MatchDecisions,
  type MatchedType,
  matchedTypes,
  registryMap,
} from './adopt-registries';

/** What of the project taking in needs to know. */
export interface Own {
  registries: Registries;
  /** All foreign names of this format, of articles and annotations too. */
  foreignIds: readonly ForeignId[];
  /** The article of an id; null where there is none. */
  article(id: string): Pick<Article, 'id' | 'textSha256'> | null;
  /** The ids of the articles with this text, by the SHA-256 of its UTF-8 bytes in hex, oldest first. */
  articlesOfText(textSha256: string): readonly string[];
  /** What is annotated in an article of the project. */
  annotationsOf(articleId: string): readonly CodedAnnotation[];
  /** Whether a record of this type has this id. */
  has(type: RecordType, id: string): boolean;
  /** Whether this coder has a state of reading for this article. */
  hasReading(articleId: string, coderId: string): boolean;
}

export interface AdoptEnv {
  now: string;
  newId(): string;
}

/** How many of one kind are new to the project, and how many it has. */
export interface AdoptCount {
  type: MatchedType | 'article' | 'annotation';
  fresh: number;
  known: number;
}

/** The parts of an article that a change leaves out, by the article's id in the project. */
export type Bodies = ReadonlyMap<
  string,
  Pick<Article, 'text' | 'layout' | 'particulars' | 'url' | 'accession'>
>;

export interface Adoption {
  change: Change;
  bodies: Bodies;
  counts: AdoptCount[];
  matches: Match[];
}

/** UUIDv7 as we make them: a record that had one of ours when it left gets it back. */
const ownKind = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * @param format the id of the format that the dataset was read from
 * @param losses gets what could not be taken in as it is
 */
export function adopt(
  dataset: Dataset,
  format: string,
  own: Own,
  decisions: MatchDecisions,
  env: AdoptEnv,
  losses: Losses,
): Adoption {
  const added: AnyRecord[] = [];
  const known = new Map(
    own.foreignIds
      .filter((one) => one.foreignId !== '')
      .map((one) => [`${one.recordType} ${one.foreignId}`, one.recordId]),
  );
  const taken = new Set<string>();
  /** The id of a new record: the one that it had with us, or a fresh one. */
  const idFor = (type: RecordType, foreign: ForeignId | undefined): string => {
    const had = foreign?.foreignId ?? '';
    if (!ownKind.test(had) || taken.has(had) || own.has(type, had)) return env.newId();
    taken.add(had);
    return had;
  };
  /** Notes what the format calls a record, unless that is its id, or is noted. */
  const keepForeign = (foreign: ForeignId | undefined, recordId: string): void => {
    if (!foreign || (foreign.extra === '' && (foreign.foreignId === recordId || foreign.foreignId === '')))
      return;
    if (known.get(`${foreign.recordType} ${foreign.foreignId}`) === recordId) return;
    added.push({ ...foreign, id: env.newId(), recordId });
  };
  /** The record of the project that a foreign name means. */
  const knownAs = (type: RecordType, foreign: ForeignId | undefined): string | null => {
    if (!foreign || foreign.foreignId === '') return null;
    const noted = known.get(`${type} ${foreign.foreignId}`);
    if (noted !== undefined && own.has(type, noted)) return noted;
    return own.has(type, foreign.foreignId) ? foreign.foreignId : null;
  };

  const registries = registryMap(dataset.registries, format, own.registries, decisions, {
    idFor,
    keepForeign,
    knownAs,
    newId: env.newId,
  });
  added.push(...registries.added);

  const counts = { article: { fresh: 0, known: 0 }, annotation: { fresh: 0, known: 0 } };
  const bodies = new Map<string, Pick<Article, 'text' | 'layout' | 'particulars' | 'url' | 'accession'>>();
  const articleIds = new Map<string, string>();
  const annotationIds = new Map<string, string>();
  /** Of spans and values. */
  const partIds = new Map<string, string>();
  const copies: Article[] = [];
  const fresh: {
    coded: CodedAnnotation;
    id: string;
    articleId: string;
    foreign: ReadonlyMap<string, ForeignId>;
  }[] = [];

  for (const { article, readings, annotations, foreignIds } of dataset.articles()) {
    const foreign = foreignIdsOf(foreignIds, format);
    const named = foreign.get(article.id);
    const found = articleIn(own, knownAs('article', named), article, taken, losses);
    if (found !== null) taken.add(found);
    const articleId = found ?? idFor('article', named);
    articleIds.set(article.id, articleId);
    keepForeign(named, articleId);
    if (found === null) {
      counts.article.fresh += 1;
      const { text, layout, particulars, url, accession } = article;
      bodies.set(articleId, { text, layout, particulars, url, accession });
      copies.push({ ...article, id: articleId, importId: null, text: null, layout: null, particulars: null });
    } else counts.article.known += 1;
    const readBy = new Set<string>();
    for (const reading of readings) {
      const coderId = registries.idOf('coder', reading.coderId);
      if (readBy.has(coderId))
        losses.add(
          'reading',
          'approximated',
          'Two coders of the file are one in the project; what the first has read counts.',
          article.title,
        );
      else if (found === null || !own.hasReading(articleId, coderId))
        added.push({ ...reading, id: env.newId(), articleId, coderId });
      readBy.add(coderId);
    }
    // An annotation is only known in the text that it was made in.
    const there = found === null ? null : annotationsThere(own.annotationsOf(found));
    for (const coded of annotations) {
      const { annotation } = coded;
      const name = foreign.get(annotation.id);
      const same = there?.take(knownAs('annotation', name), placeOf(coded, registries.idOf)) ?? null;
      const id = same ?? idFor('annotation', name);
      annotationIds.set(annotation.id, id);
      keepForeign(name, id);
      if (same !== null) counts.annotation.known += 1;
      else fresh.push({ coded, id, articleId, foreign });
    }
  }
  counts.annotation.fresh = fresh.length;
  // Originals may come after their copies.
  added.push(
    ...copies.map((article) => ({
      ...article,
      copyOfId: article.copyOfId === null ? null : (articleIds.get(article.copyOfId) ?? null),
    })),
  );
  for (const { coded, id, articleId, foreign } of fresh)
    added.push(...annotationRecords(coded, id, articleId, foreign));
  keepThirdNames();

  /** What still other formats call the records that come in, as another project knows it. */
  function keepThirdNames(): void {
    const isNew = new Set(added.map(({ id }) => id));
    const idIn = (id: string): string | undefined =>
      registries.found(id) ?? articleIds.get(id) ?? annotationIds.get(id) ?? partIds.get(id);
    const named = [
      ...dataset.registries.foreignIds,
      ...[...dataset.articles()].flatMap(({ foreignIds }) => foreignIds),
    ];
    for (const one of named) {
      const recordId = one.format === format ? undefined : idIn(one.recordId);
      if (recordId !== undefined && isNew.has(recordId)) added.push({ ...one, id: env.newId(), recordId });
    }
  }

  function annotationRecords(
    { annotation, spans, values }: CodedAnnotation,
    id: string,
    articleId: string,
    foreign: ReadonlyMap<string, ForeignId>,
  ): AnyRecord[] {
    const made: Annotation = {
      ...annotation,
      id,
      articleId,
      codeId: registries.idOf('code', annotation.codeId),
      coderId: registries.idOf('coder', annotation.coderId),
    };
    const ownSpans = spans.map((span): Span => {
      const spanId = idFor('span', foreign.get(span.id));
      partIds.set(span.id, spanId);
      keepForeign(foreign.get(span.id), spanId);
      return { ...span, id: spanId, annotationId: id };
    });
    const placesTaken = new Map<string, number>();
    const ownValues = values.flatMap((value): AttributeValue[] => {
      const target = value.targetAnnotationId === null ? null : annotationIds.get(value.targetAnnotationId);
      if (target === undefined) {
        losses.add(
          'value',
          'dropped',
          'A value that points to an annotation which is not in the file is left out.',
        );
        return [];
      }
      const valueId = idFor('attribute_value', foreign.get(value.id));
      const attributeId = registries.idOf('attribute', value.attributeId);
      // Two attributes of the file may be one of the project.
      const position = placesTaken.get(attributeId) ?? 0;
      placesTaken.set(attributeId, position + 1);
      partIds.set(value.id, valueId);
      keepForeign(foreign.get(value.id), valueId);
      return [
        {
          ...value,
          id: valueId,
          annotationId: id,
          attributeId,
          position,
          choiceId: value.choiceId === null ? null : registries.idOf('choice', value.choiceId),
          actorId: value.actorId === null ? null : registries.idOf('actor', value.actorId),
          conceptId: value.conceptId === null ? null : registries.idOf('concept', value.conceptId),
          targetAnnotationId: target,
        },
      ];
    });
    return [made, ...ownSpans, ...ownValues];
  }

  return {
    change: { added, updated: registries.updated, removed: [] },
    bodies,
    matches: registries.matches,
    counts: [
      { type: 'article', ...counts.article },
      { type: 'annotation', ...counts.annotation },
      ...matchedTypes.map((type) => ({
        type,
        fresh: registries.matches.filter((one) => one.type === type && one.own === null).length,
        known: registries.matches.filter((one) => one.type === type && one.own !== null).length,
      })),
    ],
  };
}
