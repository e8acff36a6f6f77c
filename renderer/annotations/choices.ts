/** Choosing by key among choices, and which of them stand for or against. */
import type { Records } from '../../shared/changes';
import type { Attribute, Choice } from '../../shared/records';
import { attributesOf } from './asked';

/** The attribute of a code whose choices stand for figures, with its choices: for or against. */
export function positionOf(
  codeId: string,
  records: Pick<Records, 'attribute' | 'choice'>,
): { attribute: Attribute; choices: Choice[] } | null {
  for (const asked of attributesOf(records, codeId)) {
    const choices = [...records.choice.values()].filter(
      ({ attributeId, number }) => attributeId === asked.id && number !== null,
    );
    if (choices.length > 0) return { attribute: asked, choices };
  }
  return null;
}

/** The choice for a sign: the figure furthest from 0 on its side, or 0 itself. */
export const choiceOfSign = (choices: readonly Choice[], sign: -1 | 0 | 1): Choice | undefined =>
  choices
    .filter(({ number }) => number !== null && Math.sign(number) === sign)
    .toSorted((a, b) => Math.abs(b.number ?? 0) - Math.abs(a.number ?? 0))[0];

const signs: Record<string, -1 | 0 | 1> = { '-': -1, '−': -1, '0': 0, '+': 1, '=': 1 };

/** The choice that a key stands for: `-`, `0` and `+` where choices are figures, else `1` for the first. */
export function choiceOfKey(key: string, choices: readonly Choice[]): Choice | undefined {
  const hasFigures = choices.some(({ number }) => number !== null);
  const sign = signs[key];
  if (hasFigures) return sign === undefined ? undefined : choiceOfSign(choices, sign);
  return /^[1-9]$/.test(key) ? choices[Number(key) - 1] : undefined;
}
