/** Words on their way into a slot of the selected annotation: which, and for which field they wait. */
import { create } from 'zustand';
import type { ValueInput } from '../../shared/api';
import type { Attribute } from '../../shared/records';
import type { Failure } from '../../shared/result';
import type { Range } from '../../shared/span';
import { useStore } from '../store';
import { selectedWords } from './annotation-edits';
import { assignToSlot, setEvidence } from './frame-edits';
import { isSaid, saidBy } from './said-by-words';
import { whenSelected } from './tagging';
import { goToField } from './to-fields';
import { valueRecords } from './values';

interface Assigning {
  /** The words for which a slot is being chosen, or null. */
  words: Range | null;
  /**
   * A field that waits for the value that these words stand for: a pronoun, an office. `options` are the
   * answers that the words themselves suggest, the best first.
   */
  waiting: { annotationId: string; attributeId: string; words: Range; options: readonly ValueInput[] } | null;
}

export const useAssigning = create<Assigning>()(() => ({ words: null, waiting: null }));

/** Asks into which slot the selected words go. */
export async function askForSlot(): Promise<void> {
  const selected = await whenSelected();
  const words = selectedWords(useStore.getState());
  if (words && selected) useAssigning.setState({ words, waiting: null });
}

export const stopAssigning = (): void => useAssigning.setState({ words: null, waiting: null });

/**
 * Gives a slot the words: at once where they say it, else its field asks who or what they stand for. What
 * a slot for one value says already is not replaced unless the user answers so.
 */
export async function chooseSlot(attribute: Attribute, words: Range): Promise<void> {
  const { article, records, selectedId } = useStore.getState();
  stopAssigning();
  if (!article || selectedId === null) return;
  const given = valueRecords(records, selectedId, attribute.id);
  const [only, another] = given;
  const quote = article.text.slice(words.start, words.end).replaceAll(/\s+/g, ' ');
  const said = saidBy(quote, attribute, given, records);
  /** Where there may be several answers, words do not take the place of those that another one has. */
  const isFree = !attribute.many || only?.evidenceQuote === null;
  const replaces = !attribute.many && only !== undefined && !isSaid(only, said, quote);
  const ask = (isRefused = false): void => {
    const suggested = said.kind === 'read' ? [] : said.values;
    // A name that was refused would be refused again.
    const options = suggested.filter((value) => !isRefused || !('newActor' in value));
    useAssigning.setState({
      waiting: { annotationId: selectedId, attributeId: attribute.id, words, options },
    });
    void goToField(attribute.id);
  };
  if (said.kind !== 'ask' && !replaces) {
    const values = said.kind === 'values' ? said.values : [];
    const failure = await assignToSlot(selectedId, attribute.id, words, ...values);
    // A name that looks like a known one: the notice says so, and the field asks who is meant.
    const isRefused = failure?.code === 'refused' && attribute.kind === 'actor';
    if (isRefused && useStore.getState().selectedId === selectedId) ask(true);
  } else if (said.kind === 'ask' && only && !another && attribute.kind !== 'actor' && isFree) {
    // The field has its answer; these are the words that give it.
    await setEvidence(only, words);
  } else ask();
}

/** What the words suggest that wait for an answer of this field. */
export function waitingOptions(annotationId: string, attributeId: string): readonly ValueInput[] {
  const { waiting } = useAssigning.getState();
  return waiting?.annotationId === annotationId && waiting.attributeId === attributeId ? waiting.options : [];
}

/**
 * Gives a field the value that its waiting words stand for. Where that is refused, they wait on.
 * @returns why it was not done, null when it was; or null at once where no words wait for this field
 */
export function answerWaiting(
  annotationId: string,
  attributeId: string,
  value: ValueInput,
): Promise<Failure | null> | null {
  const { waiting } = useAssigning.getState();
  if (waiting?.annotationId !== annotationId || waiting.attributeId !== attributeId) return null;
  stopAssigning();
  return assignToSlot(annotationId, attributeId, waiting.words, value).then((failure) => {
    const { words, waiting: another } = useAssigning.getState();
    const isStillThere =
      useStore.getState().selectedId === annotationId && words === null && another === null;
    if (failure?.code === 'refused' && isStillThere) useAssigning.setState({ waiting });
    return failure;
  });
}
