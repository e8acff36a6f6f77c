import { Circle, CircleCheck, CircleDashed, CircleSlash2, type LucideIcon } from 'lucide-react';
import type { ReadingState } from '../../shared/records';

/** How far a coder is with an article: each state has its own shape. */
export const readingLooks: Record<ReadingState, { label: string; icon: LucideIcon }> = {
  unread: { label: 'Unread', icon: Circle },
  'in progress': { label: 'In progress', icon: CircleDashed },
  done: { label: 'Done', icon: CircleCheck },
  'no claim found': { label: 'Read, no claim found', icon: CircleSlash2 },
};

export function ReadingMark({ state }: { state: ReadingState }) {
  const { icon: Icon } = readingLooks[state];
  return <Icon size={14} aria-hidden className={`reading-mark ${state.replaceAll(' ', '-')}`} />;
}
