/** How WebAnno TSV 3 puts values, stacks of values and references into the cells of its rows. */

/** `|` parts stacked annotations, `;` the slots of one; either may stand in a value behind a backslash. */
export function partsOf(cell: string, separator: '|' | ';'): string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < cell.length; at++) {
    const character = cell[at]!;
    if (character === '\\') {
      part += character + (cell[at + 1] ?? '');
      at += 1;
    } else if (character === separator) {
      parts.push(part);
      part = '';
    } else part += character;
  }
  return [...parts, part];
}

/** `PERSON[2]` as its value and what stands in the brackets: a number, or two with `_`. */
export function disambiguated(cell: string): { value: string; marks: readonly number[] } {
  const found = /^(.*)\[(\d+(?:_\d+)?)\]$/s.exec(cell);
  // A bracket that belongs to the value stands behind an odd number of backslashes.
  if (!found || (/\\*$/.exec(found[1]!)![0].length & 1) === 1) return { value: cell, marks: [] };
  return { value: found[1]!, marks: found[2]!.split('_').map(Number) };
}

/** `nam->3-1` as its value, and the numbers of the chain and of the link in it. */
export function chained(cell: string): { value: string; chain: number; link: number } | null {
  const found = /^(.*)->(\d+)-(\d+)$/s.exec(cell);
  return found && { value: found[1]!, chain: Number(found[2]), link: Number(found[3]) };
}

const valueEscapes: Readonly<Record<string, string>> = { t: '\t', n: '\n' };

/** A value without its backslashes. */
export const unescapeValue = (value: string): string =>
  value.replaceAll(/\\(->|[\s\S])/g, (_, escaped: string) => valueEscapes[escaped] ?? escaped);

const textEscapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', b: '\b' };

/** The words of a `#Text=` line. Up to version 3.1 they have the escapes of Java. */
export const unescapeText = (words: string, isJava: boolean): string =>
  isJava
    ? words.replaceAll(/\\(?:u+([0-9a-f]{4})|([\s\S]))/gi, (_, code?: string, escaped?: string) =>
        code ? String.fromCharCode(Number.parseInt(code, 16)) : (textEscapes[escaped ?? ''] ?? escaped ?? ''),
      )
    : words.replaceAll(/\\([\s\S])/g, (_, escaped: string) => textEscapes[escaped] ?? escaped);
