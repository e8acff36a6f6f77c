/**
 * Random numbers that can be had again: the same seed gives the same numbers on every machine. Sixty-four bits of
 * state are enough for drawing articles; nothing here is a secret.
 */

/** The next number, at least 0 and less than 1. */
export type Random = () => number;

/** Chris Doty-Humphrey's “small fast counter” generator with 32-bit words (sfc32, PractRand). */
export function seeded(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The first numbers of seeds that are near each other are near each other.
  for (let skipped = 0; skipped < 15; skipped++) next();
  return next;
}

/** A whole number from 0 up to, and without, `limit`. */
export const below = (limit: number, random: Random): number => Math.floor(random() * limit);

/** Normally distributed (Box and Muller 1958). */
export const normal = (mean: number, deviation: number, random: Random): number =>
  mean + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
