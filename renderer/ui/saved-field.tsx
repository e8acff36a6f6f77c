import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../shared/result';
import { shorten } from '../../shared/commands';
import { isolated } from '../../shared/names';
import { beforeLeaving } from '../leaving';
import { notify } from '../store';
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
  /** Stands at the end of the label's line. */
  more?: ReactNode;
  /** The keyboard has left the field, and what was typed is on its way. */
  onLeave?: () => void;
}

/**
 * A text field that saves when it is left, on Enter, and before the window closes or the field goes away;
 * without the white space around. What is refused stays to be mended, and is asked again only by Enter.
 */
export function SavedField({ label, value, save, check, onLeave, ...rest }: SavedFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** What is on its way, or was refused. */
  const asked = useRef<string | null>(null);
  /** What was sent last, until the answer: what is in the file may be about to change. */
  const sent = useRef<string | null>(null);

  const commit = (again: boolean): void => {
    if (draft === null) return;
    const typed = draft.trim();
    const isNew = typed !== (sent.current ?? value.trim());
    const fault = isNew ? (check?.(typed) ?? null) : null;
    if (!isNew) setDraft(null);
    if (!isNew || fault !== null) setProblem(fault);
    if (!isNew || fault !== null || (typed === asked.current && !again)) return;
    asked.current = typed;
    sent.current = typed;
    void save(typed).then((failure) => {
      if (sent.current === typed) sent.current = null;
      // Whoever has typed on meanwhile is not told about what stood there before.
      if (asked.current !== typed) return;
      setProblem(failure?.message ?? null);
      if (failure !== null) return;
      asked.current = null;
      setDraft(null);
    });
  };
  const tellLost = (typed: string, why: string): void =>
    void notify('problem', `${label}: “${isolated(shorten(typed))}” was not saved. ${why}`);
  const latest = useRef({ commit, draft, problem, tellLost });
  latest.current = { commit, draft, problem, tellLost };
  useEffect(() => {
    const leave = (): void => latest.current.commit(false);
    const forget = beforeLeaving(leave);
    return () => {
      forget();
      const { draft: typed, problem: why } = latest.current;
      // Refused before, and not mended: it goes with the field.
      if (typed !== null && why !== null) latest.current.tellLost(typed.trim(), why);
      else leave();
    };
  }, []);

  return (
    <TextField
      label={label}
      value={draft ?? value}
      error={problem}
      onChange={(text) => {
        setDraft(text);
        setProblem(null);
        asked.current = null;
      }}
      onBlur={() => {
        commit(false);
        onLeave?.();
      }}
      onEnter={() => commit(true)}
      {...rest}
    />
  );
}
