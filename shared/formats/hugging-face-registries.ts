/** The registries of the Hugging Face layout on their way in; entries keep their ids, by which rows name them. */
import { z } from 'zod';
import { actorKinds, attributeKinds, codeKinds, coderRoles, lineStyles } from '../records';
import type { DatasetBuilder } from './dataset-builder';
import type { Input } from './format';
import { registryFile } from './hugging-face';
import { type RegistryTable, registryTables } from './hugging-face-tables';
import { readJsonObjects } from './json-lines';
import type { RowRegistries } from './row-registries';

const tableNames = Object.keys(registryTables) as RegistryTable[];
/** Whether a file is a table of a registry. */
export const isRegistry = (name: string): boolean =>
  tableNames.some((table) => name === registryFile(table) || name.endsWith(`/${registryFile(table)}`));

const words = z.string().default('');
const flag = z.boolean().default(false);
const noneWhenEmpty = z
  .string()
  .nullish()
  .transform((value) => value || null);
const tables = {
  coders: z.object({
    id: words,
    name: z.string(),
    role: z.enum(coderRoles).default('coder'),
    of_coder_id: words,
  }),
  codes: z.object({
    id: words,
    label: words,
    name: z.string(),
    kind: z.enum(codeKinds).default('other'),
    parent_id: words,
    definition: words,
    use_when: words,
    use_not: words,
    color: z.string().regex(/^#[0-9a-f]{6}$/i),
    line_style: z.enum(lineStyles),
    shortcut: noneWhenEmpty,
    retired: flag,
  }),
  attributes: z.object({
    id: words,
    code_id: z.string(),
    name: z.string(),
    kind: z.enum(attributeKinds),
    many: flag,
    required: flag,
    help: words,
    target_code_id: words,
    retired: flag,
    choices: z
      .array(
        z.object({
          id: words,
          name: z.string(),
          number: z.number().nullable().default(null),
          definition: words,
        }),
      )
      .default([]),
  }),
  actors: z.object({
    id: words,
    name: z.string(),
    kind: z.enum(actorKinds).default('other'),
    note: words,
    authority: words,
    aliases: z.array(z.string()).default([]),
    affiliations: z
      .array(
        z.object({ organisation_id: words, office: words, from_date: noneWhenEmpty, to_date: noneWhenEmpty }),
      )
      .default([]),
  }),
  concepts: z.object({
    id: words,
    name: z.string(),
    parent_id: words,
    definition: words,
    aliases: z.array(z.string()).default([]),
  }),
} as const satisfies Record<RegistryTable, z.ZodType>;
type Tables = { [T in RegistryTable]: z.infer<(typeof tables)[T]> };

/** Reads the tables of the registries where they are there. @returns how many entries there were */
export async function readRegistries(
  input: Input,
  registries: RowRegistries,
  builder: DatasetBuilder,
): Promise<number> {
  let count = 0;
  const rowsOf = async <T extends RegistryTable>(table: T): Promise<Tables[T][]> => {
    const file = input.files.find(
      ({ name }) => name === registryFile(table) || name.endsWith(`/${registryFile(table)}`),
    );
    if (!file) return [];
    const found: Tables[T][] = [];
    for (const { object, place } of await readJsonObjects(file, builder.losses)) {
      const row = tables[table].safeParse(object).data as Tables[T] | undefined;
      if (row) found.push(row);
      else builder.losses.add(aspectOf[table], 'mismatch', 'A row without what it needs is left out.', place);
    }
    count += found.length;
    return found;
  };
  const coders = await rowsOf('coders');
  const coderIds = new Map(
    coders.map(({ id, name, role }) => [id, registries.coder(name, id, role)] as const),
  );
  builder.secondRounds(
    coders.map(({ id, name, of_coder_id: of }) => ({ id, name, ofCoderId: of || null })),
    (id) => coderIds.get(id),
  );
  const codes = await rowsOf('codes');
  const codeIds = new Map(
    codes.map((row) => {
      const { label, name, kind, color, shortcut } = row;
      const id = registries.code(label || name, { name, kind, color, shortcut }, row.id);
      const { definition, use_when: useWhen, use_not: useNot, line_style: lineStyle, retired } = row;
      builder.update('code', id, { definition, useWhen, useNot, lineStyle, retired });
      return [row.id, id] as const;
    }),
  );
  linkParents(codes, codeIds, (id, parentId) => builder.update('code', id, { parentId }));
  for (const row of await rowsOf('attributes')) {
    const codeId = codeIds.get(row.code_id);
    if (codeId === undefined) {
      builder.losses.add(
        'attribute',
        'mismatch',
        'An attribute of a code that is not there is left out.',
        row.name,
      );
      continue;
    }
    const { many, required, help, retired } = row;
    const id = registries.attribute(codeId, row.name, row.kind, { many, required });
    builder.update('attribute', id, { help, retired, targetCodeId: codeIds.get(row.target_code_id) ?? null });
    builder.foreign('attribute', id, { id: row.id });
    for (const choice of row.choices) {
      const { name, number, definition } = choice;
      registries.choice(id, name, { number, definition }, choice.id);
    }
  }
  const actors = await rowsOf('actors');
  const actorIds = new Map(
    actors.map(
      ({ id, name, kind, note, authority }) =>
        [id, registries.actor(name, id, { kind, note, authority })] as const,
    ),
  );
  for (const { id, aliases, affiliations } of actors) {
    for (const alias of aliases) builder.actorAlias(actorIds.get(id)!, alias);
    for (const {
      organisation_id: organisation,
      office,
      from_date: fromDate,
      to_date: toDate,
    } of affiliations)
      builder.actorAffiliation({
        actorId: actorIds.get(id)!,
        organisationId: actorIds.get(organisation) ?? null,
        office,
        fromDate,
        toDate,
      });
  }
  const concepts = await rowsOf('concepts');
  const conceptIds = new Map(
    concepts.map(({ id, name, definition }) => [id, registries.concept(name, id, { definition })] as const),
  );
  for (const { id, aliases } of concepts)
    for (const alias of aliases) builder.conceptAlias(conceptIds.get(id)!, alias);
  linkParents(concepts, conceptIds, (id, parentId) => builder.update('concept', id, { parentId }));
  return count;
}

const aspectOf = {
  coders: 'coder',
  codes: 'code',
  attributes: 'attribute',
  actors: 'actor',
  concepts: 'concept',
} as const;

/** Puts entries below others; those that are not there are passed over. */
function linkParents(
  rows: readonly { id: string; parent_id: string }[],
  ids: ReadonlyMap<string, string>,
  link: (id: string, parentId: string) => void,
): void {
  for (const { id, parent_id: parent } of rows) {
    const parentId = ids.get(parent);
    if (parentId !== undefined) link(ids.get(id)!, parentId);
  }
}
