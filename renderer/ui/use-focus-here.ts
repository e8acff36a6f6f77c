import { type RefObject, useEffect, useRef } from 'react';

/**
 * For a view that may come up with nothing in it to focus: the keyboard is then in the view as a whole, not nowhere.
 * The element takes `tabIndex={-1}`.
 */
export function useFocusHere<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus();
  }, []);
  return element;
}
