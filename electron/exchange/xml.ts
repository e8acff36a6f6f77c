/**
 * XML as a light tree, read with saxes: it knows namespaces, decodes references rightly, and takes no
 * entities from a document's own DTD, so that none can blow up. Names are without their prefixes.
 */
import { SaxesParser } from 'saxes';
import { decode } from './decode';
import { ReadProblem } from './reader';

export interface XmlElement {
  name: string;
  /** Of the element's name; empty where it has none. */
  uri: string;
  /** By name without prefix. */
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

/** @param what the document or the part of an archive, for the message. @throws ReadProblem */
export function parseXml(bytes: Uint8Array, what: string): XmlElement {
  return parseXmlText(xmlText(bytes, what), what);
}

/** The text of an XML document in the encoding that it has, or declares. @throws ReadProblem */
export function xmlText(bytes: Uint8Array, what: string): string {
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/i.exec(
    Buffer.from(bytes.subarray(0, 200)).toString('latin1'),
  )?.[1];
  const strict = decode(bytes);
  const decoded = strict.ok && strict.warning === null ? strict : decode(bytes, declared ?? 'utf-8');
  if (!decoded.ok) throw new ReadProblem(`${what} cannot be read: ${decoded.message}`, decoded.encodings);
  return decoded.text.replace(/^\ufeff/, '');
}

/** Makes sure that a library gets no broken XML, of which some never come to an end. @throws ReadProblem */
export function checkXml(bytes: Uint8Array, what: string): void {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  parser.on('error', ({ message }) => {
    throw unsound(what, message);
  });
  parser.on('opentag', () => {
    depth += 1;
    if (depth > deepestXml) throw tooDeep(what);
  });
  parser.on('closetag', () => void (depth -= 1));
  parser.write(xmlText(bytes, what)).close();
}

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
      attributes: Object.fromEntries(Object.values(attributes).map((one) => [one.local, one.value])),
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
