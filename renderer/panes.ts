/** Moving the keyboard focus between the parts of the window. */
import { editorFocus } from './editor-focus';

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

const focusable = ':is(input, textarea, button):not([disabled])';

/** The first field that has no answer yet, else the first: not the code, which tagging has answered. */
export function focusFirstField(): void {
  const form = document.querySelector('[data-pane="inspector"] form');
  form
    ?.querySelector<HTMLElement>(
      `[data-fields] [data-empty] ${focusable}, [data-fields]:not(:has([data-empty])) ${focusable}`,
    )
    ?.focus();
}

/** Goes to where the field of an attribute takes what is typed. */
export function focusField(attributeId: string): void {
  document
    .querySelector<HTMLElement>(
      `[data-pane="inspector"] [data-field="${CSS.escape(attributeId)}"] :is(input, textarea)`,
    )
    ?.focus();
}
