/**
 * What kind of place a project file lies in, told by names alone: folders that a sync program serves, network drives,
 * and folders where mail programs put attachments. Nothing is read here; whoever asks says what is there.
 */

export type PlaceKind = 'synced' | 'network' | 'attachment';

export interface FilePlace {
  kind: PlaceKind;
  /** The program or kind of drive, as people know it: `Dropbox`, `Windows network`; empty where only the kind is known. */
  service: string;
  /** The folder that it is about: the outermost one of that service, as it was given. */
  folder: string;
}

/** A folder on the way to the file, with the names in it as far as they were read. */
export interface FolderOnTheWay {
  path: string;
  entries: readonly string[];
}

interface Mark {
  service: string;
  folder?: RegExp;
  entry?: RegExp;
}

const syncMarks: readonly Mark[] = [
  { service: 'Dropbox', folder: /^Dropbox(?: \(.+\))?$/i, entry: /^\.dropbox(?:\.cache)?$/ },
  {
    service: 'OneDrive',
    folder: /^OneDrive(?: ?- ?.+)?$/i,
    entry: /^\.849C9593-D756-4E56-8D6E-42412F2A707B$/i,
  },
  {
    service: 'Google Drive',
    folder: /^(?:Google ?Drive(?:-.+)?|My Drive)$/i,
    entry: /^\.tmp\.drive(?:download|upload)$/,
  },
  { service: 'iCloud Drive', folder: /^(?:com~apple~CloudDocs|iCloud ?Drive)$/i },
  {
    service: 'Nextcloud',
    folder: /^Nextcloud\d*$/i,
    entry: /^(?:\.nextcloudsync\.log|\.sync_[0-9a-f]+\.db)$/,
  },
  { service: 'ownCloud', folder: /^ownCloud\d*$/i, entry: /^(?:\.owncloudsync\.log|\._sync_[0-9a-f]+\.db)$/ },
  { service: 'Syncthing', folder: /^Syncthing$/i, entry: /^\.st(?:folder|ignore|versions)$/ },
];

/** Types of mounts, as Linux calls them, and what people call them. */
const networkMounts: readonly [RegExp, string][] = [
  [/^nfs/, 'network drive (NFS)'],
  [/^(?:cifs|smb)/, 'Windows network drive'],
  [/^fuse\.sshfs$/, 'drive over SSH'],
  [/^(?:fuse\.)?davfs/, 'WebDAV drive'],
  [/^fuse\.(?:rclone|gvfsd-fuse)$/, 'drive in the network'],
  [/^(?:afs|afpfs|9p|ceph|glusterfs|fuse\.glusterfs)$/, 'network drive'],
];

/** Where mail programs and archivers put what is opened from them, which they clear up by themselves. */
const attachmentFolders: readonly RegExp[] = [
  /[\\/]Content\.Outlook[\\/]/i,
  /[\\/]INetCache[\\/]/i,
  /[\\/]Temporary Internet Files[\\/]/i,
  /[\\/]Mail Downloads[\\/]/,
  /[\\/]mozilla_[^\\/]+[\\/]/,
  /[\\/]\.?evolution-[^\\/]+[\\/]/,
  /[\\/]kmail[^\\/]*[\\/]messageviewer/i,
  /[\\/]Temp\d*_[^\\/]+\.zip[\\/]/i,
  /[\\/](?:Rar\$|7z[OSE])[^\\/]+[\\/]/i,
];

/** The type of the drive that a path is on, by the text of `/proc/mounts`; null where that does not tell. */
export function mountTypeOf(file: string, mounts: string): string | null {
  let best = { length: 0, type: null as string | null };
  for (const line of mounts.split('\n')) {
    const [, point, type] = line.split(' ');
    if (point === undefined || type === undefined) continue;
    // Spaces in names are written as octal escapes there.
    const folder = point.replaceAll(/\\(\d{3})/g, (_all, code: string) =>
      String.fromCharCode(Number.parseInt(code, 8)),
    );
    const isIn = folder === '/' || file === folder || file.startsWith(`${folder}/`);
    // Of two mounts at one point the later one is seen.
    if (isIn && folder.length >= best.length) best = { length: folder.length, type };
  }
  return best.type;
}

/**
 * @param file an absolute path
 * @param way the folders that the file lies in, the innermost first
 * @param mountType as `mountTypeOf` says it
 * @returns null for a folder like any other
 */
export function placeOf(
  file: string,
  way: readonly FolderOnTheWay[],
  mountType: string | null,
): FilePlace | null {
  const innermost = way[0]?.path ?? '';
  if (attachmentFolders.some((pattern) => pattern.test(file)))
    return { kind: 'attachment', service: '', folder: innermost };
  for (const { path, entries } of way.toReversed()) {
    const name = path.split(/[\\/]/).findLast((part) => part !== '') ?? '';
    const mark = syncMarks.find(
      (one) => one.folder?.test(name) || entries.some((entry) => one.entry?.test(entry)),
    );
    if (mark) return { kind: 'synced', service: mark.service, folder: path };
  }
  const outermost = way.at(-1)?.path ?? innermost;
  if (/^(?:\\\\|\/\/)[^\\/?.]/.test(file) || /[\\/]gvfs[\\/](?:smb-share|sftp|dav|davs|ftp)[:,]/.test(file))
    return { kind: 'network', service: 'network drive', folder: outermost };
  const [, service] = networkMounts.find(([pattern]) => mountType !== null && pattern.test(mountType)) ?? [];
  return service === undefined ? null : { kind: 'network', service, folder: outermost };
}

/** What whoever works there should know, in a few sentences. */
export function placeInWords({ kind, service }: FilePlace): string {
  switch (kind) {
    case 'attachment':
      return 'It was opened from a mail or an archive: what is changed there is lost when that is cleared up. Save the file in a folder of yours, and open it there.';
    case 'synced':
      return `${service} keeps the folder of this project the same on several computers. One person works in the file at a time, and lets ${service} finish before and after; where two worked in it, ${service} leaves a second copy beside it, and Claimbook merges the two.`;
    case 'network':
      return `This project lies on a ${service}. One person can work in it at a time; Claimbook tells the others who that is. Where the connection is slow or breaks, work on a copy of your own and merge it later.`;
  }
}
