/**
 * F1 of passages as agreement: neither coder is the standard, so precision of one is recall of the other, and F1
 * is the same both ways (Hripcsak and Rothschild 2005). Counts are those of SemEval-2013 Task 9.1.
 */
import { type Measured, notDefined } from './measures';

export interface SpanCounts {
  /** Right: COR. */
  correct: number;
  /** Found, but wrong: INC. */
  incorrect: number;
  /** Overlapping: PAR. They count as half right. */
  partial: number;
  /** Only the first has them: MIS. */
  missing: number;
  /** Only the second has them: SPU. */
  spurious: number;
}

export interface F1 {
  precision: number;
  recall: number;
}

/** @returns not defined where neither has marked anything; 0 where only one has */
export function spanF1({ correct, incorrect, partial, missing, spurious }: SpanCounts): Measured<F1> {
  const right = correct + partial / 2;
  const first = correct + incorrect + partial + missing;
  const second = correct + incorrect + partial + spurious;
  return f1Of(right, first, second);
}

/** @param right pairs that agree; `first` and `second` what each coder has marked */
export function f1Of(right: number, first: number, second: number): Measured<F1> {
  if (first + second === 0)
    return notDefined(
      'Neither coder marked anything in what both have read, so there is nothing to agree on.',
    );
  const value = (2 * right) / (first + second);
  return {
    defined: true,
    value,
    precision: second === 0 ? 0 : right / second,
    recall: first === 0 ? 0 : right / first,
  };
}

export interface LabelledSpan {
  label: string;
  start: number;
  end: number;
}

/** What becomes of a pair, by scheme: `strict` asks for label and boundaries, `exact` for boundaries alone. */
export interface Outcome {
  strict: 'correct' | 'incorrect';
  exact: 'correct' | 'incorrect';
  partial: 'correct' | 'partial';
  type: 'correct' | 'incorrect';
}

/** Of two passages that overlap. */
export function outcomeOf(one: LabelledSpan, other: LabelledSpan): Outcome {
  const sameBoundaries = one.start === other.start && one.end === other.end;
  const sameLabel = one.label === other.label;
  return {
    strict: sameBoundaries && sameLabel ? 'correct' : 'incorrect',
    exact: sameBoundaries ? 'correct' : 'incorrect',
    partial: sameBoundaries ? 'correct' : 'partial',
    type: sameLabel ? 'correct' : 'incorrect',
  };
}
