/** Reads the taxonomies of a TEI file: codes with their attributes and choices, and concepts. */
import { attributeKinds, codeKinds, lineStyles } from '../records';
import { elementsIn, firstIn, textOf, type XmlElement } from '../xml';
import type { DatasetBuilder } from './dataset-builder';
import { codebookTaxonomy, conceptTaxonomy } from './tei';
import type { TeiEntries } from './tei-entries';
import { call, childrenOf, folded, foreignOf, isElement, targetsOf } from './tei-elements';

/** What the glosses of a category say, by their types; the first of a type counts. */
type Glosses = ReadonlyMap<string, string>;

export class TeiTaxonomies {
  /** All by xml:id. */
  readonly codes = new Map<string, string>();
  readonly attributes = new Map<string, string>();
  readonly choices = new Map<string, string>();
  readonly concepts = new Map<string, string>();

  /** @param entries of this file; of others, what all files have in common */
  constructor(
    protected readonly builder: DatasetBuilder,
    protected readonly isOurs: boolean,
    protected readonly entries: TeiEntries,
  ) {}

  /** Makes what an element declares; of ours each is one of its own. */
  protected declared(
    type: 'code' | 'coder' | 'actor',
    element: { xmlId: string; name: string },
    make: () => string,
  ): string {
    return this.isOurs || element.xmlId === '' ? make() : this.entries.declare(type, element, make);
  }

  protected readTaxonomies(root: XmlElement): void {
    for (const taxonomy of elementsIn(root, 'taxonomy')) {
      if (this.isOurs && taxonomy.attributes.n === conceptTaxonomy) this.readConcepts(taxonomy);
      else this.readCodes(taxonomy, this.isOurs && taxonomy.attributes.n === codebookTaxonomy);
    }
  }

  /** The words of an element, as they stand in our files, and in one line in those of others. */
  protected words(element: XmlElement | null): string {
    return this.isOurs ? textOf(element) : folded(textOf(element));
  }

  private glossesOf(category: XmlElement): Glosses {
    const found = new Map<string, string>();
    for (const description of childrenOf(category, 'catDesc'))
      for (const gloss of childrenOf(description, 'gloss')) {
        const type = gloss.attributes.type ?? '';
        if (!found.has(type)) found.set(type, this.words(gloss));
      }
    return found;
  }

  /** All glosses of a category of others, each in a line. */
  private glossedWords(category: XmlElement): string {
    return childrenOf(category, 'catDesc')
      .flatMap((one) => [...elementsIn(one, 'gloss')])
      .map((one) => folded(textOf(one)))
      .join('\n');
  }

  private nameOf(category: XmlElement): string {
    const [description] = childrenOf(category, 'catDesc');
    const term = description ? firstIn(description, 'term') : null;
    if (term) return this.words(term);
    const words = description?.children.map((child) =>
      isElement(child) && child.name === 'gloss' ? '' : isElement(child) ? textOf(child) : child,
    );
    return folded(words?.join('') ?? '') || (category.attributes['xml:id'] ?? '');
  }

  /** Categories with what they stand below, in the order that `n` says, or as they come. */
  private categoriesOf(taxonomy: XmlElement): { element: XmlElement; parent: XmlElement | null }[] {
    const found: { element: XmlElement; parent: XmlElement | null }[] = [];
    const go = (element: XmlElement, parent: XmlElement | null): void => {
      for (const child of childrenOf(element, 'category')) {
        found.push({ element: child, parent });
        go(child, child);
      }
    };
    go(taxonomy, null);
    if (!this.isOurs) return found;
    const place = ({ element }: { element: XmlElement }): number => Number(element.attributes.n ?? 0);
    return found.toSorted((one, other) => place(one) - place(other));
  }

  private readCodes(taxonomy: XmlElement, isOwn: boolean): void {
    const all = this.categoriesOf(taxonomy);
    const glosses = new Map(all.map(({ element }) => [element, this.glossesOf(element)]));
    const glossOf = (element: XmlElement, type: string): string => glosses.get(element)?.get(type) ?? '';
    const isAttribute = (element: XmlElement): boolean => isOwn && glossOf(element, 'values') !== '';
    const attributes = all.filter(({ element }) => isAttribute(element));
    const attributeElements = new Set(attributes.map(({ element }) => element));
    const choices = all.filter(({ parent }) => parent !== null && attributeElements.has(parent));
    const choiceElements = new Set(choices.map(({ element }) => element));
    const codes = all.filter(
      ({ element }) => !attributeElements.has(element) && !choiceElements.has(element),
    );
    const ids = new Map<XmlElement, string>();
    for (const { element } of codes) {
      const xmlId = element.attributes['xml:id'] ?? '';
      const name = this.nameOf(element);
      const kind =
        codeKinds.find((one) => one === glossOf(element, 'kind')) ??
        codeKinds.find((one) => one === name.toLowerCase()) ??
        'other';
      const color = /color:(#[0-9a-f]{6})/i.exec(element.attributes.rend ?? '')?.[1];
      const lineStyle = lineStyles.find((one) => (element.attributes.rend ?? '').includes(`line:${one}`));
      const definition = isOwn ? glossOf(element, 'definition') : this.glossedWords(element);
      const given = {
        name,
        kind,
        definition,
        useWhen: glossOf(element, 'use-when'),
        useNot: glossOf(element, 'use-not'),
        shortcut: glossOf(element, 'shortcut').slice(0, 20) || null,
        retired: glossOf(element, 'retired') !== '',
        ...(color ? { color } : {}),
        ...(lineStyle ? { lineStyle } : {}),
      };
      const id = this.declared('code', { xmlId, name }, () =>
        this.builder.code(given, foreignOf('code', xmlId, this.isOurs)),
      );
      ids.set(element, id);
      call(this.codes, xmlId, id);
      if (!this.entries.codesByName.has(name)) this.entries.codesByName.set(name, id);
    }
    for (const { element, parent } of codes) {
      const parentId = parent === null ? undefined : ids.get(parent);
      if (parentId !== undefined) this.builder.update('code', ids.get(element)!, { parentId });
    }
    for (const { element, parent } of attributes) {
      const codeId = ids.get(parent ?? element);
      const kind = attributeKinds.find((one) => one === glossOf(element, 'values'));
      if (codeId === undefined || kind === undefined) {
        this.builder.losses.add(
          'attribute',
          'mismatch',
          'A category that should be an attribute of a code is not below one; it is left out.',
          this.nameOf(element),
        );
        continue;
      }
      const xmlId = element.attributes['xml:id'] ?? '';
      const [target] = [...elementsIn(element, 'ptr')].flatMap((one) => targetsOf(one.attributes.target));
      const id = this.builder.attribute(
        {
          codeId,
          name: this.nameOf(element),
          kind,
          many: glossOf(element, 'many') !== '',
          required: glossOf(element, 'required') !== '',
          help: glossOf(element, 'help'),
          retired: glossOf(element, 'retired') !== '',
          targetCodeId: this.codes.get(target ?? '') ?? null,
        },
        foreignOf('attribute', xmlId, this.isOurs),
      );
      ids.set(element, id);
      call(this.attributes, xmlId, id);
    }
    for (const { element, parent } of choices) {
      const attributeId = ids.get(parent!);
      if (attributeId === undefined) continue;
      const xmlId = element.attributes['xml:id'] ?? '';
      const number = glossOf(element, 'number');
      const id = this.builder.choice(
        {
          attributeId,
          name: this.nameOf(element),
          number: number === '' || !Number.isFinite(Number(number)) ? null : Number(number),
          definition: glossOf(element, 'definition'),
        },
        foreignOf('choice', xmlId, this.isOurs),
      );
      call(this.choices, xmlId, id);
    }
  }

  private readConcepts(taxonomy: XmlElement): void {
    const all = this.categoriesOf(taxonomy);
    const ids = new Map<XmlElement, string>();
    for (const { element } of all) {
      const xmlId = element.attributes['xml:id'] ?? '';
      const id = this.builder.concept(
        { name: this.nameOf(element), definition: this.glossesOf(element).get('definition') ?? '' },
        foreignOf('concept', xmlId, this.isOurs),
      );
      ids.set(element, id);
      call(this.concepts, xmlId, id);
      for (const description of childrenOf(element, 'catDesc'))
        for (const gloss of childrenOf(description, 'gloss'))
          if (gloss.attributes.type === 'alias') this.builder.conceptAlias(id, this.words(gloss));
    }
    for (const { element, parent } of all)
      if (parent !== null) this.builder.update('concept', ids.get(element)!, { parentId: ids.get(parent)! });
  }

  /** A code by its name, made when it is first needed. */
  codeNamed(name: string, kind: (typeof codeKinds)[number]): string {
    let id = this.entries.codesByName.get(name);
    if (id === undefined) {
      id = this.builder.code({ name, kind }, { id: name });
      this.entries.codesByName.set(name, id);
    }
    return id;
  }

  attributeNamed(codeId: string, name: string, kind: 'actor' | 'annotation' | 'concept' | 'text'): string {
    const key = `${codeId} ${kind} ${name}`;
    let id = this.entries.attributesByName.get(key);
    if (id === undefined) {
      id = this.builder.attribute({ codeId, name, kind, many: true });
      this.entries.attributesByName.set(key, id);
    }
    return id;
  }
}
