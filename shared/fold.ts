/**
 * Text as it is compared when the user searches: without case, accents, Arabic vowel signs, stretching and
 * characters that leave no ink (the joiners of Persian, soft hyphens), and with the letters that Arabic writers exchange (ا أ إ آ, ى ي, ة ه) made one.
 */
export function foldForSearch(text: string): string {
  if (plainText.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim();
  return text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}\u0640\u115f\u1160]/gu, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Printable ASCII, which most names are: folding 50,000 of them must not take longer than a key press. */
const plainText = /^[\x20-\x7e]*$/;

/** What does not count when texts are compared. */
export interface FoldOptions {
  /** Whether `a` and `A` differ. */
  matchCase: boolean;
  /** Whether accents, vowel signs, stretching, exchanged Arabic letters and invisible signs count for nothing. */
  ignoreMarks: boolean;
}

/**
 * A folded text with the way back. The text is taken apart into clusters: a character with the marks on
 * it, or a stretch of white space. Each cluster is folded for itself, so that no cluster is ever cut.
 */
export interface Folded {
  folded: string;
  /** For each code unit of `folded`, where its cluster begins in the text; then the length of the text. */
  starts: Uint32Array;
  /** For each code unit of `folded`, where its cluster ends in the text. */
  ends: Uint32Array;
}

/** White space but line breaks, which part paragraphs; or one character with its marks; or stray marks. */
const cluster = /[^\S\n]+|\P{M}\p{M}*|\p{M}+/gu;

const plain = /^[\x21-\x7e]$/;

/** What clusters become, per options: texts are made of a few hundred different ones. */
const knownFolds = new Map<string, string>();
const foldsToKeep = 20_000;

export function foldCluster(text: string, { matchCase, ignoreMarks }: FoldOptions): string {
  if (plain.test(text)) return matchCase ? text : text.toLowerCase();
  if (/^[^\S\n]/.test(text)) return ' ';
  const key = `${matchCase ? 'c' : ''}${ignoreMarks ? 'm' : ''} ${text}`;
  let found = knownFolds.get(key);
  if (found === undefined) {
    if (knownFolds.size >= foldsToKeep) knownFolds.clear();
    knownFolds.set(key, (found = foldUnknown(text, matchCase, ignoreMarks)));
  }
  return found;
}

function foldUnknown(text: string, matchCase: boolean, ignoreMarks: boolean): string {
  let folded = text.normalize('NFKD');
  if (ignoreMarks) {
    folded = folded
      .replaceAll(/[\p{Mn}\p{Cf}\u0640]/gu, '')
      .replaceAll(/[أإآٱ]/g, 'ا')
      .replaceAll('ى', 'ي')
      .replaceAll('ة', 'ه');
  }
  // The final sigma is a form of sigma that lower case leaves apart.
  return matchCase ? folded : folded.toLowerCase().replaceAll('ς', 'σ');
}

/** Folds a text and keeps where everything came from. */
export function foldWithMap(text: string, options: FoldOptions): Folded {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: whole, index } of text.matchAll(cluster)) {
    const folded = foldCluster(whole, options);
    pieces.push(folded);
    for (let unit = 0; unit < folded.length; unit++) {
      starts.push(index);
      ends.push(index + whole.length);
    }
  }
  starts.push(text.length);
  return { folded: pieces.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

/** A text folded as `foldWithMap` does, without the way back. */
export const foldText = (text: string, options: FoldOptions): string =>
  text.replaceAll(cluster, (whole) => foldCluster(whole, options));
