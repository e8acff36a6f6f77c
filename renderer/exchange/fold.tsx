import { type ReactNode, useState } from 'react';

interface FoldProps {
  title: string;
  /** A few words beside the title, which say what is in it before it is opened. */
  note?: string;
  startsOpen?: boolean;
  /** Drawn only while it is open. */
  children: ReactNode;
}

/** A part of a dialog that most do not need: opened and closed by its title alone. */
export function Fold({ title, note, startsOpen = false, children }: FoldProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  return (
    <details className="fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="fold-title">{title}</span>
        {note !== undefined && <span className="fold-note">{note}</span>}
      </summary>
      {isOpen && <div className="fold-body">{children}</div>}
    </details>
  );
}
