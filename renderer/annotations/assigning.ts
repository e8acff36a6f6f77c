/** Words on their way into a slot of the selected annotation: which, and for which field they wait. */
import { create } from 'zustand';
import type { ValueInput } from '../../shared/api';
import { numberIn } from '../../shared/number-in';
import type { Attribute } from '../../shared/records';
import type { Range } from '../../shared/span';
import { useStore } from '../store';
import { selectedWords } from './annotation-edits';
import { assignToSlot, setEvidence } from './frame-edits';
import { actorCalled, looksLikeName } from './offers';
import { whenSelected } from './tagging';
import { goToField } from './to-fields';
import { nameKey } from '../../shared/commands';
import { valueRecords } from './values';

interface Assigning {
  /** The words for which a slot is being chosen, or null. */
  words: Range | null;
  /** A field that waits for the value that these words stand for: a pronoun, an office. */
  waiting: { annotationId: string; attributeId: string; words: Range } | null;
}

export const useAssigning = create<Assigning>()(() => ({ words: null, waiting: null }));

/** Asks into which slot the selected words go. */
export async function askForSlot(): Promise<void> {
  const selected = await whenSelected();
  const words = selectedWords(useStore.getState());
  if (words && selected) useAssigning.setState({ words, waiting: null });
}

export const stopAssigning = (): void => useAssigning.setState({ words: null, waiting: null });

/** Gives a slot the words: at once where they say it, else its field asks who or what they stand for. */
export async function chooseSlot(attribute: Attribute, words: Range): Promise<void> {
  const { article, records, selectedId } = useStore.getState();
  stopAssigning();
  if (!article || selectedId === null) return;
  const [only, another] = valueRecords(records, selectedId, attribute.id);
  const said = saidBy(article.text.slice(words.start, words.end).replaceAll(/\s+/g, ' '), attribute);
  if (said !== null) {
    const value = said === 'words' ? undefined : said;
    const failure = await assignToSlot(selectedId, attribute.id, words, value);
    // A name that looks like a known one: the notice says so, and the field asks who is meant.
    if (
      failure?.code === 'refused' &&
      attribute.kind === 'actor' &&
      useStore.getState().selectedId === selectedId
    ) {
      useAssigning.setState({ waiting: { annotationId: selectedId, attributeId: attribute.id, words } });
      void goToField(attribute.id);
    }
  } else if (only && !another && attribute.kind !== 'actor') {
    // The field has its answer; these are the words that give it.
    await setEvidence(only, words);
  } else {
    useAssigning.setState({ waiting: { annotationId: selectedId, attributeId: attribute.id, words } });
    void goToField(attribute.id);
  }
}

/** What words say by themselves: a value, or `words` where the host reads them; null where the user must say. */
function saidBy(words: string, { kind, id }: Attribute): ValueInput | 'words' | null {
  const { records } = useStore.getState();
  const isCalled = ({ name }: { name: string }): boolean => nameKey(name) === nameKey(words);
  switch (kind) {
    case 'text':
    case 'annotation':
      return 'words';
    case 'date':
      return /^\d{4}(-\d\d){0,2}$/.test(words) ? 'words' : null;
    case 'number':
      return numberIn(words).ok ? 'words' : null;
    case 'choice': {
      const choice = [...records.choice.values()].find(
        (entry) => entry.attributeId === id && isCalled(entry),
      );
      return choice ? { choiceId: choice.id } : null;
    }
    case 'concept': {
      const concept = [...records.concept.values()].find(isCalled);
      return concept ? { conceptId: concept.id } : null;
    }
    case 'actor': {
      const actorId = actorCalled(words, records);
      if (actorId !== null) return { actorId };
      return looksLikeName(words) ? { newActor: { name: words, kind: 'person' } } : null;
    }
  }
}

/** The words that wait for what is entered into this field; they wait no longer. */
export function takeWaiting(annotationId: string, attributeId: string): Range | null {
  const { waiting } = useAssigning.getState();
  if (waiting?.annotationId !== annotationId || waiting.attributeId !== attributeId) return null;
  stopAssigning();
  return waiting.words;
}
