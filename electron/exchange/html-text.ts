/** The words of an HTML tree as a reader sees them: blocks become lines, so that paragraphs do not glue. */
import { parseHTML } from 'linkedom';

const blockTags = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);
const silentTags = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME SVG HEAD'.split(' '));

/** Lines of text; white space within a line is folded as browsers fold it. */
export function textOf(root: Node): string {
  const lines: string[] = [];
  let line = '';
  const endLine = (): void => {
    const folded = line.replaceAll(/[ \t\r\n]+/g, ' ').trim();
    if (folded !== '') lines.push(folded);
    line = '';
  };
  const walk = (node: Node): void => {
    if (node.nodeType === 3) line += node.textContent ?? '';
    if (node.nodeType !== 1 && node.nodeType !== 11 && node.nodeType !== 9) return;
    const tag = node.nodeName.toUpperCase();
    if (silentTags.has(tag)) return;
    if (tag === 'BR') return endLine();
    if (blockTags.has(tag)) endLine();
    for (const child of node.childNodes) walk(child);
    if (tag === 'TD' || tag === 'TH') line += ' ';
    if (blockTags.has(tag)) endLine();
  };
  walk(root);
  endLine();
  return lines.join('\n');
}

/** `&amp;` and its like as characters. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? (parseHTML(`<p>${text.replaceAll('<', '&lt;')}</p>`).document.querySelector('p')?.textContent ?? text)
    : text;
