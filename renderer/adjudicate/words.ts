/** Disagreements and decisions in words. */
import type { AdjudicationState, DisagreementKind, DisputedPassage } from '../../shared/api';
import type { Settlement } from '../../shared/records-teamwork';

export const kindWords: Record<DisagreementKind, string> = {
  'only some': 'Not marked by all',
  boundary: 'Other words',
  code: 'Other code',
  actor: 'Other actors',
  concept: 'Other concepts',
  value: 'Other values',
};

export const stateWords: Record<AdjudicationState, string> = {
  unsettled: 'Unsettled',
  open: 'Left open',
  settled: 'Settled',
};

const choiceWords: Record<Settlement, string> = {
  one: 'One version taken',
  both: 'All versions taken',
  third: 'Said another way',
  none: 'Nothing is marked here',
  open: 'Left open',
};

/** `Other words`, or with the slot that it is about: `Position: other values`. */
export const differenceWords = ({ kind, attributeName }: DisputedPassage['differences'][number]): string =>
  attributeName === null ? kindWords[kind] : `${attributeName}: ${kindWords[kind].toLowerCase()}`;

/** What was decided. @param nameOf the name of a coder */
export function decisionWords(
  { decision, versions }: DisputedPassage,
  nameOf: (coderId: string) => string,
): string | null {
  if (!decision) return null;
  const { choice, takenIds } = decision;
  if (choice !== 'one') return choiceWords[choice];
  const taken = versions.find(({ annotations }) =>
    annotations.some(({ annotationId }) => takenIds.includes(annotationId)),
  );
  return taken ? `As ${nameOf(taken.coderId)} has it` : choiceWords.one;
}
