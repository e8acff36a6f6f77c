import { EyeOff } from 'lucide-react';
import { useMemo } from 'react';
import { useStore } from '../store';
import { hidingHere } from './acting';
import './double-coding.css';

/** Says that not everything is seen in this article, and until when. */
export function HiddenHere({ articleId }: { articleId: string }) {
  const records = useStore((state) => state.records);
  const hidden = useStore((state) => state.hidden);
  const isAgain = useStore((state) => state.rounds[articleId] !== undefined);
  const hiding = useMemo(() => hidingHere({ records, hidden }, articleId), [records, hidden, articleId]);
  if (hiding.length === 0) return null;
  return (
    <section className="hidden-here" aria-label="Hidden work">
      <EyeOff size={14} aria-hidden />
      <p>
        {isAgain
          ? 'You code this article for a second time. What you and others did before is hidden here until you have finished.'
          : 'Others’ work is hidden here until all have finished.'}{' '}
        <bdi>{hiding.map(({ name }) => name).join(', ')}</bdi>
      </p>
    </section>
  );
}
