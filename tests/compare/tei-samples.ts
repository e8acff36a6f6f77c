/** TEI files in a folder of samples, against the counts of its list; and ours against the schema of TEI, by jing. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { teiFormat } from '../../shared/formats/tei';
import { readTei } from '../../shared/formats/tei-reading';
import { writeTei } from '../../shared/formats/tei-writing';
import { anyDataset } from '../support/any-dataset';
import { inputOf, readBack, written } from '../support/round-trip';
import type { SampleCheck } from './sample-check';

/** How many made-up projects are validated. */
const madeUp = 200;
const schema = 'tei_all-4.11.0.rng.gz';

const format = { info: teiFormat, write: writeTei, read: readTei };

/** @param samplesFolder a folder with `tei`, in it the schema */
export async function check(samplesFolder: string): Promise<SampleCheck[]> {
  const folder = path.join(samplesFolder, 'tei');
  const read = async (file: string): Promise<string> => {
    const xml = fs.readFileSync(path.join(folder, file), 'utf8');
    try {
      const { dataset } = await readBack(format, inputOf(file, new Map([[file, xml]])));
      const names = new Map(dataset.registries.codes.map(({ id, name }) => [id, name]));
      const kinds = [...dataset.articles()].flatMap(({ annotations }) =>
        annotations.map(({ annotation }) => names.get(annotation.codeId)),
      );
      const count = (name: string): number => kinds.filter((one) => one === name).length;
      const persons = dataset.registries.actors.filter(({ kind }) => kind === 'person').length;
      return `persons=${persons}, annotations=${kinds.length}, said=${count('said')}, u=${count('u')}`;
    } catch (error) {
      return error instanceof Error ? error.message.slice(0, 60) : String(error);
    }
  };
  // Of the two spans of our skeleton, one has an annotation and one is an annotation itself; all five turns have words.
  const checks: SampleCheck[] = [
    {
      file: 'own_standoff_example.xml',
      expected: 'persons=1, annotations=3, said=1, u=0',
      found: await read('own_standoff_example.xml'),
    },
    {
      file: 'tei_testspoken.xml',
      expected: 'persons=2, annotations=5, said=0, u=5',
      found: await read('tei_testspoken.xml'),
    },
    {
      file: 'tei_names-demo-en.xml',
      expected: 'tei_names-demo-en.xml is no whole TEI document',
      found: (await read('tei_names-demo-en.xml')).split(':')[0]!,
    },
  ];
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'claimbook-tei-'));
  try {
    const rng = path.join(work, 'tei_all.rng');
    fs.writeFileSync(rng, zlib.gunzipSync(fs.readFileSync(path.join(folder, schema))));
    const files = fc.sample(anyDataset(), { numRuns: madeUp, seed: 5 }).map((dataset, number) => {
      const file = path.join(work, `${number}.xml`);
      fs.writeFileSync(file, written(format, dataset).files.get('study.xml')!);
      return file;
    });
    const { status, stdout, error } = spawnSync('jing', [rng, ...files], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    checks.push({
      file: `${madeUp} made-up projects, validated by jing against ${schema}`,
      expected: '0 ',
      found: error ? error.message : `${status} ${stdout.slice(0, 2_000)}`,
    });
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
  return checks;
}
