import { Checkbox, CheckboxGroup, Label, Radio, RadioGroup, Text } from 'react-aria-components';
import { signed } from '../../shared/frame-summary';
import type { Choice } from '../../shared/records';
import { useStore } from '../store';
import { editValues } from './annotation-edits';
import { type AttributeFieldProps, useValues } from './attribute-field';

/** The choices side by side; those that stand for a figure show it. */
export function ChoiceField({ annotation, attribute, isDisabled }: AttributeFieldProps) {
  const all = useStore((state) => state.records.choice);
  const values = useValues(annotation.id, attribute.id);
  const chosen = values.flatMap((value) => ('choiceId' in value ? [value.choiceId] : []));
  const choices = [...all.values()]
    .filter((choice) => choice.attributeId === attribute.id)
    .toSorted((a, b) => a.position - b.position);
  const choose = (ids: readonly string[]): void =>
    void editValues(annotation.id, attribute.id, () => ids.map((choiceId) => ({ choiceId })));

  if (attribute.many) {
    return (
      <CheckboxGroup className="field" value={chosen} isDisabled={isDisabled} onChange={choose}>
        <Label className="label">{attribute.name}</Label>
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
    );
  }
  return (
    <RadioGroup
      className="field"
      value={chosen[0] ?? null}
      isDisabled={isDisabled}
      orientation="horizontal"
      onChange={(id) => choose([id])}
    >
      <div className="label-line">
        <Label className="label">{attribute.name}</Label>
        {chosen.length > 0 && !isDisabled && (
          <button
            type="button"
            className="clear"
            aria-label={`Clear ${attribute.name}`}
            onClick={() => choose([])}
          >
            Clear
          </button>
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
}

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
