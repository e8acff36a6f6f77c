/**
 * JSON Lines as machine learning tools exchange them: one object a line. A file that is one JSON list, or one
 * object over several lines, is read as well, since some programs call that JSON Lines, too.
 */
import { ReadProblem } from '../read-problem';
import type { InputFile } from './format';
import type { Losses } from './losses';

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object of a file, and where it stands there: `admin.jsonl, line 3`. */
export interface PlacedObject {
  object: JsonObject;
  place: string;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectsIn = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

/** Words of a field; numbers as they are written, nothing for what is no word. */
export const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** What a reader kept of a record in its format's own words; nothing where it kept nothing. */
export function extraOf(stored: string | undefined): JsonObject {
  const extra = parsedJson(stored ?? '');
  return isJsonObject(extra) ? extra : {};
}

/** One line. Line breaks that only some programs take for such are escaped, so that none cuts the line in two. */
export const jsonLine = (value: unknown): string =>
  `${JSON.stringify(value).replaceAll(
    /[\u0085\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}\n`;

/** The value with neither empty fields nor `false`: what a reader takes for granted needs no room. */
export const compact = (object: object): JsonObject =>
  Object.fromEntries(
    Object.entries(object).filter(
      ([, value]) =>
        value !== null &&
        value !== '' &&
        value !== false &&
        value !== undefined &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );

/** What a text says as JSON; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The objects of a file. A line that is no sound JSON, or no object, is noted by its number and left out.
 * @throws ReadProblem where nothing in the file is an object
 */
export async function readJsonObjects(file: InputFile, losses: Losses): Promise<PlacedObject[]> {
  const text = await file.text();
  const isWhole = /^\s*\[/.test(text) || parsedJson(firstLineOf(text)) === undefined;
  const whole = isWhole ? parsedJson(text) : undefined;
  if (whole !== undefined) {
    const values = Array.isArray(whole) ? (whole as unknown[]) : [whole];
    return values.flatMap((object, at) => {
      const place = `${file.name}, item ${at + 1}`;
      if (isJsonObject(object)) return [{ object, place }];
      leaveOut(losses, place);
      return [];
    });
  }
  const found: PlacedObject[] = [];
  const bad: string[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const place = `${file.name}, line ${at + 1}`;
    const value = parsedJson(line);
    if (isJsonObject(value)) found.push({ object: value, place });
    else bad.push(place);
  }
  if (found.length === 0 && bad.length > 0)
    throw new ReadProblem(
      `${file.name} holds no JSON that can be read: already ${bad[0]} is none. It may be cut off, or of another kind; get it anew.`,
    );
  for (const place of bad) leaveOut(losses, place);
  return found;
}

const firstLineOf = (text: string): string => /^\s*([^\r\n]*)/.exec(text)?.[1] ?? '';

const leaveOut = (losses: Losses, place: string): void =>
  losses.add('article', 'mismatch', 'A line that is no sound JSON object is left out.', place);
