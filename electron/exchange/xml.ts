/** XML from the bytes of a file. */
import { SaxesParser } from 'saxes';
import { ReadProblem } from '../../shared/read-problem';
import { deepestXml, parseXmlText, tooDeep, unsound, type XmlElement } from '../../shared/xml';
import { decode } from './decode';

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
