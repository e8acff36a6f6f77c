/** Reads the header and registries of a TEI file: coders, persons and organisations, and their relations. */
import { partialDate } from '../record-fields';
import { actorKinds, type CoderRole, coderRoles } from '../records';
import { elementsIn, firstIn, textOf, type XmlElement } from '../xml';
import type { Foreign } from './dataset-builder';
import { responsibilities } from './tei';
import { call, childrenOf, foreignOf, isElement, targetsOf } from './tei-elements';
import { TeiTaxonomies } from './tei-taxonomies';

const actorElements = ['person', 'personGrp', 'org', 'nym'];

export class TeiCodebook extends TeiTaxonomies {
  /** By xml:id. */
  readonly coders = new Map<string, string>();
  readonly actors = new Map<string, string>();

  read(root: XmlElement): void {
    this.readCoders(root);
    this.readTaxonomies(root);
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
      const coderId = this.declared('coder', { xmlId: id, name }, () =>
        this.coderNamed(name, foreignOf('coder', id, this.isOurs), role),
      );
      call(this.coders, id, coderId);
      const whose = resp ? targetsOf(firstIn(resp, 'ptr')?.attributes.target) : [];
      rounds.push({ id, name, ofCoderId: whose[0] ?? null });
    }
    this.builder.secondRounds(rounds, (id) => this.coders.get(id));
  }

  coderNamed(name: string, foreign?: Foreign, role: CoderRole = 'coder'): string {
    let id = foreign ? undefined : this.entries.codersByName.get(name);
    if (id === undefined) {
      id = this.builder.coder({ name, role }, foreign);
      this.entries.codersByName.set(name, id);
    }
    return id;
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
    const make = (): string => {
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
      for (const other of others)
        if (this.words(other) !== '') this.builder.actorAlias(id, this.words(other));
      return id;
    };
    const id = this.declared('actor', { xmlId, name }, make);
    call(this.actors, xmlId, id);
    if (!this.entries.actorsByName.has(name)) this.entries.actorsByName.set(name, id);
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

  actorNamed(name: string): string {
    let id = this.entries.actorsByName.get(name);
    if (id === undefined) {
      id = this.builder.actor({ name });
      this.entries.actorsByName.set(name, id);
    }
    return id;
  }
}
