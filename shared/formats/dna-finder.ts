/** Finds the actors, concepts and choices that DNA's entities are, and takes over what DNA says of them. */
import { actorKinds } from '../records';
import type { DatasetBuilder } from './dataset-builder';
import type { ReadVariable } from './dna-codebook';
import { aliasesFromWords, noteWithType } from './dna-foreign';
import type { DnaRow } from './dna-tables';

/** What an entity can be in a registry of ours. */
export type Registered = 'actor' | 'concept' | 'choice';

/** An entity with what its variable is to us. */
export interface Entity {
  id: number;
  row: DnaRow;
  value: string;
  variable: ReadVariable;
  /** By the names of DNA's attribute variables. */
  attributes: Readonly<Record<string, string>>;
}

/** Finds actors, concepts and choices by their names, and makes those that are not there. */
export class EntryFinder {
  private readonly ids = new Map<string, string>();
  private readonly aliases = new Set<string>();

  constructor(private readonly builder: DatasetBuilder) {}

  know(type: Registered, id: string): void {
    const record = this.builder.get(type, id);
    const attributeId = record.type === 'choice' ? record.attributeId : '';
    const key = `${type} ${attributeId} ${record.name}`;
    if (!this.ids.has(key)) this.ids.set(key, id);
  }

  knowAliases(): void {
    for (const { actorId, name } of this.builder.all('actor_alias')) this.aliases.add(`${actorId} ${name}`);
    for (const { conceptId, name } of this.builder.all('concept_alias'))
      this.aliases.add(`${conceptId} ${name}`);
  }

  findOrMake(type: Registered, { value, variable: { use } }: Entity): string {
    const attributeId = 'attributeId' in use ? use.attributeId : '';
    const key = `${type} ${type === 'choice' ? attributeId : ''} ${value}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.make(type, value, attributeId);
    this.ids.set(key, id);
    return id;
  }

  private make(type: Registered, name: string, attributeId: string): string {
    if (type === 'actor') return this.builder.actor({ name });
    return type === 'concept' ? this.builder.concept({ name }) : this.builder.choice({ attributeId, name });
  }

  /** Takes over Type, Alias and Notes, those of them that are not as they were written. */
  describe(
    type: Registered,
    id: string,
    { attributes, variable }: Entity,
    written: Readonly<Record<string, string>>,
  ): void {
    const { Type = '', Alias = '', Notes = '' } = attributes;
    const words = Type.toLowerCase();
    const kind = actorKinds.find((one) => one === words);
    const number = type === 'choice' && Type.trim() !== '' ? Number(Type) : Number.NaN;
    const isField = (type === 'actor' && kind !== undefined) || Number.isFinite(number);
    const note = noteWithType(isField ? '' : Type, Notes);
    const isOther = Type !== written.Type || Notes !== written.Notes;
    if (type === 'actor') {
      const before = this.builder.get('actor', id);
      const guessed = kind ?? kindByVariable(variable.name);
      this.builder.update('actor', id, {
        kind: kind ?? (before.kind === 'other' && written.Type === undefined ? guessed : before.kind),
        ...(isOther && { note: written.Notes === undefined ? joined(before.note, note) : note }),
      });
    } else if (type === 'concept') {
      const { definition } = this.builder.get('concept', id);
      if (isOther)
        this.builder.update('concept', id, {
          definition: written.Notes === undefined ? joined(definition, note) : note,
        });
    } else if (isOther)
      this.builder.update('choice', id, {
        definition: note,
        ...(Number.isFinite(number) && { number }),
      });
    if (Alias === written.Alias || type === 'choice') return;
    for (const name of aliasesFromWords(Alias)) {
      if (this.aliases.has(`${id} ${name}`)) continue;
      this.aliases.add(`${id} ${name}`);
      if (type === 'actor') this.builder.actorAlias(id, name);
      else this.builder.conceptAlias(id, name);
    }
  }
}

const joined = (one: string, other: string): string =>
  one === '' || one.includes(other) ? (one === '' ? other : one) : `${one}\n${other}`;

const kindByVariable = (name: string) =>
  /organi[sz]ation|part(y|ies)|institution/i.test(name)
    ? ('organisation' as const)
    : /person|speaker|politician|people/i.test(name)
      ? ('person' as const)
      : ('other' as const);
