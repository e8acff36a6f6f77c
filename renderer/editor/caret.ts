/**
 * A caret and keyboard selection in text that nobody can change. An element with an `EditContext` gets
 * both from the browser, while what is typed, pasted, deleted or composed goes to the context, not to the
 * page; here it is dropped.
 */

/** https://w3c.github.io/edit-context/ as far as it is used here; not in TypeScript's DOM library. */
interface EditContext extends EventTarget {
  readonly text: string;
  updateText(start: number, end: number, text: string): void;
  updateSelection(start: number, end: number): void;
}
declare global {
  interface HTMLElement {
    editContext: EditContext | null;
  }
  interface Window {
    EditContext: new () => EditContext;
  }
}

/** Gives the element a caret. @returns the function that takes it away. */
export function attachCaret(root: HTMLElement): () => void {
  const context = new window.EditContext();
  const forget = (): void => {
    context.updateText(0, context.text.length, '');
    context.updateSelection(0, 0);
  };
  context.addEventListener('textupdate', forget);
  root.editContext = context;
  return () => {
    context.removeEventListener('textupdate', forget);
    root.editContext = null;
  };
}
