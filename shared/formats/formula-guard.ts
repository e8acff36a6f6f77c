/**
 * Keeps spreadsheets from running text as formulas: an apostrophe goes before cells that begin like one,
 * also after spaces or in full-width form. Text that already begins with apostrophes before a formula gets
 * one more, so that taking one away always gives back the very text.
 */
const formula = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r])/;

export const needsGuard = (text: string): boolean => formula.test(text);

export const guard = (text: string): string => (needsGuard(text) ? `'${text}` : text);

/** What `guard` was given. Only for files that say that they are guarded. */
export const unguard = (cell: string): string =>
  cell.startsWith("'") && needsGuard(cell.slice(1)) ? cell.slice(1) : cell;
