/** What is left to do in the article on screen: the count, the worklist, the filter and the cards go by it. */
import { type ToDo, toDosOf } from '../../shared/completeness';
import { isMine, isTeam } from '../double-coding/acting';
import type { AppState } from '../store';
import { askedHere } from './asked';

type Known = Pick<AppState, 'article' | 'records'>;

interface Found {
  key: readonly unknown[];
  /** Everybody's, in text order, by annotation. */
  all: ReadonlyMap<string, ToDo>;
  /** Those of one coder, by the coder's id. */
  ofCoder: Map<string, readonly ToDo[]>;
  list: readonly ToDo[];
}

const none: Found = { key: [], all: new Map(), ofCoder: new Map(), list: [] };
const known = new WeakMap<object, Found>();

/** Found once for each state of the records. */
function found({ article, records }: Known): Found {
  if (!article) return none;
  const { annotation, attribute, attribute_value, span } = records;
  const key = [annotation, attribute, attribute_value, span, article.text];
  const last = known.get(article.placed);
  if (last?.key.every((part, index) => part === key[index])) return last;
  const annotations = article.placed.flatMap(({ id }) => annotation.get(id) ?? []);
  const list = toDosOf(article.text, annotations, {
    asked: askedHere(records),
    spans: span.values(),
    values: attribute_value.values(),
  });
  const all = new Map(list.map((toDo) => [toDo.annotationId, toDo]));
  const fresh = { key, all, ofCoder: new Map(), list };
  known.set(article.placed, fresh);
  return fresh;
}

/**
 * The coder whose incomplete annotations are counted and listed; null for everybody's. Where nobody else
 * codes there is nothing to tell apart.
 */
export function worklistCoder({
  project,
  records,
  viewSettings,
}: Pick<AppState, 'project' | 'records' | 'viewSettings'>): string | null {
  const isOwn = viewSettings.worklist === 'mine' && isTeam(records);
  return isOwn ? (project?.coderId ?? null) : null;
}

/** The worklist of the article, in text order. */
export function toDosHere(state: Known & Pick<AppState, 'project' | 'viewSettings'>): readonly ToDo[] {
  const { list, ofCoder } = found(state);
  const coderId = worklistCoder(state);
  if (coderId === null) return list;
  let own = ofCoder.get(coderId);
  if (!own) {
    const { annotation } = state.records;
    own = list.filter(({ annotationId }) => isMine(state, annotation.get(annotationId)?.coderId ?? ''));
    ofCoder.set(coderId, own);
  }
  return own;
}

/** Whether anything is left to do about an annotation of the article, whoever made it. */
export const isIncomplete = (annotationId: string, state: Known): boolean =>
  found(state).all.has(annotationId);
