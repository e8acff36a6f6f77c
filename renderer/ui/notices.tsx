import { X } from 'lucide-react';
import { useEffect } from 'react';
import { type Notice, dismissNotice, useStore } from '../store';
import { Button, IconButton } from './button';

/**
 * Messages in passing. Problems and offers stay until they are answered. They belong to the top layer: a
 * dialog neither hides them from screen readers nor takes a click on them for a click beside itself.
 */
export function Notices() {
  const notices = useStore((state) => state.notices);
  return (
    <section className="notices" aria-label="Messages" aria-live="polite" data-react-aria-top-layer="true">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

const readingTime = 6_000;

function NoticeCard({ notice }: { notice: Notice }) {
  const offers = notice.offers ?? [];
  useEffect(() => {
    if (notice.tone === 'problem' || offers.length > 0) return undefined;
    const timer = setTimeout(() => dismissNotice(notice.id), readingTime);
    return () => clearTimeout(timer);
  }, [notice, offers.length]);
  return (
    <div className={`notice ${notice.tone}`} role={notice.tone === 'problem' ? 'alert' : undefined}>
      <div className="notice-body">
        {/* The sentences are English, also those that begin with an Arabic name. */}
        <p dir="ltr">{notice.message}</p>
        {offers.length > 0 && (
          <div className="notice-offers">
            {offers.map(({ label, run }) => (
              <Button
                key={label}
                onPress={() => {
                  dismissNotice(notice.id);
                  run();
                }}
              >
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
      <IconButton label="Dismiss" icon={X} onPress={() => dismissNotice(notice.id)} />
    </div>
  );
}
