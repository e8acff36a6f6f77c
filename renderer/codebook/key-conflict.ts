/** Whether a key can tag with a code: codes and actions must not want the same one. */
import { keyInput } from '../../shared/codebook';
import { allActions } from '../actions';
import { useStore } from '../store';

/** What speaks against a key, as a sentence that names who has it; null when nothing does. */
export function keyProblem(typed: string, codeId: string): string | null {
  if (typed.trim() === '') return null;
  const key = keyInput.safeParse(typed.trim()).data;
  if (key === undefined) return 'A key is one printed character, such as 4 or k.';
  const owner = allActions(useStore.getState()).find(
    ({ id, shortcuts }) =>
      id !== `annotation.tag.${codeId}` && shortcuts.some((shortcut) => shortcut.toLowerCase() === key),
  );
  return owner ? `The key ${key} is taken: “${owner.label.replace('…', '')}”. Choose another.` : null;
}
