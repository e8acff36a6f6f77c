/** Finds codes, attributes and entries by what a CAS calls them, and makes those that are not there yet. */
import { nameFrom } from '../names';
import type { Attribute, AttributeKind, Code } from '../records';
import type { DatasetBuilder, Foreign } from './dataset-builder';

/** Choices are few and short, and come again; see `settleWords`. */
const mostChoices = 30;
const longestChoice = 60;
/** What features are called whose words are labels, however seldom each is given. */
const labelNames = /^(?:value|label|category|code|tag|type|role|(?:Pos|coarse)Value)$/i;

export class CasCodebook {
  /** Ids of records by type and by what the file calls them, and by type and name. */
  private readonly byForeignId = new Map<string, string>();
  private readonly byName = new Map<string, string>();
  /** Attributes of words that were made here, with the ids of their values. */
  private readonly wordAttributes = new Map<string, string[]>();

  constructor(private readonly builder: DatasetBuilder) {
    for (const { recordType, foreignId, recordId } of builder.all('foreign_id'))
      this.byForeignId.set(`${recordType} ${foreignId}`, recordId);
    for (const type of ['coder', 'code', 'actor', 'concept'] as const)
      for (const { id, name } of builder.all(type)) this.nameFirst(`${type}  ${name}`, id);
    for (const { id, codeId, name } of builder.all('attribute'))
      this.nameFirst(`attribute ${codeId} ${name}`, id);
    for (const { id, attributeId, name } of builder.all('choice'))
      this.nameFirst(`choice ${attributeId} ${name}`, id);
  }

  private nameFirst(key: string, id: string): void {
    if (!this.byName.has(key)) this.byName.set(key, id);
  }

  coder(name: string, foreignId: string | null): string {
    return this.find('coder', '', name, foreignId, (foreign) => this.builder.coder({ name }, foreign));
  }

  code(name: string, kind: Code['kind'], foreignId: string | null): string {
    return this.find('code', '', name, foreignId, (foreign) => this.builder.code({ name, kind }, foreign));
  }

  /** The code of a layer: it is called as the layer without its package, unless another is called so already. */
  codeOfLayer(layer: string, short: string): string {
    const known = this.byForeignId.get(`code ${layer}`);
    if (known !== undefined) return known;
    const name = this.byName.has(`code  ${short}`) ? layer : short;
    const id = this.builder.code({ name, kind: 'other' }, { id: layer });
    this.byForeignId.set(`code ${layer}`, id);
    this.nameFirst(`code  ${name}`, id);
    return id;
  }

  actor(name: string, foreignId: string | null): string {
    return this.find('actor', '', name, foreignId, (foreign) => this.builder.actor({ name }, foreign));
  }

  concept(name: string, foreignId: string | null): string {
    return this.find('concept', '', name, foreignId, (foreign) => this.builder.concept({ name }, foreign));
  }

  choice(attributeId: string, name: string, foreignId: string | null, number: number | null = null): string {
    return this.find('choice', attributeId, name, foreignId, (foreign) =>
      this.builder.choice({ attributeId, name, number }, foreign),
    );
  }

  /** An attribute of whatever kind. */
  attribute(codeId: string, name: string, kind: AttributeKind): Attribute {
    const key = `attribute ${codeId} ${nameFrom(name) ?? name}`;
    let id = this.byName.get(key);
    if (id === undefined) {
      id = this.builder.attribute({ codeId, name, kind });
      this.byName.set(key, id);
    }
    return this.builder.get('attribute', id);
  }

  /** An attribute of this kind, with the kind behind its name where another is called so. */
  attributeOfKind(codeId: string, name: string, kind: AttributeKind): string {
    const attribute = this.attribute(codeId, name, kind);
    return attribute.kind === kind ? attribute.id : this.attribute(codeId, `${name} (${kind})`, kind).id;
  }

  /** Remembers a value of words, for `settleWords`. */
  noteWords(attributeId: string, valueId: string): void {
    const values = this.wordAttributes.get(attributeId);
    if (values) values.push(valueId);
    else this.wordAttributes.set(attributeId, [valueId]);
  }

  /**
   * Makes choices of words that are labels: at most 30 different ones of at most 60 characters, each given twice on
   * average, or in a feature that is called like one.
   */
  settleWords(): void {
    for (const [attributeId, valueIds] of this.wordAttributes) {
      const { name } = this.builder.get('attribute', attributeId);
      const wordsOf = (id: string): string => this.builder.get('attribute_value', id).text ?? '';
      const different = new Set(valueIds.map(wordsOf));
      const isLabel =
        different.size <= mostChoices &&
        (labelNames.test(name) || valueIds.length >= 2 * different.size) &&
        [...different].every(
          (words) => words.length <= longestChoice && !/[\n\t]/.test(words) && words.trim() === words,
        );
      if (!isLabel) continue;
      this.builder.update('attribute', attributeId, { kind: 'choice' });
      for (const id of valueIds)
        this.builder.update('attribute_value', id, {
          choiceId: this.choice(attributeId, wordsOf(id), null),
          text: null,
        });
    }
  }

  /** By the id where the record is still called so, then by the name, and else a new one. */
  private find(
    type: 'coder' | 'code' | 'actor' | 'concept' | 'choice',
    scope: string,
    given: string,
    foreignId: string | null,
    make: (foreign?: Foreign) => string,
  ): string {
    const name = nameFrom(given) ?? given;
    const known = foreignId === null ? undefined : this.byForeignId.get(`${type} ${foreignId}`);
    if (known !== undefined && this.builder.get(type, known).name === name) return known;
    const key = `${type} ${scope} ${name}`;
    const named = this.byName.get(key);
    if (named !== undefined) return named;
    const isFree = foreignId !== null && known === undefined;
    const id = make(isFree ? { id: foreignId } : undefined);
    this.byName.set(key, id);
    if (isFree) this.byForeignId.set(`${type} ${foreignId}`, id);
    return id;
  }
}
