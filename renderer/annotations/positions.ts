/** The position of a claim by key: down, neutral, up, along the figures that its choices stand for. */
import type { Records } from '../../shared/changes';
import type { Attribute, Choice } from '../../shared/records';

export type Push = 'down' | 'neutral' | 'up';

/** The attribute of a code whose choices are figures, and those choices from the lowest figure up; or null. */
export function scaleOf(
  { attribute, choice }: Pick<Records, 'attribute' | 'choice'>,
  codeId: string,
): { attribute: Attribute; choices: Choice[] } | null {
  const scales = [...attribute.values()]
    .filter((entry) => entry.codeId === codeId && entry.kind === 'choice' && !entry.retired)
    .toSorted((a, b) => a.position - b.position);
  for (const entry of scales) {
    const choices = [...choice.values()]
      .filter(({ attributeId, number }) => attributeId === entry.id && number !== null)
      .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
    if (choices.length > 0) return { attribute: entry, choices };
  }
  return null;
}

/**
 * The choice that a push leads to: the nearest figure below or above zero, and from one on that side the
 * next one further out; at the end of the scale it stays. Null where the scale has no such figure.
 */
export function pushed(choices: readonly Choice[], current: Choice | null, push: Push): Choice | null {
  const figure = (choice: Choice): number => choice.number ?? 0;
  if (push === 'neutral') return choices.find((choice) => figure(choice) === 0) ?? null;
  const sign = push === 'down' ? -1 : 1;
  const from = current ? Math.max(0, figure(current) * sign) : 0;
  const outward = choices
    .filter((choice) => figure(choice) * sign > 0)
    .toSorted((a, b) => (figure(a) - figure(b)) * sign);
  return outward.find((choice) => figure(choice) * sign > from) ?? outward.at(-1) ?? null;
}
