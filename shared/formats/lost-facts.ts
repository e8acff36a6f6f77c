/** Says of articles and annotations, for formats that hold none or not all of them, what is lost with them. */
import type { AttributeValue, Coder } from '../records';
import type { CodedAnnotation, CodedArticle, Registries } from './dataset';
import type { Aspect, Losses } from './losses';

/** What is lost with a value. @param values all of its annotation */
export function aspectsOfValue(value: AttributeValue, values: readonly AttributeValue[]): Aspect[] {
  const isOneOfSeveral = values.some((other) => other !== value && other.attributeId === value.attributeId);
  return [
    'value',
    'value link',
    ...(isOneOfSeveral ? (['value order'] as const) : []),
    ...(value.inferred ? (['value inferred'] as const) : []),
    ...(value.evidenceStart === null ? [] : (['value evidence'] as const)),
  ];
}

/** What an article says of itself, without what is coded in it. */
export function aspectsOfArticle({ article, readings }: CodedArticle): Aspect[] {
  const { title, source, author, section, url, accession } = article;
  return [
    'article',
    'article text',
    ...[title, source, author, section, url, accession].flatMap((words) => given('article details', words)),
    ...given('article note', article.note),
    ...given('article date', article.date),
    ...given('article language', article.language),
    ...given('article layout', article.layout),
    ...given('article particulars', article.particulars),
    ...given('article copy', article.copyOfId),
    ...readings.map(() => 'reading' as const),
  ];
}

/** What an annotation says of itself, without its values. */
export const aspectsOfAnnotation = ({ annotation, spans }: CodedAnnotation): Aspect[] => [
  'annotation',
  'annotation coder',
  ...(spans.length > 1 ? (['annotation fragments'] as const) : []),
  ...given('annotation note', annotation.note),
  'annotation time',
  ...given('annotation example', annotation.example),
  ...given('annotation review', annotation.review),
];

const given = (aspect: Aspect, words: string | null): Aspect[] => (words ? [aspect] : []);

const articlesAreOut = 'Articles and what is coded in them are left out.';

/** Notes that a format has no place for an article and what is coded in it. */
export function loseArticle(coded: CodedArticle, losses: Losses): void {
  const { annotations, article } = coded;
  const aspects = [
    ...aspectsOfArticle(coded),
    ...annotations.flatMap((one) => [
      ...aspectsOfAnnotation(one),
      ...one.values.flatMap((value) => aspectsOfValue(value, one.values)),
    ]),
  ];
  for (const aspect of aspects) losses.add(aspect, 'dropped', articlesAreOut, article.title);
}

/** The coders of whom more is said than a name: that they settle between others, or go through articles again. */
export const withRoles = (coders: readonly Coder[]): readonly Coder[] =>
  coders.filter(({ role, ofCoderId }) => role !== 'coder' || ofCoderId !== null);

/** Notes that a format tells coders by their names alone. */
export function loseCoderRoles(coders: readonly Coder[], losses: Losses): void {
  const what = 'Who is a layer of what was settled, and whose second round a coder is, is left out.';
  for (const { name } of withRoles(coders)) losses.add('coder role', 'dropped', what, name);
}

const registryIsOut = 'Coders and the registry of actors are left out.';

/** Notes that a format has no place for coders, actors, and what has to do with them. */
export function loseCodersAndActors(registries: Registries, losses: Losses): void {
  const lose = (aspect: Aspect, words: string): void => losses.add(aspect, 'dropped', registryIsOut, words);
  for (const { name } of registries.coders) lose('coder', name);
  for (const { name } of withRoles(registries.coders)) lose('coder role', name);
  for (const { name, note, authority } of registries.actors) {
    lose('actor', name);
    lose('actor kind', name);
    if (note !== '') lose('actor note', name);
    if (authority !== '') lose('actor authority', name);
  }
  for (const { name } of registries.actorAliases) lose('actor alias', name);
  for (const { office } of registries.actorAffiliations) lose('actor affiliation', office);
}
