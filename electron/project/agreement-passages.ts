/** The passages on which coders disagree, as people read them. */
import type { CoderAtPassage, DisagreeingPassage, Outputs, ParsedInput } from '../../shared/api';
import type { Disagreement } from '../../shared/agreement/compare';
import { shorten } from '../../shared/commands';
import type { AttributeValue } from '../../shared/records';
import { readArticle } from '../db/articles';
import type { ReadableDb } from '../db/open';
import { readAll, readOne } from '../db/read';
import type { Agreement } from './agreement';

type Query = ParsedInput<'agreement.passages'>;

/** UTF-16 code units of a quote, about. */
const longestQuote = 300;

export function disagreementsOf(
  { comparison }: Agreement,
  { stage, kind, attributeId, codeId, articleId }: Query,
): Disagreement[] {
  const place = articleId === null ? null : comparison.articles.findIndex(({ id }) => id === articleId);
  return comparison.disagreements.filter(
    (one) =>
      (stage === null || one.stage === stage) &&
      (kind === null || one.kind === kind) &&
      (attributeId === null || one.attributeId === attributeId) &&
      (place === null || one.article === place) &&
      (codeId === null || one.members.some((member) => member?.codeId === codeId)),
  );
}

/** Articles are in the order of their ids, which an article that is not compared has, too. */
export function neighbourOf(
  db: ReadableDb,
  { comparison: { articles, disagreements } }: Agreement,
  articleId: string,
  direction: 'next' | 'previous',
): Outputs['agreement.neighbour'] {
  const idOf = ({ article }: Disagreement): string => articles[article]!.id;
  const found =
    direction === 'next'
      ? disagreements.find((one) => idOf(one) > articleId)
      : disagreements.findLast((one) => idOf(one) < articleId);
  const member = found?.members.find((one) => one !== null);
  if (!found || !member) return null;
  const id = idOf(found);
  return { articleId: id, articleTitle: readArticle(db, id).title, annotationId: member.id };
}

export function passageOf(
  db: ReadableDb,
  { comparison, coders }: Agreement,
  { article, stage, kind, attributeId, start, end, members, without }: Disagreement,
): DisagreeingPassage {
  const { title, date, text, id } = readArticle(db, comparison.articles[article]!.id);
  const attribute = attributeId === null ? null : readOne(db, 'attribute', 'WHERE id = ?', attributeId);
  return {
    articleId: id,
    articleTitle: title,
    articleDate: date,
    stage,
    kind,
    attributeId,
    attributeName: attribute?.name ?? null,
    start,
    end,
    quote: quoteOf(text, start, end),
    annotations: members.flatMap((member, coder): CoderAtPassage[] => {
      if (!member) return [];
      return [
        {
          coderId: coders[coder]!.id,
          annotationId: member.id,
          codeId: member.codeId,
          start: member.start,
          end: member.end,
          values: attributeId === null ? null : valuesOf(db, member.id, attributeId),
        },
      ];
    }),
    withoutIds: without.map((coder) => coders[coder]!.id),
  };
}

/** The words, cut before a character that would not be whole. */
function quoteOf(text: string, start: number, end: number): string {
  if (end - start <= longestQuote) return text.slice(start, end);
  const cut = text.slice(start, start + longestQuote);
  return `${cut.slice(0, cut.isWellFormed() ? undefined : -1).trimEnd()}…`;
}

/** With `+` the query planner is kept from the index of attributes, which would find far more. */
const valuesOf = (db: ReadableDb, annotationId: string, attributeId: string): string[] =>
  readAll(
    db,
    'attribute_value',
    'WHERE annotation_id = ? AND +attribute_id = ? ORDER BY position',
    annotationId,
    attributeId,
  ).map((value) => inWords(db, value));

function inWords(db: ReadableDb, value: AttributeValue): string {
  if (value.text !== null) return value.text;
  if (value.number !== null) return String(value.number);
  if (value.date !== null) return value.date;
  const called = (type: 'choice' | 'actor' | 'concept', id: string): string =>
    readOne(db, type, 'WHERE id = ?', id)?.name ?? '';
  if (value.choiceId !== null) return called('choice', value.choiceId);
  if (value.actorId !== null) return called('actor', value.actorId);
  if (value.conceptId !== null) return called('concept', value.conceptId);
  const span = readOne(db, 'span', 'WHERE annotation_id = ? ORDER BY position', value.targetAnnotationId);
  return span ? `“${shorten(span.quote)}”` : '';
}
