/** TEI files in a folder of samples, against the counts of its list. */
import fs from 'node:fs';
import path from 'node:path';
import { teiFormat } from '../../shared/formats/tei';
import { readTei } from '../../shared/formats/tei-reading';
import { inputOf, readBack } from '../support/round-trip';
import type { SampleCheck } from './sample-check';

const format = { info: teiFormat, read: readTei };

/** @param samplesFolder a folder with `tei` */
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
  return [
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
}
