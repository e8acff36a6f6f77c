/** Where the keyboard goes on when what had it is gone: never to the page as a whole. */

/** To the name of the actor or concept that is shown; whoever listens hears which one that is. */
export const focusShownEntry = (): void => focusWhenDrawn('.entry-header h2');

/** To the table or tree of all actors or concepts; where it is empty, to the field above it. */
export const focusEntries = (): void =>
  focusWhenDrawn('.registry-list .virtual-list', '.registry-list .search input');

/** To a view as a whole, which may have nothing else to focus; its `main` takes `tabIndex={-1}`. */
export const focusView = (): void => focusWhenDrawn('main.view');

/** To the list of disagreements. */
export const focusDisagreements = (): void => focusWhenDrawn('.adjudicate-list .virtual-list');

/** To the tree of codes. */
export const focusCodes = (): void => focusWhenDrawn('.codebook-list .virtual-list');

/** To where another attribute, or another choice of the open one, is made. */
export const focusNewAttribute = (): void => focusWhenDrawn('[aria-label="Attributes"] > .new-item input');
export const focusNewChoice = (): void => focusWhenDrawn('[aria-label="Attributes"] li .new-item input');

/** To the list of articles; where it is empty, to the button that adds some. */
export const focusArticles = (): void =>
  focusWhenDrawn('[data-pane="library"] [role="listbox"]', '[data-pane="library"] button');

/** How many frames a dialog may take to leave: a second. */
const patience = 60;

/**
 * To the first of these that is there, once the dialog that was closed has left the page. A frame later it
 * gives the focus back to what opened it, which may be gone: this comes after that.
 */
function focusWhenDrawn(...selectors: string[]): void {
  const focus = (): void => {
    for (const selector of selectors) {
      const found = document.querySelector<HTMLElement>(selector);
      found?.focus();
      if (found) return;
    }
  };
  const wait = (frames: number): void => {
    const isLeaving = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
    if (isLeaving && frames < patience) requestAnimationFrame(() => wait(frames + 1));
    else requestAnimationFrame(() => requestAnimationFrame(focus));
  };
  wait(0);
}
