/** The way from a place where coders differ to where it is settled. */
import type { ComparedPlace } from '../../shared/compared-places';
import { allActions, runAction } from '../actions';
import { useStore } from '../store';
import { Button } from '../ui/button';

/** The action that settles the place looked at (`compare.placeId`), where there is one. */
const settling = 'adjudicate.settle';

export function SettleButton({ place }: { place: ComparedPlace }) {
  const isThere = useStore((state) =>
    allActions(state).some((action) => action.id === settling && action.isAvailable(state)),
  );
  if (!isThere || place.differences.length === 0) return null;
  return <Button onPress={() => runAction(settling)}>Settle…</Button>;
}
