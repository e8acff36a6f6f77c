/** The values in a simple table: attributes, choices, actors and concepts are made as they are named. */
import { partialDate } from '../record-fields';
import type { AttributeKind } from '../records';
import type { DatasetBuilder, GivenValue } from './dataset-builder';
import { type Roles, usualAttributes } from './simple-table';

export class SimpleValues {
  private readonly attributes = new Map<string, string>();
  private readonly choices = new Map<string, string>();
  private readonly actors = new Map<string, string>();
  private readonly concepts = new Map<string, string>();
  private readonly many = new Set<string>();

  /** @param annotations the annotations in the dataset by their ids in the table */
  constructor(
    private readonly builder: DatasetBuilder,
    private readonly annotations: ReadonlyMap<string, string>,
  ) {}

  /** @param name what the code calls it; empty for the usual name */
  addRole(
    annotationId: string,
    role: keyof Roles,
    name: string,
    words: readonly string[],
    numbers: readonly string[],
    place: string,
  ): void {
    const usual = usualAttributes[role];
    const attribute = { name: name || usual.name, kind: usual.kind };
    this.add(annotationId, attribute, words, place, role === 'position' ? numbers : []);
  }

  /**
   * @param words one for each value
   * @param place of the row, for messages
   * @param numbers the figures of choices, one for each of the words; what is no figure stands for none
   */
  add(
    annotationId: string,
    { name, kind }: { name: string; kind: AttributeKind },
    words: readonly string[],
    place: string,
    numbers: readonly string[] = [],
  ): void {
    if (words.length === 0) return;
    const { codeId } = this.builder.get('annotation', annotationId);
    const key = JSON.stringify([codeId, kind, name]);
    let attributeId = this.attributes.get(key);
    if (attributeId === undefined)
      this.attributes.set(key, (attributeId = this.builder.attribute({ codeId, name, kind })));
    if (words.length > 1) this.many.add(attributeId);
    for (const [at, word] of words.entries()) {
      const given = this.given(kind, attributeId, word, numbers[at] ?? '');
      if (given) this.builder.value(annotationId, attributeId, given);
      else
        this.builder.losses.add(
          'value',
          'mismatch',
          `What should be a ${kind} is none; it is left out.`,
          `${place}, ${name}: ${word}`,
        );
    }
  }

  /** Attributes of which an annotation had several values take several. */
  end(): void {
    for (const id of this.many) this.builder.update('attribute', id, { many: true });
  }

  private given(kind: AttributeKind, attributeId: string, word: string, number: string): GivenValue | null {
    switch (kind) {
      case 'text':
        return { text: word };
      case 'number':
        return word.trim() !== '' && Number.isFinite(Number(word)) ? { number: Number(word) } : null;
      case 'date':
        return partialDate.safeParse(word).success ? { date: word } : null;
      case 'actor':
        return word === ''
          ? null
          : { actorId: this.made(this.actors, word, () => this.builder.actor({ name: word })) };
      case 'concept':
        return word === ''
          ? null
          : { conceptId: this.made(this.concepts, word, () => this.builder.concept({ name: word })) };
      case 'choice': {
        if (word === '') return null;
        const isFigure = number.trim() !== '' && Number.isFinite(Number(number));
        const choice = { attributeId, name: word, number: isFigure ? Number(number) : null };
        return {
          choiceId: this.made(this.choices, `${attributeId} ${word}`, () => this.builder.choice(choice)),
        };
      }
      case 'annotation': {
        const targetAnnotationId = this.annotations.get(word);
        return targetAnnotationId === undefined ? null : { targetAnnotationId };
      }
    }
  }

  private made(known: Map<string, string>, key: string, make: () => string): string {
    let id = known.get(key);
    if (id === undefined) known.set(key, (id = make()));
    return id;
  }
}
