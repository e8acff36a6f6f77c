/** The samples of doccano, Label Studio and Prodigy, read by our readers, against the counts that their list gives. */
import fs from 'node:fs';
import path from 'node:path';
import type { Dataset } from '../../shared/formats/dataset';
import { doccanoFormat, writeDoccano } from '../../shared/formats/doccano';
import { readDoccano } from '../../shared/formats/doccano-reading';
import { labelStudioFormat } from '../../shared/formats/label-studio';
import { readLabelStudio } from '../../shared/formats/label-studio-reading';
import type { LossReport } from '../../shared/formats/losses';
import { prodigyFormat } from '../../shared/formats/prodigy';
import { readProdigy } from '../../shared/formats/prodigy-reading';
import { inputOf, readBack } from '../support/round-trip';
import type { SampleCheck } from './sample-check';

const doccano = { info: doccanoFormat, write: writeDoccano, read: readDoccano };
const labelStudio = { info: labelStudioFormat, read: readLabelStudio };
const prodigy = { info: prodigyFormat, read: readProdigy };

const relationsIn = (dataset: Dataset): number =>
  [...dataset.articles()]
    .flatMap(({ annotations }) => annotations.flatMap(({ values }) => values))
    .filter(({ targetAnnotationId }) => targetAnnotationId !== null).length;
const countOf = ({ losses }: LossReport, words: RegExp): number =>
  losses.filter(({ what }) => words.test(what)).reduce((sum, { count }) => sum + count, 0);
const counted = ({ dataset }: { dataset: Dataset }): string =>
  `${dataset.articleCount} records, ${dataset.annotationCount} spans, ${relationsIn(dataset)} relations`;

export async function check(samplesFolder: string): Promise<SampleCheck[]> {
  const contentOf = (file: string): string => fs.readFileSync(path.join(samplesFolder, file), 'utf8');
  const results: SampleCheck[] = [];
  const compare = async (
    file: string,
    expected: string,
    format: typeof labelStudio,
    say: (read: Awaited<ReturnType<typeof readBack>>) => string = counted,
    content = contentOf(file),
  ): Promise<void> => {
    const found = await readBack(format, inputOf(file, new Map([[path.basename(file), content]]))).then(
      say,
      (error: unknown) => `refused: ${(error as Error).message}`,
    );
    results.push({ file, expected, found });
  };
  await compare('doccano/export_sequence_labeling.jsonl', '3 records, 4 spans, 0 relations', doccano);
  await compare('doccano/import_overlapping.jsonl', '1 records, 2 spans, 0 relations', doccano);
  await compare('doccano/import_relation_extraction.jsonl', '1 records, 4 spans, 3 relations', doccano);
  await compare(
    'doccano/export_relation_extraction.multiline.json',
    '1 records, 4 spans, 3 relations',
    doccano,
  );
  await compare(
    'doccano/import_sequence_labeling.jsonl',
    '2 records, 1 spans, 0 relations, 1 without text',
    doccano,
    (read) => `${counted(read)}, ${countOf(read.report, /without text/)} without text`,
  );
  const answers = (read: Awaited<ReturnType<typeof readBack>>): string =>
    `${counted(read)}, ${countOf(read.report, /left out/)} left out`;
  await compare(
    'prodigy/annotated_news_headlines_ner.jsonl',
    '372 accepted, 1 ignored',
    prodigy,
    ({ dataset, report }) => {
      const accepted = [...dataset.articles()].reduce((sum) => sum + 1, 0);
      return `${accepted} accepted, ${countOf(report, /“ignore”/)} ignored`;
    },
  );
  await compare(
    'prodigy/annotated_news_headlines_ner.jsonl',
    '303 spans',
    prodigy,
    ({ dataset }) => `${dataset.annotationCount} spans`,
  );
  await compare(
    'prodigy/emerson_annotated_text.jsonl',
    '30 records, 30 spans, 0 relations, 0 left out',
    prodigy,
    answers,
  );
  await compare(
    'prodigy/rel_component_annotations_first40.jsonl',
    '40 records, 126 spans, 72 relations, 0 left out',
    prodigy,
    answers,
  );
  // The first has texts beside the pictures that are annotated, the others have pictures alone.
  for (const [file, expected] of [
    ['sdk_export_csv_test.json', '2 records, 0 spans, 0 relations, 0 tasks without text, 3 other results'],
    ['sdk_export_csv_test2.json', '0 records, 0 spans, 0 relations, 1 tasks without text, 0 other results'],
    ['sdk_export_data.json', '0 records, 0 spans, 0 relations, 1 tasks without text, 0 other results'],
  ] as const)
    await compare(
      `labelstudio/${file}`,
      expected,
      labelStudio,
      (read) =>
        `${counted(read)}, ${countOf(read.report, /task without text/)} tasks without text, ${countOf(read.report, /of the kind/)} other results`,
    );
  const bare = 'labelstudio/sdk_test_annotation_with_relation.json';
  await compare(bare, 'refused: no texts', labelStudio, counted);
  results.at(-1)!.found = results
    .at(-1)!
    .found.replace(/^refused: .* without the texts .*$/, 'refused: no texts');
  // The sample is an annotation without its task; with a text of any words its offsets do not fit its words.
  await compare(
    bare,
    '1 records, 2 spans, 1 relations, 2 mismatches, 1 choices kept',
    labelStudio,
    (read) =>
      `${counted(read)}, ${countOf(read.report, /not those at its place/)} mismatches, ${countOf(read.report, /whole text/)} choices kept`,
    JSON.stringify([
      { data: { text: 'x'.repeat(40) }, annotations: [JSON.parse(contentOf(bare)) as unknown] },
    ]),
  );
  return results;
}
