/**
 * The tables of the Hugging Face layout: which fields each has, and the rows of the registries. Every row of a table
 * has the same fields with values of the same types, since the loader takes the first rows for all.
 */
import type { RowNames } from './coded-json';
import { groupedBy, type Registries } from './dataset';

/** What a field is: a type of Arrow's, a list of such, or a list of structures. */
export type Feature = 'string' | 'int64' | 'float64' | 'bool' | readonly ['string'] | readonly [Features];
export interface Features {
  readonly [name: string]: Feature;
}

export const documents: Features = {
  id: 'string',
  own_id: 'string',
  title: 'string',
  source: 'string',
  author: 'string',
  date: 'string',
  section: 'string',
  url: 'string',
  accession: 'string',
  language: 'string',
  note: 'string',
  text: 'string',
  created_at: 'string',
  layout: 'string',
  particulars: 'string',
  copy_of: 'string',
  readings: [{ coder: 'string', state: 'string', changed_at: 'string' }],
  annotations: [
    {
      id: 'string',
      code: 'string',
      label: 'string',
      kind: 'string',
      coder: 'string',
      note: 'string',
      created_at: 'string',
      example: 'string',
      review: 'string',
      spans: [{ start: 'int64', end: 'int64', text: 'string' }],
      values: [
        {
          attribute: 'string',
          kind: 'string',
          value: 'string',
          number: 'float64',
          ref: 'string',
          inferred: 'bool',
          evidence_start: 'int64',
          evidence_end: 'int64',
        },
      ],
    },
  ],
};

/** The tables of the registries; each row's `id` is what rows elsewhere refer to. */
export const registryTables = {
  coders: { id: 'string', name: 'string', role: 'string', of_coder_id: 'string' },
  codes: {
    id: 'string',
    label: 'string',
    name: 'string',
    kind: 'string',
    parent_id: 'string',
    definition: 'string',
    use_when: 'string',
    use_not: 'string',
    color: 'string',
    line_style: 'string',
    shortcut: 'string',
    retired: 'bool',
  },
  attributes: {
    id: 'string',
    code_id: 'string',
    name: 'string',
    kind: 'string',
    many: 'bool',
    required: 'bool',
    help: 'string',
    target_code_id: 'string',
    retired: 'bool',
    choices: [{ id: 'string', name: 'string', number: 'float64', definition: 'string' }],
  },
  actors: {
    id: 'string',
    name: 'string',
    kind: 'string',
    note: 'string',
    authority: 'string',
    aliases: ['string'],
    affiliations: [{ organisation_id: 'string', office: 'string', from_date: 'string', to_date: 'string' }],
  },
  concepts: { id: 'string', name: 'string', parent_id: 'string', definition: 'string', aliases: ['string'] },
} as const satisfies Record<string, Features>;
export type RegistryTable = keyof typeof registryTables;

/** The rows of every registry, in the order of the project. */
export function registryRows(
  registries: Registries,
  { labels, idOf }: Pick<RowNames, 'labels' | 'idOf'>,
): Record<RegistryTable, object[]> {
  const choices = groupedBy(registries.choices, ({ attributeId }) => attributeId);
  const aliases = groupedBy(registries.actorAliases, ({ actorId }) => actorId);
  const affiliations = groupedBy(registries.actorAffiliations, ({ actorId }) => actorId);
  const conceptAliases = groupedBy(registries.conceptAliases, ({ conceptId }) => conceptId);
  const other = (id: string | null): string => (id === null ? '' : idOf(id));
  return {
    coders: registries.coders.map(({ id, name, role, ofCoderId }) => ({
      id: idOf(id),
      name,
      role,
      of_coder_id: other(ofCoderId),
    })),
    codes: registries.codes.map((code) => ({
      id: idOf(code.id),
      label: labels.get(code.id) ?? code.name,
      name: code.name,
      kind: code.kind,
      parent_id: other(code.parentId),
      definition: code.definition,
      use_when: code.useWhen,
      use_not: code.useNot,
      color: code.color,
      line_style: code.lineStyle,
      shortcut: code.shortcut ?? '',
      retired: code.retired,
    })),
    attributes: registries.attributes.map((attribute) => ({
      id: idOf(attribute.id),
      code_id: idOf(attribute.codeId),
      name: attribute.name,
      kind: attribute.kind,
      many: attribute.many,
      required: attribute.required,
      help: attribute.help,
      target_code_id: other(attribute.targetCodeId),
      retired: attribute.retired,
      choices: (choices.get(attribute.id) ?? []).map(({ id, name, number, definition }) => ({
        id: idOf(id),
        name,
        number,
        definition,
      })),
    })),
    actors: registries.actors.map(({ id, name, kind, note, authority }) => ({
      id: idOf(id),
      name,
      kind,
      note,
      authority,
      aliases: (aliases.get(id) ?? []).map((alias) => alias.name),
      affiliations: (affiliations.get(id) ?? []).map(({ organisationId, office, fromDate, toDate }) => ({
        organisation_id: other(organisationId),
        office,
        from_date: fromDate ?? '',
        to_date: toDate ?? '',
      })),
    })),
    concepts: registries.concepts.map(({ id, name, parentId, definition }) => ({
      id: idOf(id),
      name,
      parent_id: other(parentId),
      definition,
      aliases: (conceptAliases.get(id) ?? []).map((alias) => alias.name),
    })),
  };
}
