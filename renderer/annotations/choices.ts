/** Choosing by key among choices, and which of them stand for or against. */
import type { Records } from '../../shared/changes';
import { attributesWithFigures, positionAttribute } from '../../shared/position';
import type { Attribute, Choice } from '../../shared/records';
import { attributesOf } from './asked';

const figured = new WeakMap<Records['choice'], ReadonlySet<string>>();

/** The attribute by which annotations of a code are for or against, or null; made out from the same records once. */
export function positionAttributeOf(
  codeId: string,
  records: Pick<Records, 'attribute' | 'choice'>,
): Attribute | null {
  let withFigures = figured.get(records.choice);
  if (!withFigures)
    figured.set(records.choice, (withFigures = attributesWithFigures(records.choice.values())));
  return positionAttribute(attributesOf(records, codeId), withFigures);
}

/** The same with its choices that stand for figures. */
export function positionOf(
  codeId: string,
  records: Pick<Records, 'attribute' | 'choice'>,
): { attribute: Attribute; choices: Choice[] } | null {
  const attribute = positionAttributeOf(codeId, records);
  if (!attribute) return null;
  const choices = [...records.choice.values()].filter(
    ({ attributeId, number }) => attributeId === attribute.id && number !== null,
  );
  return { attribute, choices };
}

/** The figures that positions of any code can have, the least first. */
export function positionFigures(records: Pick<Records, 'code' | 'attribute' | 'choice'>): number[] {
  const positions = new Set([...records.code.keys()].map((id) => positionAttributeOf(id, records)?.id));
  const figures = [...records.choice.values()].flatMap(({ attributeId, number }) =>
    number !== null && positions.has(attributeId) ? number : [],
  );
  return [...new Set(figures)].toSorted((a, b) => a - b);
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
