/** Characters that HTML writes as words. */
import { parseHTML } from 'linkedom';

/** `&amp;` and its like as characters. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? (parseHTML(`<p>${text.replaceAll('<', '&lt;')}</p>`).document.querySelector('p')?.textContent ?? text)
    : text;
