/**
 * Writes a project as brat reads it: a folder for each coder, in it the texts that he or she has annotated or read, each
 * with its `.ann` file; `annotation.conf` and `visual.conf` beside them. brat counts code points.
 */
import { bratFormat, keptFile, namesFile } from './brat';
import { AnnWriting } from './brat-ann-files';
import { writeAnnotationConf, writeVisualConf } from './brat-conf';
import { writeAnnLine } from './brat-lines';
import { type BratNames, bratNames, confOf } from './brat-names';
import { byId, type CodedArticle, type Dataset, foreignIdsOf, type Registries } from './dataset';
import type { Piece, Writer, WritingTools } from './format';
import { keptRegistries, noteKeptRegistries } from './kept';
import { keptArticle, noteKeptArticle } from './kept-articles';
import { Losses } from './losses';
import { Slugs } from './slugs';

export const writeBrat: Writer = function* (dataset, tools): Iterable<Piece> {
  const { registries } = dataset;
  const names = bratNames(registries, bratFormat.id);
  yield { file: 'annotation.conf', content: writeAnnotationConf(confOf(registries, names)) };
  yield { file: 'visual.conf', content: writeVisualConf(looksOf(registries, names)) };
  yield* namesTable(registries, names);
  noteKeptRegistries(tools.losses, registries, `It is in ${keptFile} only, which brat passes over.`);
  const writing = new AnnWriting(registries, names);
  const paths = new Map<string, string>();
  const slugs = new Slugs();
  for (const coded of dataset.articles()) {
    const path = pathFor(coded, slugs);
    paths.set(coded.article.id, path);
    noteKeptArticle(
      tools.losses,
      coded.article,
      coded.readings,
      `It is in ${keptFile} only, which brat passes over.`,
    );
    for (const { folder, lines } of writing.filesOf(coded, tools.losses)) {
      yield { file: `${folder}/${path}.txt`, content: coded.article.text };
      yield {
        file: `${folder}/${path}.ann`,
        content: lines.map((line) => `${writeAnnLine(line)}\n`).join(''),
      };
    }
  }
  yield* keptPieces(dataset, names, writing, paths, tools);
};

/** The same files again, for what we keep of them: pieces of one file come after one another. */
function* keptPieces(
  dataset: Dataset,
  names: BratNames,
  writing: AnnWriting,
  paths: ReadonlyMap<string, string>,
  { name }: WritingTools,
): Iterable<Piece> {
  const head = {
    claimbook: 'brat',
    version: 1,
    name,
    folders: Object.fromEntries([...names.folders].map(([id, folder]) => [folder, id])),
    spareFolder: names.spareFolder,
    names: {
      codes: [...names.codes].map(([id, { slug }]) => [slug, id]),
      attributes: [...names.attributes].map(([id, { slug }]) => [slug, id]),
      choices: [...names.choices].map(([id, slug]) => [slug, id]),
    },
    registries: keptRegistries(dataset.registries, bratFormat.id),
  };
  yield { file: keptFile, content: `${JSON.stringify(head)}\n` };
  for (const coded of dataset.articles()) {
    const foreign = foreignIdsOf(coded.foreignIds, bratFormat.id);
    const line = {
      path: paths.get(coded.article.id),
      article: keptArticle(coded.article, coded.readings, foreign),
      files: Object.fromEntries(
        writing.filesOf(coded, new Losses()).map(({ folder, kept }) => [folder, kept]),
      ),
    };
    yield { file: keptFile, content: `${JSON.stringify(line)}\n` };
  }
}

function* namesTable(registries: Registries, names: BratNames): Iterable<Piece> {
  const cell = (words: string): string => words.replaceAll(/\s/g, ' ');
  const row = (...cells: string[]): string => `${cells.map(cell).join('\t')}\n`;
  const attributes = byId(registries.attributes);
  yield { file: namesFile, content: row('kind', 'short', 'of', 'name', 'id') };
  const rows = [
    ...registries.codes.map(({ id, name }) => row('code', names.codes.get(id)!.slug, '', name, id)),
    ...registries.attributes.map(({ id, codeId, name }) =>
      row('attribute', names.attributes.get(id)!.slug, names.codes.get(codeId)?.slug ?? '', name, id),
    ),
    ...registries.choices.map(({ id, attributeId, name }) => {
      const codeId = attributes.get(attributeId)?.codeId ?? '';
      const of = `${names.codes.get(codeId)?.slug ?? ''}/${names.attributes.get(attributeId)?.slug ?? ''}`;
      return row('choice', names.choices.get(id)!, of, name, id);
    }),
    ...registries.coders.map(({ id, name }) => row('coder', names.folders.get(id)!, '', name, id)),
  ];
  yield { file: namesFile, content: rows.join('') };
}

/** Of things of one name, such as an attribute of several codes, the first is shown. */
function looksOf(registries: Registries, names: BratNames) {
  const looks = new Map<string, { name: string; label: string; color: string | null }>();
  for (const { id, name: label, color } of registries.codes) {
    const name = names.codes.get(id)!.slug;
    looks.set(name, { name, label, color });
  }
  for (const { id, name: label } of registries.attributes) {
    const name = names.attributes.get(id)!.slug;
    if (!looks.has(name)) looks.set(name, { name, label, color: null });
  }
  return [...looks.values()];
}

const longestPath = 200;

/** Where an article lies within a coder's folder: where brat had it, or the beginning of its title. */
function pathFor({ article, foreignIds }: CodedArticle, slugs: Slugs): string {
  const known = foreignIdsOf(foreignIds, bratFormat.id).get(article.id)?.foreignId ?? '';
  const isPath =
    known.length <= longestPath &&
    known.split('/').every((part) => /^[\w-][\w.-]*$/.test(part)) &&
    known !== '';
  return isPath && slugs.take(known) ? known : slugs.next(article.title, 'article');
}
