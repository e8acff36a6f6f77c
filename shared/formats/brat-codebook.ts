/**
 * The codebook of a brat collection as a reader needs it: codes and attributes by the names that the files have, those
 * of the configuration at once, others when a file first has them.
 */
import { type Attribute, type AttributeKind, codeKinds } from '../records';
import type { BratConf, Look } from './brat-conf';
import type { BratExtra, Way } from './brat-names';
import type { DatasetBuilder } from './dataset-builder';

const kindOf: Readonly<Record<Way, AttributeKind>> = {
  role: 'annotation',
  relation: 'annotation',
  group: 'annotation',
  mark: 'choice',
  choice: 'choice',
  reference: 'actor',
  note: 'text',
};

/** The only choice of what brat has as being there or not. */
const yes = 'yes';
/** More are not made beforehand, for a configuration in which everything may be of everything. */
const mostBeforehand = 20_000;

export class BratCodebook {
  /** By short name. */
  private readonly codes = new Map<string, string>();
  /** By id of the code and short name. */
  private readonly attributes = new Map<string, { id: string; way: Way }>();
  /** By id of the attribute and short name. */
  private readonly choices = new Map<string, string>();
  /** By id of the attribute, its first choice. */
  private readonly marks = new Map<string, string>();
  private readonly actors = new Map<string, string>();
  private readonly concepts = new Map<string, string>();
  private made = 0;

  /** @param labels what types and attributes are called, by short name */
  constructor(
    private readonly builder: DatasetBuilder,
    private readonly labels: ReadonlyMap<string, Look>,
  ) {}

  knowCode(slug: string, id: string): void {
    this.codes.set(slug, id);
  }

  knowAttribute(codeId: string, slug: string, id: string, way: Way): void {
    this.attributes.set(`${codeId} ${slug}`, { id, way });
  }

  knowChoice(attributeId: string, slug: string, id: string): void {
    this.choices.set(`${attributeId} ${slug}`, id);
    if (!this.marks.has(attributeId)) this.marks.set(attributeId, id);
  }

  knowEntry(type: 'actor' | 'concept', name: string, id: string): void {
    (type === 'actor' ? this.actors : this.concepts).set(name, id);
  }

  /** The attribute of a code by its short name, if there is one. */
  attributeOf(codeId: string, slug: string): { id: string; way: Way } | null {
    return this.attributes.get(`${codeId} ${slug}`) ?? null;
  }

  code(slug: string, brat: 'entity' | 'event', isHeading = false): string {
    let id = this.codes.get(slug);
    if (id === undefined) {
      const look = this.labels.get(slug);
      const kind =
        codeKinds.find((one) => one === slug.toLowerCase()) ?? (brat === 'event' ? 'statement' : 'other');
      const extra: BratExtra = { brat, ...(isHeading ? { heading: true } : {}) };
      id = this.builder.code(
        { name: look?.label ?? slug, kind, ...(look?.color ? { color: look.color } : {}) },
        { id: slug, extra: { ...extra } },
      );
      this.codes.set(slug, id);
    }
    return id;
  }

  /**
   * The attribute of this name, made if there is none whose values are of the same kind.
   * @param given.kind for a reference: to what, if not to an actor
   */
  attribute(
    codeId: string,
    slug: string,
    way: Way,
    given: Partial<Pick<Attribute, 'many' | 'required' | 'targetCodeId' | 'kind'>> & {
      arguments?: [string, string];
    } = {},
  ): string {
    const first = this.attributeOf(codeId, slug);
    const isLike = (one: { way: Way } | null): boolean => one !== null && kindOf[one.way] === kindOf[way];
    if (first && isLike(first)) return first.id;
    const name = first ? `${slug} ${kindOf[way]}` : slug;
    const second = first ? this.attributeOf(codeId, name) : null;
    if (second) return second.id;
    const { arguments: ends, ...rules } = given;
    const extra: BratExtra = { brat: way, ...(ends ? { arguments: ends } : {}) };
    const label = this.labels.get(slug)?.label ?? slug;
    const id = this.builder.attribute(
      {
        codeId,
        name: first ? `${label} (${kindOf[way]})` : label,
        kind: kindOf[way],
        many: way !== 'mark' && way !== 'choice',
        ...rules,
      },
      { id: slug, extra: { ...extra } },
    );
    this.knowAttribute(codeId, name, id, way);
    if (way === 'mark') this.choice(id, yes);
    return id;
  }

  choice(attributeId: string, slug: string): string {
    const key = `${attributeId} ${slug}`;
    let id = this.choices.get(key);
    if (id === undefined) {
      id = this.builder.choice({ attributeId, name: slug }, { id: slug });
      this.knowChoice(attributeId, slug, id);
    }
    return id;
  }

  /** The one choice of an attribute that is there or not. */
  mark(attributeId: string): string {
    return this.marks.get(attributeId) ?? this.choice(attributeId, yes);
  }

  /** An entry of the actors, or of the concepts, by what a line `N` names. */
  entry(type: 'actor' | 'concept', resource: string, id: string, words: string): string {
    const entries = type === 'actor' ? this.actors : this.concepts;
    const name = `${resource}:${id}`;
    let entry = entries.get(name);
    if (entry === undefined) {
      const about = { name: words.trim() === '' ? name : words };
      entry =
        type === 'actor'
          ? this.builder.actor({ ...about, authority: name }, { id: name })
          : this.builder.concept(about, { id: name });
      entries.set(name, entry);
    }
    return entry;
  }

  /** Makes what the configuration names and is not there yet. */
  addConf({ types, relations, attributes }: BratConf): void {
    for (const { name, isEvent, isHeading } of types)
      if (!this.codes.has(name)) this.code(name, isEvent ? 'event' : 'entity', isHeading);
    for (const { name, parent } of types) {
      if (parent === null) continue;
      const id = this.codes.get(name)!;
      if (this.builder.get('code', id).parentId === null)
        this.builder.update('code', id, { parentId: this.codes.get(parent)! });
    }
    const entities = types.filter((one) => !one.isEvent && !one.isHeading).map(({ name }) => name);
    const events = types.filter((one) => one.isEvent && !one.isHeading).map(({ name }) => name);
    const meant = (named: readonly string[]): string[] =>
      named.flatMap((name) =>
        name === '<ENTITY>'
          ? entities
          : name === '<EVENT>'
            ? events
            : name === '<ANY>'
              ? [...entities, ...events]
              : [name],
      );
    const targetOf = (named: readonly string[]): string | null =>
      named.length === 1 ? (this.codes.get(named[0]!) ?? null) : null;
    const beforehand = (slug: string, of: readonly string[], make: (codeId: string) => void): void => {
      for (const type of meant(of)) {
        const codeId = this.codes.get(type);
        if (codeId === undefined || this.attributeOf(codeId, slug) || this.made >= mostBeforehand) continue;
        this.made += 1;
        make(codeId);
      }
    };
    for (const { name: type, roles } of types)
      for (const { name, types: fillers, many, required } of roles)
        beforehand(name, [type], (codeId) =>
          this.attribute(codeId, name, 'role', { many, required, targetCodeId: targetOf(fillers) }),
        );
    for (const { name, first, second } of relations)
      beforehand(name, first.types, (codeId) =>
        this.attribute(codeId, name, 'relation', {
          targetCodeId: targetOf(second.types),
          arguments: [first.role, second.role],
        }),
      );
    for (const { name, types: of, values } of attributes)
      beforehand(name, of, (codeId) => {
        const id = this.attribute(codeId, name, values === null ? 'mark' : 'choice');
        for (const value of values ?? []) this.choice(id, value);
      });
  }
}
