/**
 * Sentences of an article, as readers of news see them: `Intl.Segmenter` ends one after “Dr.” and “U.S.”,
 * and puts quotation marks on the wrong side of a border; here that is mended. A sentence never leaves its
 * paragraph. Offsets are UTF-16 code units, half-open.
 */
import { isFunctionWord } from './function-words';
import { type Range, segmenter, toGraphemeBorders, trimRange } from './span';

/** The sentence that an offset lies in, or that ends or begins there; null where a paragraph is blank. */
export function sentenceAt(text: string, offset: number, language: string | null): Range | null {
  const paragraph = paragraphAround(text, offset);
  const here = stretchAt(text, offset, paragraph, language);
  const sentence = trimRange(text, here);
  if (sentence || here.start === paragraph.start) return sentence;
  return trimRange(text, stretchAt(text, here.start - 1, paragraph, language));
}

/** The first sentence that ends after an offset, over paragraph breaks; null behind the last one. */
export function sentenceAfter(text: string, offset: number, language: string | null): Range | null {
  for (let at = offset; at < text.length;) {
    const paragraph = paragraphAround(text, at);
    const stretch = stretchAt(text, at, paragraph, language);
    const sentence = trimRange(text, stretch);
    if (sentence && sentence.end > offset) return sentence;
    at = stretch.end < paragraph.end ? stretch.end : paragraph.end + 1;
  }
  return null;
}

/** The last sentence that begins before an offset, over paragraph breaks; null before the first one. */
export function sentenceBefore(text: string, offset: number, language: string | null): Range | null {
  for (let at = offset - 1; at >= 0;) {
    const paragraph = paragraphAround(text, at);
    const stretch = stretchAt(text, at, paragraph, language);
    const sentence = trimRange(text, stretch);
    if (sentence && sentence.start < offset) return sentence;
    at = stretch.start - 1;
  }
  return null;
}

/** The paragraph that an offset lies in, without its line break; the break's own offset belongs to it. */
export function paragraphAround(text: string, offset: number): Range {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end === -1 ? text.length : end };
}

/** Code units on each side that are looked at for the borders of a sentence: more where they do not do. */
const reaches = [1_000, 4_000, 32_000];
/** What is longer is no sentence (a list, a text without full stops) and is taken in blocks of this length. */
const longest = 16_000;

/** The stretch around an offset from one border to the next: a sentence with the white space behind it. */
function stretchAt(text: string, offset: number, paragraph: Range, language: string | null): Range {
  let stretch = paragraph;
  for (const reach of reaches) {
    const window = {
      start: Math.max(paragraph.start, offset - reach),
      end: Math.min(paragraph.end, offset + reach),
    };
    const borders = bordersIn(text, window, paragraph, language);
    stretch = {
      start: borders.findLast((border) => border <= offset) ?? window.start,
      end: borders.find((border) => border > offset) ?? window.end,
    };
    const isCut =
      (stretch.start === window.start && window.start > paragraph.start) ||
      (stretch.end === window.end && window.end < paragraph.end);
    if (!isCut) break;
  }
  if (stretch.end - stretch.start <= longest) return stretch;
  const block = paragraph.start + Math.floor((offset - paragraph.start) / longest) * longest;
  const whole = toGraphemeBorders(text, { start: block, end: Math.min(block + longest, text.length) });
  return { start: Math.max(stretch.start, whole.start), end: Math.min(stretch.end, whole.end) };
}

/** The borders between sentences within a window, not its own edges. */
function bordersIn(text: string, window: Range, paragraph: Range, language: string | null): number[] {
  const borders = new Set<number>();
  for (const { index } of segmenter('sentence', language).segment(text.slice(window.start, window.end))) {
    const border = index === 0 ? null : mendBorder(text, window.start + index, paragraph);
    if (border !== null && border > window.start && border < window.end) borders.add(border);
  }
  return [...borders].toSorted((a, b) => a - b);
}

/** How many code units on each side of a border say whether it is one. */
const context = 40;

/** Where a border that the segmenter found belongs; null where the sentence goes on. */
function mendBorder(text: string, found: number, paragraph: Range): number | null {
  const sides = (at: number): [string, string] => [
    text.slice(Math.max(paragraph.start, at - context), at),
    text.slice(at, Math.min(paragraph.end, at + context)),
  ];
  let border = found;
  let [before, after] = sides(border);
  // « Oui. » Il part: the mark that closes stands behind a space.
  const closing = /^[»”’›]+(?:\s+|$)/u.exec(after);
  if (closing && /\s$/u.test(before)) border += closing[0].length;
  // 他说。“好”: the mark that opens was taken to the sentence before it.
  const opening = /[“«‹「『《〈（【]+$/u.exec(before);
  if (opening && /^[\p{L}\p{N}]/u.test(after) && !closesLowMark(before)) border -= opening[0].length;
  if (border >= paragraph.end || border <= paragraph.start) return null;
  [before, after] = sides(border);
  const goesOn = /^\p{Ll}/u.test(after) || (/[」』]$/u.test(before) && after.startsWith('と'));
  return goesOn || isAfterAbbreviation(before, after) ? null : border;
}

/** Whether the `“` at the end closes „what began low“, as in German. */
const closesLowMark = (before: string): boolean => /„[^“]*“$/u.test(before);

/** Never end a sentence. */
const titles = wordSet(`
  dr mr mrs ms mx prof st sen rep gov gen col capt cpt lt sgt maj adm rev hon pres amb mme mmes mlle mm mgr sra srta dra
  dña sig ing dipl mag hr fr bzw vgl ca evtl ggf sog inkl zzgl bes cf vs approx bzgl msgr insp supt
`);
/** End one only before a word that begins sentences: “at 5 p.m. The vote”. */
const soft = wordSet('inc co corp ltd jr sr etc usw bros al jan feb apr aug sep sept oct nov dec univ dept');
/** Do not end one before a figure: “No. 10”. */
const beforeFigures = wordSet('no nr nos art abs p pp s vol fig ch sec kap ziff tel ca st');
/** With their points, never end one. */
const dotted = wordSet('e.g i.e z.b d.h u.a o.ä s.o s.u i.d.r p.ej');

function isAfterAbbreviation(before: string, after: string): boolean {
  const token = /([\p{L}\p{M}\p{N}.]+)\.\s+$/u.exec(before)?.[1];
  if (token === undefined) return false;
  const word = token.toLowerCase();
  if (titles.has(word) || dotted.has(word)) return true;
  if (/^\p{N}/u.test(after) && beforeFigures.has(word)) return true;
  if (/^\d{1,2}$/.test(token)) return germanMonth.test(after);
  if (/(?:^|\s)\p{Ll}\.\s\p{L}\.\s+$/u.test(before)) return true;
  const isShort = /^(?:\p{L}\p{M}*\.)*\p{L}\p{M}*$/u.test(token) || soft.has(word);
  return isShort && !isFunctionWord(/^[“„«‹‘(]*([\p{L}\p{M}]+)/u.exec(after)?.[1] ?? '');
}

const germanMonth =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?!\p{L})/u;

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
