import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from './button';

interface PagesProps {
  /** What is counted, for screen readers; needed where there are several in one place. */
  label?: string;
  /** The first one on screen, from 0. */
  from: number;
  /** How many are on screen together. */
  size: number;
  total: number;
  onGo: (from: number) => void;
}

/** Which part of a long list is on screen, and the way to the others. Nothing where all of it is. */
export function Pages({ label = 'Pages', from, size, total, onGo }: PagesProps) {
  if (total <= size) return null;
  const last = Math.min(total, from + size);
  return (
    <div className="pager" role="group" aria-label={label}>
      <IconButton
        label="Earlier ones"
        icon={ChevronLeft}
        isDisabled={from === 0}
        onPress={() => onGo(Math.max(0, from - size))}
      />
      <span aria-live="polite">
        {(from + 1).toLocaleString('en')}–{last.toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
      <IconButton
        label="Later ones"
        icon={ChevronRight}
        isDisabled={last >= total}
        onPress={() => onGo(from + size)}
      />
    </div>
  );
}
