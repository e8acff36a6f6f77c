import { CircleHelp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { call } from '../api';
import { countOf } from '../articles/describe';
import { openDialog, useStore } from '../store';
import { Button } from '../ui/button';

/** Milliseconds without a change after which it is counted anew: who tags quickly is not slowed down. */
const pause = 300;

/** How many questions merges have left open, and the way to them; nothing where there are none. */
export function QuestionCount() {
  const seq = useStore((state) => state.seq);
  const token = useStore((state) => state.project?.pick.token);
  const [open, setOpen] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      void call('question.counts', undefined).then((result) => {
        if (isCurrent && result.ok) setOpen(result.value.open);
      });
    }, pause);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [seq, token]);
  if (open === 0) return null;
  return (
    <Button look="quiet" icon={CircleHelp} onPress={() => openDialog({ kind: 'questions' })}>
      {countOf(open, 'open question')}
    </Button>
  );
}
