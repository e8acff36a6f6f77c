/** Moving the keyboard focus between the parts of the window. */
import { editorFocus } from './editor-focus';
import { useStore } from './store';

const focusIn = (selector: string): boolean => {
  const target = document.querySelector<HTMLElement>(selector);
  target?.focus();
  return target !== null;
};

const panes: { within: string; focus: () => boolean }[] = [
  {
    within: '[data-pane="library"]',
    focus: () => focusIn('[data-pane="library"] [role="listbox"]') || focusIn('[data-pane="library"] button'),
  },
  { within: '[data-pane="article"]', focus: () => editorFocus.focus() },
  {
    within: '[data-pane="inspector"]',
    focus: () => focusIn('[data-pane="inspector"] [role="listbox"]'),
  },
];

/** Goes to the next pane (1) or the previous one (-1), past those that have nothing to focus. */
export function cyclePanes(by: 1 | -1): void {
  const active = document.activeElement;
  const current = panes.findIndex(({ within }) => active?.closest(within));
  for (let step = 1; step <= panes.length; step += 1) {
    const next = panes[(current + by * step + panes.length * 2) % panes.length];
    if (next?.focus()) return;
  }
}

/** Goes to the note of the selected annotation, whose fields may follow the selection a frame later. */
export function focusNote(): void {
  const inspector = document.querySelector('[data-pane="inspector"]');
  if (inspector?.querySelector('[inert]')) requestAnimationFrame(focusNote);
  else [...(inspector?.querySelectorAll<HTMLElement>('form [data-fields] textarea') ?? [])].at(-1)?.focus();
}

const focusable = ':is(input, textarea, button):not([disabled])';

/**
 * Goes to the first field that has no answer yet, else to the first: not to the code, which tagging has
 * answered. The fields come a frame or more after the annotation is selected, and this waits for them.
 */
export function focusFirstField(): void {
  const fields = fieldsOfSelected(focusFirstField);
  const empty = fields?.querySelector<HTMLElement>(`[data-empty] ${focusable}`);
  (empty ?? fields?.querySelector<HTMLElement>(focusable))?.focus();
}

/** Goes to where the field of an attribute of the selected annotation takes what is typed. */
export function focusField(attributeId: string): void {
  fieldsOfSelected(() => focusField(attributeId))
    ?.querySelector<HTMLElement>(`[data-field="${CSS.escape(attributeId)}"] :is(input, textarea)`)
    ?.focus();
}

/** The fields of the selected annotation; null before they are there, in which case `again` is tried later. */
function fieldsOfSelected(again: () => void): Element | null {
  const { selectedId, records } = useStore.getState();
  const inspector = document.querySelector('[data-pane="inspector"]');
  if (selectedId === null || !records.annotation.has(selectedId) || !inspector) return null;
  const fields = inspector.querySelector(`[data-fields="${CSS.escape(selectedId)}"]`);
  if (!fields) requestAnimationFrame(again);
  return fields;
}
