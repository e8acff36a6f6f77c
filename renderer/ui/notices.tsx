import { X } from 'lucide-react';
import { useEffect } from 'react';
import { type Notice, dismissNotice, useStore } from '../store';
import { Button, IconButton } from './button';

/** Messages in passing. Problems stay until they are dismissed. */
export function Notices() {
  const notices = useStore((state) => state.notices);
  return (
    <div className="notices" aria-live="polite">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

const readingTime = 6_000;
/** Longer where there is something to decide. */
const decidingTime = 15_000;

function NoticeCard({ notice }: { notice: Notice }) {
  useEffect(() => {
    if (notice.tone === 'problem') return undefined;
    const timer = setTimeout(() => dismissNotice(notice.id), notice.offer ? decidingTime : readingTime);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div className={`notice ${notice.tone}`} role={notice.tone === 'problem' ? 'alert' : undefined}>
      <p dir="auto">{notice.message}</p>
      {notice.offer && (
        <Button
          onPress={() => {
            dismissNotice(notice.id);
            notice.offer?.run();
          }}
        >
          {notice.offer.label}
        </Button>
      )}
      <IconButton label="Dismiss" icon={X} onPress={() => dismissNotice(notice.id)} />
    </div>
  );
}
