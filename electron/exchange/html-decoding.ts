/** The text of a web page, whose own word about its encoding counts little. */
import { decode, type Decoded } from './decode';
import { ReadProblem } from './reader';

/** The encoding that the page declares counts only when its bytes are not valid UTF-8. */
export function decodePage(bytes: Uint8Array, encoding: string | null): Decoded & { ok: true } {
  const decoded = decode(bytes, encoding ?? undefined);
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  const isSure = encoding !== null || (decoded.ok && decoded.warning === null);
  if (!isSure && declared !== undefined && !/^utf-?8$/i.test(declared)) {
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
