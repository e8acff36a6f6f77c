/**
 * The words of a text with their annotations: each stretch under the same annotations stands in as many nested
 * elements, so that fills and lines add up, and the number of an annotation stands where it begins.
 */
import { deepest } from '../line-look';
import { layer } from '../segments';
import { compareRanges, type Range } from '../span';
import type { CodedAnnotation } from './dataset';
import { htmlElement, htmlWords } from './html-writer';

/** More than these over one word cannot be told apart; the others have their number only. */
const mostAtOnce = 8;

interface Mark extends Range {
  id: string;
  annotationId: string;
  /** Its code, by which it is layered. */
  group: string;
  depth: number;
}

/** Writes stretches of one text, which must come in text order. */
export class MarkedWords {
  private readonly marks: readonly Mark[];
  private next = 0;
  private open: Mark[] = [];
  /** Spans that have their number; the annotations of these. */
  private readonly numbered = new Set<string>();
  private readonly seen = new Set<string>();
  private begun: string[] = [];

  /**
   * @param numbers of annotations by their ids
   * @param classOf a code and a depth; see `markRules`
   */
  constructor(
    private readonly text: string,
    annotations: readonly CodedAnnotation[],
    private readonly numbers: ReadonlyMap<string, number>,
    private readonly classOf: (codeId: string, depth: number) => string,
  ) {
    const ranges = annotations.flatMap(({ annotation, spans }) =>
      spans
        .filter(({ startOffset, endOffset, quote }) => text.slice(startOffset, endOffset) === quote)
        .map(({ id, startOffset, endOffset }) => ({
          id,
          annotationId: annotation.id,
          group: annotation.codeId,
          start: startOffset,
          end: endOffset,
        })),
    );
    const number = ({ annotationId }: { annotationId: string }): number => numbers.get(annotationId) ?? 0;
    this.marks = layer(ranges).toSorted(
      (one, other) => compareRanges(one, other) || number(one) - number(other),
    );
  }

  /** The annotations whose numbers were written since this was asked last, each when it came first. */
  taken(): string[] {
    const { begun } = this;
    this.begun = [];
    return begun;
  }

  render({ start, end }: Range): string {
    for (let mark = this.marks[this.next]; mark && mark.start < end; mark = this.marks[++this.next])
      this.open.push(mark);
    this.open = this.open.filter((mark) => mark.end > start);
    const borders = new Set([start, end]);
    for (const mark of this.open)
      for (const at of [mark.start, mark.end]) if (at > start && at < end) borders.add(at);
    const places = [...borders].toSorted((one, other) => one - other);
    const active: Mark[] = [];
    let nextHere = 0;
    return places
      .slice(0, -1)
      .map((from, at) => {
        for (let mark = this.open[nextHere]; mark && mark.start <= from; mark = this.open[++nextHere])
          active.push(mark);
        for (let index = active.length - 1; index >= 0; index -= 1)
          if (active[index]!.end <= from) active.splice(index, 1);
        return this.stretch(from, places[at + 1]!, active);
      })
      .join('');
  }

  /** @param active those over the stretch, in text order: what began before goes around what begins here */
  private stretch(from: number, to: number, active: readonly Mark[]): string {
    let html = htmlWords(this.text.slice(from, to));
    const isDrawn = new Set(active.slice(-mostAtOnce));
    for (const mark of active.toReversed()) {
      const number = this.numbered.has(mark.id) ? '' : this.numberOf(mark);
      if (isDrawn.has(mark))
        html = htmlElement('span', { class: this.classOf(mark.group, Math.min(mark.depth, deepest)) }, html);
      html = number + html;
    }
    for (const mark of active) if (!this.numbered.has(mark.id)) this.keep(mark);
    return html;
  }

  private numberOf({ annotationId }: Mark): string {
    const number = this.numbers.get(annotationId) ?? 0;
    const isFirst = !this.seen.has(annotationId);
    const attributes = { class: 'number', href: `#note-${number}`, id: isFirst ? `words-${number}` : null };
    return htmlElement('a', attributes, String(number));
  }

  private keep({ id, annotationId }: Mark): void {
    this.numbered.add(id);
    if (!this.seen.has(annotationId)) this.begun.push(annotationId);
    this.seen.add(annotationId);
  }
}
