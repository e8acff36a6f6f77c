/**
 * Several fields in one text that people can read, for formats that have one place for what we keep apart:
 * `What the code is.`, an empty line, `Use when: …`. Words that look like a label are told from one by a word joiner
 * (U+2060) before them, which leaves no ink; so every text comes back as it was.
 */
const joiner = '\u2060';

const labelPattern = (labels: readonly string[]): RegExp =>
  new RegExp(`(^|\\r?\\n\\r?\\n)(${joiner}*)(${labels.join('|')}): `, 'g');

/** @param fields what stands behind each label; empty ones are left out */
export function withLabels<L extends string>(words: string, fields: Readonly<Record<L, string>>): string {
  if (words === '' && Object.values(fields).every((part) => part === '')) return '';
  const pattern = labelPattern(Object.keys(fields));
  const marked = (part: string): string => part.replaceAll(pattern, `$1${joiner}$2$3: `);
  const parts = Object.entries<string>(fields)
    .filter(([, part]) => part !== '')
    .map(([label, part]) => `${label}: ${marked(part)}`);
  return (words === '' ? parts : [marked(words), ...parts]).join('\n\n');
}

/** The inverse: what stands before the first label, and behind each; empty where a label is missing. */
export function withoutLabels<L extends string>(
  written: string,
  labels: readonly L[],
): { words: string; fields: Record<L, string> } {
  const fields = Object.fromEntries(labels.map((label) => [label, ''])) as Record<L, string>;
  if (written === '') return { words: '', fields };
  const pattern = labelPattern(labels);
  const plain = (part: string): string =>
    part.replaceAll(pattern, (all: string, before: string, joiners: string, label: string) =>
      joiners === '' ? all : `${before}${joiners.slice(1)}${label}: `,
    );
  const found = [...written.matchAll(pattern)].filter(([, , joiners]) => joiners === '');
  for (const [at, { 0: all, 3: label, index }] of found.entries()) {
    const part = plain(written.slice(index + all.length, found[at + 1]?.index ?? written.length));
    const before = fields[label as L];
    fields[label as L] = before === '' ? part : `${before}\n${part}`;
  }
  return { words: plain(written.slice(0, found[0]?.index ?? written.length)), fields };
}
