/** TEI P5: what the format is. It is written in `tei-writing.ts` and read in `tei-reading.ts`. */
import type { CoderRole } from '../records';
import type { FormatInfo } from './format';

export const teiFormat: FormatInfo = {
  id: 'tei',
  name: 'TEI P5 standoff',
  what: 'A TEI corpus whose annotations stand apart from the texts, with codebook and registries in its header: for digital editions and long keeping.',
  extensions: ['xml'],
  container: 'file',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'yes',
    'relations and attributes': 'yes',
    'several coders': 'yes',
    'actor registry': 'yes',
    'codebook tree': 'yes',
    notes: 'yes',
    'article details': 'yes',
  },
  options: [
    {
      id: 'inline',
      name: 'Names and speech marked in a text',
      only: 'reading',
      choices: [
        {
          id: 'annotations',
          name: 'As annotations',
          what: 'persName, orgName, rs, said, u and sp become annotations.',
        },
        { id: 'text', name: 'As mere text', what: 'Only the words are taken.' },
      ],
      usual: 'annotations',
    },
  ],
};

export const teiNamespace = 'http://www.tei-c.org/ns/1.0';

/** How our files name themselves in `appInfo`, and the version of what they mean by their elements. */
export const application = 'Claimbook';
export const ownVersion = '1';

/** `n` of our two taxonomies. */
export const codebookTaxonomy = 'codebook';
export const conceptTaxonomy = 'concepts';

/** What a coder is responsible for, as `resp` says it; whose second round it is, `ptr` tells within it. */
export const responsibilities: Readonly<Record<CoderRole, string>> = {
  coder: 'coder',
  gold: 'what coders agreed on',
  again: 'second round of a coder',
};

/** What a record is called in a file: xml:id must begin with a letter. */
export const ownId = (type: string, id: string): string => `${type}-${id}`;

/** Whether words can be an xml:id: the plain ones of the names that XML allows. */
export const isXmlId = (words: string): boolean => /^[A-Za-z_][\w.-]*$/.test(words);

/** Whether words can be an xml:lang. */
export const isLanguage = (words: string): boolean => /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(words);
