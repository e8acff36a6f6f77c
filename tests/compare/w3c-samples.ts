/** Web Annotations in a folder of samples, against the counts of its list. */
import fs from 'node:fs';
import path from 'node:path';
import { groupedBy } from '../../shared/formats/dataset';
import { w3cFormat } from '../../shared/formats/w3c';
import { lastPart, parseW3c } from '../../shared/formats/w3c-parsing';
import { readW3c } from '../../shared/formats/w3c-reading';
import { inputOf, readBack } from '../support/round-trip';
import type { SampleCheck } from './sample-check';

/**
 * From the list. A position that refines a fragment is none in the text, so that of `w3c_anno41` and one of the
 * collection's two are not counted here.
 */
const listed: Readonly<Record<string, string>> = {
  'recogito-js.annotations.w3c.json': 'annotations=4, quote=3, position=3, pages=0',
  'recogito_text-annotator.annotations.w3c.json': 'annotations=5, quote=5, position=5, pages=0',
  'w3c_anno26.json': 'annotations=1, quote=1, position=0, pages=0',
  'w3c_anno27.json': 'annotations=1, quote=0, position=1, pages=0',
  'w3c_anno32.json': 'annotations=1, quote=1, position=0, pages=0',
  'w3c_anno41.json': 'annotations=1, quote=0, position=0, pages=0',
  'w3c_collection1.json': 'annotations=41, quote=2, position=1, pages=1',
};

/** @param samplesFolder a folder with `w3c` */
export async function check(samplesFolder: string): Promise<SampleCheck[]> {
  const folder = path.join(samplesFolder, 'w3c');
  const checks: SampleCheck[] = [];
  for (const [file, expected] of Object.entries(listed)) {
    const json = fs.readFileSync(path.join(folder, file), 'utf8');
    const { annotations, pages } = parseW3c(json, file);
    const targets = annotations.flatMap((one) => one.targets.filter(({ isPart }) => isPart));
    const quotes = targets.filter(({ quote }) => quote !== null).length;
    const positions = targets.filter(({ position }) => position !== null).length;
    checks.push({
      file,
      expected,
      found: `annotations=${annotations.length}, quote=${quotes}, position=${positions}, pages=${pages}`,
    });
    if (!file.startsWith('recogito')) continue;
    const placed = annotations.filter((one) => one.targets.some(({ isPart }) => isPart));
    const texts = [...groupedBy(targets, ({ source }) => source)].map(
      ([source, own]) => [`${source === '' ? 'page' : lastPart(source)}.txt`, textWith(own)] as const,
    );
    const { dataset, report } = await readBack(
      { info: w3cFormat, read: readW3c },
      inputOf(file, new Map([[file, json], ...texts])),
    );
    const codings = placed.reduce(
      (sum, { bodies }) =>
        sum + Math.max(1, bodies.filter(({ purposes }) => purposes.includes('tagging')).length),
      0,
    );
    checks.push({
      file: `${file}: placed in a text made of its quotes, an annotation for each tag; mismatches`,
      expected: `${codings}; 0`,
      found: `${dataset.annotationCount}; ${report.losses.length}`,
    });
  }
  return checks;
}

/** A text with the quotes at their positions. */
function textWith(targets: ReturnType<typeof parseW3c>['annotations'][number]['targets']): string {
  let text = '';
  for (const { quote, position } of targets.toSorted(
    (a, b) => (a.position?.start ?? 0) - (b.position?.start ?? 0),
  )) {
    if (!quote || !position) continue;
    text = text.padEnd(position.start, ' ').slice(0, position.start) + quote.exact + text.slice(position.end);
    text = text.padEnd(position.end, ' ');
  }
  return text;
}
