/**
 * How brat calls what a project has: it allows only ASCII letters, figures, `_` and `-` in names. Codes are its types,
 * and attributes become what brat has for them: roles of events, relations, attributes, references or notes.
 */
import type { Attribute, Code, ForeignId } from '../records';
import { foreignIdsOf, groupedBy, type Registries } from './dataset';
import { annotatorNotes } from './brat-lines';
import { type BratConf, noConf } from './brat-conf';
import { objectIn } from './kept';
import { Slugs } from './slugs';

/**
 * How the values of an attribute are written. `role`: as an argument of the event; `relation`: as a line `R`; `group`: as
 * a line `*`; `mark`: as an attribute that is there or not; `choice`: as an attribute with a value; `reference`: as a
 * line `N` to a registry; `note`: as a line `#` of the attribute's type.
 */
export type Way = 'role' | 'relation' | 'group' | 'mark' | 'choice' | 'reference' | 'note';

/** What we remember of a type or an attribute that came from brat: as a record's `foreign.extra`. */
export interface BratExtra {
  /** Of a code: whether it is an entity or an event. Of an attribute: how its values were written. */
  brat?: 'entity' | 'event' | Way;
  /** Of a code: that nothing can be marked with it. */
  heading?: boolean;
  /** Of a relation: the names of its two arguments. */
  arguments?: [string, string];
}

const isName = (name: string): boolean => /^[A-Za-z0-9_-]+$/.test(name);

export interface BratNames {
  /** By id of the code. */
  codes: ReadonlyMap<string, { slug: string; isEvent: boolean; isHeading: boolean }>;
  /** By id of the attribute. */
  attributes: ReadonlyMap<string, { slug: string; way: Way; arguments: readonly [string, string] }>;
  /** By id of the choice. */
  choices: ReadonlyMap<string, string>;
  /** By id of the coder. */
  folders: ReadonlyMap<string, string>;
  /** Where articles lie that no coder has begun. */
  spareFolder: string;
}

const written = [
  'entity',
  'event',
  'role',
  'relation',
  'group',
  'mark',
  'choice',
  'reference',
  'note',
] as const;

/** How a record was written, where it came from brat. */
export function extraOf(foreign: ForeignId | undefined): BratExtra {
  const { brat, heading, arguments: ends } = objectIn(foreign?.extra) ?? {};
  const [first, second] = Array.isArray(ends) ? (ends as unknown[]) : [];
  const isPair = typeof first === 'string' && typeof second === 'string' && isName(first) && isName(second);
  return {
    brat: written.find((one) => one === brat),
    heading: heading === true,
    ...(isPair ? { arguments: [first, second] } : {}),
  };
}

export function wayOf({ kind }: Attribute, extra: BratExtra): Way {
  switch (kind) {
    case 'annotation':
      return extra.brat === 'relation' || extra.brat === 'group' ? extra.brat : 'role';
    case 'choice':
      return extra.brat === 'mark' ? 'mark' : 'choice';
    case 'actor':
    case 'concept':
      return 'reference';
    case 'text':
    case 'number':
    case 'date':
      return 'note';
  }
}

export function bratNames(registries: Registries, format: string): BratNames {
  const foreign = foreignIdsOf(registries.foreignIds, format);
  /** Names that came from brat stay, the others get what is left. */
  const named = <T extends { id: string; name: string }>(
    records: readonly T[],
    instead: string,
    reserved: readonly string[] = [],
  ): Map<string, string> => {
    const slugs = new Slugs();
    for (const name of reserved) slugs.take(name);
    const names = new Map<string, string>();
    for (const { id } of records) {
      const name = foreign.get(id)?.foreignId ?? '';
      if (isName(name) && slugs.take(name)) names.set(id, name);
    }
    for (const { id, name } of records) {
      if (names.has(id)) continue;
      let slug = slugs.next(name, instead);
      // brat numbers the fillers of a role, so no name may end in a figure.
      while (/\d$/.test(slug) && !slugs.take((slug = `${slug}_`)));
      names.set(id, slug);
    }
    return names;
  };
  const codeSlugs = named(registries.codes, 'Code');
  const attributes = new Map<string, { slug: string; way: Way; arguments: readonly [string, string] }>();
  for (const own of groupedBy(registries.attributes, ({ codeId }) => codeId).values()) {
    const slugs = named(own, 'Attribute', [annotatorNotes]);
    for (const attribute of own) {
      const extra = extraOf(foreign.get(attribute.id));
      attributes.set(attribute.id, {
        slug: slugs.get(attribute.id)!,
        way: wayOf(attribute, extra),
        arguments: extra.arguments ?? ['Arg1', 'Arg2'],
      });
    }
  }
  const choices = new Map<string, string>();
  for (const own of groupedBy(registries.choices, ({ attributeId }) => attributeId).values())
    for (const [id, slug] of named(own, 'Choice')) choices.set(id, slug);
  const withRoles = new Set(
    registries.attributes.filter(({ id }) => attributes.get(id)?.way === 'role').map(({ codeId }) => codeId),
  );
  const codes = new Map(
    registries.codes.map(({ id }) => {
      const { brat, heading } = extraOf(foreign.get(id));
      return [
        id,
        {
          slug: codeSlugs.get(id)!,
          isEvent: withRoles.has(id) || brat === 'event',
          isHeading: heading === true,
        },
      ];
    }),
  );
  const spare = new Slugs();
  const folders = new Map(registries.coders.map(({ id, name }) => [id, spare.next(name, 'Coder')]));
  return { codes, attributes, choices, folders, spareFolder: spare.next('not-annotated', '') };
}

/** The configuration that goes with the names. Attributes of one name are one for brat, of all their types. */
export function confOf(registries: Registries, names: BratNames): BratConf {
  const typeOf = (id: string | null): string[] => {
    const slug = id === null ? undefined : names.codes.get(id)?.slug;
    return slug === undefined ? [] : [slug];
  };
  const ofCode = groupedBy(registries.attributes, ({ codeId }) => codeId);
  const choicesOf = groupedBy(registries.choices, ({ attributeId }) => attributeId);
  const wayOfAttribute = ({ id }: Attribute): Way => names.attributes.get(id)!.way;
  const slugOfAttribute = ({ id }: Attribute): string => names.attributes.get(id)!.slug;
  const types = registries.codes.map((code: Code) => {
    const { slug, isEvent, isHeading } = names.codes.get(code.id)!;
    const roles = (ofCode.get(code.id) ?? []).filter((one) => wayOfAttribute(one) === 'role');
    return {
      name: slug,
      parent: typeOf(code.parentId)[0] ?? null,
      isEvent,
      isHeading,
      roles: roles.map((one) => ({
        name: slugOfAttribute(one),
        types: typeOf(one.targetCodeId),
        many: one.many,
        required: one.required,
      })),
    };
  });
  const conf: BratConf = { ...noConf, types, relations: [], attributes: [] };
  const linked = registries.attributes.filter((one) => ['relation', 'group'].includes(wayOfAttribute(one)));
  for (const [name, own] of groupedBy(linked, slugOfAttribute)) {
    const [first, second] = names.attributes.get(own[0]!.id)!.arguments;
    const seconds = own.some(({ targetCodeId }) => targetCodeId === null)
      ? []
      : [...new Set(own.flatMap(({ targetCodeId }) => typeOf(targetCodeId)))];
    conf.relations.push({
      name,
      first: { role: first, types: own.flatMap(({ codeId }) => typeOf(codeId)) },
      second: { role: second, types: seconds },
    });
  }
  const marks = registries.attributes.filter((one) => ['mark', 'choice'].includes(wayOfAttribute(one)));
  for (const [name, own] of groupedBy(marks, slugOfAttribute)) {
    const valued = own.filter((one) => wayOfAttribute(one) === 'choice');
    const values = valued.flatMap(({ id }) =>
      (choicesOf.get(id) ?? []).map((one) => names.choices.get(one.id)!),
    );
    conf.attributes.push({
      name,
      types: own.flatMap(({ codeId }) => typeOf(codeId)),
      values: valued.length === 0 ? null : [...new Set(values)],
    });
  }
  return conf;
}
