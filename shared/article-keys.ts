/**
 * Which articles may be the same, or copies of one text. Each article has a few keys; two that share one are
 * candidates, and are then compared word by word. So 100 new articles find their like among 100,000 without
 * a look at each of them.
 *
 * Texts are compared as sets of sequences of five words (of characters, where a script has no spaces). The
 * keys of a text are the bands of its MinHash signature (A. Broder, "On the resemblance and containment of
 * documents", 1997; banding as in Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3):
 * with 8 bands of 2 rows, two texts share a key with the probability 1 - (1 - s^2)^8, where s is their
 * similarity: 0.90 at s = 0.5, and 0.998 at s = 0.75.
 */
import { unitByUnit, type UnitsOf } from './text';

const bands = 8;
const rows = 2;
const shingleWords = 5;
/** From this similarity on two texts count as copies of each other, perhaps cut or reworked. */
export const similarEnough = 0.5;

/** What of an article is compared. */
export interface Comparable {
  text: string;
  url: string;
  accession: string;
}

/** The keys of an article, without repetition: whole numbers of up to 52 bits. */
export function keysOf({ text, url, accession }: Comparable): number[] {
  return [...new Set([...keysOfText(text), ...keysOfNames({ url, accession })])];
}

/** The keys of what an article is called by; they change when the user corrects it. */
export function keysOfNames({ url, accession }: Omit<Comparable, 'text'>): number[] {
  const address = plainAddress(url);
  const number = plainAccession(accession);
  return [
    ...(address === '' ? [] : [keyOf(`address ${address}`)]),
    ...(number === '' ? [] : [keyOf(`number ${number}`)]),
  ];
}

/** An address without what does not tell articles apart: protocol, `www.`, fragment, trackers, last slash. */
export function plainAddress(url: string): string {
  if (url === '') return '';
  const [page = '', query = ''] = url
    .trim()
    .replace(/#.*$/s, '')
    .replace(/^[a-z]+:\/\/(?:www\.)?/i, '')
    .split(/\?(.*)/s);
  const kept = query
    .split('&')
    .filter((part) => part !== '' && !/^(?:utm_|fbclid|gclid|mc_|ref=|cmp=|xtor=)/i.test(part))
    .toSorted();
  const [host = '', ...path] = page.replace(/\/+$/, '').split('/');
  return [[host.toLowerCase(), ...path].join('/'), ...(kept.length > 0 ? [kept.join('&')] : [])].join('?');
}

export const plainAccession = (accession: string): string => accession.replaceAll(/\s+/g, '').toLowerCase();

/**
 * The keys of a text: one for each band of its signature.
 * @param unitsOf a faster way to the code units, where there is one
 */
export function keysOfText(text: string, unitsOf: UnitsOf = unitByUnit): number[] {
  const signature = signatureOf(wordHashes(text, unitsOf));
  return Array.from({ length: bands }, (_, band) => {
    let low = mix(band + 1);
    let high = mix(band + 101);
    for (let row = 0; row < rows; row++) {
      const value = signature[band * rows + row] ?? 0;
      low = mix(low ^ value);
      high = mix(high + value);
    }
    return wide(low, high);
  });
}

/**
 * A signature by one permutation: the hashes of the shingles are parted into as many bins as there are rows,
 * and the smallest of each bin is kept; an empty bin takes over from the next that is not (P. Li, A. Owen and
 * C.-H. Zhang, "One permutation hashing", 2012; A. Shrivastava and P. Li, "Densifying one permutation hashing",
 * 2014). It costs a sixteenth of as many permutations.
 */
function signatureOf(words: readonly number[]): Uint32Array {
  const bins = bands * rows;
  const smallest = new Uint32Array(bins).fill(empty);
  const shingles = shinglesIn(words);
  for (let at = 0; at < shingles; at++) {
    const hash = shingle(words, at);
    const bin = hash & (bins - 1);
    if (hash < smallest[bin]!) smallest[bin] = hash;
  }
  if (shingles === 0) return smallest;
  return smallest.map((value, bin) => {
    if (value !== empty) return value;
    let steps = 1;
    while (smallest[(bin + steps) & (bins - 1)] === empty) steps++;
    return ((smallest[(bin + steps) & (bins - 1)] ?? 0) + Math.imul(steps, 0x9e3779b1)) >>> 0;
  });
}

const empty = 0xffffffff;

/** The shares of common word sequences of two texts, 0 to 1 (Jaccard's index). */
export function similarity(one: string, other: string): number {
  const first = shinglesOf(one);
  const second = shinglesOf(other);
  if (first.size === 0 || second.size === 0) return one === other ? 1 : 0;
  let common = 0;
  for (const shingle of first) if (second.has(shingle)) common++;
  return common / (first.size + second.size - common);
}

/** A hash of each sequence of five words. */
function shinglesOf(text: string): Set<number> {
  const words = wordHashes(text, unitByUnit);
  return new Set(Array.from({ length: shinglesIn(words) }, (_, at) => shingle(words, at)));
}

/** How many sequences of five words there are; fewer words are one sequence. */
const shinglesIn = (words: readonly number[]): number =>
  words.length === 0 ? 0 : Math.max(1, words.length - shingleWords + 1);

/** The hash of the sequence that begins with a word (FNV-1a, of 32 bits). */
function shingle(words: readonly number[], first: number): number {
  const end = Math.min(first + shingleWords, words.length);
  let hash = 0x811c9dc5 | 0;
  for (let at = first; at < end; at++) hash = Math.imul(hash ^ words[at]!, 0x01000193);
  return mix(hash);
}

/** A hash of each word (FNV-1a, of 32 bits), whatever its case and the punctuation around it. */
function wordHashes(text: string, unitsOf: UnitsOf): number[] {
  // Bundled, constants of the module are variables, whose value is not known to the compiler: the loop has its own.
  const kinds = unitKinds;
  const [letter, word] = [1, 2];
  const noLetters = 0x811c9dc5 | 0;
  const units = unitsOf(text.toLowerCase());
  const end = units.length;
  const hashes: number[] = [];
  let hash = noLetters;
  let isInside = false;
  for (let at = 0; at < end; at++) {
    const unit = units[at]!;
    const kind = kinds[unit]!;
    if (kind === letter) {
      hash = Math.imul(hash ^ unit, 0x01000193);
      isInside = true;
      continue;
    }
    if (isInside) {
      hashes.push(hash);
      hash = noLetters;
      isInside = false;
    }
    if (kind === word) hashes.push(Math.imul(noLetters ^ unit, 0x01000193));
  }
  if (isInside) hashes.push(hash);
  return hashes;
}

/** By code unit: 1 for what goes on with a word, 2 for a word by itself (scripts without spaces), 0 for borders. */
const unitKinds = Uint8Array.from({ length: 0x10000 }, (_, unit) =>
  ['border', 'letter', 'word'].indexOf(kindOf(unit)),
);

function kindOf(unit: number): 'letter' | 'word' | 'border' {
  if (unit < 0x80)
    return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) ? 'letter' : 'border';
  if (unit < 0xc0) return unit === 0xaa || unit === 0xb5 || unit === 0xba ? 'letter' : 'border';
  if (unit >= 0x0e00 && unit <= 0x0eff) return 'word';
  if (unit >= 0x2000 && unit <= 0x2bff) return 'border';
  if (unit >= 0x3000 && unit <= 0x303f) return 'border';
  if (unit >= 0x3040 && unit <= 0x9fff) return 'word';
  if (unit >= 0xfe10 && unit <= 0xfe6f) return 'border';
  return unit >= 0xff00 && unit <= 0xff0f ? 'border' : 'letter';
}

/** Spreads the bits of a number (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Two hashes as one number that SQLite and JavaScript hold alike. */
const wide = (low: number, high: number): number => (high >>> 12) * 2 ** 32 + low;

function keyOf(words: string): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let at = 0; at < words.length; at++) {
    low = Math.imul(low ^ words.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ words.charCodeAt(at), 0x5bd1e995);
  }
  return wide(mix(low), mix(high));
}
