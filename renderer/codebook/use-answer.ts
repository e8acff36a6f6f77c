import { useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, Outputs } from '../../shared/api';
import { call } from '../api';
import { useStore } from '../store';

interface Answer<T> {
  value: T | null;
  /** Why there is none, as a sentence. */
  problem: string | null;
}

/**
 * What the host answers to a question about the project, asked again after every write. The last answer
 * to this question stays until the next one comes; an answer to another question is never shown. Null asks nothing.
 */
export function useAnswer<C extends CallName>(name: C, input: CallInput<C> | null): Answer<Outputs[C]> {
  // Every write brings a new state of undo.
  const undo = useStore((state) => state.undo);
  const question = JSON.stringify([name, input]);
  const [answer, setAnswer] = useState<Answer<Outputs[C]> & { question: string }>({
    question,
    value: null,
    problem: null,
  });
  const asked = useRef({ name, input });
  asked.current = { name, input };
  useEffect(() => {
    const { name: what, input: about } = asked.current;
    let isCurrent = true;
    if (about === null) return undefined;
    void call(what, about).then((result) => {
      if (!isCurrent) return;
      setAnswer({
        question,
        value: result.ok ? result.value : null,
        problem: result.ok ? null : result.error.message,
      });
    });
    return () => {
      isCurrent = false;
    };
  }, [question, undo]);
  return answer.question === question ? answer : { value: null, problem: null };
}
