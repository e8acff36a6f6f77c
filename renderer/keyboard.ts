/** The window's one key listener: finds the action of a key press and runs it. */
import { allActions } from './actions';
import { isTyped, matches } from './shortcuts';
import { useStore } from './store';

/** Starts listening; the answer stops it. Capturing, so that a key means the same wherever the focus is. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const state = useStore.getState();
    if (event.defaultPrevented || event.isComposing || state.dialog !== null) return;
    const target = event.target instanceof Element ? event.target : null;
    const platform = state.start?.platform ?? 'linux';
    const action = allActions(state).find(({ shortcuts }) =>
      shortcuts.some((shortcut) => matches(shortcut, event, platform) && isMeant(shortcut, target)),
    );
    if (!action?.isAvailable(state)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat || action.repeats) void action.run();
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
}

/** Whether a key goes to the action rather than to the widget that has the focus. */
function isMeant(shortcut: string, target: Element | null): boolean {
  if (!target) return true;
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], .popover')) return false;
  // Where choices have the focus, figures and signs choose among them.
  if (target.closest('[data-choices]') && /^[-−+=\d]$/.test(shortcut)) return false;
  // A value among others is moved by Alt and the arrows.
  if (target.closest('.token') && /^Alt\+Arrow(Up|Down)$/.test(shortcut)) return false;
  if (shortcut === 'Escape') return target.getAttribute('aria-expanded') !== 'true';
  const field = target.closest<HTMLInputElement>('input:not([type="radio"]), textarea');
  if (shortcut === 'Mod+z' || shortcut === 'Mod+Shift+z' || shortcut === 'Mod+y')
    return field === null || field.value === '';
  if (!isTyped(shortcut)) return !(field && shortcut.startsWith('Alt+'));
  if (field) return false;
  if (shortcut === 'Enter') return inText(target) || target.closest('[aria-label="Annotations"]') !== null;
  if (shortcut === 'Delete' || shortcut === 'Backspace') return target.closest('form, nav') === null;
  return true;
}

const inText = (target: Element): boolean => target.closest('[aria-label="Article text"]') !== null;
