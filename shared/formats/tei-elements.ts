/** Parts of TEI elements that all readers need. */
import type { XmlElement, XmlNode } from '../xml';
import type { Foreign } from './dataset-builder';

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';
export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child): child is XmlElement => isElement(child) && child.name === name);
export const folded = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();

/** What a pointer such as `#a1 other.xml#b` names within the file. */
export const targetsOf = (pointers: string | undefined): string[] =>
  (pointers ?? '')
    .split(/\s+/)
    .filter((pointer) => pointer.startsWith('#'))
    .map((pointer) => pointer.slice(1));

/** What a record was called: our own id, where the file is ours and had no other name for it. */
export const foreignOf = (type: string, xmlId: string, isOurs: boolean): Foreign => ({
  id: isOurs && xmlId.startsWith(`${type}-`) ? xmlId.slice(type.length + 1) : xmlId,
});

/** Notes what a name means, unless it means something already: texts of one corpus may use the same. */
export function call(names: Map<string, string>, xmlId: string, id: string): void {
  if (xmlId !== '' && !names.has(xmlId)) names.set(xmlId, id);
}
