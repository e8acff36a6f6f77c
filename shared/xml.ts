/**
 * XML as a light tree, read with saxes: it knows namespaces, decodes references rightly, and takes no
 * entities from a document's own DTD, so that none can blow up. Names of elements are without their prefixes.
 */
import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { ReadProblem } from './read-problem';

export interface XmlElement {
  name: string;
  /** Of the element's name; empty where it has none. */
  uri: string;
  /** By name as written (`xmi:id`), and by name without prefix, where only one attribute has that. */
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
}
export type XmlNode = XmlElement | string;

/** More is no document, but a trap. */
export const deepestXml = 2_000;

export const tooDeep = (what: string): ReadProblem =>
  new ReadProblem(
    `${what} is nested more than ${deepestXml.toLocaleString('en')} deep, which no article is.`,
  );

export function parseXmlText(text: string, what: string): XmlElement {
  const { root, problem } = parseXmlSoFar(text, what);
  if (problem) throw problem;
  return root;
}

/**
 * As much of a document as is sound: of a list that is cut off in the middle, what is whole.
 * @returns the root, the elements that are not closed, and what is wrong, if something is
 * @throws ReadProblem where not even the root begins
 */
export function parseXmlSoFar(
  text: string,
  what: string,
): { root: XmlElement; unclosed: ReadonlySet<XmlElement>; problem: ReadProblem | null } {
  const parser = new SaxesParser({ xmlns: true });
  const root: XmlElement = { name: '', uri: '', attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  parser.on('error', ({ message }) => {
    throw unsound(what, message);
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (open.length > deepestXml) throw tooDeep(what);
    const element: XmlElement = {
      name: local,
      uri,
      attributes: namesOf(Object.values(attributes)),
      children: [],
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (words: string): void => {
    const { children } = open.at(-1)!;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + words;
    else children.push(words);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  let problem: ReadProblem | null = null;
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof ReadProblem)) throw error;
    problem = error;
  }
  const element = root.children.find((child) => typeof child !== 'string');
  if (!element) throw problem ?? new ReadProblem(`${what} holds no XML.`);
  return { root: element, unclosed: new Set(open), problem };
}

/** By name as written, and a name with a prefix also without it, where no other attribute has that name. */
function namesOf(attributes: readonly SaxesAttributeNS[]): Record<string, string> {
  const named: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const { local, value } of attributes) named[local] = value;
  for (const { name, value } of attributes) named[name] = value;
  return named;
}

/** @param message as saxes gives it */
export const unsound = (what: string, message: string): ReadProblem =>
  new ReadProblem(`${what} is not sound XML: ${place(message)}. It may be cut off; get it anew.`);

/** saxes says `line:column: what is wrong.` */
const place = (message: string): string => {
  const found = /^(?:.*?:)?(\d+):(\d+): (.*?)\.?$/s.exec(message);
  return found ? `line ${found[1]}, column ${found[2]}: ${found[3]}` : message;
};

/** The elements of this name anywhere below, in document order. */
export function* elementsIn(element: XmlElement, name: string): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.name === name) yield child;
    yield* elementsIn(child, name);
  }
}

export const firstIn = (element: XmlElement, name: string): XmlElement | null =>
  elementsIn(element, name).next().value ?? null;

/** All words below an element, as they are. */
export const textOf = (element: XmlElement | null): string =>
  element === null
    ? ''
    : element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
