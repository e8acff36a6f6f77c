import { useCallback, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ValueInput } from '../../shared/api';
import type { Records } from '../../shared/changes';
import type { Annotation, Attribute, AttributeValue } from '../../shared/records';
import { newActorOption, searchActors, searchConcepts } from '../actors/search';
import { useStore } from '../store';
import { type TokenOption, TokenField } from '../ui/token-field';
import { editValues } from './annotation-edits';
import { stopAssigning, answerWaiting, useAssigning, waitingOptions } from './assigning';
import { ChoiceField } from './choice-field';
import { dateOf } from './date-of';
import { lastActors } from './last-actors';
import { type AboutOffers, actorsCalled, offersFor } from './offers';
import { nearestTargets } from './targets';
import { TypedField } from './typed-field';
import { type AskedValue, EvidenceList, ValueMenu, ValueToken } from './value-menu';
import { inputOf, keyOfValue, labelOf, valueOfKey, valueRecords, withValue, withoutValue } from './values';

export interface AttributeFieldProps {
  annotation: Annotation;
  attribute: Attribute;
  isDisabled: boolean;
}

/** The field that asks an attribute of an annotation, as its kind wants it, and the words that answer it. */
export function AttributeField(props: AttributeFieldProps) {
  const { annotation, attribute } = props;
  const { kind } = attribute;
  const values = useValueRecords(annotation.id, attribute.id);
  const isEmpty = useValues(annotation.id, attribute.id).length === 0;
  return (
    <div
      className="attribute"
      data-field={attribute.id}
      {...(isEmpty ? { 'data-empty': true } : {})}
      {...(isEmpty && attribute.required ? { 'data-missing': true } : {})}
    >
      {kind === 'choice' ? (
        <ChoiceField {...props} />
      ) : kind === 'date' || kind === 'number' || kind === 'text' ? (
        <TypedField {...props} />
      ) : (
        <LookUpField {...props} />
      )}
      <WaitingWords annotationId={annotation.id} attributeId={attribute.id} />
      <EvidenceList values={values} />
    </div>
  );
}

/** The stored values of an attribute, with their evidence. */
export function useValueRecords(annotationId: string, attributeId: string): readonly AttributeValue[] {
  const attribute_value = useStore((state) => state.records.attribute_value);
  return useMemo(
    () => valueRecords({ attribute_value }, annotationId, attributeId),
    [attribute_value, annotationId, attributeId],
  );
}

/** The values of an attribute as the user should see them: stored ones, and those that wait to be saved. */
export function useValues(annotationId: string, attributeId: string): readonly ValueInput[] {
  const records = useValueRecords(annotationId, attributeId);
  const previews = useStore((state) => state.writes.previews);
  return useMemo(() => {
    const stored: readonly ValueInput[] = records.map(inputOf);
    return previews.reduce(
      (values, { values: edit }) =>
        edit?.annotationId === annotationId && edit.attributeId === attributeId ? edit.edit(values) : values,
      stored,
    );
  }, [records, previews, annotationId, attributeId]);
}

/** Enters a value: for the words that wait for it, or by itself. */
function enterValue(
  { annotation, attribute }: Pick<AttributeFieldProps, 'annotation' | 'attribute'>,
  value: ValueInput,
): void {
  if (!answerWaiting(annotation.id, attribute.id, value))
    void editValues(annotation.id, attribute.id, attribute.many ? withValue(value) : () => [value]);
}

/** Says for which words an answer is awaited. */
function WaitingWords({ annotationId, attributeId }: { annotationId: string; attributeId: string }) {
  const waiting = useAssigning((state) => state.waiting);
  const text = useStore((state) => state.article?.text ?? '');
  if (waiting?.annotationId !== annotationId || waiting.attributeId !== attributeId) return null;
  return (
    <p className="evidence-waiting" role="status">
      What do the words <q dir="auto">{text.slice(waiting.words.start, waiting.words.end)}</q> stand for?
    </p>
  );
}

/** A field for actors, concepts or annotations: what is typed is looked up, and created if it is new. */
function LookUpField({ annotation, attribute, isDisabled }: AttributeFieldProps) {
  const stored = useValueRecords(annotation.id, attribute.id);
  const values = useValues(annotation.id, attribute.id);
  const labels = useStore(
    useShallow(({ records, article }) =>
      values.map((value) => labelOf(value, records, article?.placed ?? [])),
    ),
  );
  const tokens = values.map((value, index) => ({ key: keyOfValue(value), label: labels[index] ?? '' }));
  // Records are read when something is typed and not watched: each tag changes them, and fields are slow to draw.
  const search = useCallback(
    (query: string) => optionsFor(query, annotation, attribute),
    [annotation, attribute],
  );
  /** While the field asks about words, what it would offer without them is no answer. */
  const isAsking = useAssigning(
    ({ waiting }) => waiting?.annotationId === annotation.id && waiting.attributeId === attribute.id,
  );
  const isOffered = values.length === 0 && !isDisabled && !isAsking;
  const offer = useMemo(
    () => (isOffered ? (offersFor(annotation, attribute, aboutOffers())[0] ?? null) : null),
    [isOffered, annotation, attribute],
  );
  const [asked, setAsked] = useState<AskedValue | null>(null);

  const take = (value: ValueInput): void => enterValue({ annotation, attribute }, value);
  return (
    <>
      <TokenField
        label={attribute.name}
        help={attribute.help}
        tokens={tokens}
        many={attribute.many}
        isDisabled={isDisabled}
        search={search}
        emptyMessage={
          attribute.kind === 'annotation'
            ? 'Nothing of that kind is tagged in this article yet.'
            : 'Type a name.'
        }
        offer={offer ? { label: offer.label, why: offer.why, onTake: () => take(offer.value) } : null}
        onAdd={({ key }) => take(valueOfKey(key))}
        onRemove={(index) => remove(tokens[index]?.key)}
        onBlur={stopAssigning}
        renderToken={({ key, label }) => {
          const value = stored.find((record) => keyOfValue(inputOf(record)) === key);
          return value ? (
            <ValueToken
              value={value}
              label={label}
              isDisabled={isDisabled}
              isOpen={asked?.value.id === value.id}
              onAsk={setAsked}
              onRemove={() => remove(key)}
            />
          ) : (
            <span className="token">
              <bdi className="token-label">{label}</bdi>
            </span>
          );
        }}
      />
      <ValueMenu
        asked={asked}
        attribute={attribute}
        count={stored.length}
        isDisabled={isDisabled}
        onRemove={(value) => remove(keyOfValue(inputOf(value)))}
        onClose={() => setAsked(null)}
      />
    </>
  );

  function remove(key: string | undefined): void {
    void editValues(annotation.id, attribute.id, withoutValue(key));
  }
}

const aboutOffers = (): AboutOffers => {
  const { records, article } = useStore.getState();
  return { records, placed: article?.placed ?? [], lastActors: lastActors() };
};

/** What fits the typed words, best first; with nothing typed what is offered, then everything. */
function optionsFor(query: string, annotation: Annotation, attribute: Attribute): readonly TokenOption[] {
  const about = aboutOffers();
  const { records, placed } = about;
  const inWords = waitingOptions(annotation.id, attribute.id).map((value) => ({
    key: keyOfValue(value),
    label: 'newActor' in value ? newActorOption(value.newActor.name).label : labelOf(value, records, placed),
    detail: 'these words',
  }));
  if (attribute.kind === 'concept') {
    const found = searchConcepts(query, records.concept, records.concept_alias);
    return query.trim() === '' ? distinct([...inWords, ...found]) : found;
  }
  const all =
    attribute.kind === 'annotation'
      ? nearestTargets(query, placed, annotation, attribute, records)
      : searchActors(query, records.actor, records.actor_alias, {
          affiliations: records.actor_affiliation,
          date: dateOf(annotation, records),
        });
  if (query.trim() === '') {
    const first = offersFor(annotation, attribute, about).map(({ value, label, why }) => ({
      key: keyOfValue(value),
      label,
      detail: why,
    }));
    return distinct([...inWords, ...first, ...all]);
  }
  return attribute.kind === 'actor'
    ? distinct([...calledSo(query, all, records), ...searchHere(query, records), ...all])
    : all;
}

/** Whoever is called exactly what was typed goes before all whose name only begins so. */
function calledSo(query: string, found: readonly TokenOption[], records: Records): readonly TokenOption[] {
  const keys = new Set([...actorsCalled(query, records)].map((actorId) => keyOfValue({ actorId })));
  return found.filter(({ key }) => keys.has(key));
}

/** Those who are given in this article come before all others that begin alike. */
function searchHere(query: string, records: Records): readonly TokenOption[] {
  const here = new Map(
    [...records.attribute_value.values()].flatMap(({ actorId }) => {
      const actor = records.actor.get(actorId ?? '');
      return actor ? [[actor.id, actor] as const] : [];
    }),
  );
  return searchActors(query, here, records.actor_alias).filter(({ key }) => 'actorId' in valueOfKey(key));
}

/** Each option once, where it stands first. */
function distinct(options: readonly TokenOption[]): TokenOption[] {
  const seen = new Set<string>();
  return options.filter(({ key }) => !seen.has(key) && seen.add(key));
}
