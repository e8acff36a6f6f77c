/** Every dataset format that Claimbook reads, and how one is recognised. */
import { claimbookDatasetFormat, readClaimbookDataset } from '../../shared/formats/claimbook-dataset';
import { recogniseClaimbookDataset } from '../../shared/formats/claimbook-rows';
import { doccanoFormat } from '../../shared/formats/doccano';
import { readDoccano, recogniseDoccano } from '../../shared/formats/doccano-reading';
import { labelStudioFormat } from '../../shared/formats/label-studio';
import { readLabelStudio, recogniseLabelStudio } from '../../shared/formats/label-studio-reading';
import { prodigyFormat } from '../../shared/formats/prodigy';
import { readProdigy, recogniseProdigy } from '../../shared/formats/prodigy-reading';
import { huggingFaceFormat } from '../../shared/formats/hugging-face';
import { readHuggingFace, recogniseHuggingFace } from '../../shared/formats/hugging-face-reading';
import { readUimaJson, recogniseUimaJson, uimaJsonFormat } from '../../shared/formats/uima-json';
import { readUimaXmi, recogniseUimaXmi, uimaXmiFormat } from '../../shared/formats/uima-xmi';
import { readWebannoTsvFiles, recogniseWebannoTsv, webannoTsvFormat } from '../../shared/formats/webanno-tsv';
import { bratFormat } from '../../shared/formats/brat';
import { readBrat, recogniseBrat } from '../../shared/formats/brat-reading';
import { teiFormat } from '../../shared/formats/tei';
import { readTei, recogniseTei } from '../../shared/formats/tei-reading';
import { w3cFormat } from '../../shared/formats/w3c';
import { readW3c, recogniseW3c } from '../../shared/formats/w3c-reading';
import { dataPackageFormat, readDataPackage, recogniseDataPackage } from '../../shared/formats/data-package';
import { recogniseSimpleTable, simpleTableFormat } from '../../shared/formats/simple-table';
import { dnaFormat } from '../../shared/formats/dna';
import type { DatasetReader, FormatInfo, Input, Recogniser } from '../../shared/formats/format';
import {
  readRefiCodebook,
  recogniseRefiCodebook,
  refiCodebookFormat,
} from '../../shared/formats/refi-codebook';
import {
  recogniseRefiProject,
  refiProjectFormat,
  refiProjectReader,
} from '../../shared/formats/refi-project';
import { ReadProblem } from '../../shared/read-problem';
import { readDna, recogniseDna } from './dna';
import { wordsOf } from './docx';
import { readSimpleTableFile } from './simple-table';

export interface Importer {
  info: FormatInfo;
  recognise: Recogniser;
  read: DatasetReader;
}

export const importers: readonly Importer[] = [
  { info: claimbookDatasetFormat, recognise: recogniseClaimbookDataset, read: readClaimbookDataset },
  // `csv` is how articles of a mere table are read.
  {
    info: { ...dataPackageFormat, id: 'data-package' },
    recognise: recogniseDataPackage,
    read: readDataPackage,
  },
  { info: simpleTableFormat, recognise: recogniseSimpleTable, read: readSimpleTableFile },
  {
    info: dnaFormat,
    recognise: async ({ path }) => (path === null ? 0 : recogniseDna(path)),
    async read({ path }, builder, options) {
      if (path === null) throw new ReadProblem('A DNA database is read from a file.');
      await readDna(path, builder, options, () => Promise.resolve());
    },
  },
  {
    info: refiProjectFormat,
    recognise: recogniseRefiProject,
    read: refiProjectReader(wordsOf),
  },
  { info: uimaJsonFormat, recognise: recogniseUimaJson, read: readUimaJson },
  { info: uimaXmiFormat, recognise: recogniseUimaXmi, read: readUimaXmi },
  { info: webannoTsvFormat, recognise: recogniseWebannoTsv, read: readWebannoTsvFiles },
  { info: bratFormat, recognise: recogniseBrat, read: readBrat },
  { info: w3cFormat, recognise: recogniseW3c, read: readW3c },
  { info: teiFormat, recognise: recogniseTei, read: readTei },
  { info: doccanoFormat, recognise: recogniseDoccano, read: readDoccano },
  { info: labelStudioFormat, recognise: recogniseLabelStudio, read: readLabelStudio },
  { info: prodigyFormat, recognise: recogniseProdigy, read: readProdigy },
  { info: huggingFaceFormat, recognise: recogniseHuggingFace, read: readHuggingFace },
  { info: refiCodebookFormat, recognise: recogniseRefiCodebook, read: readRefiCodebook },
];

/**
 * The format of what was chosen.
 * @param format the id that the user said, or null to find out
 * @throws ReadProblem when there is no such format, or none fits
 */
export async function importerOf(input: Input, format: string | null): Promise<Importer> {
  if (format !== null) {
    const found = importers.find(({ info }) => info.id === format);
    if (found) return found;
    const known = importers.map(({ info }) => info.id).join(', ');
    throw new ReadProblem(`There is no dataset format “${format}”. Choose one of: ${known}.`);
  }
  let best: { importer: Importer; fit: number } | null = null;
  for (const importer of importers) {
    const fit = await importer.recognise(input);
    // Where there is no doubt, the others are not asked: each may have to look through all of a large file.
    if (fit === 3) return importer;
    if (fit > (best?.fit ?? 0)) best = { importer, fit };
  }
  if (best) return best.importer;
  throw new ReadProblem(
    `“${input.name}” is in none of the dataset formats that Claimbook reads. If you know which it should be, choose the format by name; articles without annotations come in by “Add articles”.`,
  );
}
