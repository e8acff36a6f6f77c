/** W3C Web Annotation: what the format is. It is written in `w3c-writing.ts` and read in `w3c-reading.ts`. */
import type { FormatInfo } from './format';

export const w3cFormat: FormatInfo = {
  id: 'w3c',
  name: 'W3C Web Annotation',
  what: 'Annotations as linked data (JSON-LD), each with its words and its place: for Recogito, annotation servers and the web.',
  extensions: ['jsonld', 'json'],
  container: 'file',
  holds: {
    'overlapping annotations': 'yes',
    'several spans in one annotation': 'yes',
    'relations and attributes': 'partly',
    'several coders': 'yes',
    'actor registry': 'partly',
    'codebook tree': 'partly',
    notes: 'yes',
    'article details': 'partly',
  },
  options: [
    {
      id: 'shape',
      name: 'Shape',
      only: 'writing',
      choices: [
        {
          id: 'collection',
          name: 'Collection',
          what: 'One AnnotationCollection with a page, as the standard has it.',
        },
        {
          id: 'array',
          name: 'List',
          what: 'A mere list of annotations, as Recogito and Annotorious load it.',
        },
      ],
      usual: 'collection',
    },
    {
      id: 'offsets',
      name: 'Positions',
      only: 'writing',
      choices: [
        { id: 'code points', name: 'Characters', what: 'Unicode code points, as the standard demands.' },
        { id: 'utf-16', name: 'UTF-16', what: 'As browsers count: for Recogito and Hypothesis.' },
      ],
      usual: 'code points',
    },
  ],
};

export const annotationContext = 'http://www.w3.org/ns/anno.jsonld';

/** The one term of ours: what only Claimbook reads, as JSON that other programs pass over as a whole. */
export const ownTerm = 'claimbook';

/** The context of what we write: the standard's, and our term in one of our own. */
export const context = [
  annotationContext,
  { [ownTerm]: { '@id': 'urn:claimbook:kept', '@type': '@json' } },
] as const;

/** The version of what stands under our term. */
export const ownVersion = 1;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** How a name of ours, or one that came from such a file, is written as an IRI. */
export const iriOf = (name: string): string => (uuid.test(name) ? `urn:uuid:${name}` : name);

/** Back from `iriOf`. */
export const nameOfIri = (iri: string): string => (iri.startsWith('urn:uuid:') ? iri.slice(9) : iri);

/** An address as browsers write it, so that two ways to write one are the same; null for what is none. */
export function addressOf(words: string): string | null {
  return /^https?:\/\//i.test(words) && URL.canParse(words) ? new URL(words).href : null;
}
