/** HTML as every browser reads it: elements always end with a tag of their own, and words are words only. */
import { type XmlAttributes, xmlClose, xmlOpen, xmlWords } from './xml-writer';

export const htmlWords = xmlWords;

/** An element with what is in it, which is written already (`htmlWords` for mere words). */
export const htmlElement = (name: string, attributes: XmlAttributes, ...content: string[]): string =>
  `${xmlOpen(name, attributes)}${content.join('')}${xmlClose(name)}`;

/** Words of the project in a direction of their own, whatever stands around them. */
export const isolatedWords = (words: string): string => htmlElement('bdi', {}, htmlWords(words));

/**
 * A page that stands alone: it runs nothing, fetches nothing and sends nothing, whatever is in it.
 * @param body written already
 */
export const htmlPage = (title: string, style: string, body: string): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    htmlElement('title', {}, htmlWords(title)),
    `<style>\n${style}\n</style>`,
    '</head>',
    '<body>',
    body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
