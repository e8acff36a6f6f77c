/** Splitting one text into articles by the user's rules. */
import type { SplitRules } from './import-settings';
import type { Range } from './span';

/** A rule as it is used; what is wrong with it, as a sentence, where it cannot be. */
export type Compiled = { ok: true; pattern: RegExp } | { ok: false; problem: string };

/** @param name what the rule is called, for the sentence; none where it stands beside the rule */
export function compileRule(source: string, name?: string): Compiled {
  const compiled = patternOf(source);
  if (typeof compiled !== 'string') return { ok: true, pattern: compiled };
  const place = placeOfFault(source, compiled);
  const where =
    place === 0 ? 'at its beginning' : `at character ${place}, after “${source.slice(0, place).slice(-12)}”`;
  return {
    ok: false,
    problem: `${name === undefined ? 'This' : `The rule “${name}”`} is no regular expression: ${where}: ${compiled}.`,
  };
}

/** The pattern; or what the engine finds wrong with it, without the pattern itself, which its user sees. */
function patternOf(source: string): RegExp | string {
  try {
    return new RegExp(source, 'gmu');
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return words.replace(/^Invalid regular expression: \/.*\/\w*: /s, '');
  }
}

/** After how many code units a pattern goes wrong: what is left open is told by where it opens. */
function placeOfFault(source: string, fault: string): number {
  if (/^Unterminated (?:group|character class)/.test(fault)) return lastOpened(source);
  // The shortest beginning that is wrong in the same way, and stays so however it goes on.
  let length = source.length;
  while (length > 0 && patternOf(source.slice(0, length - 1)) === fault) length -= 1;
  return length;
}

/** The place of the innermost bracket that is not closed. */
function lastOpened(source: string): number {
  const open: number[] = [];
  let classAt: number | null = null;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === '\\') at += 1;
    else if (classAt !== null) classAt = character === ']' ? null : classAt;
    else if (character === '[') classAt = at;
    else if (character === '(') open.push(at);
    else if (character === ')') open.pop();
  }
  return (classAt ?? open.at(-1) ?? source.length - 1) + 1;
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
  | {
      ok: true;
      parts: SplitPart[];
      begins: number[];
      ends: number[];
      /** What belongs to no part and is more than space: before the first, and after the end of each. */
      leftOut: Range[];
    }
  | { ok: false; problem: string };

/** More beginnings than this are no articles: the rule matches everywhere. */
const mostParts = 50_000;

const beginName = 'An article begins at';
const endName = 'It ends at';
const tooMany = (name: string): Split => ({
  ok: false,
  problem: `The rule “${name}” matches more than ${mostParts.toLocaleString('en')} times: make it stricter.`,
});

/**
 * @param text with `\n` as its line breaks
 * @returns parts in text order, and what is in none of them
 */
export function splitText(text: string, rules: SplitRules): Split {
  if (rules.begins === '')
    return { ok: false, problem: `The rule “${beginName}” is empty: say how an article begins.` };
  const begin = compileRule(rules.begins, beginName);
  if (!begin.ok) return begin;
  const end = rules.ends === '' ? null : compileRule(rules.ends, endName);
  if (end && !end.ok) return end;
  const fields: FieldRule[] = [];
  for (const [index, { field, pattern }] of rules.fields.entries()) {
    const compiled = compileRule(pattern, `rule ${index + 1}, ${field}`);
    if (!compiled.ok) return compiled;
    fields.push({ field, pattern: compiled.pattern });
  }
  const begins = rangesOf(text, begin.pattern);
  if (begins.length > mostParts) return tooMany(beginName);
  const stops = end?.ok ? rangesOf(text, end.pattern) : [];
  if (stops.length > mostParts) return tooMany(endName);
  const parts: SplitPart[] = [];
  let at = 0;
  for (const [index, match] of begins.entries()) {
    const next = begins[index + 1]?.start ?? text.length;
    while (at < stops.length && (stops[at]?.start ?? 0) < match.end) at += 1;
    const stop = stops[at];
    const ends = stop && stop.end <= next ? stop : { start: next, end: next };
    parts.push(partOf(text, { match, ends }, fields, rules.takesOut));
  }
  return {
    ok: true,
    parts,
    begins: begins.map(({ start }) => start),
    ends: parts.map(({ range }) => range.end),
    leftOut: between(
      text,
      parts.map(({ range }) => range),
    ),
  };
}

/** The stretches outside of ranges that are more than space. */
function between(text: string, ranges: readonly Range[]): Range[] {
  const starts = [0, ...ranges.map(({ end }) => end)];
  const ends = [...ranges.map(({ start }) => start), text.length];
  return starts
    .map((start, index) => ({ start, end: ends[index] ?? start }))
    .filter(({ start, end }) => text.slice(start, end).trim() !== '');
}

function rangesOf(text: string, pattern: RegExp): Range[] {
  const ranges: Range[] = [];
  for (const match of text.matchAll(pattern)) {
    ranges.push({ start: match.index, end: match.index + match[0].length });
    if (ranges.length > mostParts) break;
  }
  return ranges;
}

interface FieldRule {
  field: SplitRules['fields'][number]['field'];
  pattern: RegExp;
}

/** @param ends what marks the end of the part; without words where nothing does */
function partOf(
  text: string,
  { match, ends }: { match: Range; ends: Range },
  fields: readonly FieldRule[],
  takesOut: boolean,
): SplitPart {
  const range = { start: match.start, end: ends.end };
  // Fields may stand in what marks the beginning or the end.
  const whole = text.slice(range.start, range.end);
  const found: SplitPart['found'] = [];
  const taken: Range[] = [
    { start: 0, end: match.end - range.start },
    { start: ends.start - range.start, end: ends.end - range.start },
  ];
  for (const { field, pattern } of fields) {
    const hit = firstMatch(pattern, whole);
    if (!hit) continue;
    found.push({ field, value: (hit[1] ?? hit[0]).trim() });
    if (field !== 'text') taken.push({ start: hit.index, end: hit.index + hit[0].length });
  }
  const own = found.filter(({ field }) => field === 'text').map(({ value }) => value);
  return {
    range,
    text: own.length > 0 ? own.join('\n') : without(whole, takesOut ? taken : []),
    found: found.filter(({ field }) => field !== 'text'),
  };
}

/** The first match that holds anything. */
function firstMatch(pattern: RegExp, text: string): RegExpExecArray | null {
  for (const hit of text.matchAll(pattern)) if (hit[0] !== '') return hit;
  return null;
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
