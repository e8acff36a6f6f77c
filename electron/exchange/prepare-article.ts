/** From what a reader found to a row of the import: canonical, checked, and with what can be told filled in. */
import { hash } from 'node:crypto';
import type { ArticleFields, EncodingChoice, Particular } from '../../shared/api-articles';
import { keysOfText } from '../../shared/article-keys';
import { longestText, tooLong } from '../../shared/article-size';
import { fieldsFromName, type FromName, readFileNamePattern } from '../../shared/file-name-pattern';
import { guessLanguage } from '../../shared/guess-language';
import type { ReadSettings } from '../../shared/import-settings';
import { writeLayout } from '../../shared/layout';
import { nameFrom } from '../../shared/names';
import { partialDate } from '../../shared/record-fields';
import { isCanonical, isPlain } from '../../shared/text';
import type { FoundArticle, SkippedPart } from './reader';
import { unitsOf } from './text-units';

/** A row of the import as the staging area keeps it. */
export interface PreparedArticle {
  place: string;
  fields: ArticleFields;
  particulars: Particular[];
  warnings: string[];
  encoding: string;
  encodings: readonly EncodingChoice[];
  text: string;
  /** As `shared/layout.ts` writes it. */
  layout: string;
  /** Of the text's UTF-8 bytes, in hex. */
  textSha256: string;
  /** The text's keys, as `shared/article-keys.ts` makes them; null for a short text (see `withKeys`). */
  textKeys: readonly number[] | null;
}

/** An article that is ready for the search for duplicates. */
export type KeyedArticle = PreparedArticle & { textKeys: readonly number[] };

/** Up to this length, in UTF-16 code units, the keys of a text are made within half a millisecond. */
const shortText = 50_000;

/**
 * Makes the keys of a short text, which whoever takes the article does: the thread that reads has more to do
 * than the host, which waits for it. It makes those of long texts, so that the host need not stop for them.
 */
export const withKeys = (article: PreparedArticle): KeyedArticle => ({
  ...article,
  textKeys: article.textKeys ?? keysOfText(article.text, unitsOf),
});

const longestTitle = 160;

/**
 * @param fileName with folders
 * @param settings what the user said about the file: what its name says counts more than what stands in it
 * @throws Error when a reader made a text that is not canonical
 */
export function prepareArticle(
  found: FoundArticle,
  fileName: string,
  settings: Pick<ReadSettings, 'fileName' | 'dateOrder'>,
): PreparedArticle | SkippedPart {
  const { text, layout, place, encoding, encodings } = found;
  if (text.trim() === '') return { place, skipped: 'There are no words in it.' };
  if (text.length > longestText) return { place, skipped: tooLong('This text') };
  if (!isCanonical(text)) throw new Error(`the text of ${text.length} code units is not canonical`);
  const fromName = fieldsFromName(settings.fileName, fileName, settings.dateOrder);
  const { fields, particulars } = checkedFields({
    fields: { ...found.fields, ...fromName.fields },
    particulars: [...found.particulars, ...fromName.particulars, ...overruled(found.fields, fromName.fields)],
  });
  const complete: ArticleFields = {
    source: '',
    author: '',
    section: '',
    url: '',
    accession: '',
    note: '',
    ...fields,
    date: fields.date ?? dateIn(fileName),
    language: fields.language ?? guessLanguage(text, unitsOf),
    title: nameFrom(fields.title ?? '') ?? titleOf(text, fileName),
  };
  return {
    place,
    fields: complete,
    particulars,
    warnings: [...found.warnings, ...aboutName(settings.fileName, fromName), ...warningsAbout(text)],
    encoding,
    encodings,
    text,
    layout: writeLayout(layout),
    textSha256: hash('sha256', text),
    textKeys: text.length > shortText ? keysOfText(text, unitsOf) : null,
  };
}

/** Why nothing was taken from the name of a file, though a pattern says how. */
function aboutName(pattern: string, { matched }: FromName): string[] {
  if (pattern === '' || matched) return [];
  const read = readFileNamePattern(pattern);
  return [
    read.ok
      ? 'The file’s name is not as the pattern says, so no field was taken from it.'
      : `The pattern for the names of files cannot be used. ${read.problem}`,
  ];
}

/** What the file itself says where its name says otherwise. */
const overruled = (inside: FoundArticle['fields'], name: Partial<Record<string, string>>): Particular[] =>
  Object.entries(inside).flatMap(([field, value]) =>
    name[field] !== undefined && value && value !== name[field]
      ? [{ name: `${field} in the file`, value }]
      : [],
  );

/** What no field can hold is not lost: it goes to the particulars, in the source's own words. */
function checkedFields(found: Pick<FoundArticle, 'fields' | 'particulars'>): {
  fields: Partial<ArticleFields>;
  particulars: Particular[];
} {
  const fields: Partial<ArticleFields> = {};
  const particulars = [...found.particulars];
  for (const [name, value] of Object.entries(found.fields) as [keyof ArticleFields, string | null][]) {
    const words = (value ?? '').toWellFormed().trim();
    if (words === '') continue;
    const fits =
      name === 'date'
        ? partialDate.safeParse(words).success
        : name !== 'url' || /^(?:https?|ftp|doi|urn):/i.test(words) || !/^[a-z]+:/i.test(words);
    if (fits) fields[name] = words;
    else particulars.push({ name: name === 'url' ? 'Address' : 'Date', value: words });
  }
  return {
    fields,
    particulars: particulars
      .map(({ name, value }) => ({ name: name.toWellFormed().trim(), value: value.toWellFormed().trim() }))
      .filter(({ value }) => value !== ''),
  };
}

/** Marks that turn the direction of text, also unseen: they can make it read otherwise than it is stored. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;
/** UTF-8 that was taken for Windows-1252 and encoded once more: `Ã¼` for `ü`, `â€™` for an apostrophe. */
const encodedTwice = /Ã[\u0080-\u00bf\u0192\u201a-\u2122]|â€[\u0080-\u2122]|Â[\u00a0-\u00bf]/g;
const fewestTwice = 3;
/** Control characters beyond ASCII, which nobody types: Windows-1252 that was taken for Latin-1 leaves them. */
const strayControls = /[\u0080-\u0084\u0086-\u009f]/g;

function warningsAbout(text: string): string[] {
  const warnings: string[] = [];
  // All of them are beyond ASCII.
  if (isPlain(text)) return warnings;
  const count = (number: number, what: string): string =>
    `${number === 1 ? `1 ${what}` : `${number.toLocaleString('en')} ${what}s`}`;
  const replaced = text.split('\ufffd').length - 1;
  if (replaced > 0)
    warnings.push(
      `${count(replaced, 'character')} could not be read, or no format can carry them; they stand as “\ufffd”.`,
    );
  const turned = text.match(turning)?.length ?? 0;
  if (turned > 0)
    warnings.push(
      `${count(turned, 'invisible mark')} of direction are in it, which can make it look otherwise than it is.`,
    );
  const twice = text.match(encodedTwice) ?? [];
  if (twice.length >= fewestTwice)
    warnings.push(
      `Its letters seem to have been encoded twice (“${twice[0]}” in the place of one letter). Get the file anew; nothing was changed.`,
    );
  const stray = text.match(strayControls)?.length ?? 0;
  if (stray > 0)
    warnings.push(
      `${count(stray, 'invisible control character')} stand where quotation marks, dashes or apostrophes may have been. Get the file anew, or read it in another encoding; nothing was changed.`,
    );
  return warnings;
}

/** The file's name without folders and ending. */
export const baseName = (fileName: string): string =>
  nameFrom(
    fileName
      .split(/[/\\]/)
      .at(-1)!
      .replace(/\.[^.]{1,8}$/, ''),
  ) ?? 'Untitled';

/**
 * The one ISO date in the file's name: the only kind that leaves no doubt about day and month. Folders may have
 * the date of a backup, and two dates are a range.
 */
function dateIn(fileName: string): string | null {
  if (!/\d{4}-\d\d-\d\d/.test(fileName)) return null;
  const dates = /(?<!\d)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/g;
  const [found, ...more] = baseName(fileName).match(dates) ?? [];
  return found !== undefined && more.length === 0 && partialDate.safeParse(found).success ? found : null;
}

/** The first line, where it is short, can be a title and is followed by more; else the file's name. */
function titleOf(text: string, fileName: string): string {
  const found = /^\s*(\S.*)\n\s*\S/.exec(text.slice(0, 2000))?.[1];
  const isTitle = found !== undefined && found.trim().length <= longestTitle;
  return (isTitle ? nameFrom(found) : null) ?? baseName(fileName);
}
