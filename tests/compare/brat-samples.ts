/** brat collections in a folder of samples, against the counts of its list. */
import fs from 'node:fs';
import path from 'node:path';
import { bratFormat } from '../../shared/formats/brat';
import { type AnnLine, readAnnLine } from '../../shared/formats/brat-lines';
import { readBrat } from '../../shared/formats/brat-reading';
import { lossInWords } from '../../shared/formats/losses';
import { inputOf, readBack } from '../support/round-trip';
import type { SampleCheck } from './sample-check';

/** Lines of each kind, from the list's independent count. */
const listed: Readonly<Record<string, string>> = {
  '000-introduction': 'T=7, R=2, E=1, A=5, N=1, notes=1, equiv=0',
  '010-navigation': 'T=0, R=0, E=0, A=0, N=0, notes=0, equiv=0',
  '020-top_bar': 'T=0, R=0, E=0, A=0, N=0, notes=0, equiv=0',
  '030-login': 'T=0, R=0, E=0, A=0, N=0, notes=0, equiv=0',
  '040-text_span_annotation': 'T=4, R=0, E=0, A=0, N=0, notes=0, equiv=0',
  '050-editing_text_span_annotations': 'T=6, R=0, E=0, A=0, N=0, notes=0, equiv=0',
  '060-relation_annotation': 'T=10, R=1, E=0, A=0, N=0, notes=0, equiv=1',
  '070-editing_relation_annotations': 'T=9, R=3, E=0, A=0, N=0, notes=0, equiv=1',
  '080-event-annotation': 'T=21, R=0, E=4, A=0, N=0, notes=0, equiv=0',
  '090-event_structures': 'T=22, R=0, E=6, A=0, N=0, notes=0, equiv=0',
  '100-attribute_annotation': 'T=26, R=0, E=10, A=6, N=0, notes=0, equiv=0',
  '110-note_annotation': 'T=14, R=2, E=2, A=0, N=0, notes=3, equiv=0',
};

const kinds: readonly (readonly [string, AnnLine['kind']])[] = [
  ['T', 'span'],
  ['R', 'relation'],
  ['E', 'event'],
  ['A', 'attribute'],
  ['N', 'reference'],
  ['notes', 'note'],
  ['equiv', 'group'],
];

/** @param samplesFolder a folder with `brat/tutorial-news` */
export async function check(samplesFolder: string): Promise<SampleCheck[]> {
  const folder = path.join(samplesFolder, 'brat', 'tutorial-news');
  const files = new Map(
    fs.readdirSync(folder).map((name) => [name, fs.readFileSync(path.join(folder, name))]),
  );
  const { dataset, report } = await readBack(
    { info: bratFormat, read: readBrat },
    inputOf('tutorial-news', files),
  );
  const checks: SampleCheck[] = [
    {
      file: 'tutorial-news',
      expected: 'mismatches: 0',
      found: `mismatches: ${report.losses.length}${report.losses.map((loss) => ` ${lossInWords(loss)}`).join('')}`,
    },
  ];
  const articles = new Map([...dataset.articles()].map((one) => [one.article.title, one]));
  for (const [name, expected] of Object.entries(listed)) {
    const lines = files.get(`${name}.ann`)!.toString('utf8').split('\n');
    const read = lines.flatMap((line) => (line === '' ? [] : [readAnnLine(line)]));
    const count = (kind: AnnLine['kind']): number => read.filter((line) => line?.kind === kind).length;
    const found = kinds.map(([letter, kind]) => `${letter}=${count(kind)}`).join(', ');
    checks.push({ file: `${name}.ann`, expected, found });
    checks.push({
      file: `${name}: annotations`,
      expected: /T=(\d+)/.exec(expected)![1]!,
      found: String(articles.get(name)?.annotations.length),
    });
  }
  return checks;
}
