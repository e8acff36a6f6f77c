/**
 * What a format cannot hold. A writer says it while it writes, also into nothing (a dry run), so that the user
 * knows before anything is saved; a reader says likewise what it could not take in. One structure for all formats.
 */

import { excerpt } from '../text';

/**
 * The facts of a project that a format holds or does not, each by the name that its loss has. A fact is what one
 * record says on one point: that an annotation has a note is one fact of `annotation note`.
 */
export const aspects = [
  'article',
  'article text',
  'article details',
  'article note',
  'article date',
  'article language',
  'article layout',
  'article particulars',
  'article copy',
  'reading',
  'coder',
  'coder role',
  'code',
  'code parent',
  'code definition',
  'code look',
  'code kind',
  'code retired',
  'attribute',
  'attribute rules',
  'choice',
  'choice number',
  'choice definition',
  'actor',
  'actor kind',
  'actor note',
  'actor authority',
  'actor alias',
  'actor affiliation',
  'concept',
  'concept parent',
  'concept definition',
  'concept alias',
  'distinction',
  'annotation',
  'annotation coder',
  'annotation fragments',
  'annotation note',
  'annotation time',
  'annotation example',
  'annotation review',
  'value',
  'value link',
  'value order',
  'value inferred',
  'value evidence',
  'order',
  'history',
  'merge',
  'adjudication',
  'double coding',
  'import',
  'foreign data',
  'cells',
] as const;
export type Aspect = (typeof aspects)[number];

/**
 * `dropped`: it is not in the file. `approximated`: something near it is. `kept as extension`: it is in the file in
 * a way that only Claimbook reads. `mismatch`: a reader found a contradiction in the file.
 */
export type Severity = 'dropped' | 'approximated' | 'kept as extension' | 'mismatch';

/** One kind of loss. */
export interface Loss {
  aspect: Aspect;
  severity: Severity;
  /** A sentence of what becomes of it, without the number: `Notes on codes are left out.` */
  what: string;
  count: number;
  /** The first of them, as their user would know them; at most `mostExamples`. */
  examples: string[];
}

export interface LossReport {
  /** The format's id. */
  format: string;
  direction: 'out' | 'in';
  losses: Loss[];
}

export const mostExamples = 5;
const longestExample = 120;

/** Collects losses: equal ones are counted, and the first are kept as examples. */
export class Losses {
  private readonly byWhat = new Map<string, Loss>();

  /**
   * Notes one loss.
   * @param what a sentence, the same for all losses of a kind
   * @param example the record that it befalls, in the user's words; cut short here
   */
  add(aspect: Aspect, severity: Severity, what: string, example = '', count = 1): void {
    if (count === 0) return;
    const key = `${aspect} ${severity} ${what}`;
    let loss = this.byWhat.get(key);
    if (!loss) this.byWhat.set(key, (loss = { aspect, severity, what, count: 0, examples: [] }));
    loss.count += count;
    if (example !== '' && loss.examples.length < mostExamples && !loss.examples.includes(example))
      loss.examples.push(excerpt(example, longestExample));
  }

  report(format: string, direction: 'out' | 'in'): LossReport {
    const place = ({ aspect }: Loss): number => aspects.indexOf(aspect);
    return {
      format,
      direction,
      losses: [...this.byWhat.values()].toSorted((one, other) => place(one) - place(other)),
    };
  }
}

/** A loss as a sentence for people: `12 × Notes on codes are left out. (Taxes; Borders; …)` */
export function lossInWords({ what, count, examples }: Loss): string {
  const more = count > examples.length ? '; …' : '';
  const named = examples.length === 0 ? '' : ` (${examples.join('; ')}${more})`;
  return `${count.toLocaleString('en')} × ${what}${named}`;
}

/** The report as readable text, to be kept beside the export. */
export function reportInWords({ format, direction, losses }: LossReport): string {
  const heading =
    direction === 'out'
      ? `What the export as ${format} could not hold`
      : `What the reading of ${format} could not take in`;
  const lines =
    losses.length === 0
      ? ['Nothing was lost.']
      : losses.map((loss) => `- ${lossInWords(loss)} [${loss.severity}]`);
  return `${heading}\n\n${lines.join('\n')}\n`;
}
