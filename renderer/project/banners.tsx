import { Lock, RotateCw, TriangleAlert } from 'lucide-react';
import { countOf } from '../articles/describe';
import { useStore } from '../store';
import { Button } from '../ui/button';
import { leaveBackup } from './backups';
import { writes } from './session';

/** Says why the project cannot be changed. */
export function ReadOnlyBanner() {
  const reason = useStore(({ project }) => (project?.readOnly ? project.readOnlyReason : null));
  const isBackup = useStore((state) => state.shownBackupId !== null);
  if (reason === null) return null;
  return (
    <section className="banner" aria-label="Read-only project">
      <Lock size={14} aria-hidden />
      <p>{reason}</p>
      {isBackup && <Button onPress={() => void leaveBackup()}>Back to the project</Button>}
    </section>
  );
}

/** Says what is not in the file yet and why, while it is tried again and again. */
export function WriteBanner() {
  const { status, message, waiting } = useStore((state) => state.writes);
  if (status !== 'failed') return null;
  return (
    <div className="banner problem" role="alert">
      <TriangleAlert size={14} aria-hidden />
      <p>
        {countOf(waiting, 'change')} not saved yet. {message} Claimbook keeps your work here and tries again
        by itself.
      </p>
      <Button icon={RotateCw} onPress={() => writes.tryNow()}>
        Try again
      </Button>
    </div>
  );
}
