/**
 * XML as it must be written so that every reader gets the same characters back: a CR in text, and tabs and line
 * breaks in attributes, are references, since parsers fold them; what XML 1.0 cannot carry is replaced.
 */

/** What XML 1.0 cannot carry: control characters, non-characters and halves of surrogate pairs. */
const illegal =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Whether XML can carry all of the words. */
export const isXmlWords = (words: string): boolean => words.search(illegal) === -1;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const reference = (character: string): string => references[character] ?? character;

/** Words between tags. Each character that XML cannot carry becomes one U+FFFD, so that offsets stay. */
export const xmlWords = (words: string): string =>
  words.replaceAll(illegal, '\ufffd').replaceAll(/[&<>\r]/g, reference);

/** What stands between the quotation marks of an attribute. */
export const xmlAttribute = (words: string): string =>
  words.replaceAll(illegal, '\ufffd').replaceAll(/[&<>"\t\n\r]/g, reference);

/** Attributes by name; those of undefined or null are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

const written = (attributes: XmlAttributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ` ${name}="${xmlAttribute(String(value))}"`)
    .join('');

/** An opening tag. */
export const xmlOpen = (name: string, attributes: XmlAttributes = {}): string =>
  `<${name}${written(attributes)}>`;

export const xmlClose = (name: string): string => `</${name}>`;

/** An element with what is in it, which is written already (`xmlWords` for mere words); closed at once without. */
export const xmlElement = (name: string, attributes: XmlAttributes = {}, content = ''): string =>
  content === '' ? `<${name}${written(attributes)}/>` : `<${name}${written(attributes)}>${content}</${name}>`;

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
