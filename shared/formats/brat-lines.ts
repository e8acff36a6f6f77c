/**
 * The lines of a brat `.ann` file, in both directions. Offsets are code points here, as brat counts them, half-open.
 * brat's server reads a file line by line and refuses what does not look exactly like this.
 */
import { compareRanges, type Range } from '../span';

export interface Role {
  name: string;
  target: string;
}

export type AnnLine =
  | { kind: 'span'; id: string; type: string; fragments: Range[]; words: string }
  | { kind: 'event'; id: string; type: string; trigger: string; roles: Role[] }
  | { kind: 'relation'; id: string; type: string; roles: Role[] }
  | { kind: 'group'; type: string; members: string[] }
  | { kind: 'attribute'; id: string; name: string; target: string; value: string | null }
  | {
      kind: 'reference';
      id: string;
      type: string;
      target: string;
      resource: string;
      entry: string;
      words: string;
    }
  | { kind: 'note'; id: string; type: string; target: string; words: string };

/** The type of the notes that brat's own editor makes. */
export const annotatorNotes = 'AnnotatorNotes';

const rolesIn = (words: readonly string[]): Role[] | null => {
  const roles = words.map((word) => {
    const colon = word.indexOf(':');
    return { name: word.slice(0, colon), target: word.slice(colon + 1), isRole: colon > 0 };
  });
  return roles.every(({ isRole, target }) => isRole && target !== '')
    ? roles.map(({ name, target }) => ({ name, target }))
    : null;
};

/** One line without its line break. Null for what is no line of brat. */
export function readAnnLine(line: string): AnnLine | null {
  const [id = '', said = '', ...rest] = line.split('\t');
  const words = rest.join('\t');
  const parts = said.trim().split(/\s+/);
  const [first = '', second = '', third] = parts;
  switch (id[0]) {
    case 'T': {
      const places = /^\s*(\S+) ([\d; ]+?)\s*$/.exec(said);
      if (!places) return null;
      const fragments = places[2]!.split(';').map((place) => {
        const [start = '', end = ''] = place.trim().split(/ +/);
        return { start: Number(start), end: end === '' ? Number.NaN : Number(end) };
      });
      return { kind: 'span', id, type: places[1]!, fragments, words };
    }
    case 'E': {
      const [head, ...others] = rolesIn(parts) ?? [];
      return head ? { kind: 'event', id, type: head.name, trigger: head.target, roles: others } : null;
    }
    case 'R': {
      const roles = rolesIn(parts.slice(1));
      return first !== '' && roles?.length === 2 ? { kind: 'relation', id, type: first, roles } : null;
    }
    case '*':
      return id === '*' && parts.length > 2 ? { kind: 'group', type: first, members: parts.slice(1) } : null;
    case 'A':
    case 'M':
      return second === ''
        ? null
        : {
            kind: 'attribute',
            id,
            name: first,
            target: second,
            value: third === undefined ? null : parts.slice(2).join(' '),
          };
    case 'N': {
      const found = /^([^:\s]+):(\S+)$/.exec(third ?? '');
      return found
        ? { kind: 'reference', id, type: first, target: second, resource: found[1]!, entry: found[2]!, words }
        : null;
    }
    case '#':
      return second === '' ? null : { kind: 'note', id, type: first, target: second, words };
    default:
      return null;
  }
}

/** The line as brat writes it, without its line break. */
export function writeAnnLine(line: AnnLine): string {
  const roles = (list: readonly Role[]): string =>
    list.map(({ name, target }) => ` ${name}:${target}`).join('');
  switch (line.kind) {
    case 'span': {
      const places = line.fragments.map(({ start, end }) => `${start} ${end}`).join(';');
      return `${line.id}\t${line.type} ${places}\t${line.words}`;
    }
    case 'event':
      return `${line.id}\t${line.type}:${line.trigger}${roles(line.roles)}`;
    case 'relation':
      return `${line.id}\t${line.type}${roles(line.roles)}\t`;
    case 'group':
      return `*\t${line.type} ${line.members.join(' ')}`;
    case 'attribute':
      return `${line.id}\t${line.name} ${line.target}${line.value === null ? '' : ` ${line.value}`}`;
    case 'reference':
      return `${line.id}\t${line.type} ${line.target} ${line.resource}:${line.entry}\t${line.words}`;
    case 'note':
      return `${line.id}\t${line.type} ${line.target}\t${line.words}`;
  }
}

/** By what we know a value again that has no line of its own. */
export const roleKey = (event: string, { name, target }: Role): string => `${event} ${name}:${target}`;
export const groupKey = (type: string, first: string, member: string): string =>
  `* ${type} ${first} ${member}`;

/** `Org-Arg2` is the second filler of the role `Org-Arg`. */
export const roleWithoutNumber = (name: string): string => name.replace(/(?<=.)\d+$/, '');

/** What ends a line for brat, whose server is written in Python: more than `\n`. */
const lineEnds = /[\n\u0085\u2028\u2029]+/g;

/**
 * The fragments that brat can hold of ranges of a text: none of them has a line break in it, and none touch.
 * In UTF-16 code units. Empty for mere line breaks.
 */
export function fragmentsOf(text: string, ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted(compareRanges)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged.flatMap(({ start, end }) => {
    const pieces: Range[] = [];
    let from = start;
    for (const found of text.slice(start, end).matchAll(lineEnds)) {
      pieces.push({ start: from, end: start + found.index });
      from = start + found.index + found[0].length;
    }
    pieces.push({ start: from, end });
    return pieces.filter((piece) => piece.start < piece.end);
  });
}

/** What would end a line within a note, and the picture that stands for it. */
const pictures: readonly (readonly [string, string])[] = [
  ['\n', '⏎'],
  ['\r', '␍'],
  ['\u000b', '␋'],
  ['\u000c', '␌'],
  ['\u001c', '␜'],
  ['\u001d', '␝'],
  ['\u001e', '␞'],
  ['\u0085', '␤'],
  ['\u2028', '↵'],
  ['\u2029', '↲'],
];
const pictureOf = new Map(pictures);
const breakOf = new Map(pictures.map(([end, picture]) => [picture, end]));
const picturesAndBreaks = new RegExp(`(\\\\*)([${pictures.flat().join('')}])`, 'gu');
const onlyPictures = new RegExp(`(\\\\*)([${[...breakOf.keys()].join('')}])`, 'gu');

/** Words on one line: line breaks as `⏎` and the like; a `⏎` of the words' own gets a backslash before it. */
export const onOneLine = (words: string): string =>
  words.replaceAll(picturesAndBreaks, (_, slashes: string, character: string) => {
    const picture = pictureOf.get(character);
    return picture === undefined ? `${slashes}${slashes}\\${character}` : `${slashes}${slashes}${picture}`;
  });

/** Back from `onOneLine`. */
export const fromOneLine = (line: string): string =>
  line.replaceAll(onlyPictures, (_, slashes: string, picture: string) => {
    const left = slashes.slice(0, slashes.length >> 1);
    return `${left}${slashes.length % 2 === 0 ? breakOf.get(picture)! : picture}`;
  });
