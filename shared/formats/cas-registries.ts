/**
 * Codebook, actors, concepts and coders in a CAS of their own: its text lists them for people, and each record is a
 * metadata field of JSON. No other program of this family knows such things; INCEpTION keeps the fields untouched.
 */
import type { ForeignId, RecordOf, RecordType } from '../records';
import type { Registries } from './dataset';
import type { Aspect, Losses } from './losses';
import { withRoles } from './lost-facts';

/** In an order in which each refers only to earlier ones, but for parents. */
export const registryTypes = [
  'project',
  'coder',
  'code',
  'attribute',
  'choice',
  'actor',
  'actor_alias',
  'actor_affiliation',
  'concept',
  'concept_alias',
  'distinction',
] as const satisfies readonly RecordType[];
export type RegistryType = (typeof registryTypes)[number];

/**
 * What the file calls each record: the id that it has from a file of this format, where no other of its type has the
 * same one, and else its own.
 */
export function idsInFile(
  records: readonly { id: string }[],
  foreignIds: readonly ForeignId[],
  format: string,
): ReadonlyMap<string, string> {
  const foreign = new Map(
    foreignIds.flatMap((one) =>
      one.format === format && one.foreignId !== '' ? [[one.recordId, one.foreignId]] : [],
    ),
  );
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id } of records) {
    const wanted = foreign.get(id) ?? id;
    const given = taken.has(wanted) ? id : wanted;
    taken.add(given);
    ids.set(id, given);
  }
  return ids;
}

const listsOf = (registries: Registries): readonly (readonly RecordOf[RegistryType][])[] => [
  [registries.project],
  registries.coders,
  registries.codes,
  registries.attributes,
  registries.choices,
  registries.actors,
  registries.actorAliases,
  registries.actorAffiliations,
  registries.concepts,
  registries.conceptAliases,
  registries.distinctions,
];

/** The ids of all records of the registries in the file. */
export const registryIds = (registries: Registries, format: string): ReadonlyMap<string, string> =>
  new Map(listsOf(registries).flatMap((list) => [...idsInFile(list, registries.foreignIds, format)]));

/** JSON that XML can carry: it has escapes for what XML has no reference for. */
const json = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\ufffe\uffff]/g,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );

/** What a field says that is not there: most of them say nothing in most records. */
export const blanks: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    ['parentId', 'shortcut', 'targetCodeId', 'organisationId', 'fromDate', 'toDate', 'number', 'actorId']
      .concat(['otherActorId', 'conceptId', 'otherConceptId'])
      .map((field) => [field, null]),
  ),
  ...Object.fromEntries(
    ['description', 'definition', 'useWhen', 'useNot', 'help', 'note', 'authority', 'office'].map((field) => [
      field,
      '',
    ]),
  ),
  ...Object.fromEntries(['many', 'required', 'retired'].map((field) => [field, false])),
};

/** Each record as JSON, with the ids that it has in the file and without fields that say nothing. */
export function writeRegistries(registries: Registries, ids: ReadonlyMap<string, string>): string[] {
  const isId = (key: string): boolean => key === 'id' || key.endsWith('Id');
  return listsOf(registries)
    .flat()
    .map((record) =>
      json(
        Object.fromEntries(
          Object.entries(record).flatMap(([key, value]: [string, unknown]) => {
            if (value === blanks[key]) return [];
            return [[key, isId(key) && typeof value === 'string' ? (ids.get(value) ?? value) : value]];
          }),
        ),
      ),
    );
}

/** For people who open the file elsewhere. */
export function registriesInWords({ project, codes, actors, concepts }: Registries): string {
  const list = (heading: string, names: readonly { name: string }[]): string =>
    [heading, ...names.map(({ name }) => `- ${name}`)].join('\n');
  return [
    `What the project “${project.name}” is coded with. Claimbook reads this file together with the articles.`,
    list('Codes', codes),
    list('Actors', actors),
    list('Concepts', concepts),
  ].join('\n\n');
}

/** Says of each fact that only Claimbook reads it. */
export function noteRegistries(registries: Registries, losses: Losses): void {
  const note = (aspect: Aspect, example: string, isThere = true): void => {
    if (isThere)
      losses.add(
        aspect,
        'kept as extension',
        'Codebook, actors and concepts are in a file of their own that only Claimbook reads; other programs see names.',
        example,
      );
  };
  for (const { name } of withRoles(registries.coders)) note('coder role', name);
  for (const { name, parentId, definition, useWhen, useNot, retired } of registries.codes) {
    for (const aspect of ['code', 'code kind', 'code look'] as const) note(aspect, name);
    note('code parent', name, parentId !== null);
    note(
      'code definition',
      name,
      [definition, useWhen, useNot].some((words) => words !== ''),
    );
    note('code retired', name, retired);
  }
  note('order', '');
  for (const { name } of registries.attributes)
    for (const aspect of ['attribute', 'attribute rules'] as const) note(aspect, name);
  for (const { name, number, definition } of registries.choices) {
    note('choice', name);
    note('choice number', name, number !== null);
    note('choice definition', name, definition !== '');
  }
  for (const { name, note: words, authority } of registries.actors) {
    for (const aspect of ['actor', 'actor kind'] as const) note(aspect, name);
    note('actor note', name, words !== '');
    note('actor authority', name, authority !== '');
  }
  for (const { name } of registries.actorAliases) note('actor alias', name);
  for (const { office } of registries.actorAffiliations) note('actor affiliation', office);
  for (const { name, parentId, definition } of registries.concepts) {
    note('concept', name);
    note('concept parent', name, parentId !== null);
    note('concept definition', name, definition !== '');
  }
  for (const { name } of registries.conceptAliases) note('concept alias', name);
  for (const { createdAt } of registries.distinctions) note('distinction', createdAt);
}
