/** What can be done to the frame of the selected annotation: each function asks the host through the queue. */
import { v7 as newId } from 'uuid';
import type { ValueInput } from '../../shared/api';
import { describeToDo } from '../../shared/completeness';
import type { Annotation, AttributeValue } from '../../shared/records';
import { type Failure, failureIn } from '../../shared/result';
import { sentenceAfter, sentenceAt } from '../../shared/sentences';
import type { Range } from '../../shared/span';
import { call } from '../api';
import { editorFocus } from '../editor-focus';
import { writes } from '../project/session';
import { type AppState, notify, useStore } from '../store';
import { select } from './annotation-edits';
import { choiceOfSign, positionOf } from './choices';
import { goToAnnotation } from './go-to';
import { lastActors, rememberActors } from './last-actors';
import { nextOffer } from './offers';
import type { PlacedRecord } from './placed';
import { asTagging, whenSelected, whenTagged } from './tagging';
import { toDosHere, worklistCoder } from './to-dos';
import { valueRecords } from './values';

const now = (): AppState => useStore.getState();

const isThere = ({ id }: AttributeValue): boolean => now().records.attribute_value.has(id);

/** Binds a value to words of the text, or with null to none. */
export async function setEvidence(value: AttributeValue, range: Range | null): Promise<void> {
  await writes.push('annotation.setEvidence', () => (isThere(value) ? { valueId: value.id, range } : null));
}

export async function setInferred(value: AttributeValue, inferred: boolean): Promise<void> {
  await writes.push('annotation.setInferred', () =>
    isThere(value) ? { valueId: value.id, inferred } : null,
  );
}

/** Moves a value one place up or down among those of its attribute. */
export async function moveValue(value: AttributeValue, by: 1 | -1): Promise<void> {
  await writes.push('annotation.moveValue', () => {
    const values = valueRecords(now().records, value.annotationId, value.attributeId);
    const to = values.findIndex(({ id }) => id === value.id) + by;
    return isThere(value) && to >= 0 && to < values.length ? { valueId: value.id, to } : null;
  });
}

/**
 * Gives an attribute what these words say, or the values that were chosen for them.
 * @returns why it did not; null when it did
 */
export async function assignToSlot(
  annotationId: string,
  attributeId: string,
  range: Range,
  ...values: readonly ValueInput[]
): Promise<Failure | null> {
  const result = await writes.push('annotation.assignToSlot', () => ({
    annotationId,
    attributeId,
    range,
    ...(values.length > 0 ? { values: [...values] } : {}),
  }));
  return failureIn(rememberActors(result));
}

/** Takes what the first empty field of the selected annotation offers. */
export async function takeOffer(): Promise<void> {
  const selected = await whenSelected();
  if (!selected) return;
  const result = await writes.push('annotation.setValues', () => {
    const { article, records } = now();
    const annotation = records.annotation.get(selected.id);
    if (!article || !annotation) return null;
    const next = nextOffer(annotation, { records, placed: article.placed, lastActors: lastActors() });
    return (
      next && { annotationId: annotation.id, attributeId: next.attribute.id, values: [next.offer.value] }
    );
  });
  rememberActors(result);
  if (result.ok && result.value === null) notify('info', 'No empty field has anything to offer.');
}

/** The same speaker goes on: the next sentence is tagged like the selected annotation, and is selected. */
export const sameSpeaker = (): Promise<void> => asTagging(continueInNextSentence());

/**
 * What goes on when the speaker does: the statement that the selected mention or claim lies in, else what is
 * selected itself; for a mention outside of any statement, the last statement before it.
 */
function spokenAt(selected: Annotation, { article, records }: AppState): Annotation | null {
  const placed = article?.placed ?? [];
  const kindOf = ({ codeId }: { codeId: string }) => records.code.get(codeId)?.kind;
  if (kindOf(selected) === 'statement') return selected;
  const place = placed.find(({ id }) => id === selected.id);
  const [start, end] = [place?.ranges[0]?.start ?? 0, place?.ranges.at(-1)?.end ?? 0];
  const statements = placed.filter((other) => kindOf(other) === 'statement');
  const around = statements.findLast(({ ranges }) =>
    ranges.some((range) => range.start <= start && range.end >= end),
  );
  const before = statements.findLast(({ ranges }) => (ranges[0]?.start ?? Infinity) <= start);
  const found = around ?? (kindOf(selected) === 'actor' ? before : place);
  return (found && records.annotation.get(found.id)) ?? null;
}

async function continueInNextSentence(): Promise<boolean> {
  const selected = await whenSelected();
  const from = selected && spokenAt(selected, now());
  if (selected && !from) notify('info', 'No statement begins before this, so nobody goes on speaking.');
  const { article, records } = now();
  const range = article?.placed.find(({ id }) => id === from?.id)?.ranges.at(-1);
  if (!from || !article || !range) return false;
  const language = records.article.get(article.id)?.language ?? null;
  const end = sentenceAt(article.text, range.end - 1, language)?.end ?? range.end;
  const next = sentenceAfter(article.text, end, language);
  if (!next) {
    notify('info', 'This is the last sentence of the article.');
    return false;
  }
  const id = newId();
  const result = await writes.push(
    'annotation.continue',
    () => ({ annotationId: id, fromId: from.id, range: next }),
    { tag: { id, articleId: article.id, codeId: from.codeId, ranges: [next] } },
  );
  rememberActors(result);
  if (!result.ok && result.error.code === 'refused' && result.error.again) {
    notify('info', 'The next sentence has this code already.');
  }
  if (!now().records.annotation.has(id)) return false;
  editorFocus.select(next);
  select(id);
  return true;
}

/** Fills the empty fields of the selected annotation as those of the last one of its code before it. */
export async function repeatFrame(): Promise<void> {
  const selected = await whenSelected();
  if (!selected) return;
  const list = now().article?.placed ?? [];
  const at = list.findIndex(({ id }) => id === selected.id);
  const from = list.findLast(({ codeId }, index) => index < at && codeId === selected.codeId);
  if (!from) {
    const name = now().records.code.get(selected.codeId)?.name ?? '';
    notify('info', `There is no ${name} before this one in the article.`);
    return;
  }
  const ids = { annotationId: selected.id, fromId: from.id };
  rememberActors(await writes.push('annotation.fillFrom', () => ids));
}

/** Sets for or against of the selected annotation. */
export async function setPosition(sign: -1 | 0 | 1): Promise<void> {
  const selected = await whenSelected();
  const position = selected && positionOf(selected.codeId, now().records);
  const choice = position && choiceOfSign(position.choices, sign);
  if (!selected || !choice) return;
  await writes.push('annotation.setValues', () => ({
    annotationId: selected.id,
    attributeId: position.attribute.id,
    values: [{ choiceId: choice.id }],
  }));
}

/** Goes to the next or previous annotation to which something is missing; onwards into other articles. */
export async function selectIncomplete(direction: 'next' | 'previous'): Promise<void> {
  await whenTagged();
  const { article, selectedId, selection } = now();
  const toDos = new Set(toDosHere(now()).map(({ annotationId }) => annotationId));
  const list = article?.placed ?? [];
  const at = list.findIndex(({ id }) => id === selectedId);
  const from = selection?.start ?? editorFocus.caret() ?? 0;
  const isBeyond = (place: PlacedRecord, index: number): boolean => {
    if (at >= 0) return direction === 'next' ? index > at : index < at;
    const start = place.ranges[0]?.start ?? Number.MAX_SAFE_INTEGER;
    return direction === 'next' ? start >= from : start < from;
  };
  const open = list.filter((place, index) => toDos.has(place.id) && isBeyond(place, index));
  const found = direction === 'next' ? open[0] : open.at(-1);
  if (found) select(found.id);
  else if (direction === 'next') await openNextToDo();
  else notify('info', `${nothing()} before this is incomplete in this article.`);
}

/** `Nothing of yours`, where others code too and theirs is not asked about. */
const nothing = (): string => (worklistCoder(now()) === null ? 'Nothing' : 'Nothing of yours');

/** Opens the next article in which something is left to do; after the last one, the first again. */
async function openNextToDo(): Promise<void> {
  const here = now().article?.id;
  const coderId = worklistCoder(now());
  for (const afterArticleId of here === undefined ? [undefined] : [here, undefined]) {
    let after = afterArticleId;
    for (;;) {
      const page = await call('worklist.list', {
        limit: 1,
        ...(coderId === null ? {} : { coderId }),
        ...(after === undefined ? {} : { afterArticleId: after }),
      });
      if (!page.ok) {
        notify('problem', page.error.message);
        return;
      }
      const [first] = page.value.entries;
      if (first) {
        if (await goToAnnotation(first.articleId, first.annotationId)) {
          notify('info', `${first.articleTitle}: ${describeToDo(first)}.`);
        }
        return;
      }
      if (page.value.afterArticleId === null) break;
      after = page.value.afterArticleId;
    }
  }
  notify('info', `${nothing()} is incomplete.`);
}
