import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  /** Its accessible name, shown on top. */
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The buttons, the main one last. */
  footer?: ReactNode;
  size?: 'small' | 'medium' | 'large' | 'wide';
  role?: 'dialog' | 'alertdialog';
}

/** A modal dialog: Escape and a click beside it close it, and the focus goes back where it was. */
export function Dialog({ title, onClose, children, footer, size = 'small', role = 'dialog' }: DialogProps) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={`modal ${size}`}>
        <AriaDialog className="dialog" role={role}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <Body label={title}>{children}</Body>
          {footer !== undefined && <div className="dialog-footer">{footer}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What the Tab key stops at. */
const stops = 'a[href], button:not([disabled]), input, textarea, summary, [tabindex="0"]';

/** What is longer than the window, and has nothing in it to go to, is itself gone to and scrolled by key. */
function Body({ label, children }: { label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [isStop, setStop] = useState(false);
  useEffect(() => {
    const body = box.current;
    if (!body) return undefined;
    const look = (): void =>
      setStop(body.scrollHeight > body.clientHeight && body.querySelector(stops) === null);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(body);
    return () => observer.disconnect();
  }, [children]);
  const stop = isStop ? { tabIndex: 0, role: 'group', 'aria-label': label } : {};
  return (
    <div ref={box} className="dialog-body" {...stop}>
      {children}
    </div>
  );
}
