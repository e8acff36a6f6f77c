import type { Failure } from '../../shared/result';
import { SavedField } from '../ui/saved-field';
import { editValues } from './annotation-edits';
import { stopAssigning, answerWaiting } from './assigning';
import { type AttributeFieldProps, useValueRecords, useValues } from './attribute-field';
import { readTyped, typedText } from './read-typed';
import { ValueMenuButton } from './value-menu';

/** A field for a date, a number or words. Several values are separated by semicolons. */
export function TypedField({ annotation, attribute, isDisabled }: AttributeFieldProps) {
  const values = useValues(annotation.id, attribute.id);
  const stored = typedText(values);
  const records = useValueRecords(annotation.id, attribute.id);
  const first = records.length === 1 ? records[0] : undefined;

  const save = async (typed: string): Promise<Failure | null> => {
    const read = readTyped(typed, attribute, values);
    if (!read.ok) return read.error;
    const wanted = read.value;
    const [only, another] = wanted;
    const isAnswer = only && !another ? answerWaiting(annotation.id, attribute.id, only) : null;
    return isAnswer ?? editValues(annotation.id, attribute.id, () => wanted);
  };

  return (
    <SavedField
      label={attribute.name}
      value={stored}
      save={save}
      isDisabled={isDisabled}
      help={attribute.kind === 'date' ? `${attribute.help} YYYY, YYYY-MM or YYYY-MM-DD.` : attribute.help}
      onLeave={stopAssigning}
      more={
        first &&
        !isDisabled && (
          <ValueMenuButton
            value={first}
            label={stored}
            attribute={attribute}
            count={1}
            isDisabled={isDisabled}
            onRemove={() => void editValues(annotation.id, attribute.id, () => [])}
          />
        )
      }
    />
  );
}
