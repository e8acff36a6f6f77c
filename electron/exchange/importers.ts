/** Every dataset format that Claimbook reads, and how one is recognised. */
import {
  claimbookDatasetFormat,
  readClaimbookDataset,
  recogniseClaimbookDataset,
} from '../../shared/formats/claimbook-dataset';
import type { DatasetReader, FormatInfo, Input, Recogniser } from '../../shared/formats/format';
import { ReadProblem } from '../../shared/read-problem';

export interface Importer {
  info: FormatInfo;
  recognise: Recogniser;
  read: DatasetReader;
}

export const importers: readonly Importer[] = [
  { info: claimbookDatasetFormat, recognise: recogniseClaimbookDataset, read: readClaimbookDataset },
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
    if (fit > (best?.fit ?? 0)) best = { importer, fit };
  }
  if (best) return best.importer;
  throw new ReadProblem(
    `“${input.name}” is in none of the dataset formats that Claimbook reads. If you know which it should be, choose the format by name; articles without annotations come in by “Add articles”.`,
  );
}
