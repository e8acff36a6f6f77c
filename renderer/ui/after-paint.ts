import { startTransition, useEffect, useState } from 'react';

/**
 * The value, but a new one only after the frame that shows everything else that it changes. For what costs
 * much and is not looked at first: a tag must be on the screen before lists and cards know of it.
 * (`useDeferredValue` gives way to input but not to the next frame.)
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState(() => value);
  useEffect(() => {
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      // Behind the frame that these callbacks belong to.
      timer = window.setTimeout(() => startTransition(() => setShown(() => value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      window.clearTimeout(timer);
    };
  }, [value]);
  return shown;
}
