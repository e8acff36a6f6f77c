/**
 * Ranges of an article's text: zero-based, half-open, in UTF-16 code units, where a line break is one
 * `\n`. Everything that places words counts like this; other units are converted at the border.
 */
export interface Range {
  start: number;
  end: number;
}

/** Text order: earlier start first; of two with the same start the longer one, so that parents come first. */
export const compareRanges = (a: Range, b: Range): number => a.start - b.start || b.end - a.end;

export const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

export const sameRange = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

/** The range without white space at its edges; null when nothing else is left. */
export function trimRange(text: string, range: Range): Range | null {
  const words = text.slice(range.start, range.end);
  const start = range.start + (words.length - words.trimStart().length);
  const end = range.end - (words.length - words.trimEnd().length);
  return start < end ? { start, end } : null;
}

const segmenters = new Map<string, Intl.Segmenter>();

/** A segmenter for a language tag, which may be nonsense; made once for each. */
export function segmenter(
  granularity: 'grapheme' | 'word' | 'sentence',
  language: string | null,
): Intl.Segmenter {
  const key = `${granularity} ${language ?? ''}`;
  let found = segmenters.get(key);
  if (!found) {
    let locale: string | undefined;
    try {
      locale = language ? Intl.getCanonicalLocales(language)[0] : undefined;
    } catch {
      // A language tag from a web page may be nonsense; the default rules serve.
    }
    segmenters.set(key, (found = new Intl.Segmenter(locale, { granularity })));
  }
  return found;
}

/** Segments are looked for in this many code units around an offset, never in a million of them. */
const reach = 1000;

/** The stretch of the offset's paragraph around it, cut at the reach. */
function surroundings(text: string, offset: number): Range {
  const before = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const after = text.indexOf('\n', offset);
  return {
    start: Math.max(before, offset - reach),
    end: Math.min(after === -1 ? text.length : after, offset + reach),
  };
}

interface Segment extends Range {
  isWord: boolean;
}

function segmentsAround(
  text: string,
  offset: number,
  granularity: 'grapheme' | 'word',
  language: string | null,
): Segment[] {
  const { start, end } = surroundings(text, offset);
  // At an edge that is not the paragraph's own, the reach may have cut a word in two: that is none.
  const isCut = (at: number): boolean =>
    (at === start && start > 0 && text[start - 1] !== '\n') ||
    (at === end && end < text.length && text[end] !== '\n');
  return Array.from(segmenter(granularity, language).segment(text.slice(start, end)), (part) => {
    const from = start + part.index;
    const to = from + part.segment.length;
    return { start: from, end: to, isWord: (part.isWordLike ?? false) && !isCut(from) && !isCut(to) };
  });
}

/**
 * Both ends of a text are borders, and between two ASCII characters there is always one, but for CR LF, which
 * stored texts never hold.
 */
const isPlainBorder = (text: string, offset: number): boolean =>
  offset === 0 ||
  offset === text.length ||
  (text.charCodeAt(offset - 1) < 0x80 && text.charCodeAt(offset) < 0x80);

/** The range made larger where an edge would cut a surrogate pair or a combining sequence. */
export function toGraphemeBorders(text: string, range: Range): Range {
  const cutAt = (offset: number): Range | undefined => {
    if (isPlainBorder(text, offset)) return undefined;
    const around = surroundings(text, offset);
    const segments = segmenter('grapheme', null).segment(text.slice(around.start, around.end));
    const part = segments.containing(offset - around.start);
    const start = around.start + (part?.index ?? 0);
    return part && start < offset ? { start, end: start + part.segment.length } : undefined;
  };
  return { start: cutAt(range.start)?.start ?? range.start, end: cutAt(range.end)?.end ?? range.end };
}

/**
 * The range made larger to whole words, after trimming; null when it covers only white space.
 * Punctuation that was selected stays, punctuation beside it is not taken in.
 */
export function snapToWords(text: string, range: Range, language: string | null): Range | null {
  const trimmed = trimRange(text, range);
  if (!trimmed) return null;
  const { start, end } = toGraphemeBorders(text, trimmed);
  const wordAt = (offset: number): Segment | undefined =>
    segmentsAround(text, offset, 'word', language).find(
      (part) => part.isWord && part.start < offset && offset < part.end,
    );
  return { start: wordAt(start)?.start ?? start, end: wordAt(end)?.end ?? end };
}

/** The word that the offset lies in or touches; null between white space and punctuation. */
export function wordAt(text: string, offset: number, language: string | null): Range | null {
  const found = segmentsAround(text, offset, 'word', language).find(
    (part) => part.isWord && part.start <= offset && offset <= part.end,
  );
  return found ? { start: found.start, end: found.end } : null;
}

/**
 * Where the next or previous word begins or ends, for moving the `start` or `end` of a span by word.
 * Goes over paragraph breaks; returns the offset itself where the text ends.
 */
export function wordEdge(
  text: string,
  offset: number,
  edge: 'start' | 'end',
  direction: 'next' | 'previous',
  language: string | null,
): number {
  let from = offset;
  for (;;) {
    const edges = segmentsAround(text, from, 'word', language).flatMap((part) =>
      part.isWord ? [part[edge]] : [],
    );
    const found =
      direction === 'next' ? edges.find((at) => at > offset) : edges.findLast((at) => at < offset);
    if (found !== undefined) return found;
    const around = surroundings(text, from);
    const further = direction === 'next' ? around.end + 1 : around.start - 1;
    if (further > text.length || further < 0) return offset;
    from = further;
  }
}
