/** Broken files made from sound ones, the same for the same seed. */
import { unzipSync, zipSync } from 'fflate';

/** Numbers from 0 on, below `limit`, in an order that the seed decides (a linear congruential generator). */
export function picker(seed: number): (limit: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return limit <= 0 ? 0 : (state >>> 4) % limit;
  };
}

/** What parsers of one or the other format take for more than text. */
const spices = [
  '\0', '<', '>', '&', '"', "'", '{', '}', '\\', ']]>', '<!--', '<!DOCTYPE x [<!ENTITY a "b">]>', '&#xD800;', '&#0;', '\\u-1?', '\\bin9999999 ',
  "\\'", '%PDF-', 'stream\n', 'endobj', 'PK\x03\x04', '\r', '\n\n\n', '\t', ',', ';', '=', '\ufeff', '\ud83d', '𝄞', '\u202e', 'ﷺ', '9'.repeat(400),
  'a'.repeat(5000), '((((((((', '<div>'.repeat(200), '{"a":'.repeat(200), '- '.repeat(200), 'Content-Type: multipart/mixed; boundary=x\n', '--x\n',
  '1 of 3 DOCUMENTS\n', 'End of Document\n', 'Document AAAA000020200101eg1100001\n', 'LENGTH: ', '<DOC NUMBER=9>', '<article>', 'javascript:x',
]; // prettier-ignore

/**
 * A broken file. Of zip archives every other one is sound as an archive, with one broken part: any change to
 * the archive itself is found by its checksums, and no parser would see it.
 */
export function mutated(bytes: Uint8Array, seed: number): Uint8Array {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || seed % 2 === 0) return mutatedBytes(bytes, seed);
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const name = names[picker(seed)(names.length)]!;
  return zipSync({ ...parts, [name]: mutatedBytes(parts[name]!, seed) });
}

/** One to eight small changes to the bytes. */
function mutatedBytes(bytes: Uint8Array, seed: number): Uint8Array {
  const pick = picker(seed);
  let changed = Buffer.from(bytes);
  for (let count = 1 + pick(8); count > 0; count--) {
    const at = pick(changed.length + 1);
    const length = 1 + pick(Math.min(400, changed.length));
    switch (pick(7)) {
      case 0:
        if (changed.length > 0) changed[Math.min(at, changed.length - 1)]! ^= 1 << pick(8);
        break;
      case 1:
        changed = Buffer.concat([changed.subarray(0, at), changed.subarray(at + length)]);
        break;
      case 2:
        changed = Buffer.concat([
          changed.subarray(0, at),
          changed.subarray(at, at + length),
          changed.subarray(at),
        ]);
        break;
      case 3:
        changed = Buffer.from(changed.subarray(0, at));
        break;
      case 4:
        changed = Buffer.concat([
          changed.subarray(0, at),
          Buffer.from(spices[pick(spices.length)] ?? ''),
          changed.subarray(at),
        ]);
        break;
      case 5:
        changed = Buffer.concat([
          changed.subarray(0, at),
          Buffer.alloc(length, pick(256)),
          changed.subarray(at + length),
        ]);
        break;
      default:
        changed = Buffer.concat([changed.subarray(at), changed.subarray(0, at)]);
    }
  }
  return Uint8Array.from(changed);
}
