/** A cell of a table in Markdown. */

const longest = 120;

/** Text on one line, shortened. */
export function cell(text: string): string {
  const line = text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** @param rows cells that are Markdown already */
export const tableOf = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
