/** The text of a web page, whose own word about its encoding counts little. */
import iconv from 'iconv-lite';
import { decode, type Decoded } from './decode';
import { ReadProblem } from '../../shared/read-problem';

/**
 * What the page declares, as browsers take it: who says ISO-8859-1 means Windows-1252. Null for none, and for
 * UTF-8, which is found out without being declared.
 */
function declaredEncoding(bytes: Uint8Array, said: string): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const label =
    (said === '' ? undefined : said) ??
    /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1];
  if (label === undefined) return null;
  try {
    const { encoding } = new TextDecoder(label);
    // Marks that are ASCII are no UTF-16, whatever they say.
    return encoding.startsWith('utf-') ? null : encoding;
  } catch {
    return iconv.encodingExists(label) ? label : null;
  }
}

/**
 * The encoding that the page declares counts only when its bytes are not valid UTF-8.
 * @param encoding the user's choice, or null
 * @param said what was said about it outside of the page, which counts more than what is said in it
 * @throws ReadProblem when it cannot be told
 */
export function decodePage(bytes: Uint8Array, encoding: string | null, said = ''): Decoded & { ok: true } {
  const decoded = decode(bytes, encoding ?? undefined);
  const isSure = encoding !== null || (decoded.ok && decoded.warning === null);
  const declared = isSure ? null : declaredEncoding(bytes, said);
  if (declared !== null) {
    const asDeclared = decode(bytes, declared);
    if (asDeclared.ok) return asDeclared;
  }
  if (decoded.ok) return decoded;
  const byWords = encoding === null ? decodeByWords(bytes) : null;
  if (byWords) return byWords;
  throw new ReadProblem(decoded.message, decoded.encodings);
}

/** Tags are English, whatever the words between them are: without them, letters tell more. */
function decodeByWords(bytes: Uint8Array): (Decoded & { ok: true }) | null {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const words = decode(Buffer.from(source.replaceAll(/<[^<>]*>/g, ' '), 'latin1'));
  const read = words.ok ? decode(bytes, words.encoding) : null;
  return words.ok && read?.ok
    ? { ...read, warning: [words.warning, read.warning].filter((one) => one !== null).join(' ') || null }
    : null;
}
