/** What is left to do in the article on screen. */
import { type ToDo, toDosOf } from '../../shared/completeness';
import type { AppState } from '../store';
import { askedHere } from './asked';

const none: readonly ToDo[] = [];
const known = new WeakMap<object, { key: readonly unknown[]; toDos: ToDo[] }>();

/** In text order; found once for each state of the records. */
export function toDosHere({ article, records }: Pick<AppState, 'article' | 'records'>): readonly ToDo[] {
  if (!article) return none;
  const { annotation, attribute, attribute_value, span } = records;
  const key = [annotation, attribute, attribute_value, span, article.text];
  const last = known.get(article.placed);
  if (last?.key.every((part, index) => part === key[index])) return last.toDos;
  const annotations = article.placed.flatMap(({ id }) => annotation.get(id) ?? []);
  const toDos = toDosOf(article.text, annotations, {
    asked: askedHere(records),
    spans: span.values(),
    values: attribute_value.values(),
  });
  known.set(article.placed, { key, toDos });
  return toDos;
}
