import { FolderSync, GitMerge } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PlaceOfFile } from '../../shared/api-sharing';
import { call } from '../api';
import { everythingWritten } from '../project/session';
import { openDialog, useStore } from '../store';
import { Button } from '../ui/button';

/** What to know of the folder that the project lies in, told once, and the conflicted copies that lie beside it. */
export function PlaceBanner() {
  const token = useStore((state) => state.project?.pick.token);
  const [found, setFound] = useState<PlaceOfFile | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setFound(null);
    if (token === undefined) return;
    void call('file.place', undefined).then((result) => {
      if (isCurrent && result.ok) setFound(result.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [token]);
  if (!found) return null;
  const { place, copies } = found;
  const seen = (what: 'folder' | 'copies'): void => {
    void call('file.placeSeen', { what });
    setFound(what === 'folder' ? { ...found, place: null } : { ...found, copies: [] });
  };
  const merge = async (): Promise<void> => {
    if (!(await everythingWritten())) return;
    setFound({ ...found, copies: [] });
    openDialog({ kind: 'merge-projects', picks: copies.map((copy) => ({ ...copy, folder: '' })) });
  };
  return (
    <>
      {copies.length > 0 && (
        <section className="banner" aria-label="Conflicted copies">
          <GitMerge size={14} aria-hidden />
          <p>
            {copies.length === 1
              ? 'There is a conflicted copy of this project beside it: '
              : `There are ${copies.length} conflicted copies of this project beside it: `}
            {copies.slice(0, 3).map(({ fileName }, at) => (
              <span key={fileName}>
                {at > 0 && ', '}
                <bdi>{fileName}</bdi>
              </span>
            ))}
            {copies.length > 3 && ', …'}
          </p>
          <Button look="primary" onPress={() => void merge()}>
            Merge…
          </Button>
          <Button onPress={() => seen('copies')}>Not now</Button>
        </section>
      )}
      {place && (
        <section className="banner" aria-label="Where this project lies">
          <FolderSync size={14} aria-hidden />
          <p>{place.words}</p>
          <Button onPress={() => seen('folder')}>I see</Button>
        </section>
      )}
    </>
  );
}
