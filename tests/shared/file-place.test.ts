import { describe, expect, it } from 'vitest';
import { conflictedCopies, isConflictedCopy } from '../../shared/conflicted-copies';
import { type FolderOnTheWay, mountTypeOf, placeInWords, placeOf } from '../../shared/file-place';

/** The folders of a path, innermost first; what is in them by their paths. */
function wayTo(file: string, entries: Record<string, string[]> = {}): FolderOnTheWay[] {
  const separator = file.includes('\\') ? '\\' : '/';
  const parts = file.split(separator).slice(0, -1);
  return parts
    .map((_part, at) => parts.slice(0, at + 1).join(separator))
    .filter((path) => path !== '')
    .map((path) => ({ path, entries: entries[path] ?? [] }))
    .toReversed();
}

const kindOf = (file: string, entries?: Record<string, string[]>, mount: string | null = 'ext4') => {
  const place = placeOf(file, wayTo(file, entries), mount);
  return place && [place.kind, place.service];
};

describe('the place of a project', () => {
  it('is a folder of a sync program by the name of one of its folders', () => {
    for (const [file, service] of [
      ['/home/ann/Dropbox/study/Rents.claimbook', 'Dropbox'],
      ['/Users/ann/Dropbox (University of X)/Rents.claimbook', 'Dropbox'],
      [String.raw`C:\Users\ann\OneDrive - University\Rents.claimbook`, 'OneDrive'],
      ['/Users/ann/Library/CloudStorage/OneDrive-University/Rents.claimbook', 'OneDrive'],
      [
        '/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.org/My Drive/Rents.claimbook',
        'Google Drive',
      ],
      ['/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/Rents.claimbook', 'iCloud Drive'],
      ['/home/ann/Nextcloud2/Rents.claimbook', 'Nextcloud'],
    ] as const)
      expect(kindOf(file), file).toEqual(['synced', service]);
  });

  it('is one by what the program keeps in it, however it is called', () => {
    const file = '/home/ann/team/study/Rents.claimbook';
    expect(kindOf(file, { '/home/ann/team': ['.stfolder'] })).toEqual(['synced', 'Syncthing']);
    expect(kindOf(file, { '/home/ann/team': ['.sync_0a1b2c.db'] })).toEqual(['synced', 'Nextcloud']);
    expect(kindOf(file, { '/home/ann/team': ['.dropbox.cache'] })).toEqual(['synced', 'Dropbox']);
    expect(kindOf(file, { '/home/ann/team': ['notes.txt', 'dropbox.txt'] })).toBeNull();
    expect(placeOf(file, wayTo(file, { '/home/ann/team': ['.stfolder'] }), null)?.folder).toBe(
      '/home/ann/team',
    );
  });

  it('is a network drive by its path or by its mount, and no other is', () => {
    expect(kindOf(String.raw`\\server\share\Rents.claimbook`)).toEqual(['network', 'network drive']);
    expect(kindOf('/mnt/team/Rents.claimbook', {}, 'cifs')).toEqual(['network', 'Windows network drive']);
    expect(kindOf('/run/user/1000/gvfs/smb-share:server=x,share=y/Rents.claimbook', {}, 'tmpfs')?.[0]).toBe(
      'network',
    );
    for (const file of [
      String.raw`\\?\C:\Users\ann\Rents.claimbook`,
      '/home/ann/My Dropbox notes/Rents.claimbook',
      '/tmp/Rents.claimbook',
    ])
      expect(kindOf(file), file).toBeNull();
  });

  it('is an attachment where mail programs and archivers put what is opened from them', () => {
    for (const file of [
      String.raw`C:\Users\ann\AppData\Local\Microsoft\Windows\INetCache\Content.Outlook\AB12\Rents.claimbook`,
      '/Users/ann/Library/Containers/com.apple.mail/Data/Library/Mail Downloads/1A/Rents.claimbook',
      '/tmp/mozilla_ann0/Rents.claimbook',
      String.raw`C:\Users\ann\AppData\Local\Temp\Temp1_study.zip\Rents.claimbook`,
    ])
      expect(kindOf(file)?.[0], file).toBe('attachment');
  });

  it('is told in words that name the program', () => {
    const place = placeOf('/home/ann/Dropbox/a.claimbook', wayTo('/home/ann/Dropbox/a.claimbook'), null)!;
    expect(placeInWords(place)).toContain('Dropbox keeps the folder');
  });
});

describe('the mount of a path', () => {
  const mounts =
    'a / ext4 rw 0 0\nb /srv nfs4 rw 0 0\nc /srv/ann\\040b cifs rw 0 0\nd /srv/local ext4 rw 0 0\n';
  it('is the longest one that it lies in', () => {
    expect(mountTypeOf('/srv/cy/x', mounts)).toBe('nfs4');
    expect(mountTypeOf('/srv/ann b/x', mounts)).toBe('cifs');
    expect(mountTypeOf('/srv/local/x', mounts)).toBe('ext4');
    expect(mountTypeOf('/srvs/x', mounts)).toBe('ext4');
    expect(mountTypeOf('/x', '')).toBeNull();
  });
});

describe('a conflicted copy', () => {
  it('is known by the names that sync programs give', () => {
    for (const name of [
      'Rents (conflicted copy).claimbook',
      'Rents (conflicted copy 2026-11-26 101112).claimbook',
      'Rents (Anna’s conflicted copy 2026-11-26).claimbook',
      "Rents (Anna's conflicted copy 2026-11-26).claimbook",
      'Rents (In Konflikt stehende Kopie von Anna 2026-11-26).claimbook',
      'Rents_conflict-20261126-101112.claimbook',
      'Rents-conflict-20261126.claimbook',
      'Rents.sync-conflict-20261126-101112-ABCDEF7.claimbook',
      'Rents-DESKTOP-ABC123.claimbook',
      'Rents-LAPTOP-9K2L1QTR.claimbook',
      'Rents (1).claimbook',
    ])
      expect(isConflictedCopy(name, 'Rents.claimbook'), name).toBe(true);
  });

  it('is none where the name is another, or the file is no project', () => {
    for (const name of [
      'Rents.claimbook',
      'Rents for Bo.claimbook',
      'Rents-2026.claimbook',
      'Rents 2 (1).claimbook',
      'Rents (final).claimbook',
      'Rents (1).csv',
      'Buses (conflicted copy).claimbook',
    ])
      expect(isConflictedCopy(name, 'Rents.claimbook'), name).toBe(false);
  });

  it('is found from either side, and has any script', () => {
    const names = [
      'الإيجارات.claimbook',
      'الإيجارات (1).claimbook',
      'x.txt',
      'الإيجارات (conflicted copy 1).claimbook',
    ];
    expect(conflictedCopies('الإيجارات.claimbook', names)).toHaveLength(2);
    expect(conflictedCopies('الإيجارات (1).claimbook', names)).toEqual(['الإيجارات.claimbook']);
  });
});
