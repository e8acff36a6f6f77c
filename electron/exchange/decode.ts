/** From the bytes of a file to its text: what the encoding is, or what the user must be asked. */
import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { EncodingChoice } from '../../shared/api-articles';
import { ReadProblem } from './reader';

/** `encodings` are other ways to read it: none where there is no doubt, or no hope. */
export type Decoded =
  | { ok: true; text: string; encoding: string; warning: string | null; encodings: EncodingChoice[] }
  | { ok: false; message: string; encodings: EncodingChoice[] };

/** Offered when nothing can be told: the encodings of news archives, most likely first. */
const offered = [
  'windows-1252',
  'windows-1256',
  'windows-1250',
  'windows-1251',
  'koi8-r',
  'utf-16le',
  'macintosh',
  'shift_jis',
  'gb18030',
  'euc-kr',
];
const previewLength = 160;
/** Below this, a guess from letter statistics is a question for the user. */
const sureEnough = 30;

/** How files begin that are no texts; a text may well begin with words such as “SQLite”. */
const magics: { what: string; start: Buffer }[] = [
  { what: 'a PDF file', start: Buffer.from('%PDF-') },
  { what: 'a ZIP archive or an office document', start: Buffer.from('PK\x03\x04') },
  { what: 'a PNG image', start: Buffer.from('\x89PNG', 'latin1') },
  { what: 'a JPEG image', start: Buffer.from('\xff\xd8\xff', 'latin1') },
  { what: 'a database', start: Buffer.from('SQLite format 3\0') },
  { what: 'an old Word document', start: Buffer.from('\xd0\xcf\x11\xe0', 'latin1') },
];

/** Decodes a file's bytes; `encoding` is what the user chose, as iconv names it. */
export function decode(bytes: Uint8Array, encoding?: string): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = magics.find(({ start }) => buffer.subarray(0, start.length).equals(start));
  if (magic) return { ok: false, message: `This is ${magic.what}, not a text.`, encodings: [] };
  if (encoding !== undefined) {
    const isKnown: boolean = iconv.encodingExists(encoding);
    if (!isKnown) {
      return { ok: false, message: `There is no encoding called ${encoding}.`, encodings: previews(buffer) };
    }
    const text = iconv.decode(buffer, encoding);
    const warning = text.includes('\ufffd')
      ? `Some bytes mean nothing in ${encoding}: where you see “\ufffd”, a character is lost.`
      : null;
    return { ok: true, text, encoding, warning, encodings: previews(buffer) };
  }
  return byMark(buffer) ?? asUtf8(buffer) ?? asUtf16(buffer) ?? asBrokenUtf8(buffer) ?? byLetters(buffer);
}

function byMark(buffer: Buffer): Decoded | null {
  const marked = (encoding: string): Decoded => ({
    ok: true,
    text: iconv.decode(buffer, encoding),
    encoding,
    warning: null,
    encodings: [],
  });
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return marked('utf-16le');
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return marked('utf-16be');
  return null;
}

function asUtf8(buffer: Buffer): Decoded | null {
  // A NUL byte is legal UTF-8, yet no text has one: it is UTF-16 or no text at all.
  if (buffer.includes(0)) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return controlShare(buffer) > 0.05
      ? binary
      : { ok: true, text, encoding: 'utf-8', warning: null, encodings: [] };
  } catch {
    return null;
  }
}

const binary: Decoded = { ok: false, message: 'This file holds binary data, not a text.', encodings: [] };

/** UTF-16 without a mark: in most scripts nearly all high bytes of a short stretch are few different ones. */
function asUtf16(buffer: Buffer): Decoded | null {
  if (!buffer.includes(0)) return null;
  if (buffer.length % 2 === 0) {
    const sample = buffer.subarray(0, 4000);
    const zeros = [0, 0];
    sample.forEach((byte, at) => {
      if (byte === 0) zeros[at % 2]!++;
    });
    const most = Math.max(...zeros);
    if (most > sample.length / 20 && Math.min(...zeros) < most / 10) {
      const encoding = zeros[1] === most ? 'utf-16le' : 'utf-16be';
      const text = iconv.decode(buffer, encoding);
      const warning = `Read as ${encoding}: check that the words are right.`;
      return { ok: true, text, encoding, warning, encodings: [] };
    }
  }
  return binary;
}

/** Letters beyond ASCII that are sound UTF-8, for each byte that is not: by chance there are hardly any. */
const soundForBroken = 5;

/** UTF-8 in which some bytes were broken, as when files of several encodings were put together. */
function asBrokenUtf8(buffer: Buffer): Decoded | null {
  const text = new TextDecoder('utf-8').decode(buffer);
  const broken = text.split('\ufffd').length - 1;
  // One sign beyond ASCII for each match: what follows is counted by itself.
  const sound = (text.match(/[^\x00-\x7f\ufffd]/gu) ?? []).length;
  if (broken === 0 || sound < soundForBroken * broken || controlShare(buffer) > 0.05) return null;
  const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length;
  const places = broken === 1 ? 'one place' : `${broken.toLocaleString('en')} places`;
  const warning = `It is UTF-8, but broken in ${places}, first in line ${line}: where you see “\ufffd”, a character is lost.`;
  return { ok: true, text, encoding: 'utf-8', warning, encodings: previews(buffer) };
}

/** The share of control characters other than tab and line breaks. */
function controlShare(buffer: Buffer): number {
  const end = Math.min(buffer.length, 20_000);
  let controls = 0;
  for (let at = 0; at < end; at++) {
    const byte = buffer[at] ?? 0;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) controls++;
  }
  return end === 0 ? 0 : controls / end;
}

/** Whether nearly all bytes mean something in an encoding; a few broken ones happen in the right one too. */
function makesSense(sample: Buffer, encoding: string): boolean {
  const text = iconv.decode(sample, encoding);
  return text.split('\ufffd').length - 1 <= text.length / 50;
}

/** Letter statistics need no more than this, and take time in proportion to what they are given. */
const sampleBytes = 64 * 1024;

/** A stretch from the first byte that is not ASCII: what lies before tells nothing. */
function tellingPart(buffer: Buffer): Buffer {
  const start = Math.max(
    0,
    buffer.findIndex((byte) => byte >= 0x80),
  );
  return buffer.subarray(start, start + sampleBytes);
}

function byLetters(buffer: Buffer): Decoded {
  if (controlShare(buffer) > 0.05) return binary;
  const sample = tellingPart(buffer);
  const best = chardet
    .analyse(sample)
    .find(({ name }) => iconv.encodingExists(name) && !name.startsWith('UTF') && makesSense(sample, name));
  if (best && best.confidence >= sureEnough) {
    return {
      ok: true,
      text: iconv.decode(buffer, best.name),
      encoding: best.name.toLowerCase(),
      warning: `The encoding was guessed as ${best.name}: check that the words are right.`,
      encodings: previews(buffer),
    };
  }
  return {
    ok: false,
    message: 'The encoding of this file cannot be told: choose the one that reads well.',
    encodings: previews(buffer),
  };
}

/** A little before the first byte that is not ASCII: what lies before reads the same in all of them. */
function previews(buffer: Buffer): EncodingChoice[] {
  const telling = buffer.findIndex((byte) => byte >= 0x80);
  // Even, or UTF-16 would be read from the middle of a character.
  const start = Math.max(0, telling - 40) & ~1;
  const stretch = buffer.subarray(start, start + previewLength * 2);
  return offered.map((encoding) => ({
    encoding,
    preview: iconv.decode(stretch, encoding).slice(0, previewLength),
  }));
}

/** The beginning of a file as text, to see what it is; a character that is cut at its end is left out. */
export function decodeHead(head: Uint8Array): string {
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const marked = byMark(buffer) ?? asUtf16(buffer);
  if (marked?.ok) return marked.text;
  const text = new TextDecoder('utf-8').decode(buffer, { stream: true });
  return text.includes('\ufffd') ? iconv.decode(buffer, 'windows-1252') : text;
}

/** The text of a file in the encoding that was chosen, or found. @throws ReadProblem */
export function decodeFile(bytes: Uint8Array, encoding: string | null): Decoded & { ok: true } {
  const decoded = decode(bytes, encoding ?? undefined);
  if (!decoded.ok) throw new ReadProblem(decoded.message, decoded.encodings);
  return decoded;
}

export const warningsOf = ({ warning }: { warning: string | null }): string[] =>
  warning === null ? [] : [warning];
