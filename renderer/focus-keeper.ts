/**
 * The keyboard never falls to the page as a whole: when what has the focus goes away, what is nearest takes
 * it up. Whoever knows better where the work goes on says so in `focus-after.ts`, and comes first.
 */
import { editorFocus } from './editor-focus';
import { focusLibrary } from './panes';

/** The element that had the focus last, then what it stood in, up to the page. */
let path: readonly Element[] = [];
/** What got the focus for want of anything better; null once the user does something. */
let standIn: Element | null = null;

/** Whether nobody chose where the focus is. */
export const isFocusUnclaimed = (): boolean =>
  document.activeElement === document.body || document.activeElement === standIn;

/** Frames after which the focus counts as lost: a dialog that closes gives it back, or `focus-after` moves it. */
const patience = 4;

/** Starts watching; the answer stops it. */
export function keepFocus(): () => void {
  let frame = 0;
  const wait = (frames: number): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => (frames > 1 ? wait(frames - 1) : findFocus()));
  };
  const onFocusIn = ({ target }: FocusEvent): void => {
    path = target instanceof Element ? [...ancestors(target)] : [];
  };
  const onDeed = (): void => void (standIn = null);
  const lost = new MutationObserver(() => {
    if (document.activeElement === document.body && path.length > 0) wait(patience);
  });
  lost.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'inert', 'hidden'],
  });
  document.addEventListener('focusin', onFocusIn);
  for (const deed of ['keydown', 'pointerdown']) window.addEventListener(deed, onDeed, { capture: true });
  return () => {
    cancelAnimationFrame(frame);
    lost.disconnect();
    document.removeEventListener('focusin', onFocusIn);
    for (const deed of ['keydown', 'pointerdown'])
      window.removeEventListener(deed, onDeed, { capture: true });
  };
}

/** A click beside everything takes the focus on purpose: what had it is still there. */
function findFocus(): void {
  const [last, ...around] = path;
  if (document.activeElement !== document.body || !last || isUsable(last)) return;
  for (const element of around) {
    if (isUsable(element) && focusFirst(element)) return;
    if (element.matches(regions)) break;
  }
  focusElsewhere();
  standIn = document.activeElement;
}

/** Beyond these, what is near in the document is not near in the window. */
const regions = 'main, nav, aside, [data-pane], [role="dialog"], [role="alertdialog"]';

const focusElsewhere = (): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].toReversed().some(focusFirst) ||
  editorFocus.focus() ||
  focusLibrary() ||
  [...document.querySelectorAll('main')].toReversed().some(focusFirst);

/** What a user can reach by the Tab key. */
const reachable = ['a[href]', 'button', 'input', 'select', 'textarea', '[tabindex]', '[contenteditable]']
  .map((selector) => `${selector}:not(:disabled):not([tabindex="-1"])`)
  .join();

function focusFirst(within: Element): boolean {
  for (const element of within.querySelectorAll<HTMLElement>(reachable)) {
    if (!isUsable(element)) continue;
    element.focus();
    if (document.activeElement === element) return true;
  }
  return false;
}

const isUsable = (element: Element): boolean =>
  element.isConnected &&
  !element.matches(':disabled') &&
  element.closest('[inert]') === null &&
  element.checkVisibility();

function* ancestors(element: Element): Generator<Element> {
  for (let next: Element | null = element; next; next = next.parentElement) yield next;
}
