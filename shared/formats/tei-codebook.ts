/** Reads the header and registries of a TEI file: coders, taxonomies, persons and organisations, and their relations. */
import {
  actorKinds,
  attributeKinds,
  codeKinds,
  type CoderRole,
  coderRoles,
  lineStyles,
  partialDate,
} from '../records';
import { elementsIn, firstIn, textOf, type XmlElement, type XmlNode } from '../xml';
import type { DatasetBuilder, Foreign } from './dataset-builder';

import { codebookTaxonomy, conceptTaxonomy, responsibilities } from './tei';

const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';
export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child): child is XmlElement => isElement(child) && child.name === name);
export const folded = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();

/** What a pointer such as `#a1 other.xml#b` names within the file. */
export const targetsOf = (pointers: string | undefined): string[] =>
  (pointers ?? '')
    .split(/\s+/)
    .filter((pointer) => pointer.startsWith('#'))
    .map((pointer) => pointer.slice(1));

/** What a record was called: our own id, where the file is ours and had no other name for it. */
export const foreignOf = (type: string, xmlId: string, isOurs: boolean): Foreign => ({
  id: isOurs && xmlId.startsWith(`${type}-`) ? xmlId.slice(type.length + 1) : xmlId,
});

/** Notes what a name means, unless it means something already: texts of one corpus may use the same. */
function call(names: Map<string, string>, xmlId: string, id: string): void {
  if (xmlId !== '' && !names.has(xmlId)) names.set(xmlId, id);
}

const actorElements = ['person', 'personGrp', 'org', 'nym'];

export class TeiCodebook {
  /** All by xml:id. */
  readonly coders = new Map<string, string>();
  readonly codes = new Map<string, string>();
  readonly attributes = new Map<string, string>();
  readonly choices = new Map<string, string>();
  readonly actors = new Map<string, string>();
  readonly concepts = new Map<string, string>();
  private readonly codesByName = new Map<string, string>();
  private readonly codersByName = new Map<string, string>();
  private readonly actorsByName = new Map<string, string>();
  private readonly attributesByName = new Map<string, string>();

  constructor(
    private readonly builder: DatasetBuilder,
    private readonly isOurs: boolean,
  ) {}

  read(root: XmlElement): void {
    this.readCoders(root);
    for (const taxonomy of elementsIn(root, 'taxonomy')) {
      if (this.isOurs && taxonomy.attributes.n === conceptTaxonomy) this.readConcepts(taxonomy);
      else this.readCodes(taxonomy, this.isOurs && taxonomy.attributes.n === codebookTaxonomy);
    }
    for (const name of actorElements) for (const one of elementsIn(root, name)) this.readActor(one);
    for (const relation of elementsIn(root, 'relation')) this.readRelation(relation);
  }

  private readCoders(root: XmlElement): void {
    const rounds: { id: string; name: string; ofCoderId: string | null }[] = [];
    for (const one of elementsIn(root, 'respStmt')) {
      const id = one.attributes['xml:id'];
      if (id === undefined) continue;
      const name = this.words(firstIn(one, 'name') ?? firstIn(one, 'persName')) || id;
      const resp = this.isOurs ? firstIn(one, 'resp') : null;
      const role = coderRoles.find((known) => responsibilities[known] === textOf(resp));
      call(this.coders, id, this.coderNamed(name, foreignOf('coder', id, this.isOurs), role));
      const whose = resp ? targetsOf(firstIn(resp, 'ptr')?.attributes.target) : [];
      rounds.push({ id, name, ofCoderId: whose[0] ?? null });
    }
    this.builder.secondRounds(rounds, (id) => this.coders.get(id));
  }

  coderNamed(name: string, foreign?: Foreign, role: CoderRole = 'coder'): string {
    let id = foreign ? undefined : this.codersByName.get(name);
    if (id === undefined) {
      id = this.builder.coder({ name, role }, foreign);
      this.codersByName.set(name, id);
    }
    return id;
  }

  /** The words of an element, as they stand in our files, and in one line in those of others. */
  private words(element: XmlElement | null): string {
    return this.isOurs ? textOf(element) : folded(textOf(element));
  }

  private glossOf(element: XmlElement, type: string): string {
    const found = childrenOf(element, 'catDesc')
      .flatMap((description) => childrenOf(description, 'gloss'))
      .find((gloss) => gloss.attributes.type === type);
    return found ? this.words(found) : '';
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
    const isAttribute = (element: XmlElement): boolean => isOwn && this.glossOf(element, 'values') !== '';
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
        codeKinds.find((one) => one === this.glossOf(element, 'kind')) ??
        codeKinds.find((one) => one === name.toLowerCase()) ??
        'other';
      const color = /color:(#[0-9a-f]{6})/i.exec(element.attributes.rend ?? '')?.[1];
      const lineStyle = lineStyles.find((one) => (element.attributes.rend ?? '').includes(`line:${one}`));
      const definition = isOwn ? this.glossOf(element, 'definition') : this.glossesOf(element);
      const id = this.builder.code(
        {
          name,
          kind,
          definition,
          useWhen: this.glossOf(element, 'use-when'),
          useNot: this.glossOf(element, 'use-not'),
          shortcut: this.glossOf(element, 'shortcut').slice(0, 20) || null,
          retired: this.glossOf(element, 'retired') !== '',
          ...(color ? { color } : {}),
          ...(lineStyle ? { lineStyle } : {}),
        },
        foreignOf('code', xmlId, this.isOurs),
      );
      ids.set(element, id);
      call(this.codes, xmlId, id);
      if (!this.codesByName.has(name)) this.codesByName.set(name, id);
    }
    for (const { element, parent } of codes) {
      const parentId = parent === null ? undefined : ids.get(parent);
      if (parentId !== undefined) this.builder.update('code', ids.get(element)!, { parentId });
    }
    for (const { element, parent } of attributes) {
      const codeId = ids.get(parent ?? element);
      const kind = attributeKinds.find((one) => one === this.glossOf(element, 'values'));
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
          many: this.glossOf(element, 'many') !== '',
          required: this.glossOf(element, 'required') !== '',
          help: this.glossOf(element, 'help'),
          retired: this.glossOf(element, 'retired') !== '',
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
      const number = this.glossOf(element, 'number');
      const id = this.builder.choice(
        {
          attributeId,
          name: this.nameOf(element),
          number: number === '' || !Number.isFinite(Number(number)) ? null : Number(number),
          definition: this.glossOf(element, 'definition'),
        },
        foreignOf('choice', xmlId, this.isOurs),
      );
      call(this.choices, xmlId, id);
    }
  }

  private glossesOf(category: XmlElement): string {
    return childrenOf(category, 'catDesc')
      .flatMap((one) => [...elementsIn(one, 'gloss')])
      .map((one) => folded(textOf(one)))
      .join('\n');
  }

  private readConcepts(taxonomy: XmlElement): void {
    const all = this.categoriesOf(taxonomy);
    const ids = new Map<XmlElement, string>();
    for (const { element } of all) {
      const xmlId = element.attributes['xml:id'] ?? '';
      const id = this.builder.concept(
        { name: this.nameOf(element), definition: this.glossOf(element, 'definition') },
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

  private readActor(element: XmlElement): void {
    const xmlId = element.attributes['xml:id'] ?? '';
    const names = ['persName', 'orgName', 'name'].flatMap((name) => childrenOf(element, name));
    const [first, ...others] = names;
    const name = this.words(first ?? null) || xmlId;
    if (name === '') return;
    const kind =
      element.name === 'person'
        ? 'person'
        : element.name === 'personGrp'
          ? 'group'
          : (actorKinds.find((one) => one === element.attributes.type) ?? 'organisation');
    const id = this.builder.actor(
      {
        name,
        kind,
        note: childrenOf(element, 'note')
          .map((one) => this.words(one))
          .join('\n'),
        authority: this.words(childrenOf(element, 'idno')[0] ?? null),
      },
      foreignOf('actor', xmlId, this.isOurs),
    );
    call(this.actors, xmlId, id);
    if (!this.actorsByName.has(name)) this.actorsByName.set(name, id);
    for (const other of others) if (this.words(other) !== '') this.builder.actorAlias(id, this.words(other));
  }

  private readRelation({ attributes, children }: XmlElement): void {
    const note = (): void =>
      this.builder.losses.add(
        'actor affiliation',
        'mismatch',
        'A relation of entries that are not there, or of another kind, is left out.',
        attributes.name ?? '',
      );
    if (attributes.mutual !== undefined) {
      const pair = targetsOf(attributes.mutual);
      const actors = pair.map((id) => this.actors.get(id) ?? null);
      const concepts = pair.map((id) => this.concepts.get(id) ?? null);
      const isOf = (found: readonly (string | null)[]): boolean =>
        found.length === 2 && !found.includes(null);
      if (attributes.name !== 'distinct' || (!isOf(actors) && !isOf(concepts))) return note();
      const [actorId = null, otherActorId = null] = isOf(actors) ? actors : [];
      const [conceptId = null, otherConceptId = null] = isOf(concepts) ? concepts : [];
      this.builder.distinction({ actorId, otherActorId, conceptId, otherConceptId });
      return;
    }
    const [active] = targetsOf(attributes.active);
    const [passive] = targetsOf(attributes.passive);
    const actorId = this.actors.get(active ?? '');
    const organisationId = passive === undefined ? null : this.actors.get(passive);
    if (actorId === undefined || organisationId === undefined) return note();
    const description = children.find((child) => isElement(child) && child.name === 'desc');
    const office = isElement(description ?? '') ? this.words(description as XmlElement) : '';
    const date = (words: string | undefined): string | null => partialDate.safeParse(words).data ?? null;
    this.builder.actorAffiliation({
      actorId,
      organisationId,
      office: office || (this.isOurs ? '' : (attributes.name ?? '')),
      fromDate: date(attributes.from),
      toDate: date(attributes.to),
    });
  }

  /** A code by its name, made when it is first needed. */
  codeNamed(name: string, kind: (typeof codeKinds)[number]): string {
    let id = this.codesByName.get(name);
    if (id === undefined) {
      id = this.builder.code({ name, kind }, { id: name });
      this.codesByName.set(name, id);
    }
    return id;
  }

  actorNamed(name: string): string {
    let id = this.actorsByName.get(name);
    if (id === undefined) {
      id = this.builder.actor({ name });
      this.actorsByName.set(name, id);
    }
    return id;
  }

  attributeNamed(codeId: string, name: string, kind: 'actor' | 'annotation' | 'concept' | 'text'): string {
    const key = `${codeId} ${kind} ${name}`;
    let id = this.attributesByName.get(key);
    if (id === undefined) {
      id = this.builder.attribute({ codeId, name, kind, many: true });
      this.attributesByName.set(key, id);
    }
    return id;
  }
}
