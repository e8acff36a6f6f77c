/** What the styles of an OpenDocument text say of its paragraphs, lists and hidden words. */
import type { BlockLook } from './body';
import { elementsIn, type XmlElement } from '../../shared/xml';

export interface OdtStyles {
  /** What a paragraph of this style is, when it is neither heading nor list's item. */
  lookOf(style: string): BlockLook;
  /** @param level from 1 */
  counts(list: string, level: number): boolean;
  isHidden(style: string): boolean;
}

/** @param parts what holds styles: content.xml and styles.xml, where they are there */
export function readOdtStyles(parts: readonly XmlElement[]): OdtStyles {
  const parents = new Map<string, string>();
  const hidden = new Set<string>();
  const counted = new Set<string>();
  for (const part of parts) {
    for (const style of elementsIn(part, 'style')) {
      const { name = '', 'parent-style-name': parent } = style.attributes;
      if (parent !== undefined && parent !== name) parents.set(name, parent);
      for (const looks of elementsIn(style, 'text-properties'))
        if (looks.attributes.display === 'none') hidden.add(name);
    }
    for (const list of elementsIn(part, 'list-style'))
      for (const level of elementsIn(list, 'list-level-style-number'))
        if (level.attributes['num-format'] !== '')
          counted.add(`${list.attributes.name ?? ''} ${level.attributes.level ?? '1'}`);
  }
  return {
    lookOf(style) {
      let name: string | undefined = style;
      // Styles may be made from each other in a circle.
      for (let steps = 0; name !== undefined && steps < 20; steps++) {
        if (/^(?:Intense_20_)?Quot(?:e|ations)$/.test(name)) return { kind: 'quote' };
        if (name === 'Title') return { kind: 'heading', level: 1 };
        if (name === 'Subtitle') return { kind: 'heading', level: 2 };
        name = parents.get(name);
      }
      return { kind: 'paragraph' };
    },
    counts: (list, level) => counted.has(`${list} ${level}`),
    isHidden: (style) => hidden.has(style),
  };
}
