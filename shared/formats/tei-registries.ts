/**
 * The header and the registries of a TEI corpus: coders as `respStmt`, the codebook and the concepts as taxonomies, actors
 * as persons and organisations with the relations between them.
 */
import type { Actor, Attribute, Choice, Code, Coder, ForeignId } from '../records';
import { byId, foreignIdsOf, groupedBy, type Registries } from './dataset';
import type { Losses } from './losses';
import {
  application,
  codebookTaxonomy,
  conceptTaxonomy,
  isXmlId,
  ownId,
  ownVersion,
  responsibilities,
  teiFormat,
} from './tei';
import { isCarried, noteWords, wordsIn } from './tei-words';
import { xmlClose, xmlElement, xmlOpen } from './xml-writer';

const gloss = (type: string, words: string): string => wordsIn('gloss', words, { type });
const flag = (type: string, isSo: boolean): string => (isSo ? gloss(type, 'yes') : '');

/** What the records of the registries are called in the file: as TEI had them, or by our ids. */
export function teiIds(registries: Registries): (type: string, id: string) => string {
  const foreign: ReadonlyMap<string, ForeignId> = foreignIdsOf(registries.foreignIds, teiFormat.id);
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const [id, { foreignId, recordType }] of foreign) {
    // Names that look like ours are left to ours.
    const isFree =
      isXmlId(foreignId) && !taken.has(foreignId) && !/^[a-z]+-[0-9a-f]{8}-|^w\d+-/.test(foreignId);
    if (!isFree) continue;
    taken.add(foreignId);
    names.set(`${recordType} ${id}`, foreignId);
  }
  return (type, id) => names.get(`${type} ${id}`) ?? ownId(type, id);
}

export class TeiRegistries {
  private readonly attributesOf;
  private readonly choicesOf;
  private readonly aliasesOf;
  private readonly conceptAliasesOf;
  private readonly order: ReadonlyMap<string, number>;

  /** @param idOf what a record is called in the file, by type and id */
  constructor(
    private readonly registries: Registries,
    private readonly idOf: (type: string, id: string) => string,
    private readonly losses: Losses,
  ) {
    this.attributesOf = groupedBy(registries.attributes, ({ codeId }) => codeId);
    this.choicesOf = groupedBy(registries.choices, ({ attributeId }) => attributeId);
    this.aliasesOf = groupedBy(registries.actorAliases, ({ actorId }) => actorId);
    this.conceptAliasesOf = groupedBy(registries.conceptAliases, ({ conceptId }) => conceptId);
    const lists = [registries.codes, registries.attributes, registries.choices, registries.concepts];
    this.order = new Map(lists.flatMap((list) => list.map(({ id }, index) => [id, index] as const)));
  }

  header(): string {
    const { project, coders } = this.registries;
    const responsible = coders.map((one) => this.coder(one));
    const about =
      project.description === '' ? '' : `<projectDesc>${wordsIn('p', project.description)}</projectDesc>`;
    const label = xmlElement('label', {}, application);
    const made = xmlElement('application', { ident: application, version: ownVersion }, label);
    const taxonomies = `${this.codebook()}${this.concepts()}`;
    const classes = taxonomies === '' ? '' : xmlElement('classDecl', {}, taxonomies);
    return [
      '<teiHeader><fileDesc><titleStmt>',
      wordsIn('title', project.name || 'Untitled'),
      ...responsible,
      `</titleStmt><publicationStmt><p>Written by ${application}.</p></publicationStmt>`,
      '<sourceDesc><p>The articles say their sources.</p></sourceDesc></fileDesc>',
      xmlElement('encodingDesc', {}, `${about}<appInfo>${made}</appInfo>${classes}`),
      '</teiHeader>\n',
    ].join('');
  }

  private coder({ id, name, role, ofCoderId }: Coder): string {
    const whose =
      ofCoderId === null ? '' : xmlElement('ptr', { target: `#${this.idOf('coder', ofCoderId)}` });
    const resp = xmlElement('resp', {}, `${responsibilities[role]}${whose}`);
    return xmlElement('respStmt', { 'xml:id': this.idOf('coder', id) }, `${resp}${wordsIn('name', name)}`);
  }

  /** The tree of categories in document order, without recursion: trees may be deep. */
  private tree<T extends { id: string; parentId: string | null }>(
    records: readonly T[],
    write: (record: T) => { open: string; more: string },
  ): string {
    const there = byId(records);
    const below = groupedBy(records, ({ parentId }) =>
      parentId !== null && there.has(parentId) ? parentId : null,
    );
    const parts: string[] = [];
    const left: (T | null)[] = (below.get(null) ?? []).toReversed();
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (next === null) {
        parts.push(xmlClose('category'));
        continue;
      }
      const { open, more } = write(next);
      parts.push(open, more);
      left.push(null);
      for (const child of (below.get(next.id) ?? []).toReversed()) left.push(child);
    }
    return parts.join('');
  }

  private codebook(): string {
    const { codes } = this.registries;
    if (codes.length === 0) return '';
    const categories = this.tree(codes, (code) => ({
      open: `\n${xmlOpen('category', { 'xml:id': this.idOf('code', code.id), n: this.order.get(code.id), rend: `color:${code.color} line:${code.lineStyle}` })}${this.describedCode(code)}`,
      more: (this.attributesOf.get(code.id) ?? []).map((one) => this.attribute(one)).join(''),
    }));
    return xmlElement('taxonomy', { n: codebookTaxonomy }, categories);
  }

  private describedCode(code: Code): string {
    const said = [code.definition, code.useWhen, code.useNot];
    if (!said.every(isCarried)) noteWords(this.losses, ['code definition'], said.join(''), code.name);
    return `<catDesc>${[
      wordsIn('term', code.name),
      gloss('kind', code.kind),
      gloss('definition', code.definition),
      gloss('use-when', code.useWhen),
      gloss('use-not', code.useNot),
      gloss('shortcut', code.shortcut ?? ''),
      flag('retired', code.retired),
    ].join('')}</catDesc>`;
  }

  private attribute(attribute: Attribute): string {
    noteWords(this.losses, ['attribute rules'], attribute.help, attribute.name);
    const target = attribute.targetCodeId;
    const about = [
      wordsIn('term', attribute.name),
      gloss('values', attribute.kind),
      flag('many', attribute.many),
      flag('required', attribute.required),
      gloss('help', attribute.help),
      flag('retired', attribute.retired),
      target === null ? '' : xmlElement('ptr', { target: `#${this.idOf('code', target)}` }),
    ].join('');
    const choices = (this.choicesOf.get(attribute.id) ?? []).map((one) => this.choice(one));
    return `\n${xmlElement('category', { 'xml:id': this.idOf('attribute', attribute.id), n: this.order.get(attribute.id) }, `<catDesc>${about}</catDesc>${choices.join('')}`)}`;
  }

  private choice({ id, name, number, definition }: Choice): string {
    noteWords(this.losses, ['choice definition'], definition, name);
    const about = [
      wordsIn('term', name),
      gloss('number', number === null ? '' : String(number)),
      gloss('definition', definition),
    ].join('');
    return xmlElement(
      'category',
      { 'xml:id': this.idOf('choice', id), n: this.order.get(id) },
      `<catDesc>${about}</catDesc>`,
    );
  }

  private concepts(): string {
    const { concepts } = this.registries;
    if (concepts.length === 0) return '';
    const categories = this.tree(concepts, ({ id, name, definition }) => {
      noteWords(this.losses, ['concept definition'], definition, name);
      const aliases = (this.conceptAliasesOf.get(id) ?? []).map((one) => gloss('alias', one.name));
      const about = [wordsIn('term', name), gloss('definition', definition), ...aliases].join('');
      return {
        open: `\n${xmlOpen('category', { 'xml:id': this.idOf('concept', id), n: this.order.get(id) })}<catDesc>${about}</catDesc>`,
        more: '',
      };
    });
    return xmlElement('taxonomy', { n: conceptTaxonomy }, categories);
  }

  /** Actors and the relations between entries; empty for none. */
  standOff(): string {
    const { actors } = this.registries;
    const persons = actors
      .filter(({ kind }) => kind === 'person')
      .map((one) => this.actor('person', 'persName', one));
    const others = actors
      .filter(({ kind }) => kind !== 'person')
      .map((one) => this.actor('org', 'orgName', one));
    const relations = [...this.affiliations(), ...this.distinctions()];
    const list = (name: string, items: readonly string[]): string =>
      items.length === 0 ? '' : xmlElement(name, {}, items.join(''));
    return `${list('listPerson', persons)}${list('listOrg', others)}${list('listRelation', relations)}`;
  }

  private actor(element: string, nameElement: string, { id, kind, name, note, authority }: Actor): string {
    noteWords(this.losses, ['actor note'], note, name);
    noteWords(this.losses, ['actor authority'], authority, name);
    const aliases = (this.aliasesOf.get(id) ?? []).map((one) =>
      wordsIn(nameElement, one.name, { type: 'alias' }),
    );
    const about = [
      wordsIn(nameElement, name),
      ...aliases,
      wordsIn('idno', authority, { type: 'authority' }),
      wordsIn('note', note),
    ].join('');
    const type = element === 'org' ? kind : undefined;
    return `\n${xmlElement(element, { 'xml:id': this.idOf('actor', id), type }, about)}`;
  }

  private affiliations(): string[] {
    return this.registries.actorAffiliations.map(({ actorId, organisationId, office, fromDate, toDate }) => {
      noteWords(this.losses, ['actor affiliation'], office, office);
      return `\n${xmlElement(
        'relation',
        {
          name: 'affiliation',
          active: `#${this.idOf('actor', actorId)}`,
          passive: organisationId === null ? null : `#${this.idOf('actor', organisationId)}`,
          from: fromDate,
          to: toDate,
        },
        wordsIn('desc', office),
      )}`;
    });
  }

  private distinctions(): string[] {
    return this.registries.distinctions.map(({ actorId, otherActorId, conceptId, otherConceptId }) => {
      const pair =
        actorId !== null && otherActorId !== null
          ? [this.idOf('actor', actorId), this.idOf('actor', otherActorId)]
          : [this.idOf('concept', conceptId!), this.idOf('concept', otherConceptId!)];
      return `\n${xmlElement('relation', { name: 'distinct', mutual: pair.map((id) => `#${id}`).join(' ') })}`;
    });
  }
}
