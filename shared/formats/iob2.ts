/**
 * IOB2, as taggers of sequences are trained with: a token and its tag on each line, a blank line after each sentence. A
 * token has one tag, so one layer of annotations goes out, and of those that overlap each other one remains.
 */
import type { Code } from '../records';
import { compareRanges, type Range, segmenter } from '../span';
import type { CodedAnnotation, CodedArticle, Dataset } from './dataset';
import type { FormatInfo, Writer } from './format';
import { labelsOf } from './label-names';
import type { Aspect, Losses } from './losses';
import { Mentions, noteRegistryLosses } from './mentions';
import { tokenIndexAt, tokensOf } from './word-tokens';

export const iob2Format: FormatInfo = {
  id: 'iob2',
  name: 'IOB2 (CoNLL)',
  what: 'For training taggers: one layer of annotations without overlap, a token and a tag on each line.',
  extensions: ['conll', 'iob', 'txt'],
  container: 'file',
  holds: {
    'overlapping annotations': 'no',
    'several spans in one annotation': 'no',
    'relations and attributes': 'no',
    'several coders': 'no',
    'actor registry': 'no',
    'codebook tree': 'no',
    notes: 'no',
    'article details': 'no',
  },
  options: [
    {
      id: 'layer',
      name: 'Layer',
      choices: [
        { id: 'first', name: 'First code', what: 'The first code of the codebook that has annotations.' },
        { id: 'claim', name: 'Claims', what: 'All codes for claims.' },
        { id: 'actor', name: 'Actors', what: 'All codes for actors.' },
        { id: 'statement', name: 'Statements', what: 'All codes for statements.' },
        { id: 'other', name: 'Other', what: 'All codes of the kind “other”.' },
        { id: 'all', name: 'All codes', what: 'All codes together; what overlaps is left out.' },
      ],
      usual: 'first',
    },
    {
      id: 'overlap',
      name: 'Where annotations overlap',
      choices: [
        {
          id: 'longest',
          name: 'Keep the longest',
          what: 'Of annotations that overlap, the longest remains.',
        },
        {
          id: 'first',
          name: 'Keep the first',
          what: 'Of annotations that overlap, the one that begins first remains.',
        },
      ],
      usual: 'longest',
    },
  ],
};

/** A piece of an annotation as tokens: the first and the last, by their numbers. */
interface Tagged {
  one: CodedAnnotation;
  first: number;
  last: number;
  /** Whether the tokens go beyond the annotated words. */
  isWider: boolean;
}

export const writeIob2: Writer = function* (dataset, { losses, options, name }) {
  const layer = layerOf(dataset, options['layer'] ?? 'first');
  const tags = tagsOf(dataset.registries.codes.filter(({ id }) => layer.has(id)));
  const mentions = new Mentions();
  const file = `${name}.conll`;
  yield { file, content: '' };
  for (const coded of dataset.articles()) {
    const { article, annotations } = coded;
    const tokens = tokensOf(article.text, article.language, []).filter(
      ({ start, end }) => wordsIn(article.text, start, end) !== '',
    );
    const wanted = annotations
      .filter(({ annotation }) => layer.has(annotation.codeId))
      .flatMap((one) => taggedIn(one, tokens));
    const kept = options['overlap'] === 'first' ? firstOf(wanted) : longestOf(wanted, tokens.length);
    noteArticle(coded, new Set(kept.map(({ one }) => one)), losses);
    losses.add(
      'annotation',
      'approximated',
      'Annotations that begin or end within a word are widened to it.',
      article.title,
      new Set(kept.filter(({ isWider }) => isWider).map(({ one }) => one)).size,
    );
    for (const { one } of kept)
      if (!mentions.codes.has(one.annotation.codeId))
        mentions.codes.set(one.annotation.codeId, mentions.codes.size);
    yield { file, content: linesOf(coded, tokens, kept, tags) };
  }
  noteRegistryLosses(dataset, mentions, losses, {
    kinds: false,
    look: () => ({ color: false, shortcut: false }),
  });
  for (const { id, name: code } of dataset.registries.codes)
    if (mentions.codes.has(id) && tags.get(id) !== code)
      losses.add('code', 'approximated', 'Spaces in the names of codes are written as “_”.', code);
};

/** The ids of the codes that go out. */
function layerOf(dataset: Dataset, choice: string): ReadonlySet<string> {
  const { codes } = dataset.registries;
  if (choice === 'all') return new Set(codes.map(({ id }) => id));
  if (choice !== 'first') return new Set(codes.filter(({ kind }) => kind === choice).map(({ id }) => id));
  const used = new Set<string>();
  for (const { annotations } of dataset.articles()) {
    for (const { annotation } of annotations) used.add(annotation.codeId);
    if (codes[0] && used.has(codes[0].id)) break;
  }
  const first = codes.find(({ id }) => used.has(id));
  return new Set(first ? [first.id] : []);
}

/** The tag of each code, all different, without spaces, at which many readers part the columns. */
function tagsOf(codes: readonly Code[]): ReadonlyMap<string, string> {
  const plain = codes.map((code) => ({ ...code, name: code.name.replaceAll(/\s+/g, '_') }));
  return new Map([...labelsOf(plain)].map(([id, label]) => [id, label.replace(/ (?=\(\d+\)$)/, '_')]));
}

/** A token as it stands in its column: without white space, of which a few are one sign with a mark above it. */
const wordsIn = (text: string, start: number, end: number): string =>
  text.slice(start, end).replaceAll(/\s+/g, '');

function taggedIn(one: CodedAnnotation, tokens: readonly Range[]): Tagged[] {
  return one.spans.flatMap(({ startOffset, endOffset }) => {
    const first = tokenIndexAt(tokens, startOffset);
    const after = tokenIndexAt(tokens, endOffset - 1);
    // The last token may begin behind the end, where white space stands at it.
    const last = after < tokens.length && tokens[after]!.start < endOffset ? after : after - 1;
    if (first >= tokens.length || last < first) return [];
    const isWider = tokens[first]!.start < startOffset || tokens[last]!.end > endOffset;
    return [{ one, first, last, isWider }];
  });
}

/** Of those that overlap, what begins first; the longer of two that begin together. */
function firstOf(wanted: readonly Tagged[]): Tagged[] {
  const kept: Tagged[] = [];
  for (const tagged of wanted.toSorted((a, b) => compareRanges(asRange(a), asRange(b))))
    if (tagged.first > (kept.at(-1)?.last ?? -1)) kept.push(tagged);
  return kept;
}

/** Of those that overlap, the longest. None is longer than those before it, so that its ends tell whether it overlaps. */
function longestOf(wanted: readonly Tagged[], tokenCount: number): Tagged[] {
  const isTaken = new Uint8Array(tokenCount);
  const byLength = wanted.toSorted((a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first);
  const kept = byLength.filter(({ first, last }) => {
    if (isTaken[first] || isTaken[last]) return false;
    isTaken.fill(1, first, last + 1);
    return true;
  });
  return kept.toSorted((a, b) => a.first - b.first);
}

const asRange = ({ first, last }: Tagged): Range => ({ start: first, end: last + 1 });

function linesOf(
  { article }: CodedArticle,
  tokens: readonly Range[],
  kept: readonly Tagged[],
  tags: ReadonlyMap<string, string>,
): string {
  const ends = sentenceEnds(article.text, article.language);
  let sentence = 0;
  let at = 0;
  let content = '-DOCSTART-\tO\n\n';
  for (const [index, { start, end }] of tokens.entries()) {
    while ((kept[at]?.last ?? Infinity) < index) at += 1;
    const next = kept[at];
    const tagged = next && next.first <= index ? next : null;
    // A sentence does not end within an annotation, which would have no beginning in the next.
    if (start >= (ends[sentence] ?? Infinity)) {
      while (start >= (ends[sentence] ?? Infinity)) sentence += 1;
      if (!tagged || tagged.first === index) content += '\n';
    }
    const tag = tagged
      ? `${tagged.first === index ? 'B' : 'I'}-${tags.get(tagged.one.annotation.codeId)}`
      : 'O';
    content += `${wordsIn(article.text, start, end)}\t${tag}\n`;
  }
  return `${content}\n`;
}

/** Where sentences end: in UTF-16 code units, ascending. A line break ends one, too. */
function sentenceEnds(text: string, language: string | null): number[] {
  return Array.from(
    segmenter('sentence', language).segment(text),
    ({ index, segment }) => index + segment.length,
  );
}

/** Notes everything that tags do not hold of an article, which is all but its words and what is kept. */
function noteArticle(
  { article, readings, annotations }: CodedArticle,
  kept: ReadonlySet<CodedAnnotation>,
  losses: Losses,
): void {
  const drop = (aspect: Aspect, what: string, count: number): void =>
    losses.add(aspect, 'dropped', what, article.title, count);
  const { title, source, author, section, url, accession } = article;
  const details = [title, source, author, section, url, accession].filter((words) => words !== '');
  losses.add('article text', 'approximated', 'White space between words is lost.', article.title);
  drop('article details', 'Titles, sources and other details of articles are left out.', details.length);
  drop('article note', 'Notes on articles are left out.', article.note === '' ? 0 : 1);
  drop('article date', 'Dates of articles are left out.', article.date === null ? 0 : 1);
  drop('article language', 'Languages of articles are left out.', article.language === null ? 0 : 1);
  drop('article layout', 'Headings and lists of articles are left out.', article.layout ? 1 : 0);
  drop('article particulars', 'What sources say beyond the fields is left out.', article.particulars ? 1 : 0);
  drop('article copy', 'That articles repeat others is left out.', article.copyOfId === null ? 0 : 1);
  drop('reading', 'Who has read what is left out.', readings.length);
  drop(
    'annotation',
    'Annotations that are not of the layer, or overlap others, are left out.',
    annotations.length - kept.size,
  );
  drop('annotation coder', 'Who annotated is left out.', annotations.length);
  drop('annotation time', 'Times of annotations are left out.', annotations.length);
  const countOf = (isOne: (one: CodedAnnotation) => boolean): number => annotations.filter(isOne).length;
  drop(
    'annotation fragments',
    'That pieces belong to one annotation is left out.',
    countOf(({ spans }) => spans.length > 1),
  );
  drop(
    'annotation note',
    'Notes on annotations are left out.',
    countOf(({ annotation }) => annotation.note !== ''),
  );
  drop(
    'annotation example',
    'Best and doubtful examples are left out.',
    countOf(({ annotation }) => annotation.example !== null),
  );
  drop(
    'annotation review',
    'Why to look again is left out.',
    countOf(({ annotation }) => annotation.review !== ''),
  );
  const values = annotations.flatMap((one) => one.values);
  drop('value', 'Values of attributes are left out.', values.length);
  drop('value link', 'What values point to is left out.', values.length);
  const ordered = annotations.flatMap((one) =>
    [...Map.groupBy(one.values, ({ attributeId }) => attributeId).values()]
      .filter((own) => own.length > 1)
      .flat(),
  );
  drop('value order', 'The order of values is left out.', ordered.length);
  drop(
    'value inferred',
    'That values are inferred is left out.',
    values.filter(({ inferred }) => inferred).length,
  );
  drop(
    'value evidence',
    'The words that say a value are left out.',
    values.filter(({ evidenceStart }) => evidenceStart !== null).length,
  );
}
