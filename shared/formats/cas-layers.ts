/**
 * The layers that Claimbook writes into a CAS. They are such as INCEpTION takes from a type system: a span layer of
 * primitive features and one slot, another for what fills the slot, a relation layer. What concerns a whole article
 * stands in the metadata types of DKPro, which every INCEpTION project has.
 */
import { annotationType, type CasFeature, type CasType, documentType } from './cas-types';

/** An annotation, or one piece of it. */
export const spanLayer = 'claimbook.Span';
/**
 * A value of an attribute. It lies on the words that say it; one that is `unsaid` lies on the annotation. Features of
 * numbers and of yes or no have no blank in UIMA: what is not set is 0 or false when another program has had it.
 */
export const valueLayer = 'claimbook.Value';
/** What joins an annotation with its values; the role is the attribute's name. */
export const valueLink = 'claimbook.ValueLink';
/** A value that is another annotation of the same coder; the label is the attribute's name. */
export const relationLayer = 'claimbook.Relation';

export const metadataPackage = 'de.tudarmstadt.ukp.dkpro.core.api.metadata.type.';
export const documentMetadata = `${metadataPackage}DocumentMetaData`;
/** A name and a value that belong to the whole document. */
export const metadataField = `${metadataPackage}MetaDataStringField`;

/** The key of a metadata field that is one record of the registries, as JSON. */
export const recordKey = 'claimbook.record';
/** What goes before the keys of what no other program knows. */
export const ownKey = (name: string): string => `claimbook.${name}`;

const one = (name: string, range: string, elements: string | null = null): CasFeature => ({
  name,
  range,
  elements,
  shared: false,
});
const words = (...names: string[]): CasFeature[] => names.map((name) => one(name, 'uima.cas.String'));
const whole = (...names: string[]): CasFeature[] => names.map((name) => one(name, 'uima.cas.Integer'));
const yesNo = (...names: string[]): CasFeature[] => names.map((name) => one(name, 'uima.cas.Boolean'));

export const ownTypes: readonly CasType[] = [
  {
    name: documentMetadata,
    supertype: documentType,
    description: '',
    features: [
      ...words('documentTitle', 'documentId', 'documentUri', 'collectionId', 'documentBaseUri'),
      ...yesNo('isLastSegment'),
    ],
  },
  {
    name: metadataField,
    supertype: annotationType,
    description: '',
    features: words('key', 'value'),
  },
  {
    name: spanLayer,
    supertype: annotationType,
    description:
      'An annotation of Claimbook. One in several pieces has a span for each, with the same identifier; the first says the rest.',
    features: [
      ...words(
        'code',
        'kind',
        'note',
        'example',
        'review',
        'created',
        'identifier',
        'codeIdentifier',
        'quote',
      ),
      ...whole('part', 'parts'),
      one('values', 'uima.cas.FSArray', valueLink),
    ],
  },
  {
    name: valueLink,
    supertype: 'uima.cas.TOP',
    description: 'The role is the attribute.',
    features: [...words('role'), one('target', valueLayer)],
  },
  {
    name: valueLayer,
    supertype: annotationType,
    description: 'A value of an attribute, on the words that say it, or on its annotation where none do.',
    features: [...words('value', 'kind', 'identifier'), ...yesNo('inferred', 'unsaid'), ...whole('position')],
  },
  {
    name: relationLayer,
    supertype: annotationType,
    description: 'From an annotation to another one that is its value; the label is the attribute.',
    features: [
      one('Governor', spanLayer),
      one('Dependent', spanLayer),
      ...words('label'),
      ...yesNo('inferred'),
      ...whole('position', 'evidenceBegin', 'evidenceEnd'),
    ],
  },
];
