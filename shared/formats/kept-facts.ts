/** What rows of articles say only to Claimbook, because it stands where the format lets anything stand. */
import type { CodedArticle } from './dataset';
import type { Aspect, Losses } from './losses';

/** Notes the facts of an article that only Claimbook reads. @param held what the format has a place of its own for */
export function noteKept(
  { article, readings, annotations }: CodedArticle,
  losses: Losses,
  held: ReadonlySet<Aspect>,
): void {
  const keep = (aspect: Aspect, what: string, count: number): void => {
    if (!held.has(aspect)) losses.add(aspect, 'kept as extension', what, article.title, count);
  };
  const countOf = (isOne: (one: (typeof annotations)[number]) => boolean): number =>
    annotations.filter(isOne).length;
  const valuesWhere = (isOne: (value: (typeof annotations)[number]['values'][number]) => boolean): number =>
    annotations.reduce((sum, { values }) => sum + values.filter(isOne).length, 0);
  const only = 'only Claimbook reads';
  keep(
    'article layout',
    `Headings and lists of articles are kept in a way that ${only}.`,
    article.layout ? 1 : 0,
  );
  keep(
    'article particulars',
    `What sources say beyond the fields is kept in a way that ${only}.`,
    article.particulars ? 1 : 0,
  );
  keep(
    'article copy',
    `That articles repeat others is kept in a way that ${only}.`,
    article.copyOfId === null ? 0 : 1,
  );
  keep('reading', `Who has read what is kept in a way that ${only}.`, readings.length);
  keep('annotation coder', `Who annotated is kept in a way that ${only}.`, annotations.length);
  keep('annotation time', `Times of annotations are kept in a way that ${only}.`, annotations.length);
  keep(
    'annotation fragments',
    `That pieces belong to one annotation is kept in a way that ${only}.`,
    countOf(({ spans }) => spans.length > 1),
  );
  keep(
    'annotation note',
    `Notes on annotations are kept in a way that ${only}.`,
    countOf(({ annotation }) => annotation.note !== ''),
  );
  keep(
    'annotation example',
    `Best and doubtful examples are kept in a way that ${only}.`,
    countOf(({ annotation }) => annotation.example !== null),
  );
  keep(
    'annotation review',
    `Why to look again is kept in a way that ${only}.`,
    countOf(({ annotation }) => annotation.review !== ''),
  );
  keep(
    'value',
    `Values of attributes are kept in a way that ${only}.`,
    valuesWhere(({ targetAnnotationId }) => targetAnnotationId === null || !held.has('value link')),
  );
  keep(
    'value inferred',
    `That values are inferred is kept in a way that ${only}.`,
    valuesWhere(({ inferred }) => inferred),
  );
  keep(
    'value evidence',
    `The words that say a value are kept in a way that ${only}.`,
    valuesWhere(({ evidenceStart }) => evidenceStart !== null),
  );
}
