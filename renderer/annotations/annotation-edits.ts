/** What can be done to annotations: each function asks the host through the queue of writes. */
import { v7 as newId } from 'uuid';
import type { ValueInput } from '../../shared/api';
import type { Span } from '../../shared/records';
import { type Failure, failureIn } from '../../shared/result';
import { type Range, sameRange, snapToWords } from '../../shared/span';
import { speakerAttribute } from '../../shared/speaker-chain';
import { nextPick } from '../editor/pointer';
import { editorFocus } from '../editor-focus';
import { writes } from '../project/session';
import { type AppState, dismissNotice, notify, openDialog, useStore } from '../store';
import { attributesOf } from './asked';
import { type Direction, type Edge, type Step, directionOf, moveEdge } from './edges';
import { rememberActors } from './last-actors';
import { actorCalled } from './offers';
import type { PlacedRecord } from './placed';
import { shownAnnotations } from './shown';
import { asTagging, whenSelected, whenTagged } from './tagging';
import { storedValues } from './values';

const now = (): AppState => useStore.getState();

/**
 * The selection grown to whole words; a word that is cut on purpose is cut afterwards, by moving the edge
 * character by character. White space alone goes to the host as it is, which says why it is refused.
 */
export function selectedWords({ article, records, selection }: AppState): Range | null {
  if (!article || !selection) return null;
  const language = records.article.get(article.id)?.language ?? null;
  return snapToWords(article.text, selection, language) ?? selection;
}

/** Tags the selected words with a code and selects the new annotation. */
export const tagSelection = (codeId: string): Promise<void> => asTagging(tagWords(codeId));

async function tagWords(codeId: string): Promise<boolean> {
  const words = selectedWords(now());
  return words !== null && tagRange(codeId, words, isOfferedAgain(codeId, words));
}

async function tagRange(codeId: string, words: Range, again: boolean): Promise<boolean> {
  const { article } = now();
  if (!article) return false;
  const tag = { id: newId(), articleId: article.id, codeId, ranges: [words] };
  const result = await writes.push(
    'annotation.tag',
    () => ({
      annotationId: tag.id,
      articleId: tag.articleId,
      codeId,
      ranges: tag.ranges,
      values: saidAtOnce(now(), codeId, article.text.slice(words.start, words.end)),
      again,
    }),
    { tag },
  );
  rememberActors(result);
  if (!result.ok && result.error.code === 'refused' && result.error.again) {
    offerAgain(codeId, words, result.error.message);
    // What the message speaks of is selected: the next key must not be about something else.
    const there = annotationOn(words, codeId);
    if (there) useStore.setState({ selectedId: there.id });
  }
  return result.ok;
}

/** What the words of a mention say without a doubt: the one actor of exactly this name. */
function saidAtOnce({ records }: AppState, codeId: string, words: string) {
  const who = speakerAttribute(attributesOf(records, codeId));
  const actorId =
    records.code.get(codeId)?.kind === 'actor' && who !== null ? actorCalled(words, records) : null;
  return actorId === null || who === null ? [] : [{ attributeId: who.id, values: [{ actorId }] }];
}

/** The words that could be tagged once more with the same code, while the notice says so. */
let againOffer: { codeId: string; words: Range; noticeId: number } | null = null;

/** Says that these words have this code already, and that the same key, or a button, gives it once more. */
function offerAgain(codeId: string, words: Range, message: string): void {
  const key = now().records.code.get(codeId)?.shortcut ?? null;
  const hint = key === null ? '' : ` Press ${key.toUpperCase()} once more to do it again.`;
  const run = (): void => void asTagging(tagRange(codeId, words, true));
  const noticeId = notify('info', `${message}${hint}`, [{ label: 'Tag again', run }]);
  againOffer = { codeId, words, noticeId };
}

/** Whether this is the answer to the offer: then it is taken up. The notice goes in any case. */
function isOfferedAgain(codeId: string, words: Range): boolean {
  const offer = againOffer;
  againOffer = null;
  if (!offer) return false;
  const isShown = now().notices.some(({ id }) => id === offer.noticeId);
  dismissNotice(offer.noticeId);
  return isShown && offer.codeId === codeId && sameRange(offer.words, words);
}

/** Adds the selected words to the selected annotation: a quote in several pieces. */
export async function addSelectionToAnnotation(): Promise<void> {
  const words = selectedWords(now());
  const selected = await whenSelected();
  if (!words || !selected) return;
  await writes.push('annotation.addSpan', () => ({ annotationId: selected.id, range: words }));
}

/** The annotation on just these words, of this code if one is given. */
const annotationOn = (words: Range, codeId?: string): PlacedRecord | undefined =>
  now().article?.placed.find(
    ({ codeId: code, ranges: [range, ...more] }) =>
      range !== undefined && more.length === 0 && sameRange(range, words) && code === (codeId ?? code),
  );

/**
 * Asks where else the selected words stand, and which of those places to tag: like the selected annotation,
 * else like the one on just these words.
 */
export async function askForOccurrences(): Promise<void> {
  const words = selectedWords(now());
  await whenTagged();
  const { article, selectedId } = now();
  if (!article || !words) return;
  const onWords = annotationOn(words);
  const modelId = selectedId ?? onWords?.id ?? null;
  openDialog({
    kind: 'occurrences',
    words: article.text.slice(words.start, words.end),
    articleId: article.id,
    modelId,
  });
}

export async function removeSelected(): Promise<void> {
  const selected = await whenSelected();
  if (selected) await removeAnnotation(selected.id);
}

export async function removeAnnotation(annotationId: string): Promise<void> {
  const { article } = now();
  const list = article?.placed ?? [];
  const index = list.findIndex(({ id }) => id === annotationId);
  const neighbour = list[index + 1] ?? list[index - 1];
  const inForm = document.activeElement?.closest('form');
  const result = await writes.push('annotation.remove', () =>
    now().records.annotation.has(annotationId) ? { annotationIds: [annotationId] } : null,
  );
  const inList = document.activeElement?.closest('[role="listbox"]');
  if (result.ok && inList && neighbour) select(neighbour.id);
  // The button that had the keyboard went with the form of the annotation.
  if (result.ok && inForm) editorFocus.focus();
}

/** Asks for another code of the selected annotation. */
export async function askForCode(): Promise<void> {
  const selected = await whenSelected();
  if (selected) openDialog({ kind: 'codebook', task: { kind: 'pick', annotationId: selected.id } });
}

export async function recode(annotationId: string, codeId: string): Promise<void> {
  await writes.push('annotation.recode', () => ({ annotationId, codeId }));
}

/** Says whether the note is in the file now. */
export async function setNote(annotationId: string, note: string): Promise<boolean> {
  const preview = { note: { annotationId, note } };
  const result = await writes.push('annotation.setNote', () => ({ annotationId, note }), preview);
  return result.ok;
}

export async function removeSpan(spanId: string): Promise<void> {
  await writes.push('annotation.removeSpan', () => (now().records.span.has(spanId) ? { spanId } : null));
}

export async function moveSpan(spanId: string, range: Range): Promise<void> {
  await writes.push('annotation.moveSpan', () => ({ spanId, range }));
}

/**
 * Changes the values of one attribute. `edit` gets the values as they are when its turn comes, so that
 * two quick entries build on each other.
 * @returns why they are not in the file now; null when they are
 */
export async function editValues(
  annotationId: string,
  attributeId: string,
  edit: (values: readonly ValueInput[]) => readonly ValueInput[],
): Promise<Failure | null> {
  const result = await writes.push(
    'annotation.setValues',
    () => {
      const values = edit(storedValues(now().records, annotationId, attributeId));
      return { annotationId, attributeId, values: [...values] };
    },
    { values: { annotationId, attributeId, edit } },
  );
  return failureIn(rememberActors(result));
}

/** Moves an edge of the selected annotation: of its first span for the start, of its last for the end. */
export async function moveSelectedEdge(
  edge: Edge,
  towards: 'left' | 'right' | Direction,
  step: Step,
): Promise<void> {
  const selected = await whenSelected();
  if (!selected) return;
  await writes.push('annotation.moveSpan', () => {
    const { article, records } = now();
    const place = article?.placed.find(({ id }) => id === selected.id);
    const spanId = edge === 'start' ? place?.spanIds[0] : place?.spanIds.at(-1);
    const span: Span | undefined = spanId === undefined ? undefined : records.span.get(spanId);
    if (!article || !span) return null;
    const language = records.article.get(article.id)?.language ?? null;
    const range = { start: span.startOffset, end: span.endOffset };
    const direction =
      towards === 'left' || towards === 'right' ? directionOf(towards, article.text, range[edge]) : towards;
    const moved = moveEdge(article.text, range, { edge, direction, step, language });
    return moved && { spanId: span.id, range: moved };
  });
}

/** Selects an annotation and brings it into view. */
export function select(annotationId: string | null): void {
  useStore.setState({ selectedId: annotationId });
  const range = now().article?.placed.find(({ id }) => id === annotationId)?.ranges[0];
  if (range) editorFocus.reveal(range);
}

/**
 * Selects the next or previous annotation in text order, from the caret where none is selected. Says whether
 * there is one.
 */
export async function selectNeighbour(direction: Direction): Promise<boolean> {
  await whenTagged();
  const { selectedId, selection } = now();
  const list = shownAnnotations(now());
  const index = list.findIndex(({ id }) => id === selectedId);
  const at = selection?.start ?? editorFocus.caret() ?? 0;
  const step = direction === 'next' ? 1 : -1;
  const fromCaret =
    direction === 'next'
      ? list.findIndex(({ ranges }) => (ranges[0]?.start ?? 0) >= at)
      : list.findLastIndex(({ ranges }) => (ranges[0]?.start ?? 0) <= at);
  const neighbour = list[index < 0 ? fromCaret : index + step];
  if (!neighbour) return false;
  select(neighbour.id);
  // The caret goes along, so that the next key starts from what is looked at.
  const start = neighbour.ranges[0]?.start;
  if (start !== undefined && editorFocus.hasFocus()) {
    editorFocus.selectDirected({ anchor: start, focus: start }, neighbour.ranges[0]);
  }
  return true;
}

/** Selects the innermost annotation at the caret; asked again, the next one around it, and from the start. */
export async function selectAtCaret(): Promise<void> {
  await whenTagged();
  const at = editorFocus.caret();
  if (at === null) return;
  const lengthOf = ({ ranges }: PlacedRecord): number =>
    ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  // A caret behind the last character still means the annotation that ends there.
  const here = shownAnnotations(now())
    .filter(({ ranges }) => ranges.some(({ start, end }) => start <= at && at <= end))
    .toSorted((a, b) => lengthOf(a) - lengthOf(b));
  const id = nextPick(
    here.map((place) => place.id),
    now().selectedId,
  );
  if (id !== null) useStore.setState({ selectedId: id });
}
