/**
 * Reads Web Annotations: ours with all that stands under our own term, those of others as far as the standard's words
 * say it. A tag is a code, and an annotation of several tags as many annotations; comments are notes; an annotation that
 * links two others is a value of the first.
 */
import { ReadProblem } from '../read-problem';
import { canonicalText } from '../text';
import { calibrate, type Counting } from './calibrate';
import type { DatasetBuilder } from './dataset-builder';
import type { DatasetReader, KnownArticle, Recogniser } from './format';
import { buildKeptRegistries } from './kept';
import { type KeptArticle, readKeptArticle } from './kept-articles';
import { nameOfIri, ownVersion } from './w3c';
import { W3cReading } from './w3c-annotations';
import { W3cCodebook } from './w3c-codebook';
import { type FoundAnnotation, isObject, lastPart, parseW3c } from './w3c-parsing';
import { SourceTexts, type TextFile } from './w3c-texts';

export const recogniseW3c: Recogniser = async ({ files }) => {
  const candidates = files.filter(({ name }) => /\.(jsonld|json)$/i.test(name));
  const [first] = candidates;
  if (!first) return 0;
  let text: string;
  try {
    text = await first.text();
  } catch {
    return 0;
  }
  const begin = text.slice(0, 20_000);
  if (/anno\.jsonld|"AnnotationCollection"|"AnnotationPage"/.test(begin)) return 3;
  if (/"Text(Quote|Position)Selector"/.test(begin)) return 2;
  return /\.jsonld$/i.test(first.name) ? 1 : 0;
};

const isAnnotations = (name: string): boolean => /\.(jsonld|json)$/i.test(name);
const isText = (name: string): boolean => /\.(txt|text|md)$/i.test(name);
const stem = (name: string): string => name.slice(name.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');

/** An article, with its text and what is placed in it. */
interface Source {
  name: string;
  kept: KeptArticle | null;
  known: KnownArticle | null;
  text: string;
}

/**
 * Those of the project's articles that the annotations are about are told by address or title.
 * @throws ReadProblem for what has no annotations, or none whose text is there
 */
export const readW3c: DatasetReader = async (input, builder) => {
  const found = [];
  for (const file of input.files)
    if (isAnnotations(file.name)) found.push(parseW3c(await file.text(), file.name));
  if (found.length === 0)
    throw new ReadProblem(
      `${input.name} has no file ending in .jsonld or .json. Choose one with annotations.`,
    );
  const files: TextFile[] = [];
  for (const file of input.files)
    if (isText(file.name)) files.push({ stem: stem(file.name), text: await file.text() });
  const own = found.find((one) => one.own !== null)?.own ?? null;
  if (own !== null && own.version !== ownVersion)
    throw new ReadProblem(
      `${input.name} was written by another version of Claimbook (${String(own.version)}; this one reads ${ownVersion}). Open it with the newest Claimbook.`,
    );
  const ids = buildKeptRegistries(own?.registries, builder);
  const annotations = found.flatMap((one) => one.annotations);
  const [places, links] = partition(
    annotations,
    (one) => one.motivations.includes('linking') && one.targets.every(({ isPart }) => !isPart),
  );
  const sources = sourcesOf(
    own,
    places,
    new SourceTexts(
      input.articles,
      files,
      new Set(places.flatMap((one) => one.targets.map(({ source }) => source))),
    ),
  );
  const unit = own?.offsets === 'utf-16' ? 'utf-16' : 'code points';
  const counting = countingOf(sources, places, unit, builder);
  const built = buildArticles(sources, builder, ids);
  if (places.length > 0 && built.size === 0)
    throw new ReadProblem(
      `${input.name} has ${places.length} annotations, but Web Annotations carry no texts, and none of theirs is here: ${[...sources.keys()].slice(0, 3).join(', ') || 'no source is named'}. Bring the articles into the project first, with their addresses, or choose text files of the same names together with the annotations.`,
    );
  const codebook = new W3cCodebook(builder, ids);
  const reading = new W3cReading(builder, codebook, sources, built, counting);
  for (const one of places) reading.annotate(one);
  for (const one of places) reading.say(one);
  for (const one of links) reading.link(one);
};

function partition<T>(list: readonly T[], isSecond: (one: T) => boolean): [T[], T[]] {
  return [list.filter((one) => !isSecond(one)), list.filter(isSecond)];
}

/** What the annotations are about, with texts as far as they are there: ours first, in the order of the library. */
function sourcesOf(
  own: Readonly<Record<string, unknown>> | null,
  annotations: readonly FoundAnnotation[],
  texts: SourceTexts,
): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const one of Array.isArray(own?.articles) ? (own.articles as unknown[]) : []) {
    const kept = readKeptArticle(one);
    if (!kept || !isObject(one) || typeof one.iri !== 'string') continue;
    const text = typeof one.text === 'string' && one.text !== '' ? one.text : null;
    const known = text === null ? texts.of(one.iri) : null;
    sources.set(one.iri, { name: one.iri, kept, known, text: text ?? known?.text ?? '' });
  }
  for (const { targets } of annotations)
    for (const { source } of targets) {
      if (sources.has(source)) continue;
      const known = texts.of(source);
      sources.set(source, { name: source, kept: null, known, text: known?.text ?? '' });
    }
  return sources;
}

/** How the file counts, by its quotes. */
function countingOf(
  sources: ReadonlyMap<string, Source>,
  annotations: readonly FoundAnnotation[],
  unit: Counting['unit'],
  builder: DatasetBuilder,
): Counting {
  const placed = new Map<string, { start: number; end: number; quote: string }[]>();
  for (const { targets } of annotations)
    for (const { source, quote, position } of targets)
      if (quote && position) {
        const list = placed.get(source) ?? [];
        placed.set(source, list);
        list.push({ ...position, quote: quote.exact });
      }
  const { counting, fitting, total } = calibrate(
    [...sources.values()]
      .filter(({ text }) => text !== '')
      .map(({ name, text }) => ({
        raw: text,
        stored: canonicalText(text).text,
        placed: placed.get(name) ?? [],
      })),
    { unit, lineEnds: 'as they are', countsMark: false },
  );
  if (counting.unit !== unit)
    builder.losses.add(
      'annotation',
      'mismatch',
      `This file counts in ${counting.unit}, by the words that it carries; so its annotations were placed.`,
      `${fitting} of ${total} have their words at their place`,
    );
  return counting;
}

/** @returns the ids of those that have a text, by source */
function buildArticles(
  sources: ReadonlyMap<string, Source>,
  builder: DatasetBuilder,
  ids: ReturnType<typeof buildKeptRegistries>,
): Map<string, string> {
  const built = new Map<string, string>();
  const byKeptId = new Map<string, string>();
  for (const { name, kept, known, text } of sources.values()) {
    if (kept === null && known === null) continue;
    const id = kept
      ? kept.build(text, builder, ids)
      : builder.article(
          { title: known!.title || lastPart(name), url: known!.url, text },
          { id: nameOfIri(name) },
        );
    if (id === null) continue;
    built.set(name, id);
    if (kept) byKeptId.set(kept.id, id);
  }
  for (const { name, kept } of sources.values()) {
    const original = byKeptId.get(kept?.copyOfId ?? '');
    const copy = built.get(name);
    if (original !== undefined && copy !== undefined) builder.copyOf(copy, original);
  }
  return built;
}
