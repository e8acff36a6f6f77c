import { ToggleButton } from 'react-aria-components';
import { type Annotation, type Example, examples } from '../../shared/records';
import { writes } from '../project/session';
import { Button } from '../ui/button';

interface Props {
  annotation: Annotation;
  isDisabled: boolean;
}

/** Why the annotation is to be looked at again, until someone says that this is done; nothing for most. */
export function ReviewNote({ annotation: { id, review }, isDisabled }: Props) {
  if (review === '') return null;
  return (
    <div className="look-again" role="note" aria-label="Look again">
      <strong>Look again</strong>
      <p dir="auto">{review}</p>
      {!isDisabled && (
        <Button
          onPress={() => void writes.push('annotation.setReview', () => ({ annotationId: id, review: '' }))}
        >
          Done
        </Button>
      )}
    </div>
  );
}

const labels: Record<Example, string> = { best: 'Best example', doubtful: 'Doubtful' };

/** Whether the annotation is held up as an example of its code. */
export function ExampleField({ annotation: { id, example }, isDisabled }: Props) {
  const hold = (next: Example | null): void =>
    void writes.push('annotation.setExample', () => ({ annotationId: id, example: next }));
  return (
    <div className="field" role="group" aria-labelledby={`example-${id}`}>
      <span className="label" id={`example-${id}`}>
        Example of its code
      </span>
      <div className="segments">
        {examples.map((candidate) => (
          <ToggleButton
            key={candidate}
            className="segment"
            isDisabled={isDisabled}
            isSelected={example === candidate}
            onChange={(isSelected) => hold(isSelected ? candidate : null)}
          >
            {labels[candidate]}
          </ToggleButton>
        ))}
      </div>
    </div>
  );
}
