/** Figures of agreement as the page shows them, and which of them a part of the project has. */
import { coefficient } from './agreement/methods';
import type { MeasureId, Measured } from './agreement/measures';
import type {
  AgreementFigure,
  AgreementPart,
  AgreementRow,
  AgreementStage,
  DisagreementKind,
  Interval,
} from './api-agreement';

/** What each stage asks. */
export const stageWords: Record<AgreementStage, string> = {
  mark: 'Marked the same passage',
  code: 'Gave it the same code',
  actor: 'Same actors in each slot',
  concept: 'Same concept',
  value: 'Same position, form, date',
};

export const disagreementWords: Record<DisagreementKind, string> = {
  'only some': 'Not all marked it',
  boundary: 'Other boundaries',
  code: 'Other code',
  actor: 'Other actor',
  concept: 'Other concept',
  value: 'Other value',
};

/** Shares are told in percent, everything else as a coefficient: `83%`, `.71`. */
export const figureWords = (measure: MeasureId, value: number): string =>
  measure === 'percent' ? `${Math.round(value * 100)}%` : coefficient(value);

/** `.62 to .79`; null for none. */
export const intervalWords = (measure: MeasureId, interval: Interval | null): string | null =>
  interval && `${figureWords(measure, interval.low)} to ${figureWords(measure, interval.high)}`;

export const figureOf = (
  { figures }: Pick<AgreementRow, 'figures'>,
  measure: MeasureId,
): AgreementFigure | null => figures.find((figure) => figure.measure === measure) ?? null;

/** The figure to look at first. */
export const primaryOf = (row: AgreementRow): AgreementFigure =>
  figureOf(row, row.primary) ?? {
    measure: row.primary,
    result: { defined: false, why: 'It was not computed.' },
  };

/** Tells the lines of a table apart: the stage, and the slot. */
export const rowKey = ({ stage, attributeId }: Pick<AgreementRow, 'stage' | 'attributeId'>): string =>
  `${stage} ${attributeId ?? ''}`;

/** The lines that at least one of some parts has, in order. */
export function rowsIn(
  parts: readonly Pick<AgreementPart, 'rows'>[],
): Pick<AgreementRow, 'name' | 'stage' | 'attributeId'>[] {
  const found = new Map<string, AgreementRow>();
  for (const { rows } of parts)
    for (const row of rows) if (!found.has(rowKey(row))) found.set(rowKey(row), row);
  return [...found.values()];
}

export interface Point<Of> {
  of: Of;
  /** From the left and from the top, each from 0 to 1. */
  x: number;
  y: number;
  interval: { top: number; bottom: number } | null;
}

export interface Chart<Of> {
  /** What is not defined leaves a gap: each stretch is a line of its own. */
  stretches: Point<Of>[][];
  /** The figures at which lines are ruled, from the lowest, and how far from the top they lie. */
  rules: { value: number; y: number }[];
}

/**
 * Figures one after another, from left to right. The scale runs from 0, or the lowest figure or interval if that is
 * less, to 1: an agreement of one value alone does not look like a change.
 */
export function chartOf<Of>(
  list: readonly { of: Of; result: Measured<{ interval: Interval | null }> }[],
): Chart<Of> {
  const defined = list.flatMap(({ result }) => (result.defined ? [result] : []));
  const lowest = Math.min(
    0,
    ...defined.map(({ value, interval }) => Math.min(value, interval?.low ?? value)),
  );
  const floor = Math.max(-1, Math.floor(lowest * 4) / 4);
  const yOf = (value: number): number => 1 - (Math.max(floor, Math.min(1, value)) - floor) / (1 - floor);
  const stretches: Point<Of>[][] = [];
  let open: Point<Of>[] | null = null;
  for (const [at, { of, result }] of list.entries()) {
    if (!result.defined) {
      open = null;
      continue;
    }
    const { value, interval } = result;
    if (!open) stretches.push((open = []));
    open.push({
      of,
      x: list.length === 1 ? 0.5 : at / (list.length - 1),
      y: yOf(value),
      interval: interval && { top: yOf(interval.high), bottom: yOf(interval.low) },
    });
  }
  const step = floor < -0.5 ? 0.5 : 0.25;
  const rules: Chart<Of>['rules'] = [];
  for (let value = floor; value <= 1 + 1e-9; value += step) rules.push({ value, y: yOf(value) });
  return { stretches, rules };
}
