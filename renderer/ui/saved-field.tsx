import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/result';
import { beforeLeaving } from '../leaving';
import { TextField } from './fields';

interface SavedFieldProps {
  label: string;
  /** What is in the file. */
  value: string;
  /** Puts a new value into the file; the answer says why that failed, null when it did not. */
  save: (value: string) => Promise<Failure | null>;
  /** Why a value cannot be saved at all, as a sentence; null when it can. */
  check?: (value: string) => string | null;
  help?: string;
  lines?: number;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

/** A text field that saves when it is left, on Enter, and before the window closes. What is refused stays to be mended. */
export function SavedField({ label, value, save, check, ...rest }: SavedFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef({ draft, value, save, check });
  latest.current = { draft, value, save, check };

  const commit = useRef(() => {
    const now = latest.current;
    if (now.draft === null) return;
    const text = now.draft;
    const fault = text === now.value ? null : (now.check?.(text) ?? null);
    setProblem(fault);
    if (fault !== null) return;
    if (text === now.value) {
      setDraft(null);
      return;
    }
    void now.save(text).then((failure) => {
      setProblem(failure?.message ?? null);
      if (failure === null) setDraft((shown) => (shown === text ? null : shown));
    });
  }).current;

  useEffect(() => {
    const forget = beforeLeaving(commit);
    return () => {
      forget();
      commit();
    };
  }, [commit]);

  return (
    <TextField
      label={label}
      value={draft ?? value}
      error={problem}
      onChange={(text) => {
        setDraft(text);
        setProblem(null);
      }}
      onBlur={commit}
      onEnter={commit}
      {...rest}
    />
  );
}
