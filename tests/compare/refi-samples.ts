/**
 * REFI-QDA against others: files of other programs, with the counts of an independent script, and what we write
 * against the official schemas, by xmllint.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import type { DatasetReader, FormatInfo, Input, Writer } from '../../shared/formats/format';
import { readRefiCodebook, refiCodebookFormat, writeRefiCodebook } from '../../shared/formats/refi-codebook';
import { refiProjectFormat, refiProjectReader, writeRefiProject } from '../../shared/formats/refi-project';
import { anyDataset } from '../support/any-dataset';
import { inputOf, readBack, written } from '../support/round-trip';

interface Row {
  file: string;
  expected: string;
  found: string;
}

const project = { info: refiProjectFormat, write: writeRefiProject, read: refiProjectReader(null) };
const codebook = { info: refiCodebookFormat, write: writeRefiCodebook, read: readRefiCodebook };

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
export function textsFor(qde: string): Map<string, string> {
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

/** @param samplesFolder the folder with the files of other programs and the official schemas */
export async function check(samplesFolder: string): Promise<Row[]> {
  const rows: Row[] = [];
  const bytesOf = (name: string): Uint8Array => fs.readFileSync(path.join(samplesFolder, name));
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
  rows.push(validity(project, path.join(samplesFolder, 'Project-mrt2019.xsd'), 'project.qde'));
  rows.push(validity(codebook, path.join(samplesFolder, 'refi-qda-codebook-1.0.xsd'), 'study.qdc'));
  return rows;
}

const datasetCount = 200;

/** Whether xmllint finds what we write of made-up projects valid. */
function validity(format: { info: FormatInfo; write: Writer }, schema: string, file: string): Row {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-refi-'));
  try {
    const names = fc.sample(anyDataset(), datasetCount).map((dataset, at) => {
      const name = path.join(folder, `${at}.xml`);
      fs.writeFileSync(name, written(format, dataset).files.get(file)!);
      return name;
    });
    const { stderr, error } = spawnSync('xmllint', ['--noout', '--schema', schema, ...names], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    if (error) throw new Error(`xmllint (libxml2-utils) is needed: ${error.message}`);
    const lines = stderr.trim().split('\n');
    const valid = lines.filter((line) => line.endsWith(' validates')).length;
    const fault = lines.find((line) => !line.endsWith(' validates')) ?? '';
    return {
      file: `${format.info.name}, ${datasetCount} made-up projects against ${path.basename(schema)}`,
      expected: `${datasetCount} valid`,
      found: `${valid} valid ${fault}`.trim(),
    };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
