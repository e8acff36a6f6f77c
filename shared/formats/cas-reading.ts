/** Reads CASes, in whatever file they lay, into a dataset. */
import { type Cas, stringOf } from './cas';
import { baseOf, CasArticles, foldersOf, metadataOf } from './cas-articles';
import { CasCodebook } from './cas-codebook';
import { ForeignLayers } from './cas-foreign-reading';
import { metadataField, ownKey, recordKey } from './cas-layers';
import { ownLayers, readOwnLayers, type ReadingTools } from './cas-own-reading';
import { readRegistries } from './cas-registries-reading';
import { CasValues, type MadeAnnotations } from './cas-values';
import { registriesFile } from './cas-writing';
import type { DatasetBuilder } from './dataset-builder';

export const isRegistriesFile = (path: string): boolean => baseOf(path) === registriesFile;

/** Reads the registries, which have to come before all other files. */
export function readRegistriesCas(cas: Cas, builder: DatasetBuilder): void {
  const fields = cas.views.flatMap(({ members }) =>
    [...members].flatMap((id) => {
      const structure = cas.structures.get(id);
      return structure?.type === metadataField && stringOf(structure, 'key') === recordKey
        ? [stringOf(structure, 'value') ?? '']
        : [];
    }),
  );
  readRegistries(fields, builder);
}

/** To be made when the registries are there. */
export class CasReading {
  private readonly tools: ReadingTools;
  private readonly articles: CasArticles;
  /** What INCEpTION calls the documents that have been read. */
  readonly documents = new Set<string>();

  /** @param typeSystemFolders the folders in which type systems lie, with `/`; empty for the root */
  constructor(
    private readonly builder: DatasetBuilder,
    typeSystemFolders: ReadonlySet<string>,
  ) {
    const codebook = new CasCodebook(builder);
    this.tools = { builder, codebook, values: new CasValues(builder, codebook) };
    this.articles = new CasArticles(builder, codebook, typeSystemFolders);
  }

  add(path: string, cas: Cas): void {
    this.documents.add(foldersOf(path).at(-1) ?? '');
    if (cas.views.length === 0)
      this.builder.losses.add('article', 'mismatch', 'A file without any text is left out.', path);
    for (const view of cas.views) {
      const article = this.articles.articleOf(path, cas, view);
      if (article === null) continue;
      if (metadataOf(cas, view).fields.has(ownKey('coder'))) article.coderId();
      const made: MadeAnnotations = { byStructure: new Map(), byIdentifier: new Map() };
      const members = [...view.members].flatMap((id) => {
        const structure = cas.structures.get(id);
        return structure && (structure.sofa === null || structure.sofa === view.sofa) ? [structure] : [];
      });
      this.noteUnknown(
        cas,
        members.map(({ type }) => type),
      );
      readOwnLayers(cas, members, article, made, this.tools);
      new ForeignLayers(cas, article, made, this.tools).read(members);
    }
  }

  /** A document that nobody has annotated. */
  addPlain(title: string, text: string): void {
    this.articles.plainArticle(title, text);
  }

  /** To be called when all files are read. */
  finish(): void {
    this.tools.values.finish();
    this.articles.finish();
  }

  private noteUnknown(cas: Cas, types: readonly string[]): void {
    for (const type of new Set(types))
      if (!cas.types.has(type) && !ownLayers.has(type) && !type.startsWith('uima.cas.'))
        this.builder.losses.add(
          'attribute rules',
          'mismatch',
          'The type system does not describe a layer; what can be told without is read. Export with TypeSystem.xml.',
          type,
        );
  }
}
