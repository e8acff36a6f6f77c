import { MapPin } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { backToQuestions, dropUnplaced, placeOnSelection, usePlacing } from './placing';
import { answerLabel, itemName } from './words';

/** Over the text while the words of an unplaced annotation are being chosen. */
export function PlacingBanner() {
  const shown = usePlacing((state) => state.shown);
  const selection = useStore((state) => state.selection);
  const isHere = useStore(
    ({ view, article }) => view === 'article' && article !== null && article.id === shown?.article?.id,
  );
  const canPlace = shown !== null && isHere && selection !== null;
  useEffect(() => {
    if (!canPlace) return undefined;
    window.addEventListener('keydown', placeByEnter, { capture: true });
    return () => window.removeEventListener('keydown', placeByEnter, { capture: true });
  }, [canPlace]);
  if (!shown || !isHere) return null;
  const { name, quote } = itemName(shown, true);
  return (
    <section className="banner placing" aria-label="Place an annotation">
      <MapPin size={14} aria-hidden />
      <p>
        Select the words that are meant by <bdi>{shown.theirs?.coder}</bdi>’s <bdi>{name}</bdi>: “
        <bdi className="placing-quote">{quote}</bdi>”
      </p>
      <Button look="primary" isDisabled={selection === null} onPress={() => void placeOnSelection()}>
        Place it on the selection
        <kbd aria-hidden>Enter</kbd>
      </Button>
      <Button onPress={() => void dropUnplaced()}>{answerLabel('mine', shown)}</Button>
      <Button look="quiet" onPress={backToQuestions}>
        Back to the questions
      </Button>
    </section>
  );
}

/** Enter in the text does what the button says: who selects words by key need not leave them. */
function placeByEnter(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  const isInText = target instanceof Element && target.closest('[aria-label="Article text"]') !== null;
  if (key !== 'Enter' || ctrlKey || metaKey || altKey || shiftKey || event.isComposing || !isInText) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat) void placeOnSelection();
}
