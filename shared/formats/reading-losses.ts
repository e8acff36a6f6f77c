/** What pages for reading do not tell of a project. */
import type { CodedArticle, Registries } from './dataset';
import type { Aspect, Losses } from './losses';
import { loseCoderRoles } from './lost-facts';

const noCodebook = 'The pages show codes and attributes as they are used; they have no codebook.';
const noRegistry = 'The pages name actors and concepts; they have no registry of them.';
const unused = 'What no annotation uses is left out.';
const details = 'Of an article its text and where it comes from are shown, and what is annotated in it.';

export class ReadingLosses {
  /** The ids of all records that a page names. */
  private readonly named = new Set<string>();

  constructor(private readonly losses: Losses) {}

  article({ article, readings, annotations }: CodedArticle): void {
    const { title, accession, particulars, copyOfId } = article;
    if (accession !== '') this.lose(details, title, 'article details');
    if (particulars) this.lose(details, title, 'article particulars');
    if (copyOfId !== null) this.lose(details, title, 'article copy');
    this.lose(details, title, ...readings.map(() => 'reading' as const));
    for (const { annotation, spans, values } of annotations) {
      this.named.add(annotation.codeId).add(annotation.coderId);
      this.lose('When something was annotated is left out.', spans[0]?.quote ?? '', 'annotation time');
      for (const { attributeId, actorId, conceptId, choiceId } of values) {
        for (const id of [attributeId, actorId, conceptId, choiceId]) if (id !== null) this.named.add(id);
        this.losses.add('value link', 'approximated', 'Answers stand as words.', spans[0]?.quote);
      }
    }
  }

  /** After all articles. */
  registries(registries: Registries): void {
    for (const { id, name } of registries.coders) this.loseUnused(id, name, 'coder');
    loseCoderRoles(registries.coders, this.losses);
    for (const { id, name, parentId, definition, useWhen, useNot, retired } of registries.codes) {
      const isDefined = [definition, useWhen, useNot].some((words) => words !== '');
      this.loseUnused(id, name, 'code', 'code look');
      this.lose(noCodebook, name, 'code kind', parentId !== null && 'code parent');
      this.lose(noCodebook, name, isDefined && 'code definition', retired && 'code retired');
    }
    for (const { id, name } of registries.attributes) {
      this.loseUnused(id, name, 'attribute');
      this.lose(noCodebook, name, 'attribute rules');
    }
    for (const { id, name, number, definition } of registries.choices) {
      this.loseUnused(id, name, 'choice');
      this.lose(
        noCodebook,
        name,
        number !== null && 'choice number',
        definition !== '' && 'choice definition',
      );
    }
    for (const { id, name, note, authority } of registries.actors) {
      this.loseUnused(id, name, 'actor');
      this.lose(
        noRegistry,
        name,
        'actor kind',
        note !== '' && 'actor note',
        authority !== '' && 'actor authority',
      );
    }
    for (const { name } of registries.actorAliases) this.lose(noRegistry, name, 'actor alias');
    for (const { office } of registries.actorAffiliations) this.lose(noRegistry, office, 'actor affiliation');
    for (const { id, name, parentId, definition } of registries.concepts) {
      this.loseUnused(id, name, 'concept');
      this.lose(
        noRegistry,
        name,
        parentId !== null && 'concept parent',
        definition !== '' && 'concept definition',
      );
    }
    for (const { name } of registries.conceptAliases) this.lose(noRegistry, name, 'concept alias');
    this.losses.add('distinction', 'dropped', noRegistry, '', registries.distinctions.length);
  }

  private loseUnused(id: string, name: string, ...aspects: Aspect[]): void {
    if (!this.named.has(id)) this.lose(unused, name, ...aspects);
  }

  private lose(what: string, example: string, ...aspects: (Aspect | false)[]): void {
    for (const aspect of aspects) if (aspect !== false) this.losses.add(aspect, 'dropped', what, example);
  }
}
