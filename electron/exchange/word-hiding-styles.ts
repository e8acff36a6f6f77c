/** Which styles of a Word document hide the words that have them. */
import type { XmlElement } from '../../shared/xml';

/** Whether a run without an order of its own is hidden by its styles; an empty id is that of no style. */
export type HidingStyles = (paragraphStyle: string, characterStyle: string) => boolean;

/** So many styles may be made one from another; more is a circle. */
const longestChain = 50;

/**
 * `vanish` is a toggle (ECMA-376 part 1, 17.7.3): in one chain of styles the nearest that speaks of it counts,
 * the style of the paragraph and that of the characters undo one another, and the document's default adds to both.
 * @param styles the root of the part with the styles, if there is one
 */
export function hidingStyles(styles: XmlElement | null): HidingStyles {
  const byId = new Map<string, XmlElement>();
  const defaults = { paragraph: '', character: '' };
  for (const style of childrenOf(styles, 'style')) {
    const { styleId = '', type = '' } = style.attributes;
    if (!byId.has(styleId)) byId.set(styleId, style);
    if ((type === 'paragraph' || type === 'character') && isOn(style.attributes.default ?? '0'))
      defaults[type] ||= styleId;
  }
  const known = new Map<string, boolean>();
  const hides = (id: string, type: keyof typeof defaults): boolean => {
    const key = `${type} ${id}`;
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = inChain(byId, id, type)));
    return found;
  };
  const isHiddenByDefault = vanishOf(childOf(childOf(styles, 'docDefaults'), 'rPrDefault')) ?? false;
  return (paragraphStyle, characterStyle) =>
    isHiddenByDefault ||
    hides(paragraphStyle || defaults.paragraph, 'paragraph') !==
      hides(characterStyle || defaults.character, 'character');
}

function inChain(byId: ReadonlyMap<string, XmlElement>, id: string, type: string): boolean {
  let style = byId.get(id);
  for (let steps = 0; style?.attributes.type === type && steps < longestChain; steps++) {
    const vanish = vanishOf(style);
    if (vanish !== null) return vanish;
    style = byId.get(childOf(style, 'basedOn')?.attributes.val ?? '');
  }
  return false;
}

/** What a style itself says about hiding; null where it says nothing. */
function vanishOf(style: XmlElement | null): boolean | null {
  const vanish = childOf(childOf(style, 'rPr'), 'vanish');
  return vanish && isOn(vanish.attributes.val ?? '1');
}

/** Whether a property that is on or off is on. @param value as it is written; a property without one is on */
export const isOn = (value: string): boolean => !['0', 'false', 'off', 'none'].includes(value);

const childrenOf = (element: XmlElement | null, name: string): XmlElement[] =>
  (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );

const childOf = (element: XmlElement | null, name: string): XmlElement | null =>
  childrenOf(element, name)[0] ?? null;
