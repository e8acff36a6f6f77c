/** Codes, coders, attributes and entries as rows mention them: by their words, each made at its first mention. */
import type { AttributeKind, CoderRole, RecordOf } from '../records';
import type { DatasetBuilder, GivenValue } from './dataset-builder';
import { type CodeKind, usualLineStyle } from './mentions';

/** What labels of other tools usually stand for. */
const kindsByLabel: Readonly<Record<string, CodeKind>> = {
  claim: 'claim',
  actor: 'actor',
  statement: 'statement',
  per: 'actor',
  person: 'actor',
  org: 'actor',
  organization: 'actor',
  organisation: 'actor',
  gpe: 'actor',
  norp: 'actor',
};

/** A value in words, with what we kept of it. */
export interface SaidValue extends Pick<GivenValue, 'inferred' | 'evidence'> {
  words: string;
  /** The number, or the figure of a choice, where it is known. */
  number?: number | null;
  /** What tells entries of the same name apart. */
  ref?: string | null;
}

export class RowRegistries {
  private readonly codes = new Map<string, string>();
  private readonly coders = new Map<string, string>();
  private readonly attributes = new Map<string, string>();
  private readonly entries = new Map<string, string>();
  /** Attributes that have values, and of which annotation the last one was. */
  private readonly lastValued = new Map<string, string>();

  constructor(private readonly builder: DatasetBuilder) {}

  code(
    label: string,
    given: Partial<Pick<RecordOf['code'], 'name' | 'kind' | 'color' | 'shortcut'>> = {},
    foreignId = '',
  ): string {
    const { kind } = given;
    const known = this.codes.get(label);
    if (known !== undefined) {
      if (kind !== undefined && this.builder.get('code', known).kind !== kind)
        this.builder.update('code', known, { kind, lineStyle: usualLineStyle(kind) });
      return known;
    }
    const usual = Object.hasOwn(kindsByLabel, label.toLowerCase()) ? kindsByLabel[label.toLowerCase()] : null;
    const id = this.builder.code(
      { name: label, ...given, kind: kind ?? usual ?? 'other' },
      { id: foreignId },
    );
    this.codes.set(label, id);
    return id;
  }

  coder(name: string, foreignId = '', role: CoderRole = 'coder'): string {
    let id = this.coders.get(name);
    if (id === undefined) this.coders.set(name, (id = this.builder.coder({ name, role }, { id: foreignId })));
    return id;
  }

  /** An attribute of this name and kind; one without values yet may still take another kind. */
  attribute(
    codeId: string,
    name: string,
    kind: AttributeKind,
    given: Partial<Pick<RecordOf['attribute'], 'many' | 'required'>> = {},
  ): string {
    const key = `${codeId} ${kind === 'annotation' ? 'relation' : 'attribute'} ${name}`;
    const known = this.attributes.get(key);
    if (known !== undefined) {
      if (this.builder.get('attribute', known).kind === kind) return known;
      if (!this.lastValued.has(known)) {
        this.builder.update('attribute', known, { kind });
        return known;
      }
    }
    const ofKind = `${key} ${kind}`;
    let id = known === undefined ? undefined : this.attributes.get(ofKind);
    if (id === undefined) {
      id = this.builder.attribute({ codeId, name, kind, ...given });
      this.attributes.set(known === undefined ? key : ofKind, id);
    }
    return id;
  }

  choice(
    attributeId: string,
    name: string,
    given: Partial<Pick<RecordOf['choice'], 'number' | 'definition'>> = {},
    foreignId = '',
  ): string {
    const key = `choice ${attributeId} ${name}`;
    const known = this.entries.get(key);
    if (known === undefined) {
      const id = this.builder.choice({ attributeId, name, ...given }, { id: foreignId });
      this.entries.set(key, id);
      return id;
    }
    const { number } = given;
    if (number !== undefined && number !== null) this.builder.update('choice', known, { number });
    return known;
  }

  /** @param ref what tells it from others of its name; null where nothing does */
  actor(
    name: string,
    ref: string | null,
    given: Partial<Pick<RecordOf['actor'], 'kind' | 'note' | 'authority'>> = {},
  ): string {
    return this.entry('actor', name, ref, () => this.builder.actor({ name, ...given }, { id: ref ?? '' }));
  }

  concept(
    name: string,
    ref: string | null,
    given: Partial<Pick<RecordOf['concept'], 'definition'>> = {},
  ): string {
    return this.entry('concept', name, ref, () =>
      this.builder.concept({ name, ...given }, { id: ref ?? '' }),
    );
  }

  /** The value that words say; words that are no number are noted and left out. */
  addSaid(
    annotationId: string,
    attribute: string,
    kind: AttributeKind,
    { words, number = null, ref = null, ...beyond }: SaidValue,
  ): void {
    const attributeId = this.attributeOf(annotationId, attribute, kind);
    const value = ((): GivenValue | null => {
      switch (kind) {
        case 'number': {
          const figure = number ?? (words.trim() === '' ? Number.NaN : Number(words));
          return Number.isFinite(figure) ? { number: figure } : null;
        }
        case 'date':
          return { date: words };
        case 'choice':
          return { choiceId: this.choice(attributeId, words, { number }, ref ?? '') };
        case 'actor':
          return { actorId: this.actor(words, ref) };
        case 'concept':
          return { conceptId: this.concept(words, ref) };
        case 'text':
        case 'annotation':
          return { text: words };
      }
    })();
    if (value) this.addValue(annotationId, attributeId, { ...value, ...beyond });
    else
      this.builder.losses.add(
        'value',
        'mismatch',
        'A value that should be a number and is none is left out.',
        `${attribute}: ${words}`,
      );
  }

  addTarget(
    annotationId: string,
    attribute: string,
    targetAnnotationId: string,
    beyond: Pick<GivenValue, 'inferred' | 'evidence'>,
  ): void {
    const attributeId = this.attributeOf(annotationId, attribute, 'annotation');
    this.addValue(annotationId, attributeId, { targetAnnotationId, ...beyond });
  }

  private attributeOf(annotationId: string, name: string, kind: AttributeKind): string {
    return this.attribute(this.builder.get('annotation', annotationId).codeId, name, kind);
  }

  /** Values of one annotation come one after another, so that the last one tells whether there are several. */
  private addValue(annotationId: string, attributeId: string, value: GivenValue): void {
    this.builder.value(annotationId, attributeId, value);
    if (this.lastValued.get(attributeId) === annotationId && !this.builder.get('attribute', attributeId).many)
      this.builder.update('attribute', attributeId, { many: true });
    this.lastValued.set(attributeId, annotationId);
  }

  /** The entry that has this id in the file, or, where it says none, this name. */
  private entry(type: 'actor' | 'concept', name: string, ref: string | null, make: () => string): string {
    const byName = `${type} named ${name}`;
    const key = ref === null ? byName : `${type} ${ref}`;
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const id = make();
    this.entries.set(key, id);
    if (!this.entries.has(byName)) this.entries.set(byName, id);
    return id;
  }
}
