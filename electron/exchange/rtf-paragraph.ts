/** What a paragraph of RTF is: by its own words, by the style it has, and by the mark before it. */
import type { BlockLook } from './body';

/** What control words say about a paragraph; they hold within their group. */
export interface RtfParagraph {
  /** The number of its style. */
  style: number;
  /** Of the list that it belongs to; 0 for none. */
  list: number;
  /** In the list, from 0. */
  level: number;
  /** From 0; 9 for body text, null where nothing is said. */
  outline: number | null;
  isInTable: boolean;
}

export const plainParagraph: RtfParagraph = { style: 0, list: 0, level: 0, outline: null, isInTable: false };

/** A style of the document's list of styles. */
export interface RtfStyle {
  number: number;
  name: string;
  outline: number | null;
}

/** The outline level that a style gives, from 0; null for none. Word writes these names in any language. */
function outlineOf({ name, outline }: RtfStyle): number | null {
  if (outline !== null) return outline;
  const heading = /^heading (\d)$/i.exec(name)?.[1];
  if (heading !== undefined) return Number(heading) - 1;
  return /^title$/i.test(name) ? 0 : /^subtitle$/i.test(name) ? 1 : null;
}

/** Whether a list's mark counts: `3.`, `b)`, `iv.`; a lone letter may be a bullet in a font of pictures. */
const counts = (mark: string): boolean => /\d|[\p{L}][.)]/u.test(mark);

/** @param mark the bullet or number that stands before the paragraph; empty for none */
export function lookOf(
  { style, list, level, outline }: RtfParagraph,
  styles: ReadonlyMap<number, RtfStyle>,
  mark: string,
): BlockLook {
  const styled = styles.get(style);
  const heading = outline ?? (styled ? outlineOf(styled) : null);
  if (heading !== null && heading >= 0 && heading < 9) return { kind: 'heading', level: heading + 1 };
  if (list > 0 || mark.trim() !== '') return { kind: 'item', level: level + 1, ordered: counts(mark) };
  if (styled && /^(?:intense )?quot(?:e|ations?)$/i.test(styled.name)) return { kind: 'quote' };
  return { kind: 'paragraph' };
}
