/** The text of files that may be too large to hold at once: what its encoding is, and its pieces in order. */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { EncodingChoice } from '../../shared/api-articles';
import { decode } from './decode';
import { firstBytes } from './first-bytes';
import { type SourceFile } from './reader';
import { ReadProblem } from '../../shared/read-problem';

export interface TextPieces {
  /** As iconv names it. */
  encoding: string;
  encodings: readonly EncodingChoice[];
  /** What is doubtful about the encoding, as a sentence. */
  warning: string | null;
  /** The beginning, without a byte order mark; a last character may be cut. */
  head: string;
  /** Whether the head is all there is. */
  isWhole: boolean;
  /** All of the text, without a byte order mark. Each call begins anew. */
  pieces(): AsyncGenerator<string>;
}

/** So much is looked at before reading begins. In bytes. */
const headLength = 256 * 1024;

/**
 * Finds out the encoding: the one that was chosen, or that a mark or NUL bytes tell; or UTF-8, when all of the
 * file is; or what the first stretch that is not UTF-8 looks like.
 * @param chosen as iconv names it; null where nothing was chosen
 * @throws ReadProblem when the encoding cannot be told, or it is no text
 */
export async function openText(file: SourceFile, chosen: string | null): Promise<TextPieces> {
  const head = await firstBytes(file, headLength);
  const isWhole = head.length >= file.size;
  const found = chosen === null && !isOfWideUnits(head) ? await byAllBytes(file) : byHead(head, chosen);
  const decoder = decoderOf(found.encoding);
  return {
    ...found,
    head: withoutMark(decoder.write(head)),
    isWhole,
    async *pieces() {
      const { write, end } = decoderOf(found.encoding);
      let isFirst = true;
      let half = '';
      for await (const piece of file.pieces()) {
        const text = half + write(piece);
        // Whoever takes a piece must be able to take it for a text of its own.
        half = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
        const whole = half === '' ? text : text.slice(0, -1);
        if (whole === '') continue;
        yield isFirst ? withoutMark(whole) : whole;
        isFirst = false;
      }
      const rest = half + end();
      if (rest !== '') yield isFirst ? withoutMark(rest) : rest;
    },
  };
}

type Found = Pick<TextPieces, 'encoding' | 'encodings' | 'warning'>;

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

/** UTF-16 has a mark of its own or NUL bytes, which no other text has. */
const isOfWideUnits = (head: Uint8Array): boolean =>
  head.includes(0) || (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

function byHead(head: Uint8Array, chosen: string | null): Found {
  // An even number of bytes, or UTF-16 would seem to be cut.
  const decoded = decode(head.subarray(0, head.length & ~1 || head.length), chosen ?? undefined);
  if (!decoded.ok) throw new ReadProblem(decoded.message, decoded.encodings);
  const { encoding, encodings } = decoded;
  // A chosen encoding may meet its own cut character; rows say what is lost in them.
  return { encoding, encodings, warning: chosen === null ? decoded.warning : null };
}

const utf8: Found = { encoding: 'utf-8', encodings: [], warning: null };

async function byAllBytes(file: SourceFile): Promise<Found> {
  let carried: Uint8Array = new Uint8Array();
  let hasLetters = false;
  for await (const piece of file.pieces()) {
    const bytes = carried.length === 0 ? piece : Buffer.concat([carried, piece]);
    const cut = cutAtEnd(bytes);
    const whole = bytes.subarray(0, bytes.length - cut);
    if (!isUtf8(whole)) return byFault(whole, hasLetters);
    hasLetters ||= !isAscii(whole);
    carried = Uint8Array.from(bytes.subarray(bytes.length - cut));
  }
  return carried.length > 0 ? byFault(carried, hasLetters) : utf8;
}

/** How many bytes at the end begin a character of UTF-8 that is not whole; 0 to 3. */
function cutAtEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

/**
 * @param bytes a stretch that is not UTF-8
 * @param hasLetters whether there are sound characters of UTF-8 beyond ASCII before it
 */
function byFault(bytes: Uint8Array, hasLetters: boolean): Found {
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.split('\ufffd').length - 1;
  const sound = (text.match(/[\u0080-\ufffc]/g)?.length ?? 0) - lost;
  if (hasLetters || sound > lost) {
    return {
      encoding: 'utf-8',
      encodings: previewsOf(bytes),
      warning:
        'Not all of it is UTF-8, as the rest is: where you see “\ufffd”, a character is lost. Rows that have such characters say so.',
    };
  }
  const decoded = decode(bytes);
  if (!decoded.ok) throw new ReadProblem(decoded.message, decoded.encodings);
  const { encoding, encodings, warning } = decoded;
  return { encoding, encodings, warning };
}

function previewsOf(bytes: Uint8Array): readonly EncodingChoice[] {
  return decode(bytes, 'utf-8').encodings;
}

interface PieceDecoder {
  write(piece: Uint8Array): string;
  end(): string;
}

function decoderOf(encoding: string): PieceDecoder {
  if (encoding.toLowerCase() === 'utf-8') {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return { write: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  return {
    write: (piece) => decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)),
    end: () => decoder.end() ?? '',
  };
}

/** A line longer than this is none: in UTF-16 code units. */
export const longestLine = 60_000_000;

/**
 * The lines of a text, without what ends them. Only `\n` and `\r\n` do, for JSON has U+2028 within its words.
 * @throws ReadProblem for a line that does not end
 */
export async function* linesOf(text: TextPieces): AsyncGenerator<string> {
  const parts: string[] = [];
  let length = 0;
  let number = 1;
  for await (const piece of text.pieces()) {
    let start = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
      parts.push(piece.slice(start, end));
      yield withoutReturn(parts.length === 1 ? (parts[0] ?? '') : parts.join(''));
      parts.length = 0;
      length = 0;
      number += 1;
      start = end + 1;
    }
    parts.push(piece.slice(start));
    length += piece.length - start;
    if (length > longestLine) {
      throw new ReadProblem(
        `Line ${number.toLocaleString('en')} does not end for ${longestLine.toLocaleString('en')} characters, so this is no file with one article a line. The lines before came in.`,
      );
    }
  }
  if (length > 0) yield withoutReturn(parts.join(''));
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
