/**
 * Passwords as DNA keeps them: Base64 of a salt of 16 bytes and of SHA-256 applied 100,000 times, first to the salt
 * and the password in UTF-8 and NFC. This is what the StrongPasswordEncryptor of the library jasypt does, which DNA
 * uses; a sample database with a known password agrees.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';

const rounds = 100_000;
const saltLength = 16;

/** Letters and figures that nobody takes for others. */
const signs = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A new password that can be read out: about 60 bits, from the system's own chance. */
export const newPassword = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join(''),
  ).join('-');

/** What DNA keeps of a password. Takes about a tenth of a second. */
export function dnaPasswordHash(password: string, salt: Uint8Array = randomBytes(saltLength)): string {
  let digest = createHash('sha256')
    .update(salt)
    .update(Buffer.from(password.normalize('NFC')))
    .digest();
  for (let round = 1; round < rounds; round++) digest = createHash('sha256').update(digest).digest();
  return Buffer.concat([salt, digest]).toString('base64');
}
