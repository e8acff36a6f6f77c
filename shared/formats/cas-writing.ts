/**
 * A dataset as CASes: the registries in one, and one for each article and coder, since whoever opens a CAS sees one
 * coder's work. An article that nobody has touched has one of its own.
 */
import { FileNames } from '../file-names';
import type { Coder, ForeignId } from '../records';
import type { Cas } from './cas';
import { addAnnotations, heldWords, type WritingArticle, type WritingNames } from './cas-annotations';
import { CasBuilder } from './cas-builder';
import { ownKey, recordKey } from './cas-layers';
import { idsInFile, noteRegistries, registriesInWords, registryIds, writeRegistries } from './cas-registries';
import { byId, type CodedArticle, type Dataset } from './dataset';
import type { Aspect, Losses } from './losses';

/** The file of the registries, without its ending. No article's can be called so: those lie in folders. */
export const registriesFile = 'claimbook-registries';
/** What INCEpTION calls the state that nobody has touched. */
export const nobody = 'INITIAL_CAS';

/** How a format takes CASes. */
export interface CasFlavour {
  /** The format's id. */
  format: string;
  /** Whether it can carry these words as they are. */
  carries(words: string): boolean;
}

/** @returns each CAS with its path in the container, without ending */
export function* casesOf(
  dataset: Dataset,
  { format, carries }: CasFlavour,
  losses: Losses,
): Iterable<{ path: string; cas: Cas }> {
  const { registries } = dataset;
  const names: WritingNames = {
    registries,
    losses,
    carries,
    ids: registryIds(registries, format),
    codes: byId(registries.codes),
    attributes: byId(registries.attributes),
    choices: byId(registries.choices),
    actors: byId(registries.actors),
    concepts: byId(registries.concepts),
  };
  noteRegistries(registries, losses);
  noteForeign(registries.foreignIds, format, losses);
  yield { path: registriesFile, cas: registriesCas(names) };

  const folders = new FileNames();
  const files = new FileNames();
  files.nameFor(nobody, nobody);
  const coderFiles = new Map(registries.coders.map(({ id, name }) => [id, files.nameFor(name, 'coder')]));
  for (const coded of dataset.articles()) {
    noteForeign(coded.foreignIds, format, losses);
    const [documentId = coded.article.id] = idsInFile([coded.article], coded.foreignIds, format).values();
    const folder = folders.nameFor(coded.article.title, 'article');
    const article: WritingArticle = {
      coded,
      ids: idsInFile(
        coded.annotations.map(({ annotation }) => annotation),
        coded.foreignIds,
        format,
      ),
      annotations: new Map(coded.annotations.map((one) => [one.annotation.id, one])),
    };
    const about = aboutArticle(coded, documentId, names);
    const busy = new Set([
      ...coded.readings.map(({ coderId }) => coderId),
      ...coded.annotations.map(({ annotation }) => annotation.coderId),
    ]);
    for (const coder of registries.coders.filter(({ id }) => busy.has(id))) {
      const file = coderFiles.get(coder.id) ?? coder.id;
      const builder = new CasBuilder(coded.article.text);
      about(builder);
      aboutCoder(builder, coder, file, coded, names);
      addAnnotations(builder, coder.id, article, names);
      yield { path: `${folder}/${file}`, cas: builder.build() };
    }
    if (busy.size === 0) {
      const builder = new CasBuilder(coded.article.text);
      about(builder);
      yield { path: `${folder}/${nobody}`, cas: builder.build() };
    }
  }
}

function noteForeign(foreignIds: readonly ForeignId[], format: string, losses: Losses): void {
  for (const one of foreignIds)
    if (one.format !== format || one.extra !== '')
      losses.add(
        'foreign data',
        'dropped',
        'What other programs call records, or say of them beyond our fields, is left out.',
        `${one.format}: ${one.foreignId}`,
      );
}

function registriesCas({ registries, ids }: WritingNames): Cas {
  const builder = new CasBuilder(registriesInWords(registries));
  builder.metadata(registriesFile, registriesFile, registries.project.name, null);
  for (const record of writeRegistries(registries, ids)) builder.field(recordKey, record);
  return builder.build();
}

/** What is said of the article, which stands in the CAS of each of its coders. */
function aboutArticle(
  { article }: CodedArticle,
  documentId: string,
  names: WritingNames,
): (builder: CasBuilder) => void {
  const { title } = article;
  const extensions: [Aspect, string | null][] = [
    ['article note', article.note],
    ['article layout', article.layout],
    ['article particulars', article.particulars],
    ['article copy', article.copyOfId],
  ];
  for (const [aspect, words] of extensions)
    if (words !== null && words !== '')
      names.losses.add(
        aspect,
        'kept as extension',
        'Other programs keep it with the article, but do not know what it is.',
        title,
      );
  const detail = (words: string): string | null => heldWords(words, 'article details', title, names);
  const fields: [string, string | null][] = [
    ['source', detail(article.source)],
    ['author', detail(article.author)],
    ['date', article.date],
    ['section', detail(article.section)],
    ['url', detail(article.url)],
    ['accession', detail(article.accession)],
    [ownKey('article'), article.id],
    [ownKey('document'), documentId],
    [ownKey('note'), heldWords(article.note, 'article note', title, names)],
    [ownKey('layout'), article.layout],
    [ownKey('particulars'), article.particulars],
    [ownKey('created'), article.createdAt],
    [ownKey('copyOf'), article.copyOfId],
  ];
  return (builder) => {
    builder.metadata(title, documentId, names.registries.project.name, article.language);
    for (const [key, value] of fields) builder.field(key, value);
  };
}

function aboutCoder(
  builder: CasBuilder,
  coder: Coder,
  file: string,
  { article, readings }: CodedArticle,
  { ids, losses }: WritingNames,
): void {
  builder.field(ownKey('coder'), coder.name);
  builder.field(ownKey('coderId'), ids.get(coder.id) ?? coder.id);
  builder.field(ownKey('file'), file);
  for (const { coderId, state, changedAt } of readings) {
    if (coderId !== coder.id) continue;
    losses.add(
      'reading',
      'kept as extension',
      'How far a coder has read is kept in a way that other programs do not know.',
      article.title,
    );
    builder.field(ownKey('reading'), state);
    builder.field(ownKey('readingChanged'), changedAt);
  }
}
