/** Broken datasets made from sound ones: the same for the same seed. Unlike mere bytes, they are still of their format. */
import { picker } from './mutations';

type Pick = (limit: number) => number;

/** What stands where another thing should. */
const oddValues: readonly unknown[] = [
  null, '', ' ', 'x', '__proto__', 'constructor', 'toString', -1, 0, 1, 1.5, 7, 1e308, -1e20, true, false, [], {}, [[]], [null], { a: { b: null } },
  '\ud83d', '\u0000', 'a'.repeat(11_000), '2020-13-45', 'NaN', 'Infinity', '99999999999999999999', '=1', '\n', '#ff', [1, 2], 'http://', 'urn:uuid:x',
]; // prettier-ignore
const oddWords = oddValues.filter((value): value is string => typeof value === 'string');

interface Place {
  holder: Record<string, unknown> | unknown[];
  key: string | number;
}

/** Every place within a value that holds another one, in order. */
function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (Array.isArray(value))
    for (const [key, part] of value.entries()) {
      found.push({ holder: value, key });
      placesIn(part, found);
    }
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) {
      found.push({ holder: value as Record<string, unknown>, key });
      placesIn(part, found);
    }
  return found;
}

const at = ({ holder, key }: Place): unknown => (holder as Record<string | number, unknown>)[key];
const put = ({ holder, key }: Place, value: unknown): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
};

/** The value with one thing in it that is another, is there twice, or is gone. */
function mutatedValue(value: unknown, pick: Pick): unknown {
  const places = placesIn(value);
  if (places.length === 0) return oddValues[pick(oddValues.length)];
  const place = places[pick(places.length)]!;
  const kind = pick(6);
  if (kind <= 1) put(place, oddValues[pick(oddValues.length)]);
  else if (kind === 2) {
    // Something of the same kind from elsewhere: another's id, a parent below its child, an offset of another text.
    const alike = places.filter((other) => other.key === place.key && typeof at(other) === typeof at(place));
    put(place, structuredClone(at(alike[pick(alike.length)] ?? place)));
  } else if (kind === 3) put(place, structuredClone(at(places[pick(places.length)]!)));
  else if (Array.isArray(place.holder)) {
    if (kind === 4) place.holder.push(structuredClone(at(place)));
    else place.holder.splice(Number(place.key), 1);
  } else delete place.holder[place.key];
  return value;
}

function mutatedJson(text: string, pick: Pick): string {
  try {
    return JSON.stringify(mutatedValue(JSON.parse(text), pick));
  } catch {
    const lines = text.split('\n');
    const line = pick(lines.length);
    try {
      lines[line] = JSON.stringify(mutatedValue(JSON.parse(lines[line]!), pick));
    } catch {
      lines.splice(line, 1);
    }
    return lines.join('\n');
  }
}

/** The text with one of what the pattern finds in another's place, as an odd word, twice, or gone. */
function mutatedParts(text: string, pattern: RegExp, words: string, pick: Pick): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text + words;
  const one = found[pick(found.length)]!;
  const alike = found.filter((other) => other[1] === one[1]);
  const part = one[2] ?? one[0];
  const start = one.index + one[0].indexOf(part, one[1]?.length ?? 0);
  const instead =
    pick(2) === 0 ? words : ((alike[pick(alike.length)] ?? one)[2] ?? alike[pick(alike.length)]![0]);
  return text.slice(0, start) + instead + text.slice(start + part.length);
}

const forXml = (words: string): string => words.replaceAll(/[&<>"\u0000\ud83d]/g, ' ');

function mutatedXml(text: string, pick: Pick): string {
  const words = forXml(oddWords[pick(oddWords.length)]!);
  if (pick(4) > 0) return mutatedParts(text, /([\w:.-]+)="([^"]*)"/g, words, pick);
  // Whole elements without others in them: gone, or twice.
  const found = [...text.matchAll(/<([\w:.-]+)(?:\s[^<>]*)?(?:\/>|>[^<]*<\/\1>)/g)];
  const one = found[pick(found.length)];
  if (!one) return text;
  return (
    text.slice(0, one.index) + (pick(2) === 0 ? '' : one[0] + one[0]) + text.slice(one.index + one[0].length)
  );
}

/** A file that says something else now, in the words of its format. @param name by which its format is told */
export function mutatedText(name: string, text: string, seed: number): string {
  const pick = picker(seed);
  if (/\.(?:json|jsonl|jsonld)$/.test(name) || /^\s*[[{]/.test(text)) return mutatedJson(text, pick);
  if (/\.(?:xml|xmi|qde|qdc)$/.test(name) || text.startsWith('<?xml')) return mutatedXml(text, pick);
  const words = oddWords[pick(oddWords.length)]!;
  return /\.(?:ann|tsv)$/.test(name)
    ? mutatedParts(text, /()([^\t\n ]+)/g, words, pick)
    : mutatedParts(text, /()([^,\r\n"]+)/g, words.replaceAll('\n', ' '), pick);
}
