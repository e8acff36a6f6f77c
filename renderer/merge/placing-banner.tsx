import { MapPin } from 'lucide-react';
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
  if (!shown || !isHere) return null;
  const { name, quote } = itemName({ mine: null, theirs: shown.theirs });
  return (
    <section className="banner placing" aria-label="Place an annotation">
      <MapPin size={14} aria-hidden />
      <p>
        Select the words that are meant by <bdi>{shown.theirs?.coder}</bdi>’s <bdi>{name}</bdi>: “
        <bdi className="placing-quote">{quote}</bdi>”
      </p>
      <Button look="primary" isDisabled={selection === null} onPress={() => void placeOnSelection()}>
        Place it on the selection
      </Button>
      <Button onPress={() => void dropUnplaced()}>{answerLabel('mine', shown)}</Button>
      <Button look="quiet" onPress={backToQuestions}>
        Back to the questions
      </Button>
    </section>
  );
}
