/** Which disagreeing passages the page lists, and the way from one of them into the text. */
import { agreementStages, type AgreementStage, type DisagreeingPassage } from '../../shared/api-agreement';
import { stageWords } from '../../shared/agreement-words';
import type { Action } from '../actions';
import { goToAnnotation } from '../annotations/go-to';
import { useStore } from '../store';
import { anyPassage, type PassageQuery } from './compare-state';
import { compareWith, setLanes } from './lane-actions';

/** Lists these passages, with the keyboard in the list. */
export function showPassages(query: Partial<PassageQuery>): void {
  compareWith({ query: { ...anyPassage, ...query }, passageAt: 0 });
  requestAnimationFrame(focusPassages);
}

export const passagesLabel = 'Disagreeing passages';

export function focusPassages(): void {
  document.querySelector<HTMLElement>(`[role="listbox"][aria-label="${passagesLabel}"]`)?.focus();
}

/** Shows a passage in its article, with the coders in lanes and the first annotation selected. */
export async function goToPassage({ articleId, annotations }: DisagreeingPassage): Promise<void> {
  const [first] = annotations;
  setLanes(true);
  compareWith({ filter: 'all', placeId: null });
  if (first) await goToAnnotation(articleId, first.annotationId);
}

const stageKeys: Record<AgreementStage, string> = {
  mark: 'Alt+1',
  code: 'Alt+2',
  actor: 'Alt+3',
  concept: 'Alt+4',
  value: 'Alt+5',
};

/** The action that lists the passages of a stage. */
export const passagesOfStage = (stage: AgreementStage): string => `compare.passages.${stage}`;

/** The passages of each stage by one key, while the page is shown. */
export const passageActions: Action[] = agreementStages.map((stage) => ({
  id: passagesOfStage(stage),
  label: `Passages that differ: ${stageWords[stage].toLowerCase()}`,
  menu: 'compare',
  shortcuts: [stageKeys[stage]],
  keyOnly: true,
  isAvailable: ({ view }) => view === 'compare',
  run: () => {
    if (useStore.getState().compare.settings) showPassages({ stage });
  },
}));
