/** REFI-QDA files of other programs in a folder of samples, against the counts of its list. */
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { DatasetReader, FormatInfo, Input } from '../../shared/formats/format';
import { readRefiCodebook, refiCodebookFormat } from '../../shared/formats/refi-codebook';
import { refiProjectFormat, refiProjectReader } from '../../shared/formats/refi-project';
import { inputOf, readBack } from '../support/round-trip';
import type { SampleCheck } from './sample-check';

const project = { info: refiProjectFormat, read: refiProjectReader(null) };
const codebook = { info: refiCodebookFormat, read: readRefiCodebook };

async function counts(format: { info: FormatInfo; read: DatasetReader }, input: Input): Promise<string> {
  const { dataset, report } = await readBack(format, input);
  const { coders, codes, actors } = dataset.registries;
  const described = codes.filter(({ definition }) => definition !== '').length;
  const leftOut = report.losses
    .filter(({ aspect }) => aspect === 'article')
    .reduce((sum, { count }) => sum + count, 0);
  const passages = new Set(
    [...dataset.articles()].flatMap(({ annotations }) =>
      annotations.map(
        ({ annotation, spans }) => `${annotation.articleId} ${spans[0]?.startOffset} ${spans[0]?.endOffset}`,
      ),
    ),
  );
  return `users=${coders.length} codes=${codes.length} described=${described} cases=${actors.length} texts=${dataset.articleCount} passages=${passages.size} sources left out=${leftOut}`;
}

/** Texts such as the sample without texts may have had: the words of each passage at its place. */
function textsFor(qde: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [source] of qde.matchAll(/<(TextSource|Representation)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1>)/g)) {
    const file = /plainTextPath="internal:\/\/([^"]+)"/.exec(source)?.[1];
    if (file === undefined) continue;
    const characters = Array.from({ length: 2_000 }, () => '.');
    for (const [selection] of source.matchAll(/<PlainTextSelection[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(selection)![1]!;
      const start = Number(/startPosition="(\d+)"/.exec(selection)![1]);
      if (!name.endsWith('…')) [...name].forEach((character, at) => (characters[start + at] = character));
    }
    texts.set(`sources/${file}`, characters.join(''));
  }
  return texts;
}

const expectedCodebooks: readonly [string, string][] = [
  ['annexA1_codebook.qdc', 'users=0 codes=6 described=4 cases=0 texts=0 passages=0 sources left out=0'],
  ['taguette_codebook.qdc', 'users=0 codes=3 described=0 cases=0 texts=0 passages=0 sources left out=0'],
  ['atlasti_codebook.qdc', 'users=0 codes=1 described=1 cases=0 texts=0 passages=0 sources left out=0'],
];
const expectedProjects: readonly [string, string][] = [
  ['ponte_blank_atlas.qdpx', 'users=2 codes=0 described=0 cases=0 texts=0 passages=0 sources left out=0'],
  ['ponte_target_atlas.qdpx', 'users=2 codes=3 described=0 cases=0 texts=0 passages=0 sources left out=0'],
];

/** @param samplesFolder a folder with `qdpx` */
export async function check(samplesFolder: string): Promise<SampleCheck[]> {
  const rows: SampleCheck[] = [];
  const bytesOf = (name: string): Uint8Array => fs.readFileSync(path.join(samplesFolder, 'qdpx', name));
  for (const [name, expected] of expectedCodebooks)
    rows.push({
      file: name,
      expected,
      found: await counts(codebook, inputOf(name, new Map([[name, bytesOf(name)]]))),
    });
  for (const [name, expected] of expectedProjects) {
    const files = new Map(Object.entries(unzipSync(bytesOf(name))));
    rows.push({ file: name, expected, found: await counts(project, inputOf(name, files)) });
  }
  const name = 'annexA2_atlasti_project.qde';
  const qde = new TextDecoder().decode(bytesOf(name));
  rows.push({
    file: `${name}, alone`,
    expected: 'users=3 codes=14 described=7 cases=0 texts=0 passages=0 sources left out=12',
    found: await counts(project, inputOf(name, new Map([[name, qde]]))),
  });
  rows.push({
    // One code more than the file has: a passage without any needs one here. Two of the texts are those of PDFs.
    file: `${name}, with made-up texts`,
    expected: 'users=3 codes=15 described=7 cases=0 texts=8 passages=8 sources left out=4',
    found: await counts(project, inputOf(name, new Map([['project.qde', qde], ...textsFor(qde)]))),
  });
  return rows;
}
