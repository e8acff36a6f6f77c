import { useState } from 'react';
import type { ValueInput } from '../../shared/api';
import { TextField } from '../ui/fields';
import { editValues } from './annotation-edits';
import { type AttributeFieldProps, useValues } from './attribute-field';
import { readTyped } from './read-typed';

/** A field for a date, a number or words. Several values are separated by semicolons. */
export function TypedField({ annotation, attribute, isDisabled }: AttributeFieldProps) {
  const values = useValues(annotation.id, attribute.id);
  const stored = values.map(typedText).join('; ');
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
    void editValues(annotation.id, attribute.id, () => wanted).then((isSaved) => {
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
      onBlur={save}
      onEnter={save}
    />
  );
}

function typedText(value: ValueInput): string {
  if ('text' in value) return value.text;
  if ('number' in value) return String(value.number);
  return 'date' in value ? value.date : '';
}
