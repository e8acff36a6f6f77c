/**
 * Reads a brat collection: a text with its `.ann` file for each article, in a folder for each coder or in one for all.
 * What only our own files have (`claimbook.jsonl`) is taken where it still fits the lines of brat.
 */
import { canonicalText } from '../text';
import { actorsResource, bratFormat, conceptsResource, keptFile } from './brat';
import { AnnReading } from './brat-annotations';
import { BratCodebook } from './brat-codebook';
import { readAnnotationConf, readVisualConf } from './brat-conf';
import { type BratDocument, bratFiles, type DocumentPlace, placesOf } from './brat-files';
import { type Kept, noKept, readKept } from './brat-kept';
import { type AnnLine, readAnnLine } from './brat-lines';
import { extraOf, wayOf } from './brat-names';
import { calibrate, placingIn } from './calibrate';
import { foreignIdsOf } from './dataset';
import type { DatasetBuilder } from './dataset-builder';
import type { DatasetReader, Recogniser } from './format';
import { buildKeptRegistries, type KeptIds } from './kept';
import type { Losses } from './losses';

export const recogniseBrat: Recogniser = async ({ files }) => {
  const names = new Set(files.map(({ name }) => name));
  if ([...names].some((name) => name.endsWith(keptFile))) return 3;
  const anns = [...names].filter((name) => name.endsWith('.ann'));
  if (anns.length === 0) return 0;
  if (!anns.some((name) => names.has(`${name.slice(0, -4)}.txt`))) return 1;
  return [...names].some((name) => /(^|\/)annotation\.conf$/.test(name)) ? 3 : 2;
};

/** Tells the codebook what our own records are called in the files. */
function knowOwn(builder: DatasetBuilder, codebook: BratCodebook, { names }: Kept, ids: KeptIds): void {
  for (const [slug, id] of names.codes) {
    const code = ids.code.get(id);
    if (code !== undefined) codebook.knowCode(slug, code);
  }
  const extras = foreignIdsOf(builder.all('foreign_id'), bratFormat.id);
  for (const [slug, id] of names.attributes) {
    const attributeId = ids.attribute.get(id);
    if (attributeId === undefined) continue;
    const attribute = builder.get('attribute', attributeId);
    codebook.knowAttribute(
      attribute.codeId,
      slug,
      attributeId,
      wayOf(attribute, extraOf(extras.get(attributeId))),
    );
  }
  for (const [slug, id] of names.choices) {
    const choiceId = ids.choice.get(id);
    if (choiceId !== undefined)
      codebook.knowChoice(builder.get('choice', choiceId).attributeId, slug, choiceId);
  }
  for (const type of ['actor', 'concept'] as const)
    for (const [kept, id] of ids[type]) {
      codebook.knowEntry(type, `${type === 'actor' ? actorsResource : conceptsResource}:${kept}`, id);
      const name = extras.get(id)?.foreignId ?? '';
      if (name.includes(':')) codebook.knowEntry(type, name, id);
    }
}

export const readBrat: DatasetReader = async (input, builder) => {
  const files = await bratFiles(input);
  for (const path of files.withoutText)
    builder.losses.add(
      'article',
      'dropped',
      'An .ann file without its .txt is left out: its text is not known.',
      path,
    );
  const kept = files.kept === null ? noKept : readKept(files.kept, builder);
  const ids = buildKeptRegistries(kept.registries, builder);
  const codebook = new BratCodebook(builder, readVisualConf(files.visualConf ?? ''));
  knowOwn(builder, codebook, kept, ids);
  if (files.annotationConf !== null) codebook.addConf(readAnnotationConf(files.annotationConf));
  const places = placesOf(
    files.documents,
    new Set([...kept.folders.keys(), ...(kept.spareFolder === null ? [] : [kept.spareFolder])]),
    new Set(kept.articles.keys()),
  );
  const parsed = new Map(
    files.documents.map((document) => [
      document,
      parseAnn(document.ann ?? '', document.path, builder.losses),
    ]),
  );
  const { counting, fitting, total } = calibrate(
    files.documents.map((document) => ({
      raw: document.raw,
      stored: canonicalText(document.raw).text,
      placed: parsed
        .get(document)!
        .flatMap((line) =>
          line.kind === 'span' && line.fragments.length === 1
            ? [{ ...line.fragments[0]!, quote: line.words }]
            : [],
        ),
    })),
    { unit: 'code points', lineEnds: 'as they are', countsMark: false },
  );
  if (fitting < total || counting.unit !== 'code points')
    builder.losses.add(
      'annotation',
      'mismatch',
      `This collection counts in ${counting.unit}, by the words that it carries; so its annotations were placed.`,
      `${fitting} of ${total} have their words at their place`,
      counting.unit === 'code points' ? 0 : 1,
    );
  const coders = new Map<string, string>();
  const coderOf = (folder: string | null): string => {
    const name = folder === null || folder === kept.spareFolder ? bratFormat.id : folder;
    const known = ids.coder.get(kept.folders.get(folder ?? '') ?? '') ?? coders.get(name);
    if (known !== undefined) return known;
    const id = builder.coder({ name }, { id: name });
    coders.set(name, id);
    return id;
  };
  const articles = new Map<string, { id: string; raw: string }>();
  const copies: [string, string][] = [];
  const byKeptId = new Map<string, string>();
  for (const document of inOrder(files.documents, places, kept)) {
    const place = places.get(document)!;
    const own = kept.articles.get(place.article);
    let article = articles.get(place.article);
    if (article && article.raw !== document.raw) {
      builder.losses.add(
        'article text',
        'mismatch',
        'The same article has other words in another folder; it comes as an article of its own.',
        document.path,
      );
      article = articles.get(document.path);
    }
    if (!article) {
      const isFirst = !articles.has(place.article);
      const title = place.article.slice(place.article.lastIndexOf('/') + 1);
      const id =
        own && isFirst
          ? own.article.build(document.raw, builder, ids)
          : builder.article({ title, text: document.raw }, { id: isFirst ? place.article : document.path });
      if (id === null) continue;
      article = { id, raw: document.raw };
      articles.set(isFirst ? place.article : document.path, article);
      if (own && isFirst) {
        byKeptId.set(own.article.id, id);
        if (own.article.copyOfId !== null) copies.push([id, own.article.copyOfId]);
      }
    }
    const lines = parsed.get(document)!;
    if (lines.length === 0) continue;
    new AnnReading(builder, codebook, {
      articleId: article.id,
      coderId: coderOf(place.folder),
      path: document.path,
      place: placingIn(document.raw, counting),
      isOurs: own !== undefined,
      kept: own?.files.get(place.folder ?? '') ?? {},
    }).read(lines);
  }
  for (const [id, copyOf] of copies) {
    const original = byKeptId.get(copyOf);
    if (original !== undefined) builder.copyOf(id, original);
  }
};

/** Articles in the order of the library, where our own file says it; else by name. */
function inOrder(
  documents: readonly BratDocument[],
  places: ReadonlyMap<BratDocument, DocumentPlace>,
  kept: Kept,
): BratDocument[] {
  const order = new Map([...kept.articles.keys()].map((path, index) => [path, index]));
  const at = (document: BratDocument): number => order.get(places.get(document)!.article) ?? order.size;
  return documents.toSorted((one, other) => at(one) - at(other));
}

/** The lines of an `.ann` file; what is none is noted. */
function parseAnn(ann: string, path: string, losses: Losses): AnnLine[] {
  return ann.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = readAnnLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    if (read) return [read];
    losses.add(
      'annotation',
      'mismatch',
      'A line that is not brat’s is left out.',
      `${path}.ann, line ${index + 1}: ${line}`,
    );
    return [];
  });
}
