import type { KeyboardEvent } from 'react';
import { Checkbox, CheckboxGroup, Label, Radio, RadioGroup, Text } from 'react-aria-components';
import { signed } from '../../shared/frame-summary';
import type { Choice } from '../../shared/records';
import { useStore } from '../store';
import { editValues } from './annotation-edits';
import { answerWaiting } from './assigning';
import { type AttributeFieldProps, useValueRecords, useValues } from './attribute-field';
import { choiceOfKey } from './choices';
import { ValueMenuButton } from './value-menu';
import { type ValuesEdit, toggled } from './values';

/** The choices side by side; those that stand for a figure show it. */
export function ChoiceField({ annotation, attribute, isDisabled }: AttributeFieldProps) {
  const all = useStore((state) => state.records.choice);
  const values = useValues(annotation.id, attribute.id);
  const chosen = values.flatMap((value) => ('choiceId' in value ? [value.choiceId] : []));
  const choices = [...all.values()]
    .filter((choice) => choice.attributeId === attribute.id)
    .toSorted((a, b) => a.position - b.position);
  const stored = useValueRecords(annotation.id, attribute.id);
  const edit = (change: ValuesEdit): void => void editValues(annotation.id, attribute.id, change);
  /** Takes what was pressed; of several choices, one that was chosen is given up. */
  const choose = (choiceId: string): void => {
    const isAnswer = !chosen.includes(choiceId) && answerWaiting(annotation.id, attribute.id, { choiceId });
    if (!isAnswer) edit(attribute.many ? toggled({ choiceId }) : () => [{ choiceId }]);
  };
  const clear = (): void => edit(() => []);
  /** Signs choose a figure, digits the first, the second choice: quicker than arrows. */
  const onKeyDown = (event: KeyboardEvent): void => {
    const choice = isDisabled || hasModifier(event) ? undefined : choiceOfKey(event.key, choices);
    if (!choice) return;
    event.preventDefault();
    event.stopPropagation();
    choose(choice.id);
  };
  const only = stored.length === 1 ? stored[0] : undefined;
  const more = only && !isDisabled && (
    <ValueMenuButton
      value={only}
      label={all.get(only.choiceId ?? '')?.name ?? ''}
      attribute={attribute}
      count={1}
      isDisabled={isDisabled}
      onRemove={clear}
    />
  );

  const group = attribute.many ? (
    <CheckboxGroup
      className="field"
      value={chosen}
      isDisabled={isDisabled}
      onChange={(ids) =>
        choices.filter(({ id }) => ids.includes(id) !== chosen.includes(id)).forEach(({ id }) => choose(id))
      }
    >
      <div className="label-line">
        <Label className="label">{attribute.name}</Label>
        {more}
      </div>
      <div className="segments">
        {choices.map((choice) => (
          <Checkbox key={choice.id} value={choice.id} className="segment">
            <ChoiceName choice={choice} />
          </Checkbox>
        ))}
      </div>
      <Text slot="description" className="visually-hidden">
        {attribute.help}
      </Text>
    </CheckboxGroup>
  ) : (
    <RadioGroup
      className="field"
      value={chosen[0] ?? null}
      isDisabled={isDisabled}
      orientation="horizontal"
      onChange={choose}
    >
      <div className="label-line">
        <Label className="label">{attribute.name}</Label>
        {chosen.length > 0 && !isDisabled && (
          <span className="label-actions">
            {more}
            <button type="button" className="clear" aria-label={`Clear ${attribute.name}`} onClick={clear}>
              Clear
            </button>
          </span>
        )}
      </div>
      <div className="segments">
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} className="segment" aria-label={choice.name}>
            <ChoiceName choice={choice} />
          </Radio>
        ))}
      </div>
      <Text slot="description" className="visually-hidden">
        {attribute.help}
      </Text>
    </RadioGroup>
  );
  return (
    <div data-choices onKeyDownCapture={onKeyDown}>
      {group}
    </div>
  );
}

const hasModifier = ({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean => altKey || ctrlKey || metaKey;

function ChoiceName({ choice: { name, number, definition } }: { choice: Choice }) {
  return (
    <span className="segment-label" title={definition}>
      {number !== null && (
        <span className="figure" dir="ltr">
          {signed(number)}
        </span>
      )}
      <span dir="auto">{name}</span>
    </span>
  );
}
