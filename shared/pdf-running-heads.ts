/** Lines that stand on most pages in the same place: running heads, feet and page numbers. */
import type { Line } from './pdf-lines';

/** A line counts as the same wherever its baseline is within so many points. */
const tolerance = 4;
/** So many lines from the top and from the bottom of a page are looked at. */
const looked = 3;

/** On so many pages of a document a head must stand. Left and right pages of longer ones have heads of their own. */
const enoughOf = (pages: number): number => Math.max(2, Math.ceil(pages * (pages < 6 ? 0.6 : 0.2)));

export interface Page {
  label: string;
  /** In points. */
  height: number;
  lines: readonly Line[];
}

/** Numbers change from page to page. */
const withoutNumbers = (text: string): string =>
  text
    .replaceAll(/[0-9\u0660-\u0669\u06f0-\u06f9]+/g, '#')
    .replaceAll(/\b[ivxlc]+\b/gi, (word) => (/^[ivxlc]+$/.test(word) ? '#' : word))
    .trim();

/**
 * @returns the pages without these lines, and the lines once each, in the order in which they were first met
 */
export function withoutRunningHeads(pages: readonly Page[]): { pages: Page[]; heads: string[] } {
  const places = new Map<string, { y: number; pages: Set<number> }[]>();
  for (const [index, page] of pages.entries()) {
    for (const line of edgesOf(page)) {
      const key = withoutNumbers(line.text);
      const known = places.get(key) ?? [];
      const place = known.find(({ y }) => Math.abs(y - line.y) <= tolerance);
      if (place) place.pages.add(index);
      else known.push({ y: line.y, pages: new Set([index]) });
      places.set(key, known);
    }
  }
  const isHead = (line: Line): boolean => {
    const key = withoutNumbers(line.text);
    const place = places.get(key)?.find(({ y }) => Math.abs(y - line.y) <= tolerance);
    return place !== undefined && place.pages.size >= (key === '#' ? 2 : enoughOf(pages.length));
  };
  const heads = new Set<string>();
  const left = pages.map((page) => {
    const edges = new Set(edgesOf(page).filter(isHead));
    for (const { text } of edges) heads.add(withoutNumbers(text) === '#' ? 'page numbers' : text);
    return { ...page, lines: page.lines.filter((line) => !edges.has(line)) };
  });
  return { pages: left, heads: [...heads] };
}

/** The outermost lines of a page, within its upper and lower eighth. */
function edgesOf({ lines, height }: Page): Line[] {
  const sorted = lines.toSorted((one, other) => one.y - other.y);
  return [
    ...sorted.slice(0, looked).filter(({ y }) => y < height / 8),
    ...sorted.slice(-looked).filter(({ y }) => y > (height * 7) / 8),
  ];
}
