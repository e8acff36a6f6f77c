/**
 * The tokens of RTF: groups, control words with their numbers, bytes, and plain text. Written by hand: the
 * libraries for it decode neither code pages nor surrogate pairs rightly (checked in 2026).
 */

export type RtfToken =
  | { kind: 'open' | 'close' }
  /** `\word12 `; `number` is null where none is written. */
  | { kind: 'word'; word: string; number: number | null }
  /** `\~` and its like. */
  | { kind: 'symbol'; symbol: string }
  /** Bytes of the code page in use: one that is written as `\'e4`, or a run of such as are written as they are. */
  | { kind: 'bytes'; bytes: Uint8Array };

const isLetter = (byte: number): boolean => (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
/** Neither white space that only breaks the file's lines, nor `\`, `{` or `}`. */
const isPlain = (byte: number): boolean =>
  byte !== 0x0d && byte !== 0x0a && byte !== 0 && byte !== 0x5c && byte !== 0x7b && byte !== 0x7d;
const hexValue = (byte: number): number => parseInt(String.fromCharCode(byte), 16);

/** The tokens in order. Bytes after `\bin` are passed over. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at++]!;
    if (byte === 0x7b) yield { kind: 'open' };
    else if (byte === 0x7d) yield { kind: 'close' };
    else if (byte === 0x0d || byte === 0x0a || byte === 0) continue;
    else if (byte !== 0x5c) {
      const begin = at - 1;
      while (at < bytes.length && isPlain(bytes[at]!)) at++;
      yield { kind: 'bytes', bytes: bytes.subarray(begin, at) };
    } else {
      const next = bytes[at];
      if (next === undefined) return;
      if (next === 0x27) {
        const value = hexValue(bytes[at + 1] ?? 0) * 16 + hexValue(bytes[at + 2] ?? 0);
        at += 3;
        if (!Number.isNaN(value)) yield { kind: 'bytes', bytes: Uint8Array.of(value) };
      } else if (isLetter(next)) {
        const begin = at;
        while (at < bytes.length && isLetter(bytes[at]!) && at - begin < 32) at++;
        const word = Buffer.from(bytes.subarray(begin, at)).toString('latin1');
        const numberBegin = at;
        if (bytes[at] === 0x2d) at++;
        while (at < bytes.length && isDigit(bytes[at]!) && at - numberBegin < 12) at++;
        const digits = Buffer.from(bytes.subarray(numberBegin, at)).toString('latin1');
        const number = /^-?\d+$/.test(digits) ? Number(digits) : null;
        if (number === null) at = numberBegin;
        if (bytes[at] === 0x20) at++;
        if (word === 'bin' && number !== null && number > 0) at += number;
        else yield { kind: 'word', word, number };
      } else {
        at++;
        yield { kind: 'symbol', symbol: String.fromCharCode(next) };
      }
    }
  }
}
