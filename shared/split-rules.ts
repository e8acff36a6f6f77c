/** Splitting one text into articles by the user's rules. */
import type { SplitRules } from './import-settings';
import type { Range } from './span';

/** A rule as it is used; what is wrong with it, as a sentence, where it cannot be. */
export type Compiled = { ok: true; pattern: RegExp } | { ok: false; problem: string };

/** @param name what the rule is called, for the sentence */
export function compileRule(source: string, name: string): Compiled {
  try {
    return { ok: true, pattern: new RegExp(source, 'gmu') };
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    return { ok: false, problem: `The rule “${name}” is no regular expression: ${why}.` };
  }
}

export interface SplitPart {
  /** Of the whole article in the text, its boundaries included. */
  range: Range;
  /** The article's text, without what the rules take out. */
  text: string;
  /** What the rules for fields found, by the field; the first match of each. */
  found: { field: SplitRules['fields'][number]['field']; value: string }[];
}

export type Split =
  | { ok: true; parts: SplitPart[]; begins: number[]; ends: number[]; before: Range | null }
  | { ok: false; problem: string };

/** More beginnings than this are no articles: the rule matches everywhere. */
const mostParts = 50_000;

/**
 * @param text with `\n` as its line breaks
 * @returns parts in text order; `before` is what stands before the first of them, where that is more than space
 */
export function splitText(text: string, rules: SplitRules): Split {
  const begin = compileRule(rules.begins, 'An article begins at');
  if (!begin.ok) return begin;
  const end = rules.ends === '' ? null : compileRule(rules.ends, 'It ends at');
  if (end && !end.ok) return end;
  const fields: { field: SplitRules['fields'][number]['field']; pattern: RegExp }[] = [];
  for (const [index, { field, pattern }] of rules.fields.entries()) {
    const compiled = compileRule(pattern, `rule ${index + 1}, ${field}`);
    if (!compiled.ok) return compiled;
    fields.push({ field, pattern: compiled.pattern });
  }
  const begins = rangesOf(text, begin.pattern);
  if (begins.length > mostParts)
    return {
      ok: false,
      problem: 'The rule “An article begins at” matches more than 50,000 times: make it stricter.',
    };
  const ends: number[] = [];
  const parts = begins.map((match, index): SplitPart => {
    const next = begins[index + 1]?.start ?? text.length;
    const stop = end?.ok ? rangesOf(text.slice(match.end, next), end.pattern)[0] : undefined;
    const bodyEnd = stop ? match.end + stop.start : next;
    const rangeEnd = stop ? match.end + stop.end : next;
    ends.push(rangeEnd);
    return partOf(text, { match, bodyEnd, rangeEnd }, fields, rules.takesOut);
  });
  const first = begins[0]?.start ?? text.length;
  const before = text.slice(0, first).trim() === '' ? null : { start: 0, end: first };
  return { ok: true, parts, begins: begins.map(({ start }) => start), ends, before };
}

function rangesOf(text: string, pattern: RegExp): Range[] {
  const ranges: Range[] = [];
  for (const match of text.matchAll(pattern)) {
    ranges.push({ start: match.index, end: match.index + match[0].length });
    if (ranges.length > mostParts) break;
  }
  return ranges;
}

function partOf(
  text: string,
  { match, bodyEnd, rangeEnd }: { match: Range; bodyEnd: number; rangeEnd: number },
  fields: readonly { field: SplitRules['fields'][number]['field']; pattern: RegExp }[],
  takesOut: boolean,
): SplitPart {
  // Fields may stand in what marks the beginning.
  const whole = text.slice(match.start, bodyEnd);
  const found: SplitPart['found'] = [];
  const taken: Range[] = takesOut ? [{ start: 0, end: match.end - match.start }] : [];
  for (const { field, pattern } of fields) {
    const hit = [...whole.matchAll(pattern)].find(([all]) => all !== '');
    if (!hit) continue;
    found.push({ field, value: (hit[1] ?? hit[0]).trim() });
    if (takesOut && field !== 'text') taken.push({ start: hit.index, end: hit.index + hit[0].length });
  }
  const own = found.filter(({ field }) => field === 'text').map(({ value }) => value);
  return {
    range: { start: match.start, end: rangeEnd },
    text: own.length > 0 ? own.join('\n') : without(whole, taken),
    found: found.filter(({ field }) => field !== 'text'),
  };
}

/** The text without these ranges; lines that become empty by it go, too. */
function without(text: string, ranges: readonly Range[]): string {
  let kept = '';
  let at = 0;
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    if (end <= at) continue;
    kept += text.slice(at, Math.max(at, start));
    at = end;
    if ((kept === '' || kept.endsWith('\n')) && text[at] === '\n') at += 1;
  }
  return (kept + text.slice(at)).replace(/^\n+|\s+$/g, '');
}
