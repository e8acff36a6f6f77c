import type { SourceFile } from './reader';

/** The beginning of a file, without reading the rest. @param most in bytes */
export async function firstBytes(file: SourceFile, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of file.pieces()) {
    pieces.push(piece);
    length += piece.length;
    if (length >= most) break;
  }
  return Buffer.concat(pieces).subarray(0, most);
}
