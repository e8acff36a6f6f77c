/** The attributes as they are after the merge, and the values that still fit them. */
import type { CodedAnnotation } from '../formats/dataset';
import { type Annotation, type Attribute, type AttributeValue, valueFieldOf } from '../records';
import { byAttribute } from './annotation-state';
import type { Merging } from './merging';
import type { RegistryMap } from './match-registries';

export class FinalAttributes {
  private readonly attributes = new Map<string, Attribute>();
  /** Attributes of mine whose values may not fit any more. */
  private readonly reshaped = new Set<string>();
  /** Attributes of which some annotation has several values after the merge. */
  private readonly several = new Set<string>();

  constructor(
    private readonly merging: Merging,
    private readonly map: RegistryMap,
  ) {
    const { mine, theirs, changes, toMine } = merging;
    // Those that nobody has yet are as they were given: something may need them.
    for (const attribute of theirs.side.registries.attributes) {
      const id = toMine('attribute', attribute.id);
      this.attributes.set(id, { ...attribute, id, codeId: toMine('code', attribute.codeId) });
    }
    for (const attribute of mine.side.registries.attributes) {
      const after = changes.after(attribute) ?? attribute;
      this.attributes.set(attribute.id, after);
      if (
        after.kind !== attribute.kind ||
        after.codeId !== attribute.codeId ||
        (attribute.many && !after.many)
      )
        this.reshaped.add(attribute.id);
    }
  }

  of(id: string): Attribute | null {
    return this.attributes.get(id) ?? null;
  }

  /** Their id of an attribute of mine; mine where they have none. */
  theirIdOf(id: string): string {
    return this.map.theirs('attribute', id) ?? id;
  }

  /** Whether all values of mine fit as they are, also where an annotation has several of one attribute. */
  get areAsBefore(): boolean {
    return this.reshaped.size === 0;
  }

  noteCount(attributeId: string, count: number): void {
    if (count > 1) this.several.add(attributeId);
  }

  /** The values that their attributes take. The others are kept in a question: nothing is lost silently. */
  fitting(annotation: Annotation, values: readonly AttributeValue[]): AttributeValue[] {
    const misfits = values.filter((value) => !this.fits(annotation, value));
    for (const [attributeId, lost] of Map.groupBy(misfits, (value) => value.attributeId))
      this.merging.ask({
        kind: 'value',
        articleId: annotation.articleId,
        recordType: 'annotation',
        recordId: annotation.id,
        field: `value ${attributeId}`,
        mine: [],
        theirs: lost,
        mineLast: null,
        theirLast: null,
        answer: null,
      });
    return misfits.length === 0 ? [...values] : values.filter((value) => !misfits.includes(value));
  }

  /** An annotation of mine as it stands with the values that fit; the others go. */
  keepFitting(coded: CodedAnnotation): CodedAnnotation {
    const values = this.areAsBefore ? coded.values : this.fitting(coded.annotation, coded.values);
    for (const value of coded.values) if (!values.includes(value)) this.merging.changes.remove(value);
    for (const [attributeId, list] of byAttribute(values)) this.noteCount(attributeId, list.length);
    return { ...coded, values };
  }

  private fits({ codeId }: Annotation, value: AttributeValue): boolean {
    const attribute = this.attributes.get(value.attributeId);
    return attribute?.codeId === codeId && value[valueFieldOf[attribute.kind]] !== null;
  }

  /** Lets attributes take several values again where annotations have several. */
  settle(): void {
    for (const attribute of this.merging.mine.side.registries.attributes) {
      const after = this.merging.changes.after(attribute);
      if (!after || after.many || !this.several.has(attribute.id)) continue;
      this.merging.changes.update(attribute, { many: true });
      if (attribute.many)
        this.merging.ask({
          kind: 'value',
          articleId: null,
          recordType: 'attribute',
          recordId: attribute.id,
          field: 'many',
          mine: true,
          theirs: false,
          mineLast: null,
          theirLast: null,
          answer: null,
        });
    }
  }
}
