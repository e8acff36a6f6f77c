/** The window's one key listener: finds the action of a key press and runs it. */
import { type Action, actionsOfKey, platformOf } from './actions';
import { keepForField } from './annotations/to-fields';
import { editorFocus } from './editor-focus';
import { isTyped, shortcutsOf } from './shortcuts';
import { useStore } from './store';

/** Starts listening; the answer stops it. Capturing, so that a key means the same wherever the focus is. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes, every key is its own.
    if (event.defaultPrevented || event.isComposing || useStore.getState().dialog !== null) return;
    if (keepForField(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const action = actionFor(event);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat || action.repeats) void action.run();
  };
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
}

function actionFor(event: KeyboardEvent): Action | null {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  const altGraph = event.getModifierState('AltGraph');
  const before = useStore.getState();
  const press = { key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph };
  for (const shortcut of shortcutsOf(press, platformOf(before))) {
    const actions = actionsOfKey(before, shortcut);
    if (actions.length === 0) continue;
    const target = event.target instanceof Element ? event.target : null;
    const meant = actions.filter((action) => isMeant(action, shortcut, target));
    if (meant.length === 0) return null;
    if (editorFocus.hasFocus()) editorFocus.catchUp();
    const state = useStore.getState();
    return meant.find((action) => action.isAvailable(state)) ?? null;
  }
  return null;
}

/** Whether a key goes to the action rather than to the widget that has the focus. */
function isMeant({ id }: Action, shortcut: string, target: Element | null): boolean {
  if (!target) return true;
  if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"], .popover')) return false;
  // Where choices have the focus, figures and signs choose among them.
  if (target.closest('[data-choices]') && /^[-−+=\d]$/.test(shortcut)) return false;
  // A value among others is moved by Alt and the arrows.
  if (target.closest('.token') && /^Alt\+Arrow(Up|Down)$/.test(shortcut)) return false;
  if (shortcut === 'Escape') return target.getAttribute('aria-expanded') !== 'true';
  const field = target.closest<HTMLInputElement>('input:not([type="radio"]), textarea');
  if (!isTyped(shortcut)) {
    if (id === 'history.undo' || id === 'history.redo') return field === null || field.value === '';
    return !(field && shortcut.startsWith('Alt+'));
  }
  if (field) return false;
  if (shortcut === 'Enter') return inText(target) || target.closest('[aria-label="Annotations"]') !== null;
  if (shortcut === 'Delete' || shortcut === 'Backspace') return target.closest('form, nav') === null;
  return true;
}

const inText = (target: Element): boolean => target.closest('[aria-label="Article text"]') !== null;
