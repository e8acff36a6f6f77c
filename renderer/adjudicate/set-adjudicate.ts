import { useStore } from '../store';
import type { AdjudicateState } from './adjudicate-state';

/** Changes a part of how disagreements are gone through. */
export const setAdjudicate = (patch: Partial<AdjudicateState>): void =>
  useStore.setState(({ adjudicate }) => ({ adjudicate: { ...adjudicate, ...patch } }));
