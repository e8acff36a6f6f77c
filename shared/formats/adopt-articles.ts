/** Articles and annotations of a dataset that the project has already: by what they are called, and by what they say. */
import type { Article, RecordType } from '../records';
import type { Own } from './adopt';
import type { CodedAnnotation } from './dataset';
import type { Losses } from './losses';

/**
 * The project's article that an article of the dataset is: the same text, and the same id where it has one.
 * @param taken ids of those that others of the dataset are: two with one text are two in the project, too
 */
export function articleIn(
  own: Own,
  knownId: string | null,
  { title, textSha256 }: Article,
  taken: ReadonlySet<string>,
  losses: Losses,
): string | null {
  const known = knownId === null ? null : own.article(knownId);
  if (known && known.textSha256 === textSha256 && !taken.has(known.id)) return known.id;
  if (known && known.textSha256 !== textSha256)
    losses.add(
      'article',
      'mismatch',
      'An article of this id is in the project with another text; it comes in beside it.',
      title,
    );
  return own.articlesOfText(textSha256).find((id) => !taken.has(id)) ?? null;
}

/** By whom, with which code and where: by this an annotation is known again that has no id in its file. */
export const placeOf = (
  { annotation, spans }: CodedAnnotation,
  idOf: (type: RecordType, id: string) => string = (_type, id) => id,
): string =>
  JSON.stringify([
    idOf('code', annotation.codeId),
    idOf('coder', annotation.coderId),
    ...spans.map(({ startOffset, endOffset }) => [startOffset, endOffset]),
  ]);

interface AnnotationsThere {
  /** The annotation of this id, or else one at this place; null where there is none. */
  take(knownId: string | null, place: string): string | null;
}

/** The annotations of an article; each is given once by its place, since a coder may tag a place twice. */
export function annotationsThere(annotations: readonly CodedAnnotation[]): AnnotationsThere {
  const all = new Set(annotations.map(({ annotation }) => annotation.id));
  const ids = new Map<string, string[]>();
  for (const coded of annotations) {
    const place = placeOf(coded);
    const list = ids.get(place);
    if (list) list.push(coded.annotation.id);
    else ids.set(place, [coded.annotation.id]);
  }
  return {
    take: (knownId, place) =>
      knownId !== null && all.has(knownId) ? knownId : (ids.get(place)?.shift() ?? null),
  };
}
