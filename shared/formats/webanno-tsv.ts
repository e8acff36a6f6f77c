/**
 * WebAnno TSV 3, which older INCEpTION and WebAnno export: a row for each token, columns for what lies on it. It is
 * read only: it cannot hold several values, and leaves out what lies between tokens. Offsets are UTF-16 code units.
 */
import { ReadProblem } from '../read-problem';
import type { Placing } from './calibrate';
import { unitsOfCodePoints } from './code-points';
import { type Cas, initialView } from './cas';
import { hasEnding, isProjectExport, projectAdvice, readCasFiles } from './cas-files';
import { CasTypes } from './cas-types';
import type { DatasetReader, FormatInfo, Input, InputFile, Recogniser } from './format';
import type { Losses } from './losses';
import { unescapeText } from './webanno-tsv-cells';
import { isWebannoTsv, readTsvHeader, typesOf } from './webanno-tsv-header';
import { tsvSofa, TsvStructures, type TsvUnit } from './webanno-tsv-structures';

const row = /^\d+-\d+(?:\.\d+)?$/;
const textLine = '#Text=';
/** In characters; more is no gap between sentences, but a wrong offset. All gaps of a text are no more than ten such. */
const longestGap = 100_000;
const mostGaps = 10 * longestGap;

export const webannoTsvFormat: FormatInfo = {
  id: 'webanno-tsv',
  name: 'WebAnno TSV 3',
  what: 'What WebAnno and older INCEpTION export. Newer ones export UIMA CAS JSON, which holds more.',
  extensions: ['tsv'],
  container: 'zip',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'no',
    'relations and attributes': 'yes',
    'several coders': 'partly',
    'actor registry': 'no',
    'codebook tree': 'no',
    notes: 'no',
    'article details': 'no',
  },
  options: [],
};

/** A sentence as it stands in the file: its words, each line of them ended by a break, and its rows. */
interface Sentence {
  words: string;
  units: TsvUnit[];
}

/** @throws ReadProblem for another version, or a row that is none */
export function readWebannoTsv(text: string, what: string, losses: Losses): Cas {
  const lines = text.split(/\r?\n/);
  const header = readTsvHeader(lines, what);
  const sentences: Sentence[] = [];
  let isHeaded = false;
  for (const [at, line] of lines.entries()) {
    if (at < header.length || line === '') continue;
    if (line.startsWith('#')) {
      if (!isHeaded) sentences.push({ words: '', units: [] });
      isHeaded = true;
      if (line.startsWith(textLine))
        sentences.at(-1)!.words += `${unescapeText(line.slice(textLine.length), header.isJava)}\n`;
      continue;
    }
    isHeaded = false;
    const sentence = sentences.at(-1);
    if (!sentence)
      throw new ReadProblem(
        `${what}, line ${at + 1}: a row stands before any “#Text=”. Export the file anew.`,
      );
    sentence.units.push(unitOf(line, at + 1, what, header.columns.length));
  }
  const { words, place, wrong } = textOf(sentences);
  losses.add(
    'article text',
    'mismatch',
    'A token’s words are not those at its place; what lies on it may be misplaced.',
    what,
    wrong,
  );
  const structures = new TsvStructures(header.columns);
  for (const { units } of sentences)
    for (const unit of units) structures.addUnit({ ...unit, begin: place(unit.begin), end: place(unit.end) });
  const { structures: found, members } = structures.finish();
  const view = { sofa: tsvSofa, name: initialView, text: words, members };
  return { types: new CasTypes(typesOf(header.columns)), structures: found, views: [view] };
}

/**
 * The text that the sentences were taken from. WebAnno counts UTF-16 code units, scripts in Python code points: of the
 * two, that one is taken in which more tokens lie on their words.
 * @returns how to place offsets of the file in it, and how many tokens do not fit
 */
function textOf(sentences: readonly Sentence[]): { words: string; place: Placing; wrong: number } {
  const inUnits = assembled(sentences, (words) => words.length);
  const asUnits = { words: inUnits, place: (offset: number) => offset };
  const wrongInUnits = wrongTokens(sentences, asUnits);
  if (wrongInUnits === 0) return { ...asUnits, wrong: 0 };
  const inPoints = assembled(sentences, (words) => [...words].length);
  const asPoints = { words: inPoints, place: unitsOfCodePoints(inPoints) };
  const wrongInPoints = wrongTokens(sentences, asPoints);
  return wrongInPoints < wrongInUnits
    ? { ...asPoints, wrong: wrongInPoints }
    : { ...asUnits, wrong: wrongInUnits };
}

/** Sentences with the gaps between them, of which the file only tells how long they are. */
function assembled(sentences: readonly Sentence[], lengthOf: (words: string) => number): string {
  const parts: string[] = [];
  let length = 0;
  let gaps = 0;
  for (const { words, units } of sentences) {
    const begin = units[0]?.begin ?? length;
    // The line break after a sentence is only there where the next one leaves room for it.
    if (length === begin + 1) {
      parts.push((parts.pop() ?? '').slice(0, -1));
      length -= 1;
    }
    const gap = Math.max(0, Math.min(begin - length, longestGap, mostGaps - gaps));
    gaps += gap;
    parts.push(' '.repeat(gap), words);
    length += gap + lengthOf(words);
  }
  return parts.join('').replace(/\n$/, '');
}

const wrongTokens = (
  sentences: readonly Sentence[],
  { words, place }: { words: string; place: Placing },
): number =>
  sentences
    .flatMap(({ units }) => units)
    .filter(({ begin, end, word }) => {
      const there = words.slice(place(begin), place(end));
      return there !== word && there !== unescapeText(word, false);
    }).length;

function unitOf(line: string, number: number, what: string, columnCount: number): TsvUnit {
  const [id = '', offsets = '', word = '', ...cells] = line.split('\t');
  const [, begin, end] = /^(\d+)-(\d+)$/.exec(offsets) ?? [];
  if (!row.test(id) || begin === undefined || end === undefined || cells.length < columnCount)
    throw new ReadProblem(
      `${what}, line ${number} is no row of WebAnno TSV: it should have a number, a place, a word and ${columnCount} columns. The file may be cut off; export it anew.`,
    );
  return { id, begin: Number(begin), end: Number(end), word, cells };
}

const tsvFiles = async ({ files }: Input): Promise<InputFile[]> => {
  const found: InputFile[] = [];
  for (const file of files) if (hasEnding(file, 'tsv') && isWebannoTsv(await file.text())) found.push(file);
  return found;
};

export const recogniseWebannoTsv: Recogniser = async (input) => {
  const file = input.files.find((one) => hasEnding(one, 'tsv'));
  return file && isWebannoTsv(await file.text()) ? 3 : 0;
};

export const readWebannoTsvFiles: DatasetReader = async (input, builder) => {
  const files = await tsvFiles(input);
  const [first] = input.files.filter((file) => hasEnding(file, 'tsv'));
  if (files.length === 0)
    throw isProjectExport(input) || !first
      ? projectAdvice()
      : new ReadProblem(
          `${first.name} is no WebAnno TSV: it does not begin with “#FORMAT=WebAnno TSV 3”. If it is a table, bring it in as one.`,
        );
  await readCasFiles(
    input,
    {
      files,
      typeSystemFolders: new Set(),
      read: ({ name }, text) => readWebannoTsv(text, name, builder.losses),
    },
    builder,
  );
};
