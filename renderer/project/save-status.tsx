import { useStore } from '../store';

/** Whether everything is in the file: always there, so that nobody has to ask. */
export function SaveStatus() {
  const { status, message } = useStore((state) => state.writes);
  const isReadOnly = useStore((state) => state.project?.readOnly ?? false);
  return (
    <span role="status" className={`save-status ${status}`}>
      {isReadOnly ? 'Read-only' : words(status, message)}
    </span>
  );
}

function words(status: 'saved' | 'saving' | 'failed', message: string | null): string {
  if (status === 'saved') return 'Saved';
  return status === 'saving' ? 'Saving…' : `Not saved: ${message ?? 'the file could not be written.'}`;
}
