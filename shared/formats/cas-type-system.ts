/** A type system as XML, `TypeSystem.xml`: what INCEpTION takes as layers, and what XMI cannot be read without. */
import { elementsIn, parseXmlText, textOf, type XmlElement } from '../xml';
import type { CasFeature, CasType } from './cas-types';
import { xmlClose, xmlDeclaration, xmlElement, xmlOpen, xmlWords } from './xml-writer';

const namespace = 'http://uima.apache.org/resourceSpecifier';

export const isTypeSystem = (xml: string): boolean => /<typeSystemDescription[\s>]/.test(xml.slice(0, 4_000));

/** @throws ReadProblem for broken XML */
export function readTypeSystem(xml: string, what: string): CasType[] {
  return [...elementsIn(parseXmlText(xml, what), 'typeDescription')].map((type) => ({
    name: wordsIn(type, 'name'),
    supertype: wordsIn(type, 'supertypeName'),
    description: wordsIn(type, 'description'),
    features: [...elementsIn(type, 'featureDescription')].map((feature): CasFeature => ({
      name: wordsIn(feature, 'name'),
      range: wordsIn(feature, 'rangeTypeName'),
      elements: wordsIn(feature, 'elementType') || null,
      shared: wordsIn(feature, 'multipleReferencesAllowed') === 'true',
    })),
  }));
}

/** The words of a child, not of one deeper: a type and its features have names. */
function wordsIn(element: XmlElement, name: string): string {
  const child = element.children.find((one) => typeof one !== 'string' && one.name === name);
  return child === undefined || typeof child === 'string' ? '' : textOf(child).trim();
}

export function writeTypeSystem(types: readonly CasType[]): string {
  const words = (name: string, content: string | null): string =>
    content === null ? '' : xmlElement(name, {}, xmlWords(content));
  const described = types.map(({ name, supertype, description, features }) => {
    const featureList = features.map(
      (feature) =>
        `        ${xmlElement(
          'featureDescription',
          {},
          words('name', feature.name) +
            words('description', '') +
            words('rangeTypeName', feature.range) +
            words('elementType', feature.elements),
        )}\n`,
    );
    return [
      `    ${xmlOpen('typeDescription')}\n`,
      `      ${words('name', name)}${words('description', description)}${words('supertypeName', supertype)}\n`,
      featureList.length === 0
        ? ''
        : `      ${xmlElement('features', {}, `\n${featureList.join('')}      `)}\n`,
      `    ${xmlClose('typeDescription')}\n`,
    ].join('');
  });
  return [
    xmlDeclaration,
    `${xmlOpen('typeSystemDescription', { xmlns: namespace })}\n`,
    `  ${words('name', 'Claimbook')}\n`,
    `  ${xmlElement('types', {}, `\n${described.join('')}  `)}\n`,
    `${xmlClose('typeSystemDescription')}\n`,
  ].join('');
}
