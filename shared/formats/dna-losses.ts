/** What the loss report says of what DNA has no place for: it is kept beside DNA's own rows, where only we read it. */
import { type CodedArticle, type Dataset, hullOf } from './dataset';
import { fitting } from './dna-tables';
import type { StatementType } from './dna-types';
import type { Aspect, Losses } from './losses';
import { withRoles } from './lost-facts';

const isSaid = (value: unknown): boolean =>
  value !== '' && value !== null && value !== false && value !== undefined;

/** Notes what DNA does not see of codes, attributes, actors and concepts. */
export function noteKeptRegistries(
  { registries }: Dataset,
  types: readonly StatementType[],
  losses: Losses,
): void {
  const note = <T>(
    aspect: Aspect,
    what: string,
    records: readonly T[],
    nameOf: (record: T) => string,
    isKept: (record: T) => boolean = () => true,
  ): void => {
    for (const record of records)
      if (isKept(record)) losses.add(aspect, 'kept as extension', what, nameOf(record));
  };
  const name = (record: { name: string }): string => record.name;
  const { codes, attributes, choices, actors, concepts } = registries;
  note(
    'coder role',
    'To DNA a layer of what was settled, and a second round, are coders like others.',
    withRoles(registries.coders),
    name,
  );
  note('code kind', 'DNA knows no kinds of codes.', codes, name);
  note('code parent', 'DNA’s statement types are no tree.', codes, name, ({ parentId }) => isSaid(parentId));
  note('code definition', 'DNA has no definitions of statement types.', codes, name, (code) =>
    [code.definition, code.useWhen, code.useNot].some(isSaid),
  );
  note('code look', 'DNA has no line styles and no keys for statement types.', codes, name);
  note('code retired', 'A retired code can still be used in DNA.', codes, name, ({ retired }) => retired);
  const columns = types.flatMap((type) => type.columns);
  note(
    'attribute',
    'An attribute that points to annotations has no variable in DNA.',
    columns.filter(({ variable }) => variable === null),
    ({ attribute }) => attribute.name,
  );
  note('attribute rules', 'DNA knows no rules of variables, such as required ones.', attributes, name);
  note('choice number', 'DNA has no numbers of choices.', choices, name, ({ number }) => isSaid(number));
  note('actor authority', 'DNA has no identifiers of actors elsewhere.', actors, name, ({ authority }) =>
    isSaid(authority),
  );
  note(
    'actor affiliation',
    'DNA has no affiliations of actors.',
    registries.actorAffiliations,
    ({ office }) => office,
  );
  note('distinction', 'DNA does not note who was found to be different.', registries.distinctions, () => '');
  const cut = 'DNA has no names of more than 190 characters; longer ones are cut there.';
  const isCut = (record: { name: string }): boolean => fitting(record.name) !== record.name;
  note('code', cut, codes, name, isCut);
  note('attribute', cut, attributes, name, isCut);
  note('choice', cut, choices, name, isCut);
  note('actor', cut, actors, name, isCut);
  note('concept', cut, concepts, name, isCut);
  const held = new Set(columns.flatMap(({ attribute, variable }) => (variable ? [attribute.kind] : [])));
  if (!held.has('actor'))
    note('actor', 'DNA has actors in variables only, and no code asks for one.', actors, name);
  if (!held.has('concept'))
    note('concept', 'DNA has concepts in variables only, and no code asks for one.', concepts, name);
  for (const { steps, columns: own } of types)
    if (steps)
      losses.add(
        'attribute',
        'kept as extension',
        'A position in several steps is agreement or not in DNA, and what is neither stands as agreement; the variable “position” beside it says which.',
        own.find(({ attribute }) => attribute === steps.of)?.attribute.name,
      );
}

/** Notes what DNA does not see of an article and its annotations. */
export function noteKeptArticle({ article, readings, annotations }: CodedArticle, losses: Losses): void {
  const note = (aspect: Aspect, what: string, isKept: boolean, count = 1): void => {
    if (isKept) losses.add(aspect, 'kept as extension', what, article.title, count);
  };
  note(
    'article date',
    'DNA needs a date: articles without one stand at 1 January 1970.',
    article.date === null,
  );
  note(
    'article date',
    'DNA needs a day: dates of months and years stand at their first.',
    article.date !== null && article.date.length < 10,
  );
  for (const words of [article.title, article.author, article.source, article.section])
    note(
      'article details',
      'DNA has no titles, authors, sources and sections of more than 190 characters; longer ones are cut there.',
      fitting(words) !== words,
    );
  note('article details', 'DNA has no addresses of articles.', isSaid(article.url));
  note('article details', 'DNA has no accession numbers.', isSaid(article.accession));
  note('article language', 'DNA does not note the language of articles.', isSaid(article.language));
  note('article layout', 'DNA shows no headings and no pages.', isSaid(article.layout));
  note(
    'article particulars',
    'DNA has no place for further fields of articles.',
    isSaid(article.particulars),
  );
  note('article copy', 'DNA does not note which articles are copies.', article.copyOfId !== null);
  note('reading', 'DNA does not note who has read what.', readings.length > 0, readings.length);
  for (const { annotation, spans, values } of annotations) {
    const { start, end } = hullOf(spans);
    note(
      'annotation fragments',
      'DNA marks one stretch: an annotation in pieces reaches from the first to the last.',
      spans.length > 1 && end > start,
    );
    note('annotation time', 'DNA does not note when statements were made.', true);
    note('annotation example', 'DNA has no best and no doubtful examples.', annotation.example !== null);
    note('annotation review', 'DNA does not note what has to be looked at again.', annotation.review !== '');
    const count = (isOne: (value: (typeof values)[number]) => boolean): number => values.filter(isOne).length;
    const inferred = count((value) => value.inferred);
    note('value inferred', 'DNA does not note which values are inferred.', inferred > 0, inferred);
    const evidence = count(({ evidenceStart }) => evidenceStart !== null);
    note('value evidence', 'DNA does not note which words say a value.', evidence > 0, evidence);
    const links = count(({ targetAnnotationId }) => targetAnnotationId !== null);
    note('value', 'DNA has no links between statements.', links > 0, links);
  }
}
