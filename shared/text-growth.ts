/**
 * Growing a selection step by step: word, name, clause, quotation, sentence, paragraph; and back the same
 * way. Offsets are UTF-16 code units, half-open; a caret is a range without length.
 */
import { nameAround } from './proper-names';
import { paragraphAround, sentenceAt } from './sentences';
import { type Range, sameRange, snapToWords, trimRange, wordAt } from './span';

/** The next larger unit of text around a range; the range itself where there is none. */
export function grow(text: string, range: Range, language: string | null): Range {
  const larger = unitsAround(text, range, language).filter(
    (unit) => unit.start <= range.start && range.end <= unit.end && !sameRange(unit, range),
  );
  return (
    larger.reduce(
      (best: Range | null, unit) => (best && lengthOf(best) <= lengthOf(unit) ? best : unit),
      null,
    ) ?? range
  );
}

/** The next smaller unit that begins where the range begins or lies in it first; a caret when there is none. */
export function shrink(text: string, range: Range, language: string | null): Range {
  let smaller: Range = { start: range.start, end: range.start };
  for (;;) {
    const next = grow(text, smaller, language);
    const isInside = next.start >= range.start && next.end <= range.end && !sameRange(next, range);
    if (!isInside || sameRange(next, smaller)) return smaller;
    smaller = next;
  }
}

/** The selections that growing went through, smallest first; the last one is what is selected now. */
export type Growth = readonly Range[];

/** One step larger. A selection that was made in another way begins a new growth. */
export function grown(growth: Growth, selected: Range, text: string, language: string | null): Growth {
  const before = isAt(growth, selected) ? growth : [selected];
  const next = grow(text, selected, language);
  return sameRange(next, selected) ? before : [...before, next];
}

/** One step back: to what was selected before growing, else to the next smaller unit. */
export function shrunk(growth: Growth, selected: Range, text: string, language: string | null): Growth {
  if (isAt(growth, selected) && growth.length > 1) return growth.slice(0, -1);
  return [shrink(text, selected, language)];
}

function isAt(growth: Growth, selected: Range): boolean {
  const last = growth.at(-1);
  return last !== undefined && sameRange(last, selected);
}

const lengthOf = ({ start, end }: Range): number => end - start;

function unitsAround(text: string, range: Range, language: string | null): Range[] {
  const first = sentenceAt(text, range.start, language);
  const last = sentenceAt(text, Math.max(range.start, range.end - 1), language);
  const quotations = quotationsAround(text, range);
  const units = [
    wordsAround(text, range, language),
    nameAround(text, range, language),
    trimRange(text, {
      start: paragraphAround(text, range.start).start,
      end: paragraphAround(text, range.end).end,
    }),
    ...quotations,
  ];
  if (first && last) {
    const sentence = { start: first.start, end: Math.max(first.end, last.end) };
    // The last of several sentences in a quotation would take one of its two marks: the quotation comes first.
    if (!quotations.some((quotation) => cuts(sentence, quotation))) units.push(sentence);
    if (first.start === last.start) units.push(clauseAround(text, range, first));
  }
  return units.filter((unit) => unit !== null);
}

/** Whether two ranges overlap with neither inside the other. */
const cuts = (a: Range, b: Range): boolean =>
  (a.start < b.start && b.start < a.end && a.end < b.end) ||
  (b.start < a.start && a.start < b.end && b.end < a.end);

/** Whole words; for a caret between two the one that begins there. */
function wordsAround(text: string, range: Range, language: string | null): Range | null {
  if (range.start < range.end) return snapToWords(text, range, language);
  const beginning = wordAt(text, Math.min(range.start + 1, text.length), language);
  if (beginning && beginning.start <= range.start) return beginning;
  return wordAt(text, range.start, language);
}

/** What separates clauses: punctuation with a space behind it, East Asian punctuation, dashes, spaces in Thai. */
const separator =
  /[,;:،؛][\s”’»“‘]+|[，；：、][”’」』]?|\s[–—-]\s|—|[()“”„«»‹›‘‚「」『』]|(?<=[.,!?…])’(?![\p{L}\p{N}])|(?<=\p{Script=Thai})\s+(?=\p{Script=Thai})/gu;

function clauseAround(text: string, range: Range, sentence: Range): Range | null {
  let start = sentence.start;
  for (const found of text.slice(sentence.start, sentence.end).matchAll(separator)) {
    const from = sentence.start + found.index;
    const to = from + found[0].length;
    if (from >= range.end && to > range.start) return trimRange(text, { start, end: from });
    if (to > range.start) return null;
    start = to;
  }
  return trimRange(text, { start, end: sentence.end });
}

/** Each mark that opens a quotation or bracket, with those that may close it. */
const closers: Record<string, string> = {
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '‘': '’',
  '‚': '‘’',
  '「': '」',
  '『': '』',
  '《': '》',
  '(': ')',
  '（': '）',
  '"': '"',
};
/** Letters on both sides of ’ make it an apostrophe; at the end of a word it may still close a quotation. */
const marks = /[“”„«»‹›‘‚「」『』《》()（）"]|(?<![\p{L}\p{N}])’|’(?![\p{L}\p{N}])/gu;
/** Quotations are looked for in this many code units of the paragraph before a range. */
const reach = 16_000;

/** The quotations and brackets around a range in its paragraph, each without and with its marks. */
function quotationsAround(text: string, range: Range): Range[] {
  const paragraph = paragraphAround(text, range.start);
  if (range.end > paragraph.end) return [];
  const from = Math.max(paragraph.start, range.start - reach);
  const to = Math.min(paragraph.end, range.end + reach);
  const open: { mark: string; at: number }[] = [];
  const found: Range[] = [];
  for (const { 0: mark, index } of text.slice(from, to).matchAll(marks)) {
    const at = from + index;
    const pair = open.findLastIndex((opened) => closers[opened.mark]?.includes(mark));
    if (pair === -1) {
      if (closers[mark] !== undefined) open.push({ mark, at });
      continue;
    }
    const start = open[pair]!.at;
    open.splice(pair);
    if (start > range.start || at + 1 < range.end) continue;
    const inside = trimRange(text, { start: start + 1, end: at });
    if (inside) found.push(inside);
    found.push({ start, end: at + 1 });
  }
  return found;
}
