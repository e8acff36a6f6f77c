import { useEffect, useRef, useState } from 'react';
import type { Annotation } from '../../shared/records';
import { beforeLeaving } from '../leaving';
import { useStore } from '../store';
import { TextField } from '../ui/fields';
import { setNote } from './annotation-edits';

/** Milliseconds without typing after which a note is saved. */
const typingPause = 1_000;

/** The note of an annotation: saved after a pause of typing, when the field is left, and before closing. */
export function NoteField({ annotation, isDisabled }: { annotation: Annotation; isDisabled: boolean }) {
  const { id, note } = annotation;
  const waiting = useStore(
    (state) => state.writes.previews.findLast((preview) => preview.note?.annotationId === id)?.note?.note,
  );
  const [draft, setDraft] = useState<string | null>(null);
  const unsaved = useRef<string | null>(null);

  const save = useRef(() => {
    const text = unsaved.current;
    if (text === null) return;
    unsaved.current = null;
    void setNote(id, text).then((isSaved) => {
      if (isSaved) setDraft((now) => (now === text ? null : now));
      // Refused, as while another project was to be opened: it is saved when the field is left.
      else unsaved.current ??= text;
    });
  }).current;

  useEffect(() => {
    if (unsaved.current === null) return undefined;
    const timer = setTimeout(save, typingPause);
    return () => clearTimeout(timer);
  }, [draft, save]);

  useEffect(() => {
    const forget = beforeLeaving(save);
    return () => {
      forget();
      save();
    };
  }, [save]);

  return (
    <TextField
      label="Note"
      lines={3}
      value={draft ?? waiting ?? note}
      isDisabled={isDisabled}
      onChange={(text) => {
        unsaved.current = text;
        setDraft(text);
      }}
      onBlur={save}
    />
  );
}
