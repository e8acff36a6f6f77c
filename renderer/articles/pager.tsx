import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../ui/button';
import { refresh, useImporting } from './importing';

/** Which part of a long list is on screen, and the way to the others. */
export function Pager({ size }: { size: number }) {
  const from = useImporting((state) => state.from);
  const total = useImporting((state) => state.total);
  if (total <= size) return null;
  const last = Math.min(total, from + size);
  return (
    <div className="pager" role="group" aria-label="Pages">
      <IconButton
        label="Earlier ones"
        icon={ChevronLeft}
        isDisabled={from === 0}
        onPress={() => void refresh({ from: Math.max(0, from - size) })}
      />
      <span>
        {(from + 1).toLocaleString('en')}–{last.toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
      <IconButton
        label="Later ones"
        icon={ChevronRight}
        isDisabled={last >= total}
        onPress={() => void refresh({ from: from + size })}
      />
    </div>
  );
}
