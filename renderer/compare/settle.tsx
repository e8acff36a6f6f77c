/** The way from a place where coders differ to where it is settled. */
import type { ComparedPlace } from '../../shared/compared-places';
import { runAction } from '../actions';
import { isWritable, useStore } from '../store';
import { Button } from '../ui/button';
import { compareWith } from './lane-actions';

/** The action is about the place that is looked at, which a click on one of its annotations alone does not say. */
export function SettleButton({ place }: { place: ComparedPlace }) {
  const canWrite = useStore(isWritable);
  if (!canWrite || place.differences.length === 0) return null;
  const settle = (): void => {
    compareWith({ placeId: place.id });
    runAction('adjudicate.settle');
  };
  return (
    <div>
      <Button onPress={settle}>Settle…</Button>
    </div>
  );
}
