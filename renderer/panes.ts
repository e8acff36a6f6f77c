/** Moving the keyboard focus between the parts of the window. */
import { editorFocus } from './editor-focus';
import { useStore } from './store';
import type { View } from './views';

const focusIn = (selector: string): boolean => {
  const target = document.querySelector<HTMLElement>(selector);
  target?.focus();
  return target !== null && document.activeElement === target;
};

/** To the list of articles; where it is empty, to the button that adds some. */
export const focusLibrary = (): boolean =>
  focusIn('[data-pane="library"] [role="listbox"]') || focusIn('[data-pane="library"] .empty button');

interface Pane {
  within: string;
  focus: () => boolean;
}

/** What the window has to say above its panes, and offers to do about it. */
const banner: Pane = {
  within: '.workspace > .banner',
  focus: () => focusIn('.workspace > .banner button:not(:disabled)'),
};

const panesOfText: readonly Pane[] = [
  {
    within: '[data-pane="library"]',
    focus: focusLibrary,
  },
  { within: '[data-pane="article"]', focus: () => editorFocus.focus() },
  {
    within: '[data-pane="inspector"]',
    focus: () => focusIn('[data-pane="inspector"] [role="listbox"]'),
  },
  banner,
];

/** What stands side by side in the other views: the figures and their passages, the queue and one of its passages. */
const panesOfViews: Partial<Record<View, readonly Pane[]>> = {
  article: panesOfText,
  compare: [
    { within: '.agreement', focus: () => focusIn('.agreement button') },
    { within: '.passages', focus: () => focusIn('.passages [role="listbox"]') },
    banner,
  ],
  adjudicate: [
    { within: '.adjudicate-list', focus: () => focusIn('.adjudicate-list [role="listbox"]') },
    { within: '.dispute', focus: () => focusIn('.dispute button:not(:disabled)') },
    banner,
  ],
};

export const hasPanes = (view: View): boolean => panesOfViews[view] !== undefined;

/** Goes to the next pane (1) or the previous one (-1), past those that have nothing to focus. */
export function cyclePanes(by: 1 | -1): void {
  const panes = panesOfViews[useStore.getState().view] ?? [];
  const active = document.activeElement;
  const current = panes.findIndex(({ within }) => active?.closest(within));
  for (let step = 1; step <= panes.length; step += 1) {
    const next = panes[(current + by * step + panes.length * 2) % panes.length];
    if (next?.focus()) return;
  }
}
