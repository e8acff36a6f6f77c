/** The words that say a value where it is copied to another place with the same words. */
import { fits } from './anchor';
import { evidenceFits } from './completeness';
import { placeRange } from './commands-ranges';
import { foldText, foldWithMap } from './fold';
import { occurrencesIn } from './occurrences';
import type { AttributeValue, Span } from './records';
import type { Range } from './span';

/** An annotation whose values others get. */
export interface Model {
  /** The text of its article. */
  text: string;
  spans: readonly Span[];
  values: readonly AttributeValue[];
}

/** What becomes of a value's words in the copy. */
export interface CopiedEvidence {
  /** Where they stand within the words of the copy, in UTF-16 code units from the first of them; null for nowhere. */
  range: Range | null;
  inferred: boolean;
}

/** As tagging all occurrences takes words for the same: case, accents and vowel signs do not count. */
const folding = { matchCase: false, ignoreMarks: true };

/**
 * Where a value of the model is said in other words that were found to be the same. A careful reader would
 * bind the copy to the same part of its own words where the model is bound to a part of them: what says it
 * there says it here. What the model found elsewhere, around its words or in the sentence before, need not be
 * said at the other place, where nobody has read it yet: the copy is marked as inferred, as is a copy of
 * what was inferred. A value that the model has without words says nothing about words in the copy either.
 * @param value one of the model's
 * @param words those of the copy, from border to border of characters
 */
export function copiedEvidence(value: AttributeValue, model: Model, words: string): CopiedEvidence {
  const { evidenceStart, evidenceEnd, evidenceQuote, inferred } = value;
  if (inferred || evidenceStart === null || evidenceEnd === null || evidenceQuote === null) {
    return { range: null, inferred };
  }
  const evidence = { start: evidenceStart, end: evidenceEnd };
  const range = evidenceFits(model.text, value) ? placeWithin(evidence, model, words) : null;
  const isSame = range !== null && sameFolded(words.slice(range.start, range.end), evidenceQuote);
  return isSame ? { range, inferred: false } : { range: null, inferred: true };
}

/** Where a part of the model's words stands in words that fold to the same; null where it is no part of them. */
function placeWithin(part: Range, { text, spans }: Model, words: string): Range | null {
  const options = { ...folding, wholeWords: false };
  const needle = foldText(words, folding);
  if (needle === '') return null;
  for (const span of spans) {
    if (!fits(text, span)) continue;
    for (const found of occurrencesIn(span.quote, needle, options)) {
      const same = { start: span.startOffset + found.start, end: span.startOffset + found.end };
      if (part.start < same.start || part.end > same.end) continue;
      return samePart(text.slice(same.start, same.end), words, {
        start: part.start - same.start,
        end: part.end - same.start,
      });
    }
  }
  return null;
}

/** The part of `words` that folds from where `part` of `known` does; null where characters do not meet. */
function samePart(known: string, words: string, part: Range): Range | null {
  const from = foldWithMap(known, folding);
  const to = foldWithMap(words, folding);
  const first = from.starts.findIndex((start) => start >= part.start);
  const behind = from.starts.findIndex((start) => start >= part.end);
  if (from.folded !== to.folded || first < 0 || behind <= first) return null;
  const range = { start: to.starts[first] ?? 0, end: to.ends[behind - 1] ?? 0 };
  const placed = placeRange(words, range);
  const isWhole = placed.ok && placed.value.start === range.start && placed.value.end === range.end;
  return isWhole ? range : null;
}

const sameFolded = (one: string, other: string): boolean =>
  foldText(one, folding) === foldText(other, folding);
