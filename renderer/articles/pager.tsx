import { Pages } from '../ui/pages';
import { refresh, useImporting } from './importing';

/** Which part of the rows of an import is on screen, and the way to the others. */
export function Pager({ size }: { size: number }) {
  const from = useImporting((state) => state.from);
  const total = useImporting((state) => state.total);
  return <Pages from={from} size={size} total={total} onGo={(first) => void refresh({ from: first })} />;
}
