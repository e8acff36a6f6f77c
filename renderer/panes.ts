/** Moving the keyboard focus between the parts of the window. */
import { editorFocus } from './editor-focus';

const focusIn = (selector: string): boolean => {
  const target = document.querySelector<HTMLElement>(selector);
  target?.focus();
  return target !== null && document.activeElement === target;
};

/** To the list of articles; where it is empty, to the button that adds some. */
export const focusLibrary = (): boolean =>
  focusIn('[data-pane="library"] [role="listbox"]') || focusIn('[data-pane="library"] .empty button');

const panes: { within: string; focus: () => boolean }[] = [
  {
    within: '[data-pane="library"]',
    focus: focusLibrary,
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
