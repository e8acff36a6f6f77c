import { useEffect, useRef, useState } from 'react';
import { beforeLeaving } from '../leaving';
import { TextField } from '../ui/fields';

interface SavedFieldProps {
  label: string;
  /** What the project says. */
  stored: string;
  /** Writes what was typed; false when it was refused, so that it can be corrected. */
  onSave: (value: string) => Promise<boolean>;
  isDisabled: boolean;
  help?: string;
  lines?: number;
  /** Whether it may be empty; else an empty field goes back to what is stored. */
  isOptional?: boolean;
  /** Why what is typed cannot be saved, as a sentence; null when it can. */
  problemOf?: (value: string) => string | null;
}

/** A field that writes what was typed when it is left, or on Enter. */
export function SavedField(props: SavedFieldProps) {
  const { label, stored, onSave, isOptional = false, problemOf, ...rest } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const refused = useRef<string | null>(null);
  const value = draft ?? stored;
  const problem = draft === null ? null : (problemOf?.(draft.trim()) ?? null);

  const save = (): void => {
    if (draft === null || problem !== null) return;
    const typed = draft.trim();
    setDraft(null);
    if (typed === stored || (typed === '' && !isOptional)) return;
    void onSave(typed).then((isSaved) => {
      refused.current = isSaved ? null : typed;
      if (!isSaved) setDraft((now) => now ?? typed);
    });
  };
  /** What was refused is not asked again only because the field is left. */
  const leave = (): void => {
    if (draft?.trim() !== refused.current || draft === null) save();
  };
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    const forget = beforeLeaving(() => latest.current());
    return () => {
      forget();
      latest.current();
    };
  }, []);

  return (
    <TextField
      label={label}
      value={value}
      error={problem}
      onChange={setDraft}
      onBlur={leave}
      onEnter={save}
      {...rest}
    />
  );
}
