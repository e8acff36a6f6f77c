import { type ReactNode, useState } from 'react';
import type { Failure } from '../../shared/result';
import { closeDialog } from '../store';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

interface ConfirmDialogProps {
  title: string;
  /** The button that does it. */
  deed: string;
  look?: 'primary' | 'danger';
  /** Does it; null while what it needs is not known yet. The answer says why it was refused. */
  run: (() => Promise<Failure | null>) | null;
  size?: 'small' | 'medium';
  /** Takes the keyboard along when it is done: what opened the dialog is gone then. */
  goOn?: () => void;
  children: ReactNode;
}

/** Says what would happen, and does it on request. A refusal stays in the dialog. */
export function ConfirmDialog({
  title,
  deed,
  look = 'primary',
  run,
  size = 'small',
  goOn,
  children,
}: ConfirmDialogProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    if (run === null) return;
    setBusy(true);
    const failure = await run();
    setBusy(false);
    setProblem(failure?.message ?? null);
    if (failure !== null) return;
    closeDialog();
    goOn?.();
  };
  return (
    <Dialog
      title={title}
      size={size}
      onClose={closeDialog}
      footer={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button look={look} isDisabled={run === null || isBusy} onPress={() => void confirm()}>
            {deed}
          </Button>
        </>
      }
    >
      {/* Enter in its only field does it. */}
      <form
        className="only-for-enter"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void confirm();
        }}
      >
        {children}
      </form>
      {problem !== null && (
        <p role="alert" className="error">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
