/** Words on their way into XML, with a look at what it cannot carry. */
import type { Aspect, Losses } from './losses';
import { type XmlAttributes, xmlElement, xmlWords } from './xml-writer';

const replaced = 'XML cannot carry control characters; “\ufffd” stands in their place.';

/** Whether XML carries the words as they are. */
export const isCarried = (words: string): boolean => {
  const marks = (text: string): number => text.split('\ufffd').length;
  return marks(words) === marks(xmlWords(words));
};

/** Notes where XML cannot carry the words of a record. */
export function noteWords(losses: Losses, aspects: readonly Aspect[], words: string, example: string): void {
  if (isCarried(words)) return;
  for (const aspect of aspects) losses.add(aspect, 'approximated', replaced, example);
}

/** An element of mere words; nothing for none. */
export const wordsIn = (name: string, words: string, attributes: XmlAttributes = {}): string =>
  words === '' ? '' : xmlElement(name, attributes, xmlWords(words));
