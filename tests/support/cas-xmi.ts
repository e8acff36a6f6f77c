/** Files as INCEpTION would write them, of small documents made up for a test. */
import { mark, only, type Marked } from '../../shared/marked-text';

const namespaces = [
  'xmlns:xmi="http://www.omg.org/XMI"',
  'xmlns:cas="http:///uima/cas.ecore"',
  'xmlns:tcas="http:///uima/tcas.ecore"',
  'xmlns:custom="http:///webanno/custom.ecore"',
  'xmlns:ner="http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore"',
  'xmlns:seg="http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"',
  'xmlns:meta="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"',
  'xmlns:claimbook="http:///claimbook.ecore"',
].join(' ');

const escaped = (words: string): string =>
  words
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\n', '&#10;');

/**
 * An XMI document. `{name}` in an element stands for the sofa and the place of the words that are so marked in the
 * text: `<custom:Span xmi:id="5" {a}/>`.
 */
export function xmiOf(marked: string, elements: readonly string[]): string {
  const text: Marked = mark(marked);
  const placed = elements.map((element) =>
    element.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const { start, end } = only(text, name);
      return `sofa="1" begin="${start}" end="${end}"`;
    }),
  );
  const members = placed.map((element) => /xmi:id="(\d+)"/.exec(element)?.[1] ?? '').join(' ');
  return [
    `<?xml version="1.0" encoding="UTF-8"?><xmi:XMI ${namespaces} xmi:version="2.0">`,
    '<cas:NULL xmi:id="0"/>',
    ...placed,
    `<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="${escaped(text.text)}"/>`,
    `<cas:View sofa="1" members="${members}"/>`,
    '</xmi:XMI>',
  ].join('\n');
}

/** A type system of layers: `webanno.custom.Span: uima.tcas.Annotation; value: uima.cas.String`. */
export function typeSystemOf(...layers: readonly string[]): string {
  const types = layers.map((layer) => {
    const [head = '', ...features] = layer.split(';');
    const [name = '', supertype = ''] = head.split(':');
    const described = features.map((feature) => {
      const [featureName = '', range = '', elements] = feature.split(':');
      const elementType = elements === undefined ? '' : `<elementType>${elements.trim()}</elementType>`;
      return `<featureDescription><name>${featureName.trim()}</name><rangeTypeName>${range.trim()}</rangeTypeName>${elementType}</featureDescription>`;
    });
    return `<typeDescription><name>${name.trim()}</name><supertypeName>${supertype.trim()}</supertypeName><features>${described.join('')}</features></typeDescription>`;
  });
  return `<?xml version="1.0"?><typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>${types.join('')}</types></typeSystemDescription>`;
}
