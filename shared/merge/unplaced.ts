/** Words of theirs that cannot be told for sure in my text: what they mark or say waits for a person. */
import type { CodedAnnotation } from '../formats/dataset';
import { type CodedMerge, listedAt, standsAll } from './coded-merge';
import { asMine } from './links';
import type { Asked } from './merging';
import type { News } from './news';
import type { TheirAnnotation } from './their-annotation';

/** Whether the words of an annotation were changed since the other side knew it. */
export const wasMoved = (news: News, { annotation, spans }: CodedAnnotation): boolean =>
  !news.isKnown('annotation', annotation.id) ||
  spans.some(({ id }) => news.of('span', id).length > 0) ||
  news.goneParts(annotation.id).some(({ type }) => type === 'span');

/** What a person is asked about an annotation of theirs whose words cannot be told in my text. */
function placeQuestion({ ids }: CodedMerge, theirs: TheirAnnotation, mineId: string): Asked & Waiting {
  const annotation = { ...theirs.annotation, id: mineId, articleId: ids.mine };
  const values = theirs.values.map((value) => ({ ...value, annotationId: mineId }));
  const spans = theirs.given.spans.map((span) => ({ ...span, annotationId: mineId }));
  return {
    kind: 'place',
    articleId: ids.mine,
    recordType: 'annotation',
    recordId: mineId,
    field: 'place',
    mine: null,
    theirs: { annotation, spans, values },
    mineLast: null,
    theirLast: { at: annotation.createdAt, coderId: theirs.given.annotation.coderId },
    answer: null,
  };
}

interface Waiting {
  theirs: CodedAnnotation;
}

/** Puts an annotation of theirs whose words cannot be told in my text into the tray. */
export function askForPlace(at: CodedMerge, theirs: TheirAnnotation, mineId: string): void {
  const question = placeQuestion(at, theirs, mineId);
  standsAll(at.merging, question.theirs);
  at.merging.ask(question);
}

/**
 * An annotation that both have, of which their words are news and cannot be told in my text: mine stay where they are
 * unless a person finds theirs a place.
 */
export function askForNewPlace(at: CodedMerge, theirs: TheirAnnotation, mineId: string): void {
  const { merging } = at;
  const question = placeQuestion(at, theirs, mineId);
  if (merging.wasAsked(question)) return;
  const theirId = theirs.given.annotation.id;
  const listed = listedAt(at, theirId);
  const key = `${listed.key}/place`;
  const { take } = merging.choose({ key, category: 'unplaced', type: 'annotation' });
  merging.list({
    ...listed,
    key,
    type: 'annotation',
    category: 'unplaced',
    mineId,
    theirsId: theirId,
    fields: [{ field: 'place', by: 'theirs' }],
    take,
  });
  standsAll(merging, question.theirs);
  const moved = theirs.given.spans.flatMap(({ id }) => merging.theirs.news.of('span', id)).at(-1);
  merging.ask({
    ...question,
    theirLast: moved?.line.stamp ?? question.theirLast,
    answer: take === 'mine' ? 'mine' : null,
  });
}

/** An annotation that mine has not, whose words cannot be told in my text, waits for a person unless it is dropped. */
export function leaveUnplaced(at: CodedMerge, theirs: TheirAnnotation): void {
  const { merging } = at;
  const theirId = theirs.given.annotation.id;
  const listed = listedAt(at, theirId);
  const { take } = merging.choose({ key: listed.key, category: 'unplaced', type: 'annotation' });
  merging.list({
    ...listed,
    type: 'annotation',
    category: 'unplaced',
    mineId: null,
    theirsId: theirId,
    take,
  });
  if (take === 'open') askForPlace(at, theirs, at.names.mine(theirId));
}

/** Words that said a value and are not in my text: the value stays without them, and a person is told. */
export function askForEvidence(at: CodedMerge, theirs: TheirAnnotation, mineId: string | null): void {
  const { merging, ids } = at;
  const theirId = theirs.given.annotation.id;
  for (const value of theirs.lostEvidence) {
    const question: Asked = {
      kind: 'value',
      articleId: ids.mine,
      recordType: 'attribute_value',
      recordId: value.id,
      field: 'evidenceQuote',
      mine: null,
      theirs: value.evidenceQuote,
      mineLast: null,
      theirLast: null,
      answer: null,
    };
    if (merging.wasAsked(question)) continue;
    const { attributeId } = asMine(value, merging.toMine);
    merging.list({
      ...listedAt(at, theirId),
      key: `annotation/${theirId}/${value.id}`,
      type: 'annotation',
      category: 'unplaced',
      mineId,
      theirsId: theirId,
      fields: [{ field: `value ${attributeId}`, by: 'theirs' }],
      choosable: false,
      take: 'open',
    });
    merging.ask(question);
  }
}
