import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ValueInput } from '../../shared/api';
import type { Annotation, Attribute } from '../../shared/records';
import { searchActors, searchConcepts } from '../actors/search';
import { useStore } from '../store';
import { type TokenOption, TokenField } from '../ui/token-field';
import { editValues, select } from './annotation-edits';
import { ChoiceField } from './choice-field';
import { dateOf } from './date-of';
import { nearestTargets } from './targets';
import { TypedField } from './typed-field';
import { showActor, showConcept } from '../views';
import { keyOfValue, labelOf, storedValues, valueOfKey } from './values';

export interface AttributeFieldProps {
  annotation: Annotation;
  attribute: Attribute;
  isDisabled: boolean;
}

/** The field that asks an attribute of an annotation, as its kind wants it. */
export function AttributeField(props: AttributeFieldProps) {
  const { kind } = props.attribute;
  if (kind === 'choice') return <ChoiceField {...props} />;
  if (kind === 'date' || kind === 'number' || kind === 'text') return <TypedField {...props} />;
  return <LookUpField {...props} />;
}

/** The values of an attribute as the user should see them: stored ones, and those that wait to be saved. */
export function useValues(annotationId: string, attributeId: string): readonly ValueInput[] {
  const attribute_value = useStore((state) => state.records.attribute_value);
  const previews = useStore((state) => state.writes.previews);
  return useMemo(() => {
    const stored: readonly ValueInput[] = storedValues({ attribute_value }, annotationId, attributeId);
    return previews.reduce(
      (values, { values: edit }) =>
        edit?.annotationId === annotationId && edit.attributeId === attributeId ? edit.edit(values) : values,
      stored,
    );
  }, [attribute_value, previews, annotationId, attributeId]);
}

/** A field for actors, concepts or annotations: what is typed is looked up, and created if it is new. */
function LookUpField({ annotation, attribute, isDisabled }: AttributeFieldProps) {
  const values = useValues(annotation.id, attribute.id);
  const labels = useStore(
    useShallow(({ records, article }) =>
      values.map((value) => labelOf(value, records, article?.placed ?? [])),
    ),
  );
  const tokens = values.map((value, index) => ({ key: keyOfValue(value), label: labels[index] ?? '' }));

  const search = (query: string): readonly TokenOption[] => {
    const { records, article } = useStore.getState();
    const placed = article?.placed ?? [];
    if (attribute.kind === 'annotation') return nearestTargets(query, placed, annotation, attribute, records);
    return attribute.kind === 'actor'
      ? searchActors(query, records.actor, records.actor_alias, {
          affiliations: records.actor_affiliation,
          date: dateOf(annotation, records),
        })
      : searchConcepts(query, records.concept, records.concept_alias);
  };
  const edit = (change: (values: readonly ValueInput[]) => readonly ValueInput[]): void =>
    void editValues(annotation.id, attribute.id, change);

  const add = ({ key }: TokenOption): void =>
    edit((before) => {
      const value = valueOfKey(key);
      if (!attribute.many) return [value];
      return before.some((old) => keyOfValue(old) === key) ? before : [...before, value];
    });

  return (
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
      onAdd={add}
      onRemove={(index) => {
        const key = tokens[index]?.key;
        edit((before) => before.filter((value) => keyOfValue(value) !== key));
      }}
      onOpen={({ key }) => {
        const value = values.find((candidate) => keyOfValue(candidate) === key);
        if (value && 'actorId' in value) showActor(value.actorId);
        if (value && 'conceptId' in value) showConcept(value.conceptId);
        if (value && 'targetAnnotationId' in value) select(value.targetAnnotationId);
      }}
    />
  );
}
