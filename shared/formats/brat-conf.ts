/**
 * brat's configuration, in both directions: `annotation.conf` says which types, relations, roles and attributes there
 * are, `visual.conf` what they are called and how they look.
 */

/** A type of annotation. */
export interface ConfType {
  name: string;
  parent: string | null;
  /** Whether it is of the section `[events]`. */
  isEvent: boolean;
  /** Only a heading in the tree: nothing can be marked with it. */
  isHeading: boolean;
  roles: ConfRole[];
}

export interface ConfRole {
  name: string;
  /** Types; those within `<…>` are brat's own, or macros that are not there. */
  types: string[];
  many: boolean;
  required: boolean;
}

export interface ConfRelation {
  name: string;
  first: { role: string; types: string[] };
  second: { role: string; types: string[] };
}

export interface ConfAttribute {
  name: string;
  /** What it is of: types, `<ENTITY>`, `<EVENT>`. */
  types: string[];
  /** Null for an attribute that is there or not. */
  values: string[] | null;
}

export interface BratConf {
  types: ConfType[];
  relations: ConfRelation[];
  attributes: ConfAttribute[];
}

export const noConf: BratConf = { types: [], relations: [], attributes: [] };

interface ConfLine {
  depth: number;
  name: string;
  /** `Role:Type|Type, Role:Type`, with macros resolved. */
  rest: string;
}

/** The lines of each section, without comments; macros are put in. */
function sectionsOf(text: string): ReadonlyMap<string, ConfLine[]> {
  const sections = new Map<string, ConfLine[]>();
  const macros = new Map<string, string>();
  let section: ConfLine[] = [];
  const withMacros = (words: string): string =>
    words.replaceAll(/<[^<>\s]+>/g, (macro) => macros.get(macro) ?? macro);
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue;
    const heading = /^\s*\[(.+)\]\s*$/.exec(line);
    const macro = /^\s*(<[^<>\s]+>)\s*=\s*(.*?)\s*$/.exec(line);
    if (heading) {
      section = sections.get(heading[1]!.toLowerCase()) ?? [];
      sections.set(heading[1]!.toLowerCase(), section);
    } else if (macro) macros.set(macro[1]!, withMacros(macro[2]!));
    else {
      const [, indent = '', name = '', rest = ''] = /^(\s*)(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
      // Parents are told by tabs; some files indent by spaces.
      const depth = indent.replaceAll(/ {1,8}/g, '\t').length;
      section.push({ depth, name, rest: withMacros(rest) });
    }
  }
  return sections;
}

const argumentsIn = (rest: string): { name: string; types: string[] }[] =>
  rest
    .split(',')
    .map((part) => /^\s*([^:]+?)\s*:\s*(.+?)\s*$/.exec(part))
    .flatMap((found) => (found ? [{ name: found[1]!, types: found[2]!.split('|') }] : []));

export function readAnnotationConf(text: string): BratConf {
  const sections = sectionsOf(text);
  const typesOf = (section: string, isEvent: boolean): ConfType[] => {
    const above: { name: string; depth: number }[] = [];
    return (sections.get(section) ?? []).map(({ depth, name: written, rest }) => {
      const name = written.replace(/^!/, '');
      while ((above.at(-1)?.depth ?? -1) >= depth) above.pop();
      const parent = above.at(-1)?.name ?? null;
      above.push({ name, depth });
      const roles = argumentsIn(rest)
        .filter(({ name: role }) => !role.startsWith('<'))
        .map(({ name: role, types }): ConfRole => {
          const [, bare = role, sign = ''] = /^(.*?)([?*+]|\{[^}]*\})?$/.exec(role) ?? [];
          return {
            name: bare,
            types,
            many: sign === '*' || sign === '+' || (sign.startsWith('{') && sign !== '{1}'),
            required: sign !== '?' && sign !== '*' && !/^\{0?-|^\{0/.test(sign),
          };
        });
      return { name, parent, isEvent, isHeading: written.startsWith('!'), roles };
    });
  };
  const relations = (sections.get('relations') ?? []).flatMap(({ name, rest }): ConfRelation[] => {
    const [first, second] = argumentsIn(rest).filter((one) => !one.name.startsWith('<'));
    if (!first || !second) return [];
    return [
      {
        name: name.replace(/^!/, ''),
        first: { role: first.name, types: first.types },
        second: { role: second.name, types: second.types },
      },
    ];
  });
  const attributes = (sections.get('attributes') ?? []).map(({ name, rest }): ConfAttribute => {
    const found = argumentsIn(rest);
    return {
      name: name.replace(/^!/, ''),
      types: found.find((one) => one.name === 'Arg')?.types ?? [],
      values: found.find((one) => one.name === 'Value')?.types ?? null,
    };
  });
  return { types: [...typesOf('entities', false), ...typesOf('events', true)], relations, attributes };
}

/** Deeper types stand beside each other: no editor shows such a tree, and the tabs would fill the disk. */
const deepest = 50;

const listed = (types: readonly string[]): string => (types.length === 0 ? '<ANY>' : types.join('|'));

export function writeAnnotationConf({ types, relations, attributes }: BratConf): string {
  const lines: string[] = [];
  for (const isEvent of [false, true]) {
    lines.push(isEvent ? '[events]' : '[entities]', '');
    const own = types.filter((type) => type.isEvent === isEvent);
    const there = new Set(own.map(({ name }) => name));
    const below = new Map<string | null, ConfType[]>();
    for (const type of own) {
      const parent = type.parent !== null && there.has(type.parent) ? type.parent : null;
      (below.get(parent) ?? below.set(parent, []).get(parent)!).push(type);
    }
    const left = (below.get(null) ?? []).map((type) => ({ type, depth: 0 })).toReversed();
    for (let next = left.pop(); next; next = left.pop()) {
      const { type, depth } = next;
      const roles = type.roles.map(({ name, types: fillers, many, required }) => {
        const sign = many ? (required ? '+' : '*') : required ? '' : '?';
        return `${name}${sign}:${listed(fillers)}`;
      });
      const said = roles.length === 0 ? '' : `\t${roles.join(', ')}`;
      lines.push(`${'\t'.repeat(Math.min(depth, deepest))}${type.isHeading ? '!' : ''}${type.name}${said}`);
      for (const child of (below.get(type.name) ?? []).toReversed())
        left.push({ type: child, depth: depth + 1 });
    }
    lines.push('');
    if (isEvent) continue;
    lines.push('[relations]', '');
    for (const { name, first, second } of relations)
      lines.push(`${name}\t${first.role}:${listed(first.types)}, ${second.role}:${listed(second.types)}`);
    lines.push('');
  }
  lines.push('[attributes]', '');
  for (const { name, types: of, values } of attributes)
    lines.push(`${name}\tArg:${listed(of)}${values === null ? '' : `, Value:${values.join('|')}`}`);
  return `${lines.join('\n')}\n`;
}

/** What a type is called and its colour, `#rrggbb`. */
export interface Look {
  label: string | null;
  color: string | null;
}

/** The looks in a `visual.conf`, by name of type. */
export function readVisualConf(text: string): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>();
  const sections = new Map<string, string[]>();
  let section = '';
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\s*\[(.+)\]\s*$/.exec(line);
    if (heading) section = heading[1]!.toLowerCase();
    else if (!/^\s*(#|$)/.test(line))
      (sections.get(section) ?? sections.set(section, []).get(section)!).push(line.trim());
  }
  for (const line of sections.get('labels') ?? []) {
    const [name = '', label = ''] = line.split('|').map((part) => part.trim());
    if (label !== '') looks.set(name, { label, color: null });
  }
  for (const line of sections.get('drawing') ?? []) {
    const [, name = '', color = ''] = /^(\S+)\s.*?bgColor:\s*(#[0-9a-f]{6})\b/i.exec(line) ?? [];
    if (name !== '') looks.set(name, { label: looks.get(name)?.label ?? null, color: color.toLowerCase() });
  }
  return looks;
}

/** @param looks each with its type's name */
export function writeVisualConf(looks: readonly (Look & { name: string })[]): string {
  const label = (words: string): string => words.replaceAll(/\s*[|\s]\s*/g, ' ').trim();
  return [
    '[labels]',
    '',
    ...looks.flatMap(({ name, label: words }) => (words === null ? [] : [`${name} | ${label(words)}`])),
    '',
    '[drawing]',
    '',
    'SPAN_DEFAULT fgColor:black, bgColor:lightgreen, borderColor:darken',
    'ARC_DEFAULT color:black, arrowHead:triangle-5',
    'ATTRIBUTE_DEFAULT glyph:*',
    ...looks.flatMap(({ name, color }) => (color === null ? [] : [`${name}\tbgColor:${color}`])),
    '',
  ].join('\n');
}
