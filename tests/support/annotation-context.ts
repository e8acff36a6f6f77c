/** The terms of the Web Annotation vocabulary that we write, so that tests need no network. */
import jsonld from 'jsonld';
import { annotationContext } from '../../shared/formats/w3c';

const oa = 'http://www.w3.org/ns/oa#';
const as = 'http://www.w3.org/ns/activitystreams#';
const foaf = 'http://xmlns.com/foaf/0.1/';
const xsd = 'http://www.w3.org/2001/XMLSchema#';
const link = (iri: string) => ({ '@id': iri, '@type': '@id' });
const count = (iri: string) => ({ '@id': iri, '@type': `${xsd}nonNegativeInteger` });
const plain = (vocabulary: string, ...terms: string[]) =>
  Object.fromEntries(terms.map((term) => [term, `${vocabulary}${term}`]));

export const minimalContext = {
  '@context': {
    id: '@id',
    type: '@type',
    ...plain(
      oa,
      'Annotation',
      'TextualBody',
      'SpecificResource',
      'TextQuoteSelector',
      'TextPositionSelector',
    ),
    ...plain(oa, 'classifying', 'commenting', 'describing', 'identifying', 'linking', 'tagging'),
    ...plain(oa, 'exact', 'prefix', 'suffix'),
    ...plain(foaf, 'Person', 'Organization', 'name'),
    AnnotationCollection: `${as}OrderedCollection`,
    AnnotationPage: `${as}OrderedCollectionPage`,
    body: link(`${oa}hasBody`),
    target: link(`${oa}hasTarget`),
    source: link(`${oa}hasSource`),
    selector: link(`${oa}hasSelector`),
    creator: link('http://purl.org/dc/terms/creator'),
    first: link(`${as}first`),
    items: { '@id': `${as}items`, '@type': '@id', '@container': '@list' },
    motivation: { '@id': `${oa}motivatedBy`, '@type': '@vocab' },
    purpose: { '@id': `${oa}hasPurpose`, '@type': '@vocab' },
    created: { '@id': 'http://purl.org/dc/terms/created', '@type': `${xsd}dateTime` },
    format: 'http://purl.org/dc/elements/1.1/format',
    value: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value',
    label: 'http://www.w3.org/2000/01/rdf-schema#label',
    start: count(`${oa}start`),
    end: count(`${oa}end`),
    total: count(`${as}totalItems`),
    startIndex: count(`${as}startIndex`),
  },
};

/** What a document says to a JSON-LD processor. @throws where a term or an id would be dropped */
export const expandSafely = (document: unknown, context: unknown = minimalContext): Promise<unknown[]> =>
  jsonld.expand(document, {
    safe: true,
    documentLoader: async (url) => {
      if (url !== annotationContext) throw new Error(`no document of the tests: ${url}`);
      return { document: context, documentUrl: url, contextUrl: null };
    },
  });
