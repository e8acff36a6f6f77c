/** The formats by what one wants to do with the data, so that a long list is read by its headings. */
import type { FormatInfo } from '../../shared/formats/format';

/** The headings in their order, each with the ids of its formats. */
const groups: readonly { title: string; ids: readonly string[] }[] = [
  { title: 'Tables', ids: ['csv', 'data-package', 'simple-table', 'parquet'] },
  { title: 'Claimbook', ids: ['claimbook', 'claimbook-zip', 'claimbook-json', 'claimbook-jsonl'] },
  { title: 'Qualitative programs', ids: ['dna', 'refi-qda', 'refi-qda-codebook'] },
  { title: 'Linguistic programs', ids: ['uima-json', 'uima-xmi', 'webanno-tsv', 'brat', 'w3c', 'tei'] },
  { title: 'Machine learning', ids: ['doccano', 'label-studio', 'prodigy', 'hugging-face', 'iob2'] },
  { title: 'Networks', ids: ['gexf', 'graphml', 'pajek', 'network-csv'] },
  { title: 'Reading', ids: ['html'] },
];

export interface FormatGroup<F> {
  /** Null for what stands under no heading, before all others. */
  title: string | null;
  formats: F[];
}

const titleOf = ({ id }: Pick<FormatInfo, 'id'>): string | null =>
  id === '' ? null : (groups.find(({ ids }) => ids.includes(id))?.title ?? 'Others');

/** The groups that have any of these formats, which keep their order within. */
export function groupsOf<F extends Pick<FormatInfo, 'id'>>(formats: readonly F[]): FormatGroup<F>[] {
  const titles = [null, ...groups.map(({ title }) => title), 'Others'];
  return titles
    .map((title) => ({ title, formats: formats.filter((format) => titleOf(format) === title) }))
    .filter((group) => group.formats.length > 0);
}
