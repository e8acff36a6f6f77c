/** The fields of a row of the import, each typed where it stands. */
import { type ChangeEvent, useEffect, useState } from 'react';
import type { ArticleFields, ImportRow } from '../../shared/api';
import { nameInput } from '../../shared/names';
import { partialDate } from '../../shared/record-fields';
import { editRow, markWrong } from './importing';

export type Field = keyof ArticleFields;

export const columns: { key: Field; label: string; hint: string }[] = [
  { key: 'title', label: 'Title', hint: '' },
  { key: 'source', label: 'Source', hint: '' },
  { key: 'author', label: 'Author', hint: '' },
  { key: 'date', label: 'Date', hint: 'none' },
  { key: 'section', label: 'Section', hint: '' },
  { key: 'language', label: 'Language', hint: 'en' },
  { key: 'url', label: 'URL', hint: '' },
  { key: 'accession', label: 'Number', hint: '' },
  { key: 'note', label: 'Note', hint: '' },
];

interface CellProps {
  row: ImportRow;
  field: Field;
  label: string;
  hint: string;
}

/** A field of a row. What no article can have stays on screen, marked, and goes no further. */
export function Cell({ row: { rowId, fields }, field, label, hint }: CellProps) {
  const held = fields[field] ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? held;
  const isWrong = !fits(field, value);
  // What was typed goes with the cell: it must not hold up the import from a page that is not shown.
  useEffect(() => () => markWrong(`${rowId}/${field}`, false), [rowId, field]);
  const hand = (): void => {
    if (typed === null || isWrong) return;
    setTyped(null);
    if (typed.trim() !== held) void editRow(rowId, { [field]: valueOf(field, typed) });
  };
  return (
    <ValueBox
      field={field}
      label={label}
      hint={hint}
      value={value}
      isWrong={isWrong}
      onChange={(words) => {
        setTyped(words);
        markWrong(`${rowId}/${field}`, !fits(field, words));
      }}
      onDone={hand}
    />
  );
}

interface ValueBoxProps {
  field: Field;
  label: string;
  value: string;
  isWrong: boolean;
  onChange: (value: string) => void;
  hint?: string;
  /** The box is left, or Enter is pressed where that makes no new line. */
  onDone?: () => void;
}

/** Where a value is typed: one line, but a note may have several. */
export function ValueBox({ field, label, value, isWrong, onChange, hint, onDone }: ValueBoxProps) {
  const box = {
    className: 'input',
    dir: 'auto',
    'aria-label': label,
    value,
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(target.value),
    onBlur: onDone,
  };
  if (field === 'note') return <textarea {...box} className="input note-box" rows={1} title={value} />;
  return (
    <input
      {...box}
      aria-invalid={isWrong}
      placeholder={hint}
      title={value}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onDone?.();
      }}
    />
  );
}

/** What is not known is null for date and language, and empty for the rest. */
export const valueOf = (field: Field, typed: string): string | null =>
  (field === 'date' || field === 'language') && typed.trim() === '' ? null : typed.trim();

export function fits(field: Field, value: string): boolean {
  if (field === 'title') return nameInput.safeParse(value).success;
  return field !== 'date' || value.trim() === '' || partialDate.safeParse(value.trim()).success;
}
