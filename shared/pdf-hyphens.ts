/** Words that were parted at the end of a line, and what stands between two lines that are joined. */
import { hasNoSpaces } from './pdf-line-text';

/** What a document says about its hyphens within lines, where nothing was parted. */
export class Hyphens {
  private readonly compounds = new Set<string>();
  private readonly words = new Set<string>();
  /** How many words were joined so far. */
  joined = 0;

  /** @param joins whether words are joined at all */
  constructor(
    lines: Iterable<{ text: string }>,
    private readonly joins: boolean,
  ) {
    if (!joins) return;
    for (const { text } of lines) {
      const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-‐‑][\p{L}\p{M}\p{N}]+)*[-‐\u00ad]?/gu)];
      // The last word of a line may be a part of one, and so may the first.
      for (const [word] of words.slice(1, -1)) {
        const plain = word.toLowerCase().replaceAll(/[‐‑]/g, '-');
        if (plain.includes('-')) this.compounds.add(plain);
        else this.words.add(plain);
      }
    }
  }

  /**
   * How a line is joined to the next one of its paragraph.
   * @returns the first line, as it is kept, and what stands between the two
   */
  join(before: string, after: string): { before: string; border: '' | ' ' } {
    const plain = hasNoSpaces(before, after) ? '' : ' ';
    if (!this.joins) return { before, border: plain };
    if (before.endsWith('\u00ad')) return this.whole(before.slice(0, -1));
    if (/(?:https?:\/\/|www\.)\S*[-/=&_?]$/i.test(before.slice(-300)) && /^[\w%-]/.test(after))
      return this.whole(before);
    // A dash that stands close to its word stands close to the next one, too.
    if (/[^\s—–][—–]$/u.test(before.slice(-4))) return { before, border: '' };
    const first = parted.exec(before.slice(-longestWord))?.[1];
    if (first === undefined) return { before, border: plain };
    const next = /^[\p{L}\p{M}\p{N}]+/u.exec(after)?.[0] ?? '';
    if (next === '') return { before, border: plain };
    const word = `${first}${next}`.toLowerCase();
    // “Haupt- und Nebenstraßen”: the hyphen stands for the rest of the word.
    if (conjunctions.has(next) && !this.words.has(word)) return { before, border: ' ' };
    const isParted = /\p{L}\p{M}*$/u.test(first) && /^\p{Ll}/u.test(next);
    const isCompound = this.compounds.has(`${first}-${next}`.toLowerCase()) && !this.words.has(word);
    if (!isParted || isCompound) return { before, border: '' };
    return this.whole(before.slice(0, -1));
  }

  private whole(before: string): { before: string; border: '' } {
    this.joined += 1;
    return { before, border: '' };
  }
}

const parted = /([\p{L}\p{M}\p{N}]+(?:[-‐‑][\p{L}\p{M}\p{N}]+)*)[-‐]$/u;
/** What is longer is no word, and would take long to look through. */
const longestWord = 100;
const conjunctions = new Set(
  'und oder bzw beziehungsweise sowie and or to et ou y o e og och eller en of i a ve'.split(' '),
);
