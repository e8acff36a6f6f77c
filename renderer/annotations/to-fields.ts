/**
 * Going by key from the text to the fields of the selected annotation. They may come later: a tag is on its
 * way into the file, and fields are drawn after highlights. What is typed meanwhile is meant for the field,
 * and would do all sorts of things as keys of the text; so it is kept, and typed there when the field has come.
 */
import { flushSync } from 'react-dom';
import { useStore } from '../store';
import { whenTagged } from './tagging';

const focusable = ':is(input, textarea, button):not([disabled])';

/** The first field that has no answer yet, else the first: not the code, which tagging has answered. */
export const goToFirstField = (): Promise<void> =>
  go(
    (fields) =>
      fields.querySelector<HTMLElement>(`[data-empty] ${focusable}`) ??
      fields.querySelector<HTMLElement>(focusable),
  );

/** Where the field of one attribute takes what is typed. */
export const goToField = (attributeId: string): Promise<void> =>
  go((fields) =>
    fields.querySelector<HTMLElement>(`[data-field="${CSS.escape(attributeId)}"] :is(input, textarea)`),
  );

export const goToNote = (): Promise<void> =>
  go((fields) => [...fields.querySelectorAll<HTMLElement>('textarea')].at(-1) ?? null);

/** What was typed on the way; null while nobody is on it. */
let typed: string | null = null;

/** Keeps a typed character that belongs to the field that is on its way; says whether it did. */
export function keepForField({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (typed === null || ctrlKey || metaKey || altKey || [...key].length !== 1) return false;
  // Whoever has gone to a field of their own types there.
  if (target instanceof Element && target.closest('input:not([type="radio"]), textarea')) return false;
  typed += key;
  return true;
}

async function go(find: (fields: Element) => HTMLElement | null): Promise<void> {
  typed ??= '';
  try {
    if (!(await whenTagged())) return;
    const { selectedId } = useStore.getState();
    // The fields follow the selection when there is time; now somebody waits for them.
    flushSync(() => useStore.setState({ fieldsWantedFor: selectedId }));
    const fields =
      selectedId === null
        ? null
        : document.querySelector(`[data-pane="inspector"] [data-fields="${CSS.escape(selectedId)}"]`);
    const field = fields && find(fields);
    field?.focus();
    if (typed !== '' && field?.matches('input:not([type="radio"]), textarea'))
      document.execCommand('insertText', false, typed);
  } finally {
    typed = null;
  }
}
