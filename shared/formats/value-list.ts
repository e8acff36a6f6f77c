/** Several values in one cell: parted by a sign, and in quotation marks where one holds that sign. */

/** What may part the values of a cell; null where each cell is one value. */
export type Separator = ';' | ',' | '|' | null;

const needsQuotes = /^$|^\s|\s$|^"|;/;

/** `Merkel; "Smith; Sons"`. What `splitValues` undoes. */
export const joinValues = (values: readonly string[]): string =>
  values.map((value) => (needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join('; ');

const quoted = /\s*"((?:[^"]|"")*)"\s*/y;

/**
 * The values of a cell; none for an empty one. Quotation marks that do not enclose the whole of a value are a part
 * of it, so that tables of other programs are read as they look.
 */
export function splitValues(cell: string, separator: Separator): string[] {
  if (cell.trim() === '') return [];
  if (separator === null) return [cell.trim()];
  const values: string[] = [];
  let at = 0;
  for (;;) {
    quoted.lastIndex = at;
    const found = quoted.exec(cell);
    if (found && (quoted.lastIndex === cell.length || cell[quoted.lastIndex] === separator)) {
      values.push((found[1] ?? '').replaceAll('""', '"'));
      at = quoted.lastIndex;
    } else {
      const next = cell.indexOf(separator, at);
      const end = next === -1 ? cell.length : next;
      values.push(cell.slice(at, end).trim());
      at = end;
    }
    if (at >= cell.length) return values;
    at += 1;
  }
}
