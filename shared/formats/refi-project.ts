/**
 * REFI-QDA project, `.qdpx`: a project of qualitative analysis with its texts. After REFI-QDA 1.5 (2019), whose
 * positions are code points, half-open. Ours become: coders users, codes codes, attributes and their choices codes
 * below them, actors cases, what an article says of itself variables, and what points elsewhere links.
 */
import type { FormatInfo, Recogniser } from './format';
import { refiFormats } from './refi-guids';
import { projectFileIn } from './refi-project-reading';

export { refiProjectReader } from './refi-project-reading';
export { writeRefiProject } from './refi-project-writing';

export const refiProjectFormat: FormatInfo = {
  id: refiFormats.project,
  name: 'REFI-QDA project',
  what: 'Texts, codes and passages, for ATLAS.ti, MAXQDA, NVivo, QualCoder and other programs of qualitative analysis.',
  extensions: ['qdpx', 'qde'],
  container: 'zip',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'partly',
    'relations and attributes': 'partly',
    'several coders': 'yes',
    'actor registry': 'partly',
    'codebook tree': 'yes',
    notes: 'yes',
    'article details': 'yes',
  },
  options: [
    {
      id: 'lineEnds',
      name: 'Line ends of the texts',
      only: 'writing',
      choices: [
        { id: 'lf', name: 'LF', what: 'One character, as REFI-QDA counts it; for most programs.' },
        {
          id: 'crlf',
          name: 'CRLF, counted as one',
          what: 'For MAXQDA and others on Windows; positions stay those of LF.',
        },
      ],
      usual: 'lf',
    },
  ],
};

export const recogniseRefiProject: Recogniser = async (input) => {
  const file = projectFileIn(input);
  const hasEnding = /\.(qdpx|qde)$/i.test(input.name);
  if (!file) return hasEnding ? 1 : 0;
  const beginning = (await file.text()).slice(0, 4_000);
  return /urn:QDA-XML:project:/i.test(beginning) ? 3 : hasEnding || /<Project\b/.test(beginning) ? 2 : 1;
};
