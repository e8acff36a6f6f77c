/**
 * `xml:id` names one element of a document. Where a file gives one to several, nothing that points to it can say which it
 * means: that is noted. Documents that were put together into a corpus as they were may each have used the same ids;
 * within each, they still mean its own.
 */
import type { XmlElement } from '../xml';
import type { Losses } from './losses';

const inOneText = 'Several elements have the same xml:id; what points to it is taken to mean the first.';
const inSeveral =
  'Elements of several texts have the same xml:id; within a text it means its own, and else the first.';

/** Notes ids that name several elements; in each text only the first of them keeps it. */
export function untangleIds(root: XmlElement, losses: Losses): void {
  const everywhere = new Set<string>();
  const go = (element: XmlElement, own: Set<string>): void => {
    const id = element.attributes['xml:id'];
    if (id !== undefined) {
      const example = `<${element.name} xml:id="${id}">`;
      if (own.has(id)) {
        losses.add('foreign data', 'mismatch', inOneText, example);
        const others = Object.entries(element.attributes).filter(([name]) => name !== 'xml:id');
        element.attributes = Object.fromEntries(others);
      } else if (everywhere.has(id)) losses.add('foreign data', 'mismatch', inSeveral, example);
      own.add(id);
      everywhere.add(id);
    }
    for (const child of element.children)
      if (typeof child !== 'string') go(child, child.name === 'TEI' ? new Set() : own);
  };
  go(root, new Set());
}
