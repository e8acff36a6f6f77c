/** From the bytes of a file to its text: what the encoding is, or what the user must be asked. */
import { isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { EncodingChoice } from '../../shared/api-articles';
import { ReadProblem } from '../../shared/read-problem';
import { isCanonical } from '../../shared/text';

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
  const magic = magics.find(({ start }) => start.every((byte, at) => buffer[at] === byte));
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
  const utf8 = asUtf8(buffer);
  // Most files are this. What holds control characters may be no text all the same.
  if (utf8 && isCanonical(utf8.text)) return utf8;
  const wide = byMark(buffer) ?? (buffer.includes(0) ? (asUtf32(buffer) ?? asUtf16(buffer)) : null);
  if (wide) return wide;
  if (controlShare(buffer) > (buffer.includes(0) ? mostWithNul : mostControls)) return binary;
  return utf8 ?? asBrokenUtf8(buffer) ?? byLetters(buffer);
}

/** A text may have a stray control character, and a long one even a NUL; what has more of them is none. */
const mostControls = 0.05;
const mostWithNul = 0.01;

const marks: { encoding: string; mark: number[] }[] = [
  // Before UTF-16, whose mark it begins with.
  { encoding: 'utf-32le', mark: [0xff, 0xfe, 0, 0] },
  { encoding: 'utf-32be', mark: [0, 0, 0xfe, 0xff] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
];

function byMark(buffer: Buffer): Decoded | null {
  const found = marks.find(({ mark }) => mark.every((byte, at) => buffer[at] === byte));
  return found ? inUnits(buffer, found.encoding, null) : null;
}

/** A text in units of two or four bytes; the last one may have been cut off. */
function inUnits(buffer: Buffer, encoding: string, warning: string | null): Decoded {
  const over = buffer.length % (encoding.startsWith('utf-32') ? 4 : 2);
  return {
    ok: true,
    text: iconv.decode(buffer.subarray(0, buffer.length - over), encoding),
    encoding,
    warning: over === 0 ? warning : 'It ends in the middle of a character: the end may have been cut off.',
    encodings: [],
  };
}

const checkWords = (encoding: string): string => `Read as ${encoding}: check that the words are right.`;

function asUtf8(buffer: Buffer): (Decoded & { ok: true }) | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return { ok: true, text, encoding: 'utf-8', warning: null, encodings: [] };
  } catch {
    return null;
  }
}

const binary: Decoded = {
  ok: false,
  message:
    'This file holds binary data, not a text. If it is a document, open it in the program that made it, and save it there as text, DOCX or PDF.',
  encodings: [],
};

/** Units that are looked at to tell how a text without a mark is encoded. */
const unitsLookedAt = 2000;

/** UTF-32 without a mark: no four bytes of anything else are a character each time. */
function asUtf32(buffer: Buffer): Decoded | null {
  const units = Math.min(unitsLookedAt, Math.floor(buffer.length / 4));
  if (units < 8) return null;
  const isRight = (unit: (at: number) => number): boolean => {
    for (let at = 0; at < units; at++) {
      const code = unit(at * 4);
      if (code === 0 || code > 0x10ffff) return false;
    }
    return true;
  };
  for (const encoding of ['utf-32le', 'utf-32be'])
    if (isRight((at) => (encoding === 'utf-32le' ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at))))
      return inUnits(buffer, encoding, checkWords(encoding));
  return null;
}

/** What hardly any text holds: control characters, halves of pairs, and what no script has. */
const unlikely = /(?![\t\n\f\r])[\p{Cc}\p{Cn}\p{Co}\p{Cs}]/gu;

/** Chinese, Japanese, Korean, and what stands between them; of chance characters, six in ten. */
const ofManyCharacters =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u2010-\u2027\u3000-\u303f\uff00-\uffef\x20-\x7e\t\n\r]/gu;
/** Of fewer, chance could make a text. */
const fewestUnits = 24;
const share = (text: string, signs: RegExp): number =>
  (text.match(signs)?.length ?? 0) / Math.max(1, text.length);

/**
 * UTF-16 without a mark. In scripts of few characters the NUL bytes are every other one; in the others,
 * reading it in the wrong order gives signs of all scripts and of none.
 */
function asUtf16(buffer: Buffer): Decoded | null {
  const sample = buffer.subarray(0, Math.min(buffer.length & ~1, unitsLookedAt * 2));
  if (sample.length < 4) return null;
  const zeros = [0, 0];
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2]!++;
  });
  const most = Math.max(...zeros);
  // In a few units chance could place some NUL bytes like that, but not in every other unit.
  const enough = sample.length < 2 * fewestUnits ? sample.length / 4 : sample.length / 20;
  if (most > Math.max(1, enough) && Math.min(...zeros) < most / 10) {
    const encoding = zeros[1] === most ? 'utf-16le' : 'utf-16be';
    const isText = share(iconv.decode(sample, encoding), unlikely) < 0.02;
    return isText ? inUnits(buffer, encoding, checkWords(encoding)) : null;
  }
  if (controlShare(buffer) <= mostControls && isUtf8(buffer)) return null;
  if (sample.length < 2 * fewestUnits) return null;
  const texts = ['utf-16le', 'utf-16be'].map((encoding) => iconv.decode(sample, encoding));
  const [little = 1, big = 1] = texts.map((text) => share(text, unlikely));
  const encoding = little < big ? 'utf-16le' : 'utf-16be';
  const isText =
    Math.min(little, big) < 0.005 &&
    Math.max(little, big) > 0.03 &&
    share(texts[little < big ? 0 : 1] ?? '', ofManyCharacters) > 0.95;
  return isText ? inUnits(buffer, encoding, checkWords(encoding)) : null;
}

/** Letters beyond ASCII that are sound UTF-8, for each byte that is not: by chance there are hardly any. */
const soundForBroken = 5;

/** UTF-8 in which some bytes were broken, as when files of several encodings were put together. */
function asBrokenUtf8(buffer: Buffer): Decoded | null {
  const text = new TextDecoder('utf-8').decode(buffer);
  const broken = text.split('\ufffd').length - 1;
  // One sign beyond ASCII for each match: what follows is counted by itself.
  const sound = (text.match(/[^\x00-\x7f\ufffd]/gu) ?? []).length;
  if (broken === 0 || sound < soundForBroken * broken) return null;
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
  const marked = byMark(buffer) ?? (buffer.includes(0) ? (asUtf32(buffer) ?? asUtf16(buffer)) : null);
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
