/**
 * Paints annotations with the CSS Custom Highlight API: the text's elements stay as they are. One highlight
 * per code and depth, so that overlapping annotations of one code can be told apart. Every change of the
 * registry costs in proportion to all registered ranges, so only the text near the window is registered.
 */
import { lineColor } from '../ui/line-color';
import type { IntervalIndex } from '../../shared/interval-index';
import { deepest, deepestInLane, laneRule, lineRule } from '../../shared/line-look';
import type { Code } from '../../shared/records';
import type { Range } from '../../shared/span';
import type { LayeredRange } from './layers';
import type { TextMap } from './slate-text';
import { clip } from './viewport';

export type PaintedCode = Pick<Code, 'id' | 'name' | 'kind' | 'color' | 'lineStyle' | 'position'>;

const nameOf = (code: number, depth: number, lane: number | null): string =>
  lane === null
    ? `annotation-${code}-${Math.min(depth, deepest)}`
    : `lane-${lane}-${code}-${Math.min(depth, deepestInLane)}`;

/**
 * The rules of every code and depth. Fills are see-through, so that they add up where they overlap; their
 * lightness is kept away from that of the letters, so that text on any number of them can be read.
 */
export function highlightRules(codes: readonly PaintedCode[]): string {
  return codes
    .flatMap(({ color, lineStyle }, code) =>
      Array.from({ length: deepest + 1 }, (_, depth) => {
        const fill =
          lineStyle === 'fill'
            ? `background-color: light-dark(oklch(from ${color} max(l, 0.72) c h / 0.3), oklch(from ${color} min(l, 0.46) c h / 0.5));`
            : '';
        const underline = lineRule(lineStyle, depth, lineColor(color));
        return `::highlight(${nameOf(code, depth, null)}) { ${fill} ${underline} }`;
      }),
    )
    .join('\n');
}

/** The rules where coders are compared: each coder's lines run below those of the one before. */
export function laneRules(codes: readonly PaintedCode[], lanes: number): string {
  return codes
    .flatMap(({ color, lineStyle }, code) =>
      Array.from({ length: lanes * (deepestInLane + 1) }, (_, at) => {
        const [lane, depth] = [at % lanes, Math.floor(at / lanes)];
        const rule = laneRule(lineStyle, lane, depth, lineColor(color));
        return `::highlight(${nameOf(code, depth, lane)}) { ${rule} }`;
      }),
    )
    .join('\n');
}

export class HighlightPainter {
  readonly #map: TextMap;
  readonly #sheet = new CSSStyleSheet();
  readonly #registered = new Set<string>();
  #codeIndex = new Map<string, number>();
  #codes: readonly PaintedCode[] = [];

  constructor(map: TextMap) {
    this.#map = map;
    document.adoptedStyleSheets.push(this.#sheet);
  }

  /** @param lanes how many coders are compared; 0 where none are */
  setCodes(codes: readonly PaintedCode[], lanes: number): void {
    this.#codes = codes;
    this.#codeIndex = new Map(codes.map(({ id }, index) => [id, index]));
    this.#sheet.replaceSync(lanes > 0 ? laneRules(codes, lanes) : highlightRules(codes));
  }

  /** Shows the annotations that meet `window`, and no others. */
  paint(index: IntervalIndex<LayeredRange>, window: Range): void {
    const ranges = new Map<string, { ranges: StaticRange[]; priority: number }>();
    for (const layered of index.meeting(window)) {
      const code = this.#codeIndex.get(layered.codeId);
      const visible = clip(layered, window);
      if (code === undefined || !visible) continue;
      const name = nameOf(code, layered.depth, layered.lane);
      let found = ranges.get(name);
      if (!found) {
        const filled = this.#codes[code]?.lineStyle === 'fill';
        found = { ranges: [], priority: (filled ? 0 : 100) + Math.min(layered.depth, deepest) };
        ranges.set(name, found);
      }
      for (const { node, from, to } of this.#map.pieces(visible))
        found.ranges.push(
          new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }),
        );
    }
    for (const name of this.#registered) if (!ranges.has(name)) this.#forget(name);
    for (const [name, { ranges: list, priority }] of ranges) {
      const highlight = new Highlight(...list);
      highlight.priority = priority;
      CSS.highlights.set(name, highlight);
      this.#registered.add(name);
    }
  }

  dispose(): void {
    for (const name of this.#registered) this.#forget(name);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  #forget(name: string): void {
    CSS.highlights.delete(name);
    this.#registered.delete(name);
  }
}
