/** XML that we write, against the schemas of its standards: REFI-QDA by xmllint, TEI by jing. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { refiCodebookFormat } from '../../shared/formats/refi-codebook';
import { refiProjectFormat } from '../../shared/formats/refi-project';
import { teiFormat } from '../../shared/formats/tei';
import { type Exports, exportsOf, placeOf } from './check-projects';
import { ask, notThere, type Programs } from './check-programs';
import type { Outcome } from './outcome';

/** How many files a program is given at once: a command line has an end. */
const batch = 500;

/** @param folder of the exports @param samples the folder with the schemas */
export function checkSchemas(
  exports: Exports,
  { xmllint, jing }: Programs,
  folder: string,
  samples: string,
): Outcome[] {
  const filesOf = (format: string, ending: string): string[] =>
    exportsOf(exports, format).flatMap(({ files }) => files.filter((file) => file.endsWith(ending)));
  const byXmllint = (format: string, ending: string, schema: string): Outcome => {
    if (xmllint === null) return { format, checker: 'xmllint', why: notThere('libxml2-utils') };
    const files = filesOf(format, ending);
    return {
      format,
      checker: xmllint,
      what: `valid by ${schema}`,
      files: files.length,
      problems: batched(files).flatMap((some) =>
        faultsByXmllint(path.join(samples, 'qdpx', schema), some, folder),
      ),
    };
  };
  return [
    byXmllint(refiProjectFormat.id, '.qde', 'Project-mrt2019.xsd'),
    byXmllint(refiCodebookFormat.id, '.qdc', 'refi-qda-codebook-1.0.xsd'),
    jing === null
      ? { format: teiFormat.id, checker: 'jing', why: notThere('jing') }
      : byJing(filesOf(teiFormat.id, '.xml'), jing, folder, samples),
  ];
}

const batched = (files: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(files.length / batch) }, (_, at) =>
    files.slice(at * batch, (at + 1) * batch),
  );

/** A file that the program says nothing of counts as a fault, too. */
function faultsByXmllint(schema: string, files: readonly string[], folder: string): string[] {
  const { stderr } = ask('xmllint', ['--nonet', '--noout', '--schema', schema, ...files]);
  const lines = stderr.split('\n');
  const valid = new Set(
    lines.filter((line) => line.endsWith(' validates')).map((line) => line.slice(0, -10)),
  );
  return files
    .filter((file) => !valid.has(file))
    .map((file) => {
      const fault = lines.find((line) => line.startsWith(`${file}:`)) ?? lines[0] ?? '';
      return `${placeOf(folder, file)}: ${fault.slice(file.length + 1, 400)}`;
    });
}

function byJing(files: readonly string[], jing: string, folder: string, samples: string): Outcome {
  const packed = 'tei_all-4.11.0.rng.gz';
  const schema = path.join(folder, 'tei_all.rng');
  fs.writeFileSync(schema, zlib.gunzipSync(fs.readFileSync(path.join(samples, 'tei', packed))));
  const problems = batched(files).flatMap((some) => {
    const { status, stdout, stderr } = ask('jing', [schema, ...some]);
    const faults = stdout.split('\n').filter((line) => line !== '');
    if (status !== 0 && faults.length === 0) faults.push(`jing ended with ${status}: ${stderr.slice(-400)}`);
    return faults.map((line) => line.replaceAll(`${folder}${path.sep}`, ''));
  });
  return { format: teiFormat.id, checker: jing, what: `valid by ${packed}`, files: files.length, problems };
}
