/** brat standoff: what the format is. It is written in `brat-writing.ts` and read in `brat-reading.ts`. */
import type { FormatInfo } from './format';

export const bratFormat: FormatInfo = {
  id: 'brat',
  name: 'brat standoff',
  what: 'A folder for each coder with texts and .ann files, and annotation.conf: for brat, INCEpTION and many scripts of language technology.',
  extensions: ['ann'],
  container: 'folder',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'yes',
    'relations and attributes': 'yes',
    'several coders': 'partly',
    'actor registry': 'partly',
    'codebook tree': 'partly',
    notes: 'partly',
    'article details': 'no',
  },
  options: [],
};

/** The table of brat's short names, for people and scripts: kind, short name, whose it is, full name, id. Parted by tabs. */
export const namesFile = 'codes.tsv';
/** What only Claimbook reads: short names and registries on the first line, then an article on each. */
export const keptFile = 'claimbook.jsonl';
/** What stands before the colon of a line `N` for entries of our registries. */
export const actorsResource = 'actors';
export const conceptsResource = 'concepts';
