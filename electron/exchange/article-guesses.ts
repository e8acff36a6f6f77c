/** What can be told about an article from its words and its file name, for the user to correct. */
import { nameFrom } from '../../shared/names';
import { canonicalText } from '../../shared/text';
import type { ArticleFields, EncodingChoice } from '../../shared/api';
import type { ImportedText, ReadOutcome } from './registry';

const longestTitle = 160;

/** The file's name without folders and ending. */
const baseName = (fileName: string): string =>
  nameFrom(
    fileName
      .split(/[/\\]/)
      .at(-1)!
      .replace(/\.[^.]{1,8}$/, ''),
  ) ?? 'Untitled';

/** An ISO date in the file's name, the only kind that leaves no doubt about day and month. */
const dateIn = (fileName: string): string | null =>
  /(?<!\d)(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)/.exec(fileName)?.[1] ?? null;

/** The first line, where it is short, can be a title and is followed by more; else the file's name. */
function titleOf(text: string, fileName: string): string {
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  const isTitle = rest.length > 0 && first.trim().length <= longestTitle;
  return (isTitle ? nameFrom(first) : null) ?? baseName(fileName);
}

/** Small words that hardly occur in another of these languages. */
const functionWords: Record<string, string[]> = {
  en: ['the', 'and', 'of', 'that', 'with', 'was', 'for'],
  de: ['der', 'die', 'und', 'nicht', 'das', 'ist', 'mit'],
  fr: ['les', 'des', 'est', 'dans', 'une', 'pour', 'qui'],
  es: ['los', 'las', 'que', 'una', 'para', 'con', 'por'],
  it: ['che', 'della', 'sono', 'con', 'una', 'gli', 'nel'],
  nl: ['het', 'een', 'van', 'niet', 'zijn', 'dat', 'voor'],
  pt: ['não', 'uma', 'para', 'com', 'dos', 'mais', 'são'],
};
const scripts: [RegExp, string][] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/[\u067e\u0686\u06af\u06cc]/u, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/[іїєґ]/u, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Thai}/u, 'th'],
];

/** A BCP 47 language, from the script and from small words; null when it cannot be told. */
export function guessLanguage(text: string): string | null {
  const sample = text.slice(0, 4000).toLowerCase();
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (latin < letters / 2) return scripts.find(([pattern]) => pattern.test(sample))?.[1] ?? null;
  const words = sample.match(/\p{L}+/gu) ?? [];
  const counted = Object.entries(functionWords)
    .map(([language, small]) => ({ language, count: words.filter((word) => small.includes(word)).length }))
    .toSorted((one, other) => other.count - one.count);
  const [first, second] = counted;
  return first && first.count >= 3 && first.count > 1.5 * (second?.count ?? 0) ? first.language : null;
}

/** Makes the text canonical and fills in what the format did not say. An empty text gives no article. */
export function imported(
  raw: string,
  fileName: string,
  known: Partial<ArticleFields>,
  decoded: { encoding: string; warning: string | null; encodings: EncodingChoice[] },
): ReadOutcome {
  const { text, replaced } = canonicalText(raw);
  if (text.trim() === '') return { ok: false, message: 'There are no words in it.', encodings: [] };
  const warnings = decoded.warning === null ? [] : [decoded.warning];
  if (replaced > 0)
    warnings.push(`${replaced} characters that no format can carry were replaced by “\ufffd”.`);
  const given = Object.fromEntries(
    Object.entries(known).filter(([, value]) => value !== '' && value !== null),
  );
  const article: ImportedText = {
    text,
    fields: {
      source: '',
      author: '',
      date: dateIn(fileName),
      section: '',
      url: '',
      language: guessLanguage(text),
      note: '',
      ...given,
      title: nameFrom(known.title ?? '') ?? titleOf(text, fileName),
    },
    encoding: decoded.encoding,
    encodings: decoded.encodings,
    warnings,
  };
  return { ok: true, texts: [article] };
}
