/** Names cut down to one, two or three letters that tell them apart: where a coder or a code has little room. */
import { segmenter } from './span';

/** Letters of user-perceived characters: of `Éva Ács` the first is `É`, whole. */
const lettersOf = (word: string, count: number): string =>
  Array.from(segmenter('grapheme', null).segment(word), ({ segment }) => segment)
    .slice(0, count)
    .join('');

const wordsOf = (name: string): string[] => name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const capital = (sign: string): string => sign.slice(0, 1).toUpperCase() + sign.slice(1);

/** What a name may be called, the shortest first. */
function candidatesOf(name: string): string[] {
  const [first = name.trim() || '?', second] = wordsOf(name);
  return [
    capital(lettersOf(first, 1)),
    second === undefined
      ? capital(lettersOf(first, 2))
      : lettersOf(first, 1).toUpperCase() + lettersOf(second, 1).toUpperCase(),
    capital(lettersOf(first, 3)),
  ];
}

/**
 * A sign for each name, in the order of the names; no two are equal. Names that begin alike all get longer
 * signs, so that none looks like the beginning of another; where letters do not tell them apart, figures do.
 */
export function signsOf(names: readonly string[]): string[] {
  const candidates = names.map(candidatesOf);
  const lengths = names.map(() => 0);
  const signAt = (at: number): string => candidates[at]![lengths[at]!]!;
  for (let round = 0; round < 2; round++) {
    const alike = Map.groupBy(names.keys(), signAt);
    for (const group of alike.values()) if (group.length > 1) for (const at of group) lengths[at]! += 1;
  }
  const taken = new Set<string>();
  return names.map((_, at) => {
    const sign = signAt(at);
    const first = capital(lettersOf(sign, 1));
    let chosen = sign;
    for (let figure = 2; taken.has(chosen); figure++) chosen = `${first}${figure}`;
    taken.add(chosen);
    return chosen;
  });
}
