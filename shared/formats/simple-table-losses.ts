/** What a simple table does not say of a project: kept while it is written, told at its end. */
import { palette } from '../color';
import type { AttributeValue, Code } from '../records';
import { byId, type CodedAnnotation, type CodedArticle, type Registries } from './dataset';
import type { Aspect, Losses } from './losses';
import { loseCoderRoles } from './lost-facts';
import { simpleTableFormat } from './simple-table';

export class SimpleLosses {
  /** With their places in the order in which they come in the table, which is the one that a reader gives them. */
  private readonly codes = new Map<string, number>();
  private readonly names: ReadonlyMap<string, Code>;
  /** The choices whose figure stands in the table. */
  readonly numbered = new Set<string>();
  private readonly used = new Set<string>();
  private readonly manyValued = new Set<string>();

  constructor(
    private readonly registries: Registries,
    private readonly losses: Losses,
    private readonly hasTexts: boolean,
  ) {
    this.names = byId(registries.codes);
  }

  article({ article, readings, annotations, foreignIds }: CodedArticle): void {
    const { title } = article;
    const drop = (aspect: Aspect, what: string, count: number): void =>
      this.losses.add(aspect, 'dropped', what, title, count);
    if (!this.hasTexts) {
      drop('article text', 'The texts of articles are left out.', 1);
      drop('article', 'Articles without annotations are left out.', annotations.length === 0 ? 1 : 0);
    }
    const { author, section, url, accession } = article;
    const details = [author, section, url, accession].filter((field) => field !== '').length;
    drop('article details', 'Authors, sections, addresses and accession numbers are left out.', details);
    drop('article note', 'Notes on articles are left out.', Number(article.note !== ''));
    drop('article language', 'Languages are left out.', Number((article.language ?? '') !== ''));
    drop('article layout', 'Headings, lists and pages are left out.', Number((article.layout ?? '') !== ''));
    drop(
      'article particulars',
      'What the source says beyond our fields is left out.',
      Number((article.particulars ?? '') !== ''),
    );
    drop('article copy', 'Of which article one is a copy is left out.', Number(article.copyOfId !== null));
    drop('reading', 'Who has read an article is left out.', readings.length);
    drop(
      'foreign data',
      'What other programs call articles and annotations is left out.',
      foreignIds.filter(({ format }) => format !== simpleTableFormat.id).length,
    );
  }

  annotation({ annotation, values }: CodedAnnotation): void {
    const { codeId, coderId, example, review } = annotation;
    const name = this.names.get(codeId)?.name ?? '';
    if (!this.codes.has(codeId)) this.codes.set(codeId, this.codes.size);
    this.used.add(coderId);
    this.losses.add(
      'annotation example',
      'dropped',
      'What is held up as an example is left out.',
      name,
      Number(example !== null),
    );
    this.losses.add(
      'annotation review',
      'dropped',
      'Why someone has to look again is left out.',
      name,
      Number(review !== ''),
    );
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value.attributeId, (counts.get(value.attributeId) ?? 0) + 1);
    const places = new Map<string, number>();
    for (const value of values) {
      const place = places.get(value.attributeId) ?? 0;
      places.set(value.attributeId, place + 1);
      const isMany = (counts.get(value.attributeId) ?? 0) > 1;
      if (isMany) this.manyValued.add(value.attributeId);
      this.value(value, isMany && value.position !== place);
    }
  }

  private value(value: AttributeValue, isRenumbered: boolean): void {
    for (const id of [value.attributeId, value.choiceId, value.actorId, value.conceptId])
      if (id !== null) this.used.add(id);
    this.losses.add(
      'value inferred',
      'dropped',
      'That a value is inferred is left out.',
      '',
      Number(value.inferred),
    );
    this.losses.add(
      'value evidence',
      'dropped',
      'The words that say a value are left out.',
      value.evidenceQuote ?? '',
      Number(value.evidenceStart !== null),
    );
    this.losses.add('value order', 'approximated', 'Values are numbered anew.', '', Number(isRenumbered));
  }

  /** What can only be told when all annotations are known. */
  end(): void {
    this.codebook();
    this.attributes();
    this.actors();
    this.concepts();
    const { coders, distinctions, foreignIds } = this.registries;
    for (const { id, name } of coders)
      if (!this.used.has(id))
        this.losses.add('coder', 'dropped', 'Coders without annotations are left out.', name);
    loseCoderRoles(coders, this.losses);
    this.losses.add(
      'distinction',
      'dropped',
      'Which actors or concepts were found to be different is left out.',
      '',
      distinctions.length,
    );
    this.losses.add(
      'foreign data',
      'dropped',
      'What other programs call codes, actors and the like is left out.',
      '',
      foreignIds.filter(({ format }) => format !== simpleTableFormat.id).length,
    );
  }

  private codebook(): void {
    const { codes } = this.registries;
    for (const code of codes) {
      const { id, name, parentId, definition, useWhen, useNot, retired } = code;
      const isUsed = this.codes.has(id);
      const add = (aspect: Aspect, what: string, isLost: boolean): void =>
        this.losses.add(aspect, 'dropped', what, name, Number(isLost));
      add('code', 'Codes without annotations are left out.', !isUsed);
      add('code kind', 'Kinds of codes without annotations are left out.', !isUsed);
      add('code parent', 'The tree of codes is left out.', parentId !== null);
      add(
        'code definition',
        'Definitions of codes are left out.',
        [definition, useWhen, useNot].some((part) => part !== ''),
      );
      add('code retired', 'That a code is retired is left out.', retired);
      add('code look', 'Colours, lines and keys of codes without annotations are left out.', !isUsed);
      if (isUsed && !this.looksUsual(code))
        this.losses.add(
          'code look',
          'approximated',
          'Codes get the colours, lines and keys that new ones have.',
          name,
        );
    }
    const before = codes.map(({ name }) => name).join('\n');
    const after = [...this.codes.keys()].map((id) => this.names.get(id)?.name ?? '').join('\n');
    this.losses.add(
      'order',
      'approximated',
      'Codes come in the order in which they are used.',
      '',
      Number(before !== after),
    );
  }

  /** Whether a reader, who gives codes the looks that new ones have, gives it the very one that it has. */
  private looksUsual({ id, kind, color, lineStyle, shortcut }: Code): boolean {
    const place = this.codes.get(id) ?? 0;
    const line = kind === 'claim' ? 'fill' : kind === 'actor' ? 'dotted' : 'underline';
    return color === palette[place % palette.length]?.color && lineStyle === line && shortcut === null;
  }

  private attributes(): void {
    const { attributes, choices } = this.registries;
    for (const { id, name, many, required, help, targetCodeId, retired } of attributes) {
      const isUsed = this.used.has(id);
      if (!isUsed) this.losses.add('attribute', 'dropped', 'Attributes without values are left out.', name);
      const isUsual =
        many === this.manyValued.has(id) && !required && help === '' && targetCodeId === null && !retired;
      if (!isUsed) this.losses.add('attribute rules', 'dropped', 'What they ask is left out, too.', name);
      else if (!isUsual)
        this.losses.add(
          'attribute rules',
          'approximated',
          'What attributes demand, and help for coders, is left out.',
          name,
        );
    }
    for (const { id, name, number, definition } of choices) {
      const isUsed = this.used.has(id);
      if (!isUsed) this.losses.add('choice', 'dropped', 'Choices that nobody took are left out.', name);
      const hasNumber = isUsed && this.numbered.has(id);
      if (number !== null && !hasNumber)
        this.losses.add(
          'choice number',
          'dropped',
          'Figures of choices other than of positions are left out.',
          name,
        );
      if (definition !== '')
        this.losses.add('choice definition', 'dropped', 'Definitions of choices are left out.', name);
    }
  }

  private actors(): void {
    const { actors, actorAliases, actorAffiliations } = this.registries;
    const known = new Map<string, boolean>();
    for (const { id, name, kind } of actors)
      if (this.used.has(id)) known.set(name, known.get(name) === true || kind === 'other');
    const told = new Set<string>();
    const kinds = new Set<string>();
    for (const { id, name, kind, note, authority } of actors) {
      const add = (aspect: Aspect, what: string, isLost: boolean): void =>
        this.losses.add(aspect, 'dropped', what, name, Number(isLost));
      const isTold = this.used.has(id) && !told.has(name);
      if (isTold) told.add(name);
      add('actor', 'Actors that no annotation names, or of the name of another, are left out.', !isTold);
      const isOther = kind === 'other' && known.get(name) === true && !kinds.has(name);
      if (isOther) kinds.add(name);
      else
        this.losses.add(
          'actor kind',
          'approximated',
          'What kind an actor is is left out; in the table all are of the kind “other”.',
          name,
        );
      add('actor note', 'Notes on actors are left out.', note !== '');
      add('actor authority', 'Identifiers of actors elsewhere are left out.', authority !== '');
    }
    this.losses.add(
      'actor alias',
      'dropped',
      'Other names of actors are left out.',
      actorAliases[0]?.name,
      actorAliases.length,
    );
    this.losses.add(
      'actor affiliation',
      'dropped',
      'Memberships and offices are left out.',
      actorAffiliations[0]?.office,
      actorAffiliations.length,
    );
  }

  private concepts(): void {
    const { concepts, conceptAliases } = this.registries;
    const told = new Set<string>();
    for (const { id, name, parentId, definition } of concepts) {
      const isTold = this.used.has(id) && !told.has(name);
      if (isTold) told.add(name);
      const add = (aspect: Aspect, what: string, isLost: boolean): void =>
        this.losses.add(aspect, 'dropped', what, name, Number(isLost));
      add('concept', 'Concepts that no annotation names, or of the name of another, are left out.', !isTold);
      add('concept parent', 'The tree of concepts is left out.', parentId !== null);
      add('concept definition', 'Definitions of concepts are left out.', definition !== '');
    }
    this.losses.add(
      'concept alias',
      'dropped',
      'Other names of concepts are left out.',
      conceptAliases[0]?.name,
      conceptAliases.length,
    );
  }
}
