import { useState } from 'react';
import type { ValueInput } from '../../shared/api';
import { TextField } from '../ui/fields';
import { editValues } from './annotation-edits';
import { stopAssigning, takeWaiting } from './assigning';
import { type AttributeFieldProps, useValueRecords, useValues } from './attribute-field';
import { assignToSlot } from './frame-edits';
import { readTyped } from './read-typed';
import { ValueMenuButton } from './value-menu';

/** A field for a date, a number or words. Several values are separated by semicolons. */
export function TypedField({ annotation, attribute, isDisabled }: AttributeFieldProps) {
  const values = useValues(annotation.id, attribute.id);
  const stored = values.map(typedText).join('; ');
  const records = useValueRecords(annotation.id, attribute.id);
  const first = records.length === 1 ? records[0] : undefined;
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);

  const save = (): void => {
    if (draft === null || draft === stored) {
      setDraft(null);
      setError(null);
      return;
    }
    const read = readTyped(draft, attribute);
    if (!read.ok) {
      setError(read.error.message);
      return;
    }
    setError(null);
    const wanted = read.value;
    const [only, another] = wanted;
    const words = only && !another ? takeWaiting(annotation.id, attribute.id) : null;
    const saving =
      words && only
        ? assignToSlot(annotation.id, attribute.id, words, only)
        : editValues(annotation.id, attribute.id, () => wanted);
    void saving.then((isSaved) => {
      if (isSaved) setDraft(null);
    });
  };

  return (
    <TextField
      label={attribute.name}
      value={draft ?? stored}
      isDisabled={isDisabled}
      help={attribute.kind === 'date' ? `${attribute.help} YYYY, YYYY-MM or YYYY-MM-DD.` : attribute.help}
      error={error}
      onChange={(text) => {
        setDraft(text);
        setError(null);
      }}
      onBlur={() => {
        save();
        stopAssigning();
      }}
      onEnter={save}
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

function typedText(value: ValueInput): string {
  if ('text' in value) return value.text;
  if ('number' in value) return String(value.number);
  return 'date' in value ? value.date : '';
}
