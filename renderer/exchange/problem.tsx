import { useEffect, useRef } from 'react';

/** Why something did not work: announced, and brought into sight. Null shows nothing. */
export function Problem({ message }: { message: string | null }) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => line.current?.scrollIntoView({ block: 'nearest' }), [message]);
  if (message === null) return null;
  return (
    <p ref={line} role="alert" className="error">
      {message}
    </p>
  );
}
