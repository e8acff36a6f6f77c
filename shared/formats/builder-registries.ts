/** The registries that a reader makes: coders, codebook, actors and concepts, each checked against the others. */
import { palette } from '../color';
import { nameFrom } from '../names';
import { partialDate } from '../record-fields';
import {
  type ActorAffiliation,
  type Attribute,
  type Choice,
  type Code,
  code as codeSchema,
  type Coder,
  type RecordOf,
  type RecordType,
} from '../records';
import { BuilderRecords, filled, type Foreign, type Given } from './builder-records';
import type { Aspect } from './losses';
import { withoutCircles } from './parents';

const noName = 'Untitled';

/** A name as a project has it. */
export const namedBy = (name: string): string => nameFrom(name) ?? noName;

export class BuilderRegistries extends BuilderRecords {
  protected projectName = '';
  protected projectDescription = '';
  private readonly countsUnder = new Map<string, number>();

  project(name: string, description = ''): void {
    this.projectName = nameFrom(name) ?? '';
    this.projectDescription = description;
  }

  /** Whose second round a coder is, is said by `secondRounds` when all coders are there. */
  coder(given: Given<'coder', 'name'>, foreign?: Foreign): string {
    const name = namedBy(given.name);
    const createdAt = this.time(given.createdAt, 'coder', name);
    return this.add('coder', { name, createdAt, role: given.role ?? 'coder', ofCoderId: null }, foreign);
  }

  /** Notes whose second rounds these coders are. @param idOf the id here of one in the file; null for none */
  secondRounds(
    coders: readonly Pick<Coder, 'id' | 'name' | 'ofCoderId'>[],
    idOf: (id: string) => string | null | undefined,
  ): void {
    for (const { id, name, ofCoderId } of coders) {
      if (ofCoderId === null) continue;
      const [own, whose] = [idOf(id), idOf(ofCoderId)];
      if (own && whose && own !== whose) this.update('coder', own, { ofCoderId: whose });
      else this.losses.add('coder role', 'mismatch', 'Whose second round a coder is, nobody can tell.', name);
    }
  }

  /** A new code; its place among its like is after those before it, its colour the next of the palette. */
  code(given: Given<'code', 'name' | 'kind'>, foreign?: Foreign): string {
    const count = this.records.code.size;
    const name = namedBy(given.name);
    const usual: Omit<Code, 'type' | 'id' | 'name' | 'kind'> = {
      parentId: null,
      definition: '',
      useWhen: '',
      useNot: '',
      color: palette[count % palette.length]!.color,
      lineStyle: given.kind === 'claim' ? 'fill' : given.kind === 'actor' ? 'dotted' : 'underline',
      shortcut: null,
      position: count,
      retired: false,
    };
    const fields = filled(usual, { ...given, name });
    if (!codeSchema.shape.color.safeParse(fields.color).success) {
      this.note(
        'code look',
        'A colour that is not written as #rrggbb is left out.',
        `${name}: ${fields.color}`,
      );
      fields.color = usual.color;
    }
    if (fields.shortcut === '') fields.shortcut = null;
    if (!codeSchema.shape.shortcut.safeParse(fields.shortcut).success) {
      this.note('code look', 'A key that is longer than any is left out.', `${name}: ${fields.shortcut}`);
      fields.shortcut = null;
    }
    return this.add('code', fields, foreign);
  }

  attribute(given: Given<'attribute', 'codeId' | 'name' | 'kind'>, foreign?: Foreign): string {
    const usual: Omit<Attribute, 'type' | 'id' | 'name' | 'kind' | 'codeId'> = {
      many: false,
      required: false,
      help: '',
      targetCodeId: null,
      position: this.countUnder(given.codeId),
      retired: false,
    };
    const fields = filled(usual, { ...given, name: namedBy(given.name) });
    return this.add('attribute', { ...fields, targetCodeId: this.targetOf(fields) }, foreign);
  }

  override update<T extends RecordType>(
    type: T,
    id: string,
    fields: Partial<Omit<RecordOf[T], 'type' | 'id'>>,
  ): void {
    super.update(type, id, fields);
    if (type !== 'attribute') return;
    const attribute = this.get('attribute', id);
    super.update('attribute', id, { targetCodeId: this.targetOf(attribute) });
  }

  /** Only an attribute whose values are annotations can ask for their code. */
  private targetOf({
    kind,
    targetCodeId,
    name,
  }: Pick<Attribute, 'kind' | 'targetCodeId' | 'name'>): string | null {
    if (kind === 'annotation' || targetCodeId === null) return targetCodeId;
    this.note(
      'attribute rules',
      'Which code an attribute points to is left out, since it points to none.',
      name,
    );
    return null;
  }

  choice(given: Given<'choice', 'attributeId' | 'name'>, foreign?: Foreign): string {
    const usual: Omit<Choice, 'type' | 'id' | 'name' | 'attributeId'> = {
      number: null,
      definition: '',
      position: this.countUnder(given.attributeId),
    };
    return this.add('choice', filled(usual, { ...given, name: namedBy(given.name) }), foreign);
  }

  actor(given: Given<'actor', 'name'>, foreign?: Foreign): string {
    const name = namedBy(given.name);
    const usual = { kind: 'other' as const, note: '', authority: '' };
    const createdAt = this.time(given.createdAt, 'actor', name);
    return this.add('actor', filled(usual, { ...given, name, createdAt }), foreign);
  }

  actorAlias(actorId: string, name: string, foreign?: Foreign): string {
    return this.add('actor_alias', { actorId, name: namedBy(name) }, foreign);
  }

  /** @returns its id, or null for one that names neither an organisation nor an office: that is noted */
  actorAffiliation(given: Given<'actor_affiliation', 'actorId'>, foreign?: Foreign): string | null {
    const usual: Omit<ActorAffiliation, 'type' | 'id' | 'actorId'> = {
      organisationId: null,
      office: '',
      fromDate: null,
      toDate: null,
    };
    const fields = filled(usual, given);
    const actor = this.get('actor', fields.actorId).name;
    if (fields.organisationId === null && fields.office === '') {
      this.note(
        'actor affiliation',
        'An affiliation that names neither an organisation nor an office is left out.',
        actor,
      );
      return null;
    }
    for (const end of ['fromDate', 'toDate'] as const) {
      const date = fields[end];
      if (date === null || partialDate.safeParse(date).success) continue;
      this.note('actor affiliation', 'A date that no calendar has is left out.', `${actor}: ${date}`);
      fields[end] = null;
    }
    return this.add('actor_affiliation', fields, foreign);
  }

  concept(given: Given<'concept', 'name'>, foreign?: Foreign): string {
    const name = namedBy(given.name);
    const usual = { parentId: null, definition: '' };
    const createdAt = this.time(given.createdAt, 'concept', name);
    return this.add('concept', filled(usual, { ...given, name, createdAt }), foreign);
  }

  conceptAlias(conceptId: string, name: string, foreign?: Foreign): string {
    return this.add('concept_alias', { conceptId, name: namedBy(name) }, foreign);
  }

  /** @returns its id, or null for what are not two actors, or two concepts: that is noted */
  distinction(
    given: Omit<RecordOf['distinction'], 'type' | 'id' | 'createdAt'> & { createdAt?: string },
    foreign?: Foreign,
  ): string | null {
    const { actorId, otherActorId, conceptId, otherConceptId } = given;
    const isPair = (one: string | null, other: string | null): boolean =>
      one !== null && other !== null && one !== other;
    const ofActors = isPair(actorId, otherActorId);
    if (ofActors === isPair(conceptId, otherConceptId)) {
      this.note('distinction', 'A pair that is neither two actors nor two concepts is left out.', '');
      return null;
    }
    const pair = ofActors
      ? { actorId, otherActorId, conceptId: null, otherConceptId: null }
      : { actorId: null, otherActorId: null, conceptId, otherConceptId };
    return this.add(
      'distinction',
      { ...pair, createdAt: this.time(given.createdAt, 'distinction', '') },
      foreign,
    );
  }

  /** Puts codes and concepts that stand below themselves at the top. To be called when all are there. */
  protected cutCircles(): void {
    for (const [type, aspect] of [
      ['code', 'code parent'],
      ['concept', 'concept parent'],
    ] as const) {
      const parents = new Map(
        this.all(type).flatMap(({ id, parentId }) => (parentId === null ? [] : [[id, parentId]])),
      );
      for (const id of withoutCircles(parents).cut) {
        this.note(aspect, 'It is below itself, and is put at the top.', this.get(type, id).name);
        this.update(type, id, { parentId: null });
      }
    }
  }

  /** How many of a code's attributes, or of an attribute's choices, came before the one that asks. */
  private countUnder(ownerId: string): number {
    const count = this.countsUnder.get(ownerId) ?? 0;
    this.countsUnder.set(ownerId, count + 1);
    return count;
  }

  protected note(aspect: Aspect, what: string, example: string): void {
    this.losses.add(aspect, 'mismatch', what, example);
  }
}
