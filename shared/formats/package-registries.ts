/** The codebook, coders, actors and concepts of a data package, from its tables into a dataset. */
import {
  actorKinds,
  attributeKinds,
  code as codeSchema,
  codeKinds,
  coderRoles,
  lineStyles,
  type Coder,
  type RecordType,
} from '../records';
import type { DatasetBuilder, Foreign } from './dataset-builder';
import type { Aspect } from './losses';
import { defined, PackageIds, type PackageRow, type PackageTable } from './package-table';
import { withoutCircles } from './parents';

/** The tables of a package by name; those that it lacks are undefined. */
export type OpenTable = (name: string) => Promise<PackageTable | undefined>;

/** What the rows of each table became. */
export const makeIds = () => ({
  articles: new PackageIds('articles', 'an article'),
  annotations: new PackageIds('annotations', 'an annotation'),
  spans: new PackageIds('spans', 'a span'),
  attribute_values: new PackageIds('attribute_values', 'a value'),
  codes: new PackageIds('codes', 'a code'),
  attributes: new PackageIds('attributes', 'an attribute'),
  choices: new PackageIds('choices', 'a choice'),
  coders: new PackageIds('coders', 'a coder'),
  actors: new PackageIds('actors', 'an actor'),
  actor_aliases: new PackageIds('actor_aliases', 'an alias'),
  actor_affiliations: new PackageIds('actor_affiliations', 'an affiliation'),
  concepts: new PackageIds('concepts', 'a concept'),
  concept_aliases: new PackageIds('concept_aliases', 'an alias'),
  distinctions: new PackageIds('distinctions', 'a distinction'),
  readings: new PackageIds('readings', 'a reading'),
});
export type Ids = ReturnType<typeof makeIds>;

export const columnsOf = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** A row's id in the file, and what it says in columns that we have no place for. */
export const foreignOf = (table: PackageTable, row: PackageRow, known: ReadonlySet<string>): Foreign => {
  const extra = table.restOf(row, known);
  return { id: row.text('id'), ...(extra ? { extra } : {}) };
};

export class RegistryTables {
  constructor(
    private readonly open: OpenTable,
    private readonly builder: DatasetBuilder,
    private readonly ids: Ids,
  ) {}

  async read(): Promise<void> {
    await this.codes();
    await this.attributes();
    await this.choices();
    await this.coders();
    await this.actors();
    await this.concepts();
    await this.distinctions();
  }

  /** Makes a record of each row whose id is new. @param make gives the record's id, or null for none */
  private async each(
    name: keyof Ids,
    aspect: Aspect,
    columns: string,
    make: (row: PackageRow, foreign: Foreign) => string | null,
  ): Promise<void> {
    const table = await this.open(name);
    if (!table) return;
    const known = columnsOf(`id ${columns}`);
    for (const row of table.rows()) {
      if (!this.ids[name].isNew(row, aspect)) continue;
      const made = make(row, foreignOf(table, row, known));
      if (made !== null) this.ids[name].keep(row.text('id'), made);
    }
  }

  private async codes(): Promise<void> {
    const parents: { row: PackageRow; id: string }[] = [];
    const columns =
      'parent_id name kind definition use_when use_not color line_style shortcut position retired';
    await this.each('codes', 'code', columns, (row, foreign) => {
      const color = row.given('color');
      const shortcut = row.given('shortcut');
      const isColor = codeSchema.shape.color.safeParse(color).success;
      const isShortcut = codeSchema.shape.shortcut.safeParse(shortcut ?? null).success;
      if (color !== undefined && !isColor)
        row.note('color', 'code look', 'A colour that is not written as #rrggbb is left out.');
      if (!isShortcut) row.note('shortcut', 'code look', 'A key that is longer than any is left out.');
      const id = this.builder.code(
        {
          name: row.text('name'),
          kind: row.oneOf('kind', codeKinds, 'code kind') ?? 'other',
          ...defined({
            definition: row.text('definition'),
            useWhen: row.text('use_when'),
            useNot: row.text('use_not'),
            color: isColor ? color : undefined,
            lineStyle: row.oneOf('line_style', lineStyles, 'code look'),
            shortcut: isShortcut ? shortcut : undefined,
            position: row.whole('position', 'order'),
            retired: row.flag('retired', 'code retired'),
          }),
        },
        foreign,
      );
      parents.push({ row, id });
      return id;
    });
    this.tree(parents, 'codes', 'code', 'code parent');
  }

  private async attributes(): Promise<void> {
    const columns = 'code_id name kind many required help target_code_id position retired';
    await this.each('attributes', 'attribute', columns, (row, foreign) => {
      const codeId = this.ids.codes.from(row, 'code_id', 'attribute');
      if (codeId === null) return this.leaveOut(row, 'code_id', 'attribute');
      return this.builder.attribute(
        {
          codeId,
          name: row.text('name'),
          kind: row.oneOf('kind', attributeKinds, 'attribute rules') ?? 'text',
          ...defined({
            many: row.flag('many', 'attribute rules'),
            required: row.flag('required', 'attribute rules'),
            help: row.text('help'),
            targetCodeId: this.ids.codes.from(row, 'target_code_id', 'attribute rules'),
            position: row.whole('position', 'order'),
            retired: row.flag('retired', 'attribute rules'),
          }),
        },
        foreign,
      );
    });
  }

  private async choices(): Promise<void> {
    await this.each('choices', 'choice', 'attribute_id name number definition position', (row, foreign) => {
      const attributeId = this.ids.attributes.from(row, 'attribute_id', 'choice');
      if (attributeId === null) return this.leaveOut(row, 'attribute_id', 'choice');
      return this.builder.choice(
        {
          attributeId,
          name: row.text('name'),
          ...defined({
            number: row.figure('number', 'choice number'),
            definition: row.text('definition'),
            position: row.whole('position', 'order'),
          }),
        },
        foreign,
      );
    });
  }

  private async coders(): Promise<void> {
    const rounds: Pick<Coder, 'id' | 'name' | 'ofCoderId'>[] = [];
    await this.each('coders', 'coder', 'name created_at role of_coder_id', (row, foreign) => {
      const role = row.oneOf('role', coderRoles, 'coder role');
      const name = row.text('name');
      rounds.push({ id: row.text('id'), name, ofCoderId: row.textOrNull('of_coder_id') });
      return this.builder.coder(
        { name, ...defined({ createdAt: row.time('created_at', 'coder'), role }) },
        foreign,
      );
    });
    this.builder.secondRounds(rounds, (id) => this.ids.coders.get(id));
  }

  private async actors(): Promise<void> {
    await this.each('actors', 'actor', 'name kind note authority created_at', (row, foreign) =>
      this.builder.actor(
        {
          name: row.text('name'),
          ...defined({
            kind: row.oneOf('kind', actorKinds, 'actor kind'),
            note: row.text('note'),
            authority: row.text('authority'),
            createdAt: row.time('created_at', 'actor'),
          }),
        },
        foreign,
      ),
    );
    await this.each('actor_aliases', 'actor alias', 'actor_id name', (row, foreign) => {
      const actorId = this.ids.actors.from(row, 'actor_id', 'actor alias');
      if (actorId === null) return this.leaveOut(row, 'actor_id', 'actor alias');
      return this.builder.actorAlias(actorId, row.text('name'), foreign);
    });
    const columns = 'actor_id organisation_id office from_date to_date';
    await this.each('actor_affiliations', 'actor affiliation', columns, (row, foreign) => {
      const actorId = this.ids.actors.from(row, 'actor_id', 'actor affiliation');
      if (actorId === null) return this.leaveOut(row, 'actor_id', 'actor affiliation');
      return this.builder.actorAffiliation(
        {
          actorId,
          organisationId: this.ids.actors.from(row, 'organisation_id', 'actor affiliation'),
          office: row.text('office'),
          fromDate: row.date('from_date', 'actor affiliation'),
          toDate: row.date('to_date', 'actor affiliation'),
        },
        foreign,
      );
    });
  }

  private async concepts(): Promise<void> {
    const parents: { row: PackageRow; id: string }[] = [];
    await this.each('concepts', 'concept', 'parent_id name definition created_at', (row, foreign) => {
      const id = this.builder.concept(
        {
          name: row.text('name'),
          definition: row.text('definition'),
          ...defined({ createdAt: row.time('created_at', 'concept') }),
        },
        foreign,
      );
      parents.push({ row, id });
      return id;
    });
    this.tree(parents, 'concepts', 'concept', 'concept parent');
    await this.each('concept_aliases', 'concept alias', 'concept_id name', (row, foreign) => {
      const conceptId = this.ids.concepts.from(row, 'concept_id', 'concept alias');
      if (conceptId === null) return this.leaveOut(row, 'concept_id', 'concept alias');
      return this.builder.conceptAlias(conceptId, row.text('name'), foreign);
    });
  }

  private async distinctions(): Promise<void> {
    const columns = 'actor_id other_actor_id concept_id other_concept_id created_at';
    await this.each('distinctions', 'distinction', columns, (row, foreign) => {
      const { actors, concepts } = this.ids;
      const pair = {
        actorId: actors.from(row, 'actor_id', 'distinction'),
        otherActorId: actors.from(row, 'other_actor_id', 'distinction'),
        conceptId: concepts.from(row, 'concept_id', 'distinction'),
        otherConceptId: concepts.from(row, 'other_concept_id', 'distinction'),
      };
      const isPair = (one: string | null, other: string | null): boolean =>
        one !== null && other !== null && one !== other;
      if (isPair(pair.actorId, pair.otherActorId) === isPair(pair.conceptId, pair.otherConceptId)) {
        row.note('id', 'distinction', 'A pair that is neither two actors nor two concepts is left out.');
        return null;
      }
      return this.builder.distinction({ ...pair, createdAt: row.time('created_at', 'distinction') }, foreign);
    });
  }

  private leaveOut(row: PackageRow, column: string, aspect: Aspect): null {
    if (row.text(column) === '') row.note(column, aspect, 'A row that belongs to nothing is left out.');
    return null;
  }

  /** Puts codes or concepts below each other, which may stand in any order. */
  private tree(
    children: readonly { row: PackageRow; id: string }[],
    table: 'codes' | 'concepts',
    type: RecordType & ('code' | 'concept'),
    aspect: Aspect,
  ): void {
    const found = new Map<string, string>();
    for (const { row, id } of children) {
      const parent = this.ids[table].from(row, 'parent_id', aspect);
      if (parent !== null) found.set(id, parent);
    }
    const { parents, cut } = withoutCircles(found);
    for (const [id, parentId] of parents) this.builder.update(type, id, { parentId });
    const rows = new Map(children.map(({ row, id }) => [id, row]));
    for (const id of cut)
      rows.get(id)?.note('parent_id', aspect, 'It is below itself, and is put at the top.');
  }
}
